"""What students handed in, and what they had been given, read from the course's folders.

Nothing in a submitted folder is trusted to be what its name says: links are not followed, what is no regular file is
not read, and there is a limit to how much is read of anything (`regular_file`). A submission is read once, with its
date, so that content and date are of one moment.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Sequence
from pathlib import Path

from grader import catalog
from grader.course import Course
from grader.errors import UserError
from grader.questions.choices import FILE_NAME, AssignmentChoices
from grader.questions.question import Document
from grader.submission.companions import EXCHANGE_SECRET, mistaken, read_companions
from grader.submission.documents import find_documents
from grader.submission.find_notebook import FoundNotebook, elsewhere
from grader.submission.notebook import LINKED, MAX_BYTES, TOO_LARGE, UNREADABLE
from grader.submission.regular_file import IsLink, NotRegular, open_regular
from grader.submission.submission import Release, Submission
from grader.submission.timestamp import FILE_NAME as TIMESTAMP
from grader.submission.timestamp import read_timestamp
from grader.text import Bilingual


def read_release(course: Course, assignment: str) -> Release:
    """Return what students were given.

    Raises `UserError` where the release is not built.
    """
    path = course.release(assignment)
    if not path.is_file():
        raise UserError(f"{path} is not there.", f"Run `grader build {assignment}` first.")
    text = path.read_text(encoding="utf-8")
    check_release(text, assignment, course.choices.of(assignment))
    return Release(assignment, text, read_companions(path.parent).files, _read_tests(course, assignment))


def _read_tests(course: Course, assignment: str) -> tuple[tuple[str, str], ...]:
    """Return the tests of an adopted notebook's graded cells, as its source has them; nothing of other assignments.

    Raises `UserError` where the source is missing or damaged.
    """
    wanted = {test.name for test in catalog.find(assignment).inline_tests}
    if not wanted:
        return ()
    path = course.source(assignment)
    try:
        cells = json.loads(path.read_bytes())["cells"]
        tests = {cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"]) for cell in cells}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"The tests of {assignment} cannot be read from {path}: {error}.",
            "Put the source notebook back there: hidden tests are in it alone.",
        ) from error
    return tuple((name, tests[name]) for name in sorted(wanted & tests.keys()))


@functools.lru_cache(maxsize=32)
def check_release(release: str, assignment: str, choices: AssignmentChoices) -> None:
    """Raise `UserError` where a release asks what the course leaves out today, or for other points than it chooses."""
    marks = (cell["metadata"].get("nbgrader", {}) for cell in json.loads(release)["cells"])
    points = {one["grade_id"]: one["points"] for one in marks if one.get("points") is not None}
    stale = [name for name in choices.left_out if name in points]
    chosen = {one.name: one.points for one in choices.questions if one.points is not None}
    stale += [name for name, worth in chosen.items() if points.get(name, worth) != worth]
    if stale:
        raise UserError(
            f"release/{assignment}/ is older than {FILE_NAME}: {', '.join(stale)}.",
            f"Run `grader build {assignment}`, hand the notebook out anew, then run the same command again.",
        )


def read_submission(course: Course, student: str, assignment: str, wanted: Sequence[Document] = ()) -> Submission:
    """Return what a student handed in and when, with the reason if its notebook must not or cannot be read.

    Of the documents, those that are `wanted`; each is read once, for its digest.
    """
    folder = course.submitted(student, assignment)
    if folder.is_symlink() or folder.parent.is_symlink():
        return Submission(student, assignment, None, problem=("linked", LINKED))
    handed_in_at = read_timestamp(folder, course.dates)
    try:
        named, problem = _read_notebook(folder, assignment)
        if problem and problem[0] == "linked":
            return Submission(student, assignment, None, problem=problem, handed_in_at=handed_in_at)
        documents = find_documents(folder, wanted)
        seen = {document.file for document in documents}
        found = (
            FoundNotebook(problem=problem)
            if problem
            else elsewhere(folder, assignment, named, _given(assignment, seen), course.release(assignment))
        )
        wanted_files = catalog.find(assignment).deliverables
        beside = read_companions(folder, seen, wanted_files)
        mistakes = mistaken(beside, folder, wanted_files, course.release(assignment).parent)
    except OSError as error:
        unreadable = ("unreadable", UNREADABLE.fill(reason=error.strerror))
        return Submission(student, assignment, None, problem=unreadable, handed_in_at=handed_in_at)
    return Submission(
        student,
        assignment,
        found.content,
        beside.files,
        found.problem,
        documents,
        handed_in_at,
        (*found.notices, *beside.notices, *mistakes),
        (*beside.told, *mistakes),
    )


def _given(assignment: str, documents: Collection[str]) -> frozenset[str]:
    """Return the files beside a notebook that say nothing of whether it was handed in: the course's own, documents."""
    courses = ("checks.py", "notebook_language.py", *catalog.find(assignment).companions)
    return frozenset({TIMESTAMP, EXCHANGE_SECRET, *courses, *documents})


def _read_notebook(folder: Path, assignment: str) -> tuple[bytes | None, tuple[str, Bilingual] | None]:
    """Return the bytes of the notebook of the right name; where they must not be read, the reason.

    Raises OSError where they cannot be read.
    """
    try:
        with open_regular(folder / f"{assignment}.ipynb", folder) as file:
            if file.size > MAX_BYTES:
                message = TOO_LARGE.fill(size=file.size / 2**20, limit=MAX_BYTES / 2**20)
                return None, ("too_large", message)
            return file.read(file.size), None
    except IsLink:
        return None, ("linked", LINKED)
    except (FileNotFoundError, NotRegular):
        return None, None
