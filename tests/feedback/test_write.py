"""Feedback pages of a class: written once, left alone while they would not change, and one that fails holds up nobody.

That they are those of `nbgrader generate_feedback`: test_page.py.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from grader.course import Course
from grader.feedback.write import A_BATCH, STAMP, Feedback, Permissions, companions, write_class
from grader.results.records import MarkRecord, SubmissionRecord

NAME = "a1_derivatives"
MARK = MarkRecord("df", 1.0, None, 0.0, 2.0, needs_review=False)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def graded(course: Course, student: str, text: str | None = None) -> SubmissionRecord:
    """Lay down a graded notebook, or a text in its place; return the gradebook's record of it."""
    folder = course.autograded(student, NAME)
    folder.mkdir(parents=True)
    cells = [nbformat.v4.new_markdown_cell(f"# By {student}", id="title")]
    made = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    (folder / f"{NAME}.ipynb").write_text(made if text is None else text, encoding="utf-8")
    return SubmissionRecord(student, NAME, 0.0, (MARK,), ())


def page(course: Course, student: str) -> Path:
    return course.root / "feedback" / student / NAME / f"{NAME}.html"


def write(course: Course, *records: SubmissionRecord, **more: bool) -> list[Feedback]:
    return write_class(course, records, Permissions(), lambda _: None, **more)


def test_a_page_is_written_once_and_again_when_anything_of_it_has_changed(course: Course) -> None:
    ann = graded(course, "ann")
    assert [one.written for one in write(course, ann)] == [True]
    assert "By ann" in page(course, "ann").read_text(encoding="utf-8")
    assert [one.written for one in write(course, ann)] == [False]
    commented = replace(ann, comments=(("df", "Nearly."),))
    assert [one.written for one in write(course, commented)] == [True]
    assert "Nearly." in page(course, "ann").read_text(encoding="utf-8")
    assert [one.written for one in write(replace(course, language="ko"), commented)] == [True]


@pytest.mark.parametrize("damage", ["page", "stamp", "file beside it"])
def test_a_page_that_was_changed_or_lacks_its_stamp_is_written_again(course: Course, damage: str) -> None:
    ann = graded(course, "ann")
    write(course, ann)
    {
        "page": page(course, "ann"),
        "stamp": course.autograded("ann", NAME) / STAMP,
        "file beside it": course.autograded("ann", NAME) / "notes.txt",
    }[damage].write_text("[]", encoding="utf-8")
    assert [one.written for one in write(course, ann)] == [True]
    assert "By ann" in page(course, "ann").read_text(encoding="utf-8")


def test_all_are_written_anew_when_asked_for(course: Course) -> None:
    ann = graded(course, "ann")
    write(course, ann)
    assert [one.written for one in write(course, ann, force=True)] == [True]


def test_one_without_a_readable_notebook_is_told_and_the_others_have_their_pages(course: Course) -> None:
    records = [
        graded(course, "ann", "no notebook"),
        graded(course, "bob"),
        SubmissionRecord("cid", NAME, 0.0, (), ()),
        graded(course, "dan", json.dumps({"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "\ud800"}]})),
    ]
    done = write(course, *records)
    assert [(one.student, one.written, bool(one.problem)) for one in done] == [
        ("ann", False, True),
        ("bob", True, False),
        ("cid", False, True),
        ("dan", False, True),
    ]
    assert done[2].problem == "its autograded notebook is not there"


def test_a_class_is_shared_among_processes_and_comes_back_in_order(course: Course) -> None:
    records = [graded(course, f"s{number:03}") for number in range(3 * A_BATCH)]
    told: list[Feedback] = []
    done = write_class(course, records, Permissions(0o640), told.append, jobs=2)
    assert done == told == [Feedback(one.student, NAME, written=True) for one in records]
    assert {page(course, one.student).stat().st_mode & 0o777 for one in records} == {0o640}


def test_what_lies_beside_goes_along_but_for_the_grader_s_own_files_and_links(course: Course) -> None:
    graded(course, "ann")
    folder = course.autograded("ann", NAME)
    for name in ("results.json", ".stamp.json", STAMP, "sub/notes.txt", "__pycache__/x.txt", "old.pyc", "other.ipynb"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(folder / "results.json")
    assert [path for path, _ in companions(folder, NAME)] == ["sub/notes.txt"]


def test_folders_of_a_group_of_instructors_are_theirs(course: Course) -> None:
    ann = graded(course, "ann")
    write_class(course, [ann], Permissions(0o664, shared=True), lambda _: None)
    assert page(course, "ann").parent.stat().st_mode & 0o2770 == 0o2770


def test_a_page_is_written_into_another_grader_s_folder(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = graded(course, "ann")
    page(course, "ann").parent.mkdir(parents=True)
    change = Path.chmod

    def refuse(path: Path, mode: int, **more: bool) -> None:
        if path.is_dir():
            raise PermissionError(1, "Operation not permitted")
        change(path, mode, **more)

    monkeypatch.setattr(Path, "chmod", refuse)
    (done,) = write_class(course, [ann], Permissions(0o664, shared=True), lambda _: None)
    assert (done.written, done.problem) == (True, "")
