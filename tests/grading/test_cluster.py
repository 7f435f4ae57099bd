"""Grading on a real Dask cluster: what a host does and dies of changes no result, and loses or doubles none.

The tests of this module share a scheduler and its hosts, one after the other: the last ones kill them.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from cluster_hosts import NEW_CERTIFICATE, PATIENCE, TLS, Hosts, descendants, hosts, until
from faults import differences, state
from small_assignment import NAME

from grader.cli.commands import main
from grader.course import Course, Settings
from grader.errors import UserError
from grader.grading import cluster as clusters
from grader.grading import host
from grader.grading.class_run import autograde
from grader.grading.cluster import Cluster, nothing_unpickled
from grader.grading.reply import Unfit, to_bytes
from grader.grading.scheduler import CONNECT_SECONDS
from grader.grading.task import Task
from grader.grading.workers import Workers, grade_all
from grader.nbgrader.convert import nbgrader_config
from grader.nbgrader.gradebook import Gradebook
from grader.results.result import Result
from grader.submission.intake import read_release, read_submission
from grader.submission.submission import Release
from grader.submission.submitted import submissions

pytestmark = [
    pytest.mark.skipif(not find_spec("distributed"), reason="make cluster"),
    pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate"),
    pytest.mark.xdist_group("cluster"),
]
SAMPLES = ("right_solution", "wrong_step", "damaged_file", "no_notebook")
REFUSED = to_bytes({"refused": ["no room in /tmp.", "Free some."]})


@pytest.fixture(scope="module")
def scheduler(small: Course) -> Iterator[Hosts]:
    """A scheduler that has no host yet."""
    import dask

    with hosts(small.root) as started:
        tls = "distributed.comm.tls"
        files = {"cert": f"{started.base}/cert.pem", "key": f"{started.base}/key.pem"}
        named = {f"{tls}.{who}.{what}": path for who in ("client", "worker") for what, path in files.items()}
        with dask.config.set({f"{tls}.ca-file": files["cert"], **named}):
            yield started


@pytest.fixture(scope="module")
def cluster(scheduler: Hosts) -> Hosts:
    """The same with two hosts, one with two threads and one elsewhere, if that can be had."""
    scheduler.start(jobs=2)
    scheduler.start(elsewhere=True)
    with connected(scheduler.address) as connection:
        until(lambda: len(connection._identity(workers=-1)["workers"]) == 2)
    return scheduler


@pytest.fixture
def tasks(scratch: Course, submit: Callable[..., None]) -> Callable[..., list[Task]]:
    """Return tasks, so many of each of these samples; the student's name begins with the sample's."""

    def make(*names: str, each: int = 1) -> list[Task]:
        submit(*names)
        release, settings = read_release(scratch, NAME), Settings(scratch.seed, scratch.language, scratch.limits)
        read = [read_submission(scratch, name, NAME) for name in names]
        return [
            Task(replace(one, student=f"{one.student}-{number}"), release, settings)
            for number in range(each)
            for one in read
        ]

    return make


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    with Cluster(address) as connection:
        connection.make_room(1)
        yield connection


def alive(cluster: Hosts) -> list[Any]:
    """Return the hosts that other tests have left, those that started first before the others."""
    return [one for one in cluster.running[1:] if one.poll() is None]


def said(cluster: Hosts, machine: Any, words: str) -> bool:
    return words in cluster.said(machine)


def test_without_a_host_there_is_a_sentence(scheduler: Hosts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CONNECT_SECONDS", 1.0)
    with pytest.raises(UserError, match="has had no host for 1 seconds"), connected(scheduler.address):
        pass


def test_a_class_is_graded_as_on_this_machine_to_the_byte(
    cluster: Hosts, scratch: Course, submit: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    submit(*SAMPLES)
    monkeypatch.chdir(scratch.root)
    here = CliRunner().invoke(main, ["autograde", NAME])
    on_this_machine = state(scratch)
    for folder in (scratch.root / "autograded").glob("*/"):
        shutil.rmtree(folder)
    (scratch.root / "gradebook.db").unlink()
    there = CliRunner().invoke(main, ["autograde", NAME, "--scheduler", cluster.address])
    assert (there.exit_code, here.exit_code) == (1, 1), there.output  # a damaged file needs a person
    assert differences(state(scratch), on_this_machine) == []
    kept = CliRunner().invoke(main, ["autograde", NAME, "--student", "wrong*", "--scheduler", "tls://127.0.0.1:1"])
    assert (kept.exit_code, "1 of them unchanged" in kept.output) == (0, True)  # for which no cluster is needed
    if cluster.elsewhere:
        assert "Students' code ran behind landlock (namespaces: " in there.output
        assert f") on host {os.uname().nodename}" in there.output


def test_nothing_that_a_host_sends_is_unpickled_here(cluster: Hosts, tmp_path: Path) -> None:
    leave_trace = f"open('{tmp_path}/' + str(__import__('os').getpid()), 'w')"  # a host itself may do so
    evil = f"{{'__reduce__': lambda self: (eval, ({leave_trace!r},))}}"
    returned = f"type('Evil', (), {evil})()"
    raised = f"(_ for _ in ()).throw(type('Evil', (Exception,), {evil})())"
    with connected(cluster.address) as connection:
        asked = [connection._client.get_executor(pure=False).submit(eval, source) for source in (returned, raised)]
        while asked:
            for reply in connection.wait(asked):
                asked.remove(reply)
                assert reply.exception() or reply.result() is None
    assert not (tmp_path / str(os.getpid())).exists()


def test_the_page_shows_the_certificate_and_the_settings_of_these_tests() -> None:
    page = (Path(__file__).parents[2] / "docs" / "cluster.md").read_text(encoding="utf-8")
    command = NEW_CERTIFICATE.replace("-nodes", "-nodes -days 365")
    assert command in page
    shown = yaml.safe_load(page[page.index("distributed:\n") :].partition("```")[0])["distributed"]["comm"]
    used = yaml.safe_load(TLS.format(folder="/home/prof/grading"))["distributed"]["comm"]
    assert shown == used | {"require-encryption": True}
    assert shown["timeouts"] == {"connect": f"{CONNECT_SECONDS:.0f}s"}


def test_a_pickle_is_a_failure_and_not_run(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return (tmp_path / "ran").touch, ()

    sent = pickle.dumps(Evil())
    with nothing_unpickled():
        assert pickle.loads(sent) is None
    assert not (tmp_path / "ran").exists()


def test_the_release_is_no_part_of_a_task(tasks: Callable[..., list[Task]]) -> None:
    (task,) = tasks("right_solution")
    packed = host.packed(task)
    assert task.submission.notebook
    assert len(packed) < len(task.submission.notebook) + 2000
    assert host._with_release(packed, pickle.dumps(task.release)) == (task.submission, task.release, task.settings)


def fork_server_of(machine: int) -> int:
    """Return the fork server that a host has started itself; its workers may have some of their own."""
    found = descendants(machine, "grader.sandbox.guest")
    (own,) = (
        one for one in found if Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()[1] == str(machine)
    )
    return own


def test_a_host_whose_fork_server_was_killed_is_as_quick_again_in_this_run_and_the_next(
    cluster: Hosts, tasks: Callable[..., list[Task]]
) -> None:
    class_ = tasks("right_solution", "wrong_step", each=3)
    with connected(cluster.address) as connection:
        connection.probe("auto", class_[0].release)  # with which a host starts its fork server
    machine, _ = alive(cluster)
    before = fork_server_of(machine.pid)
    os.kill(before, 9)
    for _ in range(2):
        with connected(cluster.address) as connection:
            graded = {task.submission.student: one for task, one in grade_all(class_, connection)}
        assert {one.result.score for student, one in graded.items() if "right" in student} == {7.0}
        assert len(graded) == 6
        assert not any(one.result.grader_errors for one in graded.values())
    assert fork_server_of(machine.pid) != before


def test_hosts_may_be_killed_and_added_in_the_middle(cluster: Hosts, tasks: Callable[..., list[Task]]) -> None:
    first, second = alive(cluster)
    found: list[str] = []
    with connected(cluster.address) as connection:
        for task, graded in grade_all(tasks("right_solution", "wrong_step", each=10), connection):
            assert graded.result.score == (7.0 if "right" in task.submission.student else 5.5)
            found.append(graded.result.student)
            if len(found) == 1:
                second.kill()
                third = cluster.start()
            if len(found) == 10:
                until(partial(said, cluster, third, "grading for"))
                workers = descendants(first.pid, "")
                first.kill()
    assert sorted(found) == sorted({*found})
    assert len(found) == 20
    first.wait()
    second.wait()
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


def test_a_host_with_other_versions_is_refused_before_anything_is_graded(
    cluster: Hosts, tasks: Callable[..., list[Task]]
) -> None:
    liar = cluster.start(pretence="other versions")
    until(partial(said, cluster, liar, "grading for"))
    class_ = tasks("right_solution")
    words = r"would not mark as this machine does: .*ipython is 0\.0 there"
    with connected(cluster.address) as connection, pytest.raises(UserError, match=words):
        connection.probe("auto", class_[0].release)
    assert liar.poll() is None  # whoever has its code may use it
    liar.terminate()
    assert liar.wait(PATIENCE) == 0


def test_a_host_with_other_versions_that_comes_in_the_middle_is_sent_away_and_the_others_go_on(
    cluster: Hosts, tasks: Callable[..., list[Task]]
) -> None:
    liars, found = [], []
    with connected(cluster.address) as connection:
        for _, graded in grade_all(tasks("right_solution", "wrong_step", each=15), connection):
            found.append(graded.result.student)
            assert not graded.result.grader_errors
            if len(found) == 1:
                liars = [cluster.start(pretence="other versions", jobs=2) for _ in range(2)]
                for liar in liars:
                    until(partial(said, cluster, liar, "grading for"))
        assert connection.jobs >= 1
        (sentence,) = connection.sent_away
    assert len({*found}) == len(found) == 30
    assert "would not mark as this machine does" in sentence
    until(lambda: any(liar.poll() is not None for liar in liars))
    for liar in liars:
        if liar.poll() is None:  # the others were done before it was asked again
            liar.terminate()
            liar.wait(PATIENCE)
        else:
            assert liar.wait(PATIENCE) == 1
            assert "sent this host away: it has other code or other versions." in cluster.said(liar)


class MadeUpHosts(Cluster):
    """Hosts without processes: a fit one, and so many at a time that would not do what they are given: all tasks.

    The next one comes while hosts are asked whether they can grade, too late to be asked.
    """

    def __init__(self, *unfit: str, together: int = 1, admits: bool = True) -> None:
        super().__init__("tls://127.0.0.1:1")
        self.unfit, self._later, self._admits = [*unfit[:together]], [*unfit[together:]], admits
        self._given: list[Future[bytes]] = []
        self._client = self
        self._readers = self._stack.enter_context(Workers(1, ThreadPoolExecutor))

    def refuse(self, number: int) -> None:
        """Have one of the tasks that an unfit host was given come back, from a host that may have gone."""
        self._given.pop(number).set_result(REFUSED)
        until(lambda: self._refused)

    def retire_workers(self, workers: list[str]) -> None:
        for one in workers:
            self.unfit.remove(one)

    def _identity(self, workers: int) -> dict[str, Any]:
        return {"total_threads": 1, "workers": dict.fromkeys(["fit", *self.unfit])}

    def _release(self, release: Release) -> bytes:
        return b""

    def _ask(self, function: Callable[..., bytes], *_: object, workers: Sequence[str] = (), **__: Any) -> Future[bytes]:
        asked: Future[bytes] = Future()
        if self.unfit and not workers:
            self._given.append(asked)
        else:
            found = self._admits and not {*self.unfit}.isdisjoint(workers)
            asked.set_result(REFUSED if found else to_bytes({"failed": "sandbox"}))
        if workers and not self.unfit and self._later:
            self.unfit = [self._later.pop(0)]
        return asked


def test_hosts_that_were_sent_away_cost_a_task_no_try_however_late_their_refusals_come(
    tasks: Callable[..., list[Task]],
) -> None:
    task, other = tasks("right_solution", each=2)
    with MadeUpHosts("first", "second", "third", "fourth") as made_up:
        graded = made_up.grade(task)
        while made_up.unfit:
            before = made_up.grade(other)
            made_up.refuse(1)
            assert made_up.wait([graded, before]) == {before}  # whoever refused it is sent away
            made_up.refuse(0)
            assert made_up.wait([graded, before]) >= {before}  # and it is the next one that is given the first task
        (done,) = made_up.wait([graded])
        assert done.result().result.student == task.submission.student


def test_of_hosts_that_refuse_in_the_same_moment_all_are_sent_away(tasks: Callable[..., list[Task]]) -> None:
    class_ = tasks("right_solution", each=2)
    done: Future[Any] = Future()
    done.set_result(None)
    with MadeUpHosts("first", "second", together=2) as made_up:
        graded = [made_up.grade(task) for task in class_]
        made_up.refuse(0)
        made_up.refuse(0)
        until(lambda: len(made_up._refused) == 2)
        made_up.wait([*graded, done])
        assert made_up.unfit == []
        assert [one.result(PATIENCE).result.student for one in graded] == [task.submission.student for task in class_]


def test_a_task_is_not_handed_out_for_ever_where_hosts_refuse_it_that_say_they_can_grade(
    tasks: Callable[..., list[Task]],
) -> None:
    (task,) = tasks("right_solution")
    done: Future[Any] = Future()
    done.set_result(None)
    with MadeUpHosts("liar", admits=False) as made_up:
        graded = made_up.grade(task)
        for _ in range(clusters.TRIES):
            assert not graded.done()
            made_up.refuse(0)
            made_up.wait([graded, done])
        with pytest.raises(Unfit, match="no room"):
            graded.result(timeout=0)


def test_where_only_hosts_with_other_versions_are_left_a_sentence_ends_it(
    cluster: Hosts, tasks: Callable[..., list[Task]]
) -> None:
    fit = alive(cluster)
    with connected(cluster.address) as connection:
        results = grade_all(tasks("right_solution", each=30), connection)
        next(results)
        liar = cluster.start(pretence="other versions")
        until(partial(said, cluster, liar, "grading for"))
        for machine in fit:
            machine.kill()
        with pytest.raises(UserError, match="Nothing was graded there"):
            list(results)
    liar.terminate()
    liar.wait(PATIENCE)
    until(partial(said, cluster, cluster.start(), "grading for"))


def test_when_the_scheduler_goes_what_is_graded_stays_and_a_sentence_says_so(
    cluster: Hosts, scratch: Course, submit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    *others, machine = alive(cluster)
    for one in others:  # more than one would be done before the scheduler has gone
        one.terminate()
        one.wait(PATIENCE)
    submit("right_solution", "wrong_step", "untouched", "wrong_everywhere", "half_done", "invalid_answers")
    stored: list[str] = []

    @contextmanager
    def kill_at_first(assignment: str, count: int) -> Iterator[Callable[[Result], None]]:
        def report(result: Result) -> None:
            stored.append(result.student)
            cluster.scheduler.kill()

        yield report

    with (
        Gradebook(scratch.db_url, nbgrader_config(scratch, NAME)) as gradebook,
        connected(cluster.address) as connection,
        pytest.raises(UserError, match=r"The scheduler at tls://.* is gone\.(?s:.*)what is graded is kept"),
    ):
        autograde(scratch, NAME, submissions(scratch, NAME), connection, gradebook, kill_at_first)
    assert 1 <= len(stored) < 6
    assert {one for _, one, *_ in state(scratch) if one in submissions(scratch, NAME)} >= set(stored)
    assert machine.wait(PATIENCE) == 1
    assert f"The scheduler at {cluster.address} has gone." in cluster.said(machine)
    monkeypatch.chdir(scratch.root)
    monkeypatch.setattr(clusters, "CONNECT_SECONDS", 1.0)
    again = CliRunner().invoke(main, ["autograde", "--scheduler", cluster.address])
    assert again.exit_code == 1
    assert again.output.startswith(f"Error: No scheduler answers at {cluster.address}")
