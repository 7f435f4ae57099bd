"""What the tests share: the course in this repository, and one sandbox a process."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as commands do, and before NumPy is loaded
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
import small_assignment
from browser import browser as browser  # noqa: PLC0414  # a fixture, for every module one and the same
from console import Console
from hypothesis import HealthCheck, settings
from postgres import db_url as db_url  # noqa: PLC0414  # likewise
from postgres import postgres as postgres  # noqa: PLC0414
from postgres import postgres_url as postgres_url  # noqa: PLC0414
from postgres import stop as stop_postgres

import grader.sandbox.host.kept_server
import grader.sandbox.host.sandbox
from grader import catalog
from grader.authoring.build import build
from grader.authoring.demo import submit_samples
from grader.cli.commands import GARBAGE
from grader.course import Course, load_course
from grader.grading.shared_cells import shared
from grader.sandbox.host.fork_server import ForkServer
from grader.sandbox.host.kept_server import MINUTES_VARIABLE
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.intake import read_release

ROOT = Path(__file__).parent.parent
QUICK = frozenset(
    {
        *("answers", "hidden_tests", "marking", "questions", "report", "results", "submission", "text"),
        *("test_catalog.py", "test_rooms.py"),
    }
)
"""Folders and files of tests that ``make quick`` runs: seconds each, and most of what judges an answer."""
LONGEST = (
    *("authoring/test_verify.py", "attacks", "e2e", "grading/test_cluster.py", "grading/test_faults.py"),
    *("nbgrader_suite", "docs", "authoring/test_init.py", "benchmarks", "feedback", "solutions"),
)
"""Folders and files of tests that take longest. They start first, so that nobody waits for one of them at the end."""

settings.register_profile(
    "the same on any machine",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("the same on any machine")


@pytest.hookimpl(tryfirst=True)  # xdist looks at the groups after it
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the quick tests by the folder that they lie in, and say which tests run in one process, one after the other.

    Those of a file do, that what they share is made once, unless they are marked otherwise.
    """
    for item in items:
        place = item.path.relative_to(ROOT / "tests")
        if "console" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("console"))  # to start one costs seconds: one for all of them
        elif not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(place.as_posix()))
        if place.parts[0] in QUICK:
            item.add_marker(pytest.mark.quick)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """Return when a test starts: with the number of its place among those that take longest, or after them."""
    place = item.path.relative_to(ROOT / "tests")
    return next((turn for turn, longest in enumerate(LONGEST) if place.is_relative_to(longest)), len(LONGEST))


def pytest_configure(config: pytest.Config) -> None:
    """Build the notebooks, which are not versioned, where there are none: once, and not in each worker of xdist.

    Compiled modules are kept even where the environment says not to: the suite starts hundreds of processes. None of
    them leaves a fork server for the next command, which would be another test's.
    """
    os.environ.setdefault(MINUTES_VARIABLE, "0")
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        sys.dont_write_bytecode = False
    if hasattr(config, "workerinput"):
        return
    built = load_course(ROOT)
    for name in catalog.names():
        if not (ROOT / "source" / name / f"{name}.ipynb").is_file():
            build(built, name, built.language)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Call a test by the name by which it can be run again: xdist adds the group."""
    if hasattr(report, "node"):  # in the process that the workers report to; they compare the name with what they ran
        report.nodeid = re.sub(r"@[^]]*$", "", report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """End the PostgreSQL server that a test may have started for all processes of the run."""
    factory = getattr(session.config, "_tmp_path_factory", None)
    if factory and not hasattr(session.config, "workerinput"):
        stop_postgres(factory.getbasetemp())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: a good part of the suite waits for limits, browsers and other processes."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is loaded by now stays: the garbage collector need look through it neither meanwhile nor when tests call it.

    It would take a quarter of the time in which tests are collected, in each worker. Afterwards it looks as rarely as
    in a command (`grader.cli.commands`).
    """
    gc.disable()
    yield
    gc.freeze()
    gc.set_threshold(GARBAGE)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _once() -> None:
    """Have nbgrader work out once what is always the same, where it is loaded."""
    if "nbgrader.api" in sys.modules:
        import once

        once.work_out_once()


