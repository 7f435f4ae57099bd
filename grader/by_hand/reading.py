"""What the page of one answer needs from the course's folders: the source notebook and the graded one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import nbformat
from markupsafe import Markup
from nbformat import NotebookNode

from grader.by_hand.page import Seen
from grader.by_hand.rubric import Asked, read_asked
from grader.course import Course
from grader.feedback.page import titles_of
from grader.results.records import AnswerRecord
from grader.results.result import FILE_NAME, read_result
from grader.results.review import flagged_for_date
from grader.submission.answer_cells import answer_cell

SHOWN_FILES = 100
"""Names of files that are listed."""


def read_seen(course: Course, answers: Sequence[AnswerRecord], number: int) -> Seen:
    """Return all that the page of the answer at place `number`, from 1, shows."""
    record = answers[number - 1]
    question = record.mark.question
    source = course.root / "source" / record.assignment / f"{record.notebook}.ipynb"
    content = _read(source)
    graded = course.autograded(record.student, record.assignment)
    notebook = _notebook(graded / f"{record.notebook}.ipynb")
    result = read_result(graded / FILE_NAME)
    messages = [one.message for one in result.questions if one.grade_id == question] if result else []
    if result and question in flagged_for_date(result):
        messages = [result.date_problem]
    is_task = notebook is not None and any(
        cell.metadata.get("nbgrader", {}).get("task") and cell.metadata.nbgrader.grade_id == question
        for cell in notebook.cells
    )
    folder = course.submitted(record.student, record.assignment)
    return Seen(
        record,
        number,
        len(answers),
        sum(one.mark.needs_review for one in answers),
        _asked(content, question) if content else Asked(),
        "" if content else str(source.relative_to(course.root)),
        notebook,
        "" if notebook else str((graded / f"{record.notebook}.ipynb").relative_to(course.root)),
        next(iter(messages), ""),
        _files(folder) if is_task else (),
        str(folder.relative_to(course.root)),
    )


def read_title(course: Course, assignment: str, notebook: str, question: str) -> Markup:
    """Return a question's title as the release has it, else its name."""
    content = _read(course.release(assignment).with_name(f"{notebook}.ipynb"))
    return titles_of(content).get(question, Markup("{}").format(question)) if content else Markup("{}").format(question)


def read_answer_cell(course: Course, assignment: str, notebook: str, question: str) -> str:
    """Return the name of the cell with the answer to a question, by the release; empty where that tells of none."""
    content = _read(course.release(assignment).with_name(f"{notebook}.ipynb"))
    return _answer_cell(content, question) if content else ""


@lru_cache(maxsize=256)
def _answer_cell(content: bytes, question: str) -> str:
    return answer_cell(nbformat.v4.to_notebook(json.loads(content)), question)


@lru_cache(maxsize=32)
def _asked(content: bytes, question: str) -> Asked:
    return read_asked(content, question)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _notebook(path: Path) -> NotebookNode | None:
    content = _read(path)
    return nbformat.v4.to_notebook(json.loads(content)) if content else None


def _files(folder: Path) -> tuple[str, ...]:
    """Return the names of files that were handed in, as paths from their folder."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    names = [str(path.relative_to(folder)) for path in found if path.suffix != ".ipynb"]
    return tuple(names[:SHOWN_FILES])
