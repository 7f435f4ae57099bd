"""Feedback by nbgrader: what lies beside the page; the page itself is tests/feedback/test_page.py."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from grader.nbgrader.feedback import copy_files
from grader.results.result import FILE_NAME
from grader.results.stamp import FILE_NAME as STAMP


def converter(folder: Path) -> SimpleNamespace:
    place = SimpleNamespace(feedback_directory="feedback", format_path=lambda *_: str(folder))
    return SimpleNamespace(coursedir=place)


def test_a_student_gets_neither_the_grader_s_own_files_nor_documents_back(tmp_path: Path) -> None:
    for name in (FILE_NAME, STAMP, "report.pdf", "picture.png"):
        (tmp_path / name).write_text("x")
    called: list[tuple[str, str]] = []
    copy_files(converter(tmp_path), lambda *names: called.append(names), "a9_project", "ann")
    assert called == [("a9_project", "ann")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["picture.png"]


def test_a_folder_of_such_a_name_does_no_harm_and_nothing_copied_is_fine(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    copy_files(converter(tmp_path), lambda *_: None, "a1_derivatives", "ann")
    copy_files(converter(tmp_path / "none"), lambda *_: None, "a1_derivatives", "ann")
    assert (tmp_path / FILE_NAME).is_dir()