@pytest.fixture(scope="module", autouse=True)
def _what_is_there_stays() -> None:
    """Have the garbage collector leave alone what the modules before have loaded and made.

    A process comes to hold Keras, Streamlit and much else. To look through all of it with each full collection, and
    Streamlit has one after each run of an app, would take longer than many a test.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def course() -> Course:
    return load_course(ROOT)


@pytest.fixture(scope="session")
def sandbox(lasting_fork_server: ForkServer) -> Iterator[Sandbox]:
    with Sandbox(fork_server=lasting_fork_server.control) as started:
        yield started


@pytest.fixture(scope="session")
def lasting_fork_server() -> Iterator[ForkServer]:
    """A fork server for all sandboxes of a test process: to start one takes more than a second of processor time."""
    server = ForkServer()
    end, server.close = server.close, lambda: None  # whoever uses it closes it
    yield server
    end()


@pytest.fixture
def one_fork_server(lasting_fork_server: ForkServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have sandboxes and commands of this test use the lasting fork server in place of one of their own."""
    for module in (grader.sandbox.host.kept_server, grader.sandbox.host.sandbox):
        monkeypatch.setattr(module, "ForkServer", lambda **_: lasting_fork_server)


@pytest.fixture(scope="session")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Console]:
    """A process that has imported `grader` and `nbgrader`; each command is a fork of it."""
    folder = tmp_path_factory.mktemp("console")
    opened = Console(folder, folder)
    yield opened
    opened.close()


@pytest.fixture
def nbgrader(console: Console) -> Callable[..., str]:
    """Run a command of nbgrader's in a course as a person does; return what it said."""

    def run(course: Course, *arguments: str) -> str:
        code, said = console.run_own(course.root, "nbgrader", *arguments)
        assert code == 0, said
        return said

    return run


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course of `small_assignment` alone, built, with sample submissions."""
    return load_course(small_assignment.lay_out(tmp_path_factory.mktemp("small") / "course"))


@pytest.fixture(scope="session")
def small_sandbox(small: Course, lasting_fork_server: ForkServer) -> Iterator[Sandbox]:
    """A sandbox that has run what all submissions of `small_assignment` share, as in the grading of a class.

    Its picture is drawn once, and not for each of them, which would take longest.
    """
    with small_assignment.known(small.root):
        shared_by_all = shared(read_release(small, small_assignment.NAME))
    with Sandbox(fork_server=lasting_fork_server.control, shared=shared_by_all) as started:
        yield started


@pytest.fixture
def scratch(tmp_path: Path, small: Course, one_fork_server: None) -> Iterator[Course]:
    """A course folder of its own with `small_assignment` built, short limits, and nothing handed in.

    As in a fresh clone, ``autograded/`` is there and holds a README, which no command and no part of nbgrader minds.
    """
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    for limit, seconds in (("cell_seconds = 10", 2), ("call_seconds = 5", 1)):
        assert limit in config
        config = config.replace(limit, f"{limit.split(' = ')[0]} = {seconds}")
    config += small_assignment.settings(small.root)
    (tmp_path / "nbgrader_config.py").write_text(config, encoding="utf-8")
    for kind in ("source", "release"):
        shutil.copytree(small.root / kind / small_assignment.NAME, tmp_path / kind / small_assignment.NAME)
    (tmp_path / "autograded").mkdir()
    shutil.copy(ROOT / "autograded" / "README.md", tmp_path / "autograded")
    with small_assignment.known(small.root):
        yield load_course(tmp_path)


@pytest.fixture
def submit(scratch: Course, small: Course) -> Callable[..., None]:
    """Hand in samples of `small_assignment`, by name."""

    def hand_in(*names: str) -> None:
        submit_samples(small.root, scratch.root, small_assignment.NAME, set(names))

    return hand_in
