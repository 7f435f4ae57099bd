"""Submitted folders that are not what they seem."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.course import Course
from grader.submission.intake import read_submission
from grader.submission.notebook import MAX_BYTES

NAME = "a1_derivatives"


@pytest.fixture
def folder(scratch: Course) -> Path:
    """Return the folder in which `someone` hands in."""
    place = scratch.submitted("someone", NAME)
    place.mkdir(parents=True)
    return place


def test_a_submission_is_read_with_its_date(scratch: Course, folder: Path) -> None:
    (folder / f"{NAME}.ipynb").write_text("{}")
    assert read_submission(scratch, "someone", NAME).handed_in_at is None
    (folder / "date").write_text("2026-11-20 10:00:00 UTC\n")
    (folder / "timestamp.txt").symlink_to(folder / "date")
    linked = read_submission(scratch, "someone", NAME).handed_in_at
    assert linked
    assert (linked.text, linked.at, linked.reason.en) == ("", None, "the file cannot be read (it is a link)")
    (folder / "timestamp.txt").unlink()
    (folder / "date").rename(folder / "timestamp.txt")
    found = read_submission(scratch, "someone", NAME)
    assert (found.notebook, found.files) == (b"{}", ())
    assert found.handed_in_at
    assert found.handed_in_at.text == "2026-11-20 10:00:00 UTC"


def test_nobody_waits_at_a_pipe(scratch: Course, folder: Path) -> None:
    for name in ("timestamp.txt", "data.csv", f"{NAME}.ipynb"):
        os.mkfifo(folder / name)
    found = read_submission(scratch, "someone", NAME)
    assert (found.notebook, found.files) == (None, ())
    assert found.handed_in_at
    assert not found.handed_in_at.at


def test_a_notebook_that_is_too_large_is_not_read(scratch: Course, folder: Path) -> None:
    with (folder / f"{NAME}.ipynb").open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # sparse: it takes no room
    found = read_submission(scratch, "someone", NAME)
    assert found.notebook is None
    assert found.problem
    assert found.problem[0] == "too_large"


@pytest.mark.parametrize("link", ["the notebook", "the folder", "the student"])
def test_a_link_is_not_followed(scratch: Course, folder: Path, tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere" / NAME).mkdir(parents=True)
    (tmp_path / "elsewhere" / NAME / f"{NAME}.ipynb").write_text("{}")
    if link == "the notebook":
        (folder / f"{NAME}.ipynb").symlink_to(tmp_path / "elsewhere" / NAME / f"{NAME}.ipynb")
    else:
        folder.rmdir()
    if link == "the folder":
        folder.symlink_to(tmp_path / "elsewhere" / NAME)
    if link == "the student":
        folder.parent.rmdir()
        folder.parent.symlink_to(tmp_path / "elsewhere")
    found = read_submission(scratch, "someone", NAME)
    assert found.notebook is None
    assert found.problem
    assert found.problem[0] == "linked"
