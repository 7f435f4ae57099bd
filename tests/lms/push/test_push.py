"""A push sends grades in batches, goes on after a crash, and says in the end what is not in the LMS."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from deliveries import HERE, NOON, delivery
from lti_platform import NRPS, Fault, Platform, serving
from small_course import CLASS, copy_course, full_course, give

from grader.cli.commands import main
from grader.course import Course
from grader.errors import UserError
from grader.lms.push.delivery import Delivery, Past, Receipt
from grader.lms.push.log import open_log, read_log
from grader.lms.push.plan import changes
from grader.lms.push.push import carry_out, find_columns

# ── grade by grade ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "push_lti.log"


class Lms:
    """Takes grades, three at a time, until it breaks."""

    where, batch = HERE, 3

    def __init__(self, log: Path, breaks_after: int = 99) -> None:
        self.log, self.left, self.batches, self.prepared = log, breaks_after, [], {}

    def prepare(self, maxima: Mapping[str, float]) -> Mapping[str, str]:
        self.prepared = dict(maxima)
        return {name: f"{HERE}/{name}" for name in maxima}

    def warnings(self, users: Collection[str]) -> Iterable[str]:
        return ()

    def send(self, deliveries: Sequence[tuple[Delivery, Past]]) -> Iterable[Receipt]:
        on_disk = self.log.read_text(encoding="utf-8").splitlines()
        announced = {json.loads(line)["digest"] for line in on_disk if json.loads(line)["event"] == "sending"}
        assert {one.digest for one, _ in deliveries} <= announced
        self.batches.append([(one.assignment, one.student) for one, _ in deliveries])
        for one, _ in deliveries:
            if not self.left:
                raise UserError("The LMS is down.", "Try later.")
            self.left -= 1
            yield Receipt(one, NOON)


def test_grades_travel_in_batches_of_one_assignment_announced_first(log: Path) -> None:
    lms = Lms(log)
    grades = [delivery(student, assignment=name) for name in ("a2", "a1") for student in "dcba"]
    with open_log(log, HERE) as open_:
        assert len(list(carry_out(changes(grades, {}), lms, open_))) == 8
    assert lms.batches == [
        [("a1", "a"), ("a1", "b"), ("a1", "c")],
        [("a1", "d")],
        [("a2", "a"), ("a2", "b"), ("a2", "c")],
        [("a2", "d")],
    ]


def test_every_column_is_asked_for_also_where_nothing_changed(log: Path) -> None:
    lms = Lms(log)
    one, other = delivery(), delivery(assignment="a2")
    known = {(one.assignment, one.student): Past(one.digest)}
    assert find_columns(changes([one, other], known), lms) == {"a1": f"{HERE}/a1", "a2": f"{HERE}/a2"}
    assert lms.prepared == {"a1": 10.0, "a2": 10.0}


def test_a_push_that_breaks_goes_on_where_it_stopped(log: Path) -> None:
    grades = [delivery(student) for student in "abcde"]
    with open_log(log, HERE) as open_, pytest.raises(UserError, match="down"):
        list(carry_out(changes(grades, {}), Lms(log, breaks_after=2), open_))
    again = changes(grades, read_log(log, HERE))
    assert [pair[0].student for pair in again.send] == ["c", "d", "e"]


def test_without_a_grade_nobody_is_asked(log: Path) -> None:
    lms = Lms(log)
    with open_log(log, HERE) as open_:
        assert list(carry_out(changes([], {}), lms, open_)) == []
    assert (find_columns(changes([], {}), lms), lms.prepared) == ({}, {})


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return full_course(tmp_path_factory.mktemp("template"))


@pytest.fixture
def lms(key: rsa.RSAPrivateKey) -> Iterator[Platform]:
    with serving(Platform(key.public_key(), users={f"u-{name}" for name in CLASS})) as platform:
        yield platform


@pytest.fixture
def course(
    tmp_path: Path, template: Course, lms: Platform, key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> Course:
    monkeypatch.delenv("GRADER_LTI_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (tmp_path / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, *form))
    (tmp_path / "key.pem").chmod(0o600)
    lines = ["student,lti_user_id", *(f"{name},u-{name}" for name in CLASS)]
    (tmp_path / "class.csv").write_text("\n".join(lines), encoding="utf-8")
    settings = f"""c.Grader.lti = {{"client_id": "tool-42", "key_id": "key-1", "token_url": "{lms.token_url}",
        "line_items_url": "{lms.line_items_url}", "key_file": "key.pem"}}\n"""
    return copy_course(template, tmp_path, settings)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["push", "--lms", "lti", "--roster", "class.csv", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_a_class_is_pushed_and_what_waits_is_told(course: Course, lms: Platform) -> None:
    status, said = run()
    assert status == 1
    assert "7 grades sent, 0 there already." in said
    assert "dan" in said
    assert "grader mark" in said
    assert len(lms.given()) == 7
    assert lms.given()["a1", "u-cid"] == 8.0


def test_one_assignment_can_be_pushed_alone(course: Course, lms: Platform) -> None:
    assert run("a1")[0] == 0
    assert {column for column, _ in lms.given()} == {"a1"}


def test_a_second_push_sends_only_what_changed(course: Course, lms: Platform) -> None:
    run()
    status, said = run("a1")
    assert (status, len(lms.scores)) == (0, 7)
    assert "0 grades sent, 4 there already." in said
    give(course, {("bob", "a1"): 9.5})
    assert "1 grade sent, 3 there already." in run("a1")[1]
    assert lms.given()["a1", "u-bob"] == 9.5
    assert len(lms.scores) == 8


def test_a_column_that_was_deleted_is_made_again_and_filled(course: Course, lms: Platform) -> None:
    run("a1")
    lms.delete_item(5)
    status, said = run("a1")
    assert status == 0
    assert "a1 is another column in the LMS than before: all its grades are sent" in said
    assert "4 grades sent, 0 there already." in said
    assert len(lms.given()) == 4
    assert "0 grades sent, 4 there already." in run("a1")[1]


def test_a_locked_grade_is_refused_alone_and_tried_again_the_next_time(
    course: Course, lms: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    lms.locked = {"u-bob"}
    status, said = run("a1")
    assert status == 1
    assert "3 grades sent, 0 there already, 1 refused." in said
    assert "is it locked there?" in said
    lms.locked = set()
    assert "1 grade sent, 3 there already." in run("a1")[1]


def test_a_grade_above_the_maximum_is_left_out_because_it_would_be_cut(course: Course, lms: Platform) -> None:
    give(course, {("bob", "a1"): 12.0})
    status, said = run("a1")
    assert status == 1
    assert "12 is above the maximum of 10; Moodle would cut it to that without a word" in " ".join(said.split())
    assert "3 grades sent" in said


def test_a_grade_that_goes_back_to_waiting_leaves_the_lms_as_it_is(course: Course, lms: Platform) -> None:
    run("a1")
    give(course, {("ann", "a1"): None})
    assert run("a1")[0] == 1
    assert lms.given()["a1", "u-ann"] == 6.0


def test_a_dry_run_asks_nobody_and_needs_no_key(course: Course, lms: Platform) -> None:
    (course.root / "key.pem").unlink()
    status, said = run("--dry-run")
    assert (status, lms.log) == (1, [])
    assert "Would be sent: 7 grades" in said
    assert "Dry run: nothing was sent. 7 grades would be, 0 there already." in said
    assert not (course.root / "push_lti.log").exists()


def test_a_newer_grade_in_the_lms_is_reported_and_the_rest_arrives(course: Course, lms: Platform) -> None:
    lms.add_item("a1")
    lms.someone_else_sets(5, "u-bob", 1.0, datetime(2099, 1, 1, tzinfo=UTC))
    status, said = run("a1")
    assert status == 1
    assert "the LMS has a newer grade and keeps it" in " ".join(said.split())
    assert "3 grades sent, 0 there already, 1 refused." in said
    assert lms.given()["a1", "u-bob"] == 1.0


def test_a_student_unknown_to_the_lms_is_reported_each_time(course: Course, lms: Platform) -> None:
    lms.users.discard("u-cid")
    for sent in ("3 grades sent, 0 there", "0 grades sent, 3 there"):
        status, said = run("a1")
        assert status == 1
        assert sent in said
        assert "cid" in said
    lms.users.add("u-cid")
    assert run("a1")[0] == 0


def test_the_key_may_come_from_the_environment(course: Course, lms: Platform, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_LTI_KEY", (course.root / "key.pem").read_text(encoding="utf-8"))
    (course.root / "key.pem").unlink()
    assert run("a1")[0] == 0


def test_a_key_that_everyone_can_read_is_used_with_a_warning(course: Course, lms: Platform) -> None:
    (course.root / "key.pem").chmod(0o644)
    status, said = run("a1")
    assert status == 0
    assert "Warning: Everyone on this machine can read" in said
    assert "chmod 600" in said


def test_no_key_is_ever_said_whatever_happens(course: Course, lms: Platform) -> None:
    secret = (course.root / "key.pem").read_text(encoding="utf-8")
    lms.faults = [Fault("/scores", 403, body="refused")]
    said = [run("a1")[1], (course.root / "push_lti.log").read_text(encoding="utf-8")]
    (course.root / "key.pem").write_text(secret.replace("\n", "\nX", 3), encoding="utf-8")
    said.append(run("a1")[1])
    assert "The LTI key cannot be read" in said[-1]
    assert "The LMS refused to take a score for ann: 403" in said[0]
    for words in said:
        for piece in (*secret.splitlines()[1:-1], *lms.tokens, *lms.assertions):
            assert piece not in words


def test_the_command_line_takes_no_key() -> None:
    options = {option for parameter in main.commands["push"].params for option in parameter.opts}
    assert options == {"assignments", "--lms", "--roster", "--dry-run", "--verbose"}


def test_the_course_s_own_roster_is_found(course: Course, lms: Platform) -> None:
    (course.root / "class.csv").rename(course.root / "roster.csv")
    done = CliRunner().invoke(main, ["push", "--lms", "lti", "a1"])
    assert done.exit_code == 0, done.output
    assert len(lms.given()) == 4


def test_who_is_excused_in_the_roster_is_not_sent(course: Course, lms: Platform) -> None:
    rows = ["student,lti_user_id,excused", "ann,u-ann,a1", "bob,u-bob,", "eve,u-eve,"]
    (course.root / "class.csv").write_text("\n".join(rows), encoding="utf-8")
    status, said = run("a1")
    assert status == 1
    assert lms.given() == {("a1", "u-bob"): 7.0}
    words = " ".join(said.split())
    assert "ann a1 excused: excuse the student in the LMS" in words
    assert "cid a1 not in the roster" in words
    assert "1 without a grade to send" in words
    assert "eve a1 nothing was handed in" in " ".join(run("a1", "--verbose")[1].split())


def test_one_push_at_a_time(course: Course, lms: Platform) -> None:
    from grader.lock import course_lock

    with course_lock(course.root, "grader autograde"):
        status, said = run()
    assert status == 1
    assert "grader autograde" in said
    assert lms.log == []


def test_the_members_of_the_course_are_shown_and_go_into_a_new_roster(course: Course, lms: Platform) -> None:
    lms.scopes.add(NRPS)
    for number, name in enumerate(("ann", "bob", "cid")):
        lms.add_member(f"u-{name}", f"N{number} {name}", f"{name}@example.org")
    rows = ["student,email,first_name,last_name", *(f"{name},{name}@example.org,N,{name}" for name in CLASS)]
    (course.root / "plain.csv").write_text("\n".join(rows), encoding="utf-8")
    asked = ["roster", "members", "--roster", "plain.csv", "--to", "full.csv"]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 1
    assert "in the roster, not found in the LMS: dan" in done.output
    assert "u-ann" in done.output
    assert lms.scores == []
    assert "exists already" in CliRunner().invoke(main, asked).output
    pushed = CliRunner().invoke(main, ["push", "--lms", "lti", "--roster", "full.csv", "a1"])
    assert "3 grades sent" in pushed.output
    assert lms.given()["a1", "u-cid"] == 8.0


# ── a crash ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_after_a_kill_the_rest_arrives_and_nothing_confirmed_is_sent_again(course: Course, lms: Platform) -> None:
    """The kill comes when the LMS has stored a score and before it says so: the one grade that is unconfirmed."""
    confirmed = 4
    stored = threading.Event()
    command = [sys.executable, "-m", "grader", "push", "--lms", "lti", "--roster", "class.csv"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}

    def stop_here(count: int) -> None:
        if count == confirmed + 1:
            process.send_signal(signal.SIGKILL)
            process.wait()
            stored.set()

    lms.after_score = stop_here
    process = subprocess.Popen(command, cwd=course.root, env=environment, stdout=subprocess.DEVNULL)
    assert process.wait(300) == -signal.SIGKILL
    assert stored.wait(300)
    lms.after_score = lambda count: None
    before = [(score["userId"], score["timestamp"]) for score in lms.scores]
    assert len(before) == confirmed + 1

    status, said = run()
    assert status == 1  # dan's second assignment waits for a person, as ever
    assert f"{7 - confirmed} grades sent, {confirmed} there already." in said
    assert len(lms.given()) == 7
    assert len(lms.scores) == 7 + 1
    assert lms.scores[confirmed + 1]["userId"] == before[-1][0]
    assert lms.scores[confirmed + 1]["timestamp"] > before[-1][1]
