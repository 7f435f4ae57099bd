"""What `grader autograde` says at once where nothing has changed, and after which changes it looks again."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import small_assignment
from click.testing import CliRunner, Result

from grader.cli import grade, unchanged
from grader.cli.commands import main
from grader.course import CONFIG_NAME, Course
from grader.grading.class_run import ClassResult

NAME = small_assignment.NAME
EARLIER = 60 * 10**9
"""Nanoseconds by which files are older than they are, so that they count as settled."""


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files count that were written a moment ago: the tests wait for no clock."""
    monkeypatch.setattr(unchanged, "SETTLED_NS", -EARLIER)


@pytest.fixture
def handed_in(scratch: Course, submit: Callable[..., None], settled: None) -> Course:
    """A course with one submission and an empty gradebook."""
    submit("right_solution")
    with sqlite3.connect(scratch.root / "gradebook.db") as gradebook:
        gradebook.execute("CREATE TABLE points (given)")
    return scratch


def state(course: Course) -> str:
    return unchanged.state_of(course, (NAME,), {})


def the_notebook(course: Course) -> Path:
    return course.submitted("right_solution", NAME) / f"{NAME}.ipynb"


def given_points(course: Course) -> None:
    with sqlite3.connect(course.root / "gradebook.db") as gradebook:
        gradebook.execute("INSERT INTO points VALUES (1)")


def written_with_its_old_date(course: Course) -> None:
    path = the_notebook(course)
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"0", b"1"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: dict[str, Callable[[Course], object]] = {
    "a submission, of the same size and date": written_with_its_old_date,
    "a file where none belongs": lambda course: (course.submitted("right_solution", NAME).parent / "a.ipynb").touch(),
    "another student": lambda course: course.submitted("ann", NAME).mkdir(parents=True),
    "a file beside a notebook": lambda course: the_notebook(course).with_name("data.csv").touch(),
    "a submission that is gone": lambda course: the_notebook(course).unlink(),
    "points given by hand": given_points,
    "a result that is gone": lambda course: (course.autograded("right_solution", NAME) / "x").unlink(),
    "the release": lambda course: os.utime(course.release(NAME)),
    "the settings": lambda course: os.utime(course.root / CONFIG_NAME),
    "a roster": lambda course: (course.root / "roster.csv").touch(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_another_state_after(what: str, handed_in: Course) -> None:
    made = handed_in.autograded("right_solution", NAME) / "x"
    made.parent.mkdir(parents=True)
    made.touch()
    before = state(handed_in)
    assert before
    assert state(handed_in) == before
    CHANGES[what](handed_in)
    assert state(handed_in) != before


def test_settings_and_options_are_part_of_the_state(handed_in: Course) -> None:
    before = state(handed_in)
    assert state(replace(handed_in, seed=1)) != before
    assert unchanged.state_of(handed_in, (NAME,), {"verbose": True}) != before


def link(course: Course) -> Course:
    (course.submitted("right_solution", NAME) / "link").symlink_to("/")
    return course


def changed_just_now(course: Course) -> Course:
    later = time.time_ns() + 2 * EARLIER
    os.utime(the_notebook(course), ns=(later, later))
    return course


def own_late_rule(course: Course) -> Course:
    with (course.root / CONFIG_NAME).open("a", encoding="utf-8") as file:
        file.write('\nc.AssignLatePenalties.plugin_class = "late.Rule"\n')
    return course


def no_gradebook(course: Course) -> Course:
    (course.root / "gradebook.db").unlink()
    return course


@pytest.mark.parametrize(
    "doubt",
    [link, changed_just_now, own_late_rule, no_gradebook, lambda course: replace(course, db_url="postgresql://x/y")],
)
def test_in_doubt_there_is_no_state(doubt: Callable[[Course], Course], handed_in: Course) -> None:
    assert state(handed_in)
    assert not state(doubt(handed_in))


def test_what_is_noted_is_told_in_the_same_state_alone(tmp_path: Path) -> None:
    course, said = Course(tmp_path), unchanged.Said("1", "all well\n", needs_person=False)
    assert unchanged.recall(course, "1") is None
    unchanged.note(course, said)
    assert unchanged.recall(course, "1") == said
    assert unchanged.recall(course, "2") is None
    assert unchanged.recall(course, "") is None
    (tmp_path / unchanged.FILE_NAME).write_text("[", encoding="utf-8")
    assert unchanged.recall(course, "1") is None
    unchanged.note(Course(tmp_path / "gone"), said)  # no right to write there: nothing is lost


def test_the_third_run_says_what_the_second_said_and_reads_nothing(
    scratch: Course, submit: Callable[..., None], settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scratch.root)
    graded: list[ClassResult] = []
    whole = grade._grade

    def watched(*args: object, **options: object) -> object:
        done = whole(*args, **options)
        graded.extend(done[0])
        return done

    monkeypatch.setattr(grade, "_grade", watched)

    def run(*options: str) -> Result:
        return CliRunner().invoke(main, ["autograde", *options])

    submit("right_solution", "untouched")
    run()
    assert not (scratch.root / unchanged.FILE_NAME).exists()  # it has graded something
    second = run()
    third = run()
    assert (third.output, third.exit_code) == (second.output, second.exit_code)
    assert "2 of them unchanged" in third.output
    assert len(graded) == 2
    the_notebook(scratch).unlink()
    assert run().output != third.output
    assert len(graded) == 3
