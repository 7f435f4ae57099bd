"""What there is of one assignment: results in the course folder, the gradebook's records, and the students' code.

Files are read without trust: one that cannot be read is told with its reason, and the rest of the class is reported.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader import catalog
from grader.course import Course
from grader.questions.question import Assignment
from grader.results.records import ClassRecords, SubmissionRecord
from grader.results.result import FILE_NAME, QuestionResult, Result, from_json
from grader.results.review import cells_waiting
from grader.results.standing import NO_POINTS, ClassStanding, Standing, class_standing, standing_of
from grader.submission.answer_cells import answer_cell, question_of_cells
from grader.submission.asked import as_released
from grader.submission.intake import read_release, read_submission
from grader.submission.notebook import DamagedNotebook, read_notebook, restore
from grader.submission.submitted import submissions
from grader.verdict import Verdict

MAX_RESULTS_BYTES = 5 * 2**20


@dataclass(frozen=True)
class ReportedSubmission:
    """One submission: what the grader found, and what a person still has to do."""

    student: str
    result: Result | None
    """None where it is not graded yet, or where ``results.json`` is `unreadable`."""
    unreadable: str = ""
    """Why ``results.json`` cannot be read; empty where it was read, or is not there."""
    needs_review: tuple[str, ...] = ()
    """Cells that a person has to mark or to check, by the gradebook."""
    standing: Standing = NO_POINTS


@dataclass(frozen=True)
class ClassData:
    """One assignment of one class."""

    assignment: str
    handed: tuple[ReportedSubmission, ...]
    standing: ClassStanding
    code: Mapping[str, Mapping[str, str]]
    """Each student's code by question; what is in cells of their own stands under ``""``."""
    given: Mapping[str, tuple[str, ...]]
    """What everybody had: the released cell and the solution by question; all released code under ``""``."""
    asked: Assignment
    """The assignment as the course's release asks it."""


def read_class(
    course: Course,
    assignment: str,
    records: ClassRecords,
    expected: Collection[str] = (),
    left: Mapping[str, str] | None = None,
) -> ClassData:
    """Return what there is about one assignment: in the course folder, and in the gradebook's records.

    `expected` are the students who should hand in something, `left` those who have left the course, with the word that
    says so.

    Raises `UserError` where the assignment is not built.
    """
    release, asked = _read_asked(course, assignment)
    handed = read_handed(course, asked, records)
    names = question_of_cells(release)
    code = {one.student: found for one in handed if (found := read_code(course, one, assignment, release, names))}
    standing = class_standing({one.student: one.standing for one in handed}, expected, left)
    return ClassData(assignment, handed, standing, code, _given(course, asked, release), asked)


def _read_asked(course: Course, assignment: str) -> tuple[NotebookNode, Assignment]:
    """Return a course's released notebook, and the assignment as it asks it."""
    release = nbformat.reads(read_release(course, assignment).notebook, as_version=4)
    return release, as_released(catalog.load(assignment, course.choices.of(assignment)), release)


def read_standing(
    course: Course, assignment: str, records: ClassRecords, expected: Collection[str], left: Mapping[str, str]
) -> ClassStanding:
    """Return where a class stands in one assignment; `expected` and `left` as for `read_class`."""
    _, asked = _read_asked(course, assignment)
    return class_standing({one.student: one.standing for one in read_handed(course, asked, records)}, expected, left)


# ── results ────────────────────────────────────────────────────────────────────────────────────────────────


def read_handed(course: Course, asked: Assignment, records: ClassRecords) -> tuple[ReportedSubmission, ...]:
    """Return the submissions of an assignment by student: in submitted/, graded, or in the gradebook."""
    stored = records.submissions_of(asked.name)
    graded = {path.parent.parent.name for path in course.root.glob(f"autograded/*/{asked.name}/{FILE_NAME}")}
    here = sorted(graded | set(stored) | set(submissions(course, asked.name)))
    return tuple(
        _read_one(course, student, asked, stored.get(student), records.lateness.get((asked.name, student), 0.0))
        for student in here
    )


def _read_one(
    course: Course,
    student: str,
    asked: Assignment,
    stored: SubmissionRecord | None,
    seconds_late: float,
) -> ReportedSubmission:
    result, unreadable = read_result(course.autograded(student, asked.name) / FILE_NAME, student, asked)
    marks = stored.marks if stored else ()
    if result:
        result = by_hand(result, {mark.question: mark.manual for mark in marks if mark.manual is not None})
    cells = cells_waiting(result, stored.marks if stored else None)
    standing = standing_of(result, stored.marks if stored else None, seconds_late)
    return ReportedSubmission(student, result, unreadable, cells, standing)


