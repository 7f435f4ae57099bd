"""Who handed in what, and what lies in submitted/ where no command looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course import Course
from grader.errors import UserError
from grader.submission.submitted import (
    Misplaced,
    handed_in_by,
    how_to_mark,
    how_to_move,
    known_assignments,
    misplaced,
    submissions,
)

A1, A2 = "a1_derivatives", "a2_gradients"


def course_with(root: Path, *files: str) -> Course:
    for file in files:
        path = root / "submitted" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    return Course(root)


def test_students_are_folders_that_no_program_has_left_and_no_assignment_is_called(tmp_path: Path) -> None:
    course = course_with(
        tmp_path, f"lee/{A1}/{A1}.ipynb", f"kim/{A2}/x", "__MACOSX/x", ".git/x", f"{A1}/kim/{A1}.ipynb"
    )
    assert handed_in_by(course) == ["kim", "lee"]
    assert submissions(course, A1) == ["lee"]
    assert submissions(course, A2, "l*") == []


@pytest.mark.parametrize(
    ("file", "found"),
    [
        (f"kim/{A1}/{A1}.ipynb", None),
        ("kim.ipynb", Misplaced("kim.ipynb")),
        ("kim.txt", None),  # neither a notebook nor an archive: no work
        (f"kim/{A1}.ipynb", Misplaced(f"kim/{A1}.ipynb", "kim")),
        (f"{A1}/kim/{A1}.ipynb", Misplaced(f"{A1}/kim", "kim", A1)),
        (f"kim/A1-Derivatives/{A1}.ipynb", Misplaced("kim/A1-Derivatives", "kim", A1)),
        (f"kim/homework/{A2}.ipynb", Misplaced("kim/homework", "kim", A2)),
        ("kim/other/other.ipynb", None),  # an assignment of nbgrader's alone
        ("kim/homework/.DS_Store", None),  # what programs leave is no work
        (f"kim/homework/.ipynb_checkpoints/{A2}.ipynb", None),
    ],
)
def test_what_no_command_finds_is_told_with_where_it_belongs(
    tmp_path: Path, file: str, found: Misplaced | None
) -> None:
    course = course_with(tmp_path, file)
    assert misplaced(course) == ((found,) if found else ())
    error = how_to_move(misplaced(course))
    assert (error is None) == (found is None)
    if found and error:
        assert f"move submitted/{found.place} to submitted/{found.belongs()}" in error.remedy


@pytest.mark.parametrize(
    ("count", "listed", "end"), [(1, "0", "."), (2, "0, 1", ", and the others likewise."), (6, "…", ".")]
)
def test_of_several_the_first_five_are_named_and_the_first_is_moved(count: int, listed: str, end: str) -> None:
    error = how_to_move([Misplaced(str(number)) for number in range(count)])
    assert error is not None
    assert error.what.startswith(f"Not graded: {count} in submitted/")
    assert f"{listed}." in error.what
    assert ("4, …" in error.what) == (count == 6)
    assert error.remedy.endswith(end)


def test_an_assignment_of_nbgrader_s_alone_is_told_with_what_marks_it(tmp_path: Path) -> None:
    course = course_with(tmp_path, "kim/other/other.ipynb", "lee/other/other.ipynb")
    error = how_to_mark(course)
    assert error is not None
    assert "Not marked: 2 of other." in error.what
    with pytest.raises(UserError, match="Not marked"):
        known_assignments(course, ["other"])


def test_an_unknown_assignment_is_told_with_the_one_most_like_it(tmp_path: Path) -> None:
    assert known_assignments(Course(tmp_path), [A2, A1]) == (A2, A1)
    with pytest.raises(UserError, match=f"There is no assignment a1_derivative. Did you mean {A1}?"):
        known_assignments(Course(tmp_path), ["a1_derivative"])


def test_an_assignment_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    assert known_assignments(Course(tmp_path), [A2, A1, A2]) == (A2, A1)
