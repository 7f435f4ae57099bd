"""The seam in: how `nbgrader autograde` and formgrader grade through this package.

`nbgrader_config.py` names two classes. `Submissions` takes the place of the exporter with which nbgrader reads a
notebook, `MarkSubmission` that of its own executing and scoring preprocessors; it hands the file to the same `grade` as
the command line does, so the scores are the same. Nothing of nbgrader reads a submission.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from grader.course import Course, Settings, course_from_config
from grader.errors import UserError
from grader.grading.pipeline import grade
from grader.grading.workers import worker_sandbox
from grader.lock import course_lock
from grader.marking.files import unsettled
from grader.nbgrader.gradebook import save_result
from grader.nbgrader.late_penalty import due_date, moment
from grader.questions import catalog
from grader.results.result import FILE_NAME, Result, to_json
from grader.submission.intake import read_files, read_handed_in_at, read_release, read_submission
from grader.submission.submission import Release, Submission

COMMAND = "nbgrader autograde"
WAIT_SECONDS = 60.0
"""How long one submission waits for another command that began in the middle of a run."""

# ── what nbgrader_config.py names ──────────────────────────────────────────────────────────────────────────


class Submissions(NotebookExporter):
    """Gives nbgrader an empty notebook for every file it opens, damaged ones too, for `MarkSubmission` to fill.

    nbgrader makes one for each run: the run is refused while another command works in the course, and what is stored of
    an earlier grading is doubted before anything of the new one is.
    """

    def __init__(self, config: Any = None, parent: Any = None, **others: Any) -> None:
        super().__init__(config=config, parent=parent, **others)  # type: ignore[no-untyped-call]
        refuse_if_busy(parent)
        refuse_if_lacking(parent)
        leave_what_students_write(parent)
        parent.pre_convert_hook = partial(before_grading, parent, parent.pre_convert_hook)

    def from_file(self, file_stream: Any, resources: Any = None, **others: Any) -> Any:
        return self.from_notebook_node(nbformat.v4.new_notebook(), resources, **others)  # type: ignore[no-untyped-call]


class MarkSubmission(NbGraderPreprocessor):
    """Restores, runs and marks a submitted notebook, and stores its scores."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        autograde = self.parent.parent  # the converter, which made the exporter, which made this
        course = course_of(autograde)
        with course_lock(course.root, COMMAND, WAIT_SECONDS):
            return self._mark(course, resources), resources

    def _mark(self, course: Course, resources: dict[str, Any]) -> NotebookNode:
        ids = resources["nbgrader"]
        submission, release = read(course, ids["student"], ids["assignment"], ids["notebook"])
        settings = Settings(course.seed, course.language, course.limits, course.sandbox)
        graded = grade(submission, release, settings, worker_sandbox(settings.sandbox, release))
        marked = nbformat.reads(graded.notebook, as_version=4)
        with Gradebook(ids["db_url"]) as gradebook:
            stored = gradebook.find_submission_notebook(ids["notebook"], ids["assignment"], ids["student"])
            save_result(stored, graded.result, marked)
            if handed_in_at := read_handed_in_at(course, ids["student"], ids["assignment"]):
                stored.assignment.timestamp = moment(handed_in_at)  # nbgrader has its own idea of some zones
            gradebook.db.commit()
        for sentence in remarks(graded.result):
            self.log.error("%s of %s: %s", ids["notebook"], ids["student"], sentence)
        if graded.result.questions:
            results = Path(resources["metadata"]["path"]) / FILE_NAME
            results.unlink(missing_ok=True)
            results.write_text(to_json(graded.result), encoding="utf-8")
        return marked


# ── steps ──────────────────────────────────────────────────────────────────────────────────────────────────


def course_of(autograde: Any) -> Course:
    """Return the course that nbgrader's converter works in, as all its settings and options have it."""
    return course_from_config(Path(autograde.coursedir.root).resolve(), autograde.config)


