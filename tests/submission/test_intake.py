"""Submitted folders that are not what they seem."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.course import Course
from grader.submission.intake import MAX_DEPTH, MAX_FILES, read_files, read_handed_in_at, read_note, read_submission

NAME = "a1_derivatives"


@pytest.fixture
def folder(scratch: Course) -> Path:
    """Return the folder in which `someone` hands in."""
    place = scratch.submitted("someone", NAME)
    place.mkdir(parents=True)
    return place


def test_a_date_is_read_from_a_plain_file_only(scratch: Course, folder: Path) -> None:
    (folder / "date").write_text("2026-11-20 10:00:00 UTC\n")
    (folder / "timestamp.txt").symlink_to(folder / "date")
    assert read_handed_in_at(scratch, "someone", NAME) is None
    (folder / "timestamp.txt").unlink()
    (folder / "date").rename(folder / "timestamp.txt")
    assert read_handed_in_at(scratch, "someone", NAME) == "2026-11-20 10:00:00 UTC"


def test_nobody_waits_at_a_pipe(scratch: Course, folder: Path) -> None:
    for name in ("timestamp.txt", "data.csv", f"{NAME}.ipynb"):
        os.mkfifo(folder / name)
    assert read_handed_in_at(scratch, "someone", NAME) is None
    assert read_files(folder) == ()
    assert read_submission(scratch, "someone", NAME).notebook is None


def test_only_the_beginning_of_a_note_is_read(folder: Path) -> None:
    (folder / "timestamp.txt").write_bytes(b"x" * 10_000)
    assert len(read_note(folder / "timestamp.txt")) == 4096


def test_files_are_read_to_a_depth_and_a_number(folder: Path) -> None:
    deep = folder.joinpath(*"d" * (MAX_DEPTH + 1))
    deep.mkdir(parents=True)
    (deep / "too_deep").touch()
    (deep.parent / "just_not").touch()
    assert [Path(name).name for name, _ in read_files(folder)] == ["just_not"]
    for number in range(MAX_FILES + 5):
        (folder / f"f{number}").touch()
    assert len(read_files(folder)) == MAX_FILES


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