def read_result(path: Path, student: str, asked: Assignment) -> tuple[Result | None, str]:
    """Return the result in a file, or None and why it cannot be read; without a reason where there is no file."""
    try:
        if path.stat().st_size > MAX_RESULTS_BYTES:
            return None, f"it has more than {MAX_RESULTS_BYTES // 2**20} MB"
        return parse_result(path.read_text(encoding="utf-8"), student, asked), ""
    except FileNotFoundError:
        return None, ""
    except (OSError, ValueError) as error:
        return None, f"{error}"[:200]


def parse_result(text: str, student: str, asked: Assignment) -> Result:
    """Return the result that the text of a ``results.json`` holds.

    Raises `ValueError` where it holds something else.
    """
    result = from_json(text)
    if (result.student, result.assignment) != (student, asked.name):
        raise ValueError(f"it says that it belongs to {result.student!r} and {result.assignment!r}")
    if sorted(question.grade_id for question in result.questions) != sorted(one.name for one in asked.questions):
        raise ValueError("its questions are not those of the assignment today; grade it again")
    return result


def by_hand(result: Result, given: Mapping[str, float]) -> Result:
    """Return a result in which the points that a person gave stand in place of the grader's."""
    if not any(question.grade_id in given for question in result.questions):
        return result
    return replace(result, questions=tuple(_given_by_hand(question, given) for question in result.questions))


def _given_by_hand(question: QuestionResult, given: Mapping[str, float]) -> QuestionResult:
    if question.grade_id not in given:
        return question
    score = min(max(given[question.grade_id], 0.0), question.points)
    verdict = Verdict.WRONG if question.verdict is Verdict.GRADER_ERROR else question.verdict
    right = score >= question.points
    return replace(question, score=score, verdict=Verdict.CORRECT if right else verdict)


# ── code ───────────────────────────────────────────────────────────────────────────────────────────────────


def read_code(
    course: Course, reported: ReportedSubmission, assignment: str, release: NotebookNode, names: Mapping[str, str]
) -> dict[str, str]:
    """Return a student's code by question; nothing where the notebook cannot be read.

    `names` are the release's questions by the cells that answer them.

    A graded notebook holds it as it was restored and run. Where there is none, it is restored from what was handed in.
    """
    if reported.result and reported.result.problem:
        return {}
    if reported.result:
        with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):  # written by whom?
            graded = course.autograded(reported.student, assignment) / f"{assignment}.ipynb"
            return _by_question(_graded_cells(graded), names)
    try:
        handed = read_submission(course, reported.student, assignment)
        if handed.notebook is None:
            return {}
        return _by_question(restore(read_notebook(handed.notebook), release).notebook.cells, names)
    except (OSError, DamagedNotebook):
        return {}


def _graded_cells(path: Path) -> list[dict[str, Any]]:
    """Return the cells of a notebook that grading has written, as plain values, which takes a tenth of the time.

    Raises OSError and what a text that is no notebook raises.
    """
    cells = json.loads(path.read_bytes())["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in cells]


def _by_question(cells: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> dict[str, str]:
    """Return code by question; `names` are the questions by the cells that answer them."""
    code: dict[str, str] = defaultdict(str)
    for cell in cells:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and (marks.get("solution") or not marks):
            name = marks.get("grade_id", "")
            code[names.get(name, name)] += cell["source"] + "\n"
    return dict(code)


def _given(course: Course, asked: Assignment, release: NotebookNode) -> dict[str, tuple[str, ...]]:
    source = course.source(asked.name)
    solved = nbformat.read(source, as_version=4).cells if source.is_file() else []
    given: dict[str, tuple[str, ...]] = {"": tuple(_code(release.cells).values())}
    stubs, solutions = _code(release.cells), _code(solved)
    for question in asked.questions:
        name = answer_cell(release, question.name)
        given[question.name] = tuple(cells[name] for cells in (stubs, solutions) if name in cells)
    return given


def _code(cells: Iterable[NotebookNode]) -> dict[str, str]:
    return {cell.id: cell.source for cell in cells if cell.cell_type == "code"}