def refuse_if_busy(autograde: Any) -> None:
    """Raise what nbgrader ends a run with, the reason in its log, where another command works in the course."""
    try:
        with course_lock(Path(autograde.coursedir.root), COMMAND):
            return
    except UserError as busy:
        autograde.log.error("%s", busy)
        raise NbGraderException(str(busy)) from None


def refuse_if_lacking(autograde: Any) -> None:
    """Raise what nbgrader ends a run with, the reason in its log, where the assignment needs what is not installed."""
    if lacking := catalog.lacking(autograde.coursedir.assignment_id):
        autograde.log.error("%s", lacking)
        raise NbGraderException(str(lacking))


def leave_what_students_write(autograde: Any) -> None:
    """Have nbgrader leave the files that students are to write as they were handed in: not put the release's there."""
    name = autograde.coursedir.assignment_id
    kept = autograde.exclude_overwriting.get(name, [])
    autograde.exclude_overwriting = {**autograde.exclude_overwriting, name: [*kept, *catalog.find(name).hands_in]}


def before_grading(autograde: Any, then: Any, *, assignment: str, student: str, notebooks: list[str]) -> None:
    """Have a person look at all that is stored of a submission; grading it takes that back. See when it was due.

    nbgrader gives the old scores the new submission's date before it grades, and keeps both where grading fails.
    """
    ids = autograde.init_single_notebook_resources(notebooks[0])["nbgrader"]
    with Gradebook(ids["db_url"]) as gradebook:
        try:
            stored = gradebook.find_submission(ids["assignment"], ids["student"]).notebooks
        except MissingEntry:
            stored = []
        set_due_date(gradebook, ids["assignment"], course_of(autograde).year)
        for notebook in (n for n in stored if fnmatchcase(n.name, autograde.coursedir.notebook_id)):
            for row in notebook.grades:
                row.needs_manual_grade = True
        gradebook.db.commit()
    if ids["assignment"] in catalog.names() and not any(Path(n).stem == ids["assignment"] for n in notebooks):
        course = course_of(autograde)
        if problem := read_submission(course, ids["student"], ids["assignment"]).problem:
            autograde.log.error("%s of %s: %s", ids["assignment"], ids["student"], problem[1].say(course.language))
    if then:
        then(assignment=assignment, student=student, notebooks=notebooks)


def set_due_date(gradebook: Gradebook, assignment: str, year: int | None) -> None:
    """Give an assignment that names its deadline this date, where the gradebook has none yet."""
    due_at = due_date(catalog.find(assignment).due, year)
    if due_at and (known := gradebook.find_assignment(assignment)).duedate is None:
        known.duedate = due_at


def read(course: Course, student: str, assignment: str, notebook: str) -> tuple[Submission, Release]:
    """Return what was handed in and what had been given.

    An assignment that has no questions may hold several notebooks, named as its author liked, in an older nbformat.

    Raises `UserError` where the release is not built.
    """
    documents = catalog.find(assignment).documents
    if assignment in catalog.names():
        return read_submission(course, student, assignment, documents), read_release(course, assignment)
    folder = course.submitted(student, assignment)
    path = course.release(assignment).with_name(f"{notebook}.ipynb")
    given = nbformat.read(path, as_version=4)
    given.nbformat_minor = 5
    for index, cell in enumerate(given.cells):
        cell.setdefault("id", f"cell-{index}")
    return (
        Submission(student, assignment, (folder / f"{notebook}.ipynb").read_bytes(), read_files(folder)),
        Release(assignment, nbformat.writes(given), read_files(path.parent)),
    )


def remarks(result: Result) -> tuple[str, ...]:
    """Return what the instructor should read on the way."""
    if not result.questions and not result.damaged:
        return (
            f"{result.assignment} has no questions in grader/hidden_tests/: it ran, and waits for a person's marks.",
        )
    errors = (f"{', '.join(result.grader_errors)} could not be marked, and wait for a person.",)
    looks = () if result.damaged else (f"{question.grade_id}: {question.message}" for question in unsettled(result))
    return (*filter(None, [result.problem]), *result.notices, *looks, *(errors if result.grader_errors else ()))
