"""Plug-ins by which `nbgrader autograde` and formgrader grade through this package.

`nbgrader_config.py` names two classes. `Submissions` takes the place of the exporter with which nbgrader reads a
notebook, `MarkSubmission` that of its own executing and scoring preprocessors: it hands the file to the same `grade`,
and the result to the same `Gradebook`, as `grader autograde` does. Nothing of nbgrader reads a submission.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import temp_attrs

from grader import catalog
from grader.course import Course, course_from_config
from grader.errors import UserError
from grader.grading.pipeline import grade
from grader.grading.start import fork_server_of_course
from grader.grading.task import Task
from grader.grading.worker import in_sandbox, worker_state
from grader.lock import course_lock
from grader.nbgrader.due_dates import stored_due_dates
from grader.nbgrader.existing_date import existing_date
from grader.nbgrader.gradebook import Gradebook
from grader.nbgrader.refusals import refuse_if_unreadable, refusing
from grader.results.result import FILE_NAME, Result, read_result, to_json
from grader.results.review import Review, reviews
from grader.results.store import save_date
from grader.results.whole_files import write
from grader.submission.companions import read_companions
from grader.submission.intake import read_release, read_submission
from grader.submission.notebook import REMEDIES
from grader.submission.submission import Release, Submission
from grader.submission.timestamp import due_date, read_timestamp, why_unknown
from grader.text import Bilingual
from grader.text.dates import for_nbgrader
from grader.text.litter import is_litter

COMMAND = "nbgrader autograde"
WAIT_SECONDS = 60.0
"""How long one submission waits for another command that began in the middle of a run."""

# ── what nbgrader_config.py names ──────────────────────────────────────────────────────────────────────────


class Submissions(NotebookExporter):
    """Gives nbgrader an empty notebook for every file it opens, damaged ones too, for `MarkSubmission` to fill.

    nbgrader makes one for each run. The run is refused while another command works in the course, and where packages of
    the assignment are not installed; `before_grading` runs before each submission.
    """

    def __init__(self, config: Any = None, parent: Any = None, **others: Any) -> None:
        super().__init__(config=config, parent=parent, **others)  # type: ignore[no-untyped-call]
        refuse_if_busy(parent)
        refuse_if_unreadable(parent, unwritable=True)
        refuse_if_lacking(parent)
        leave_out_litter(parent)
        refuse_if_too_long(parent)
        leave_what_students_write(parent)
        parent.pre_convert_hook = partial(before_grading, parent, parent.pre_convert_hook)
        parent.coursedir.get_existing_timestamp = partial(existing_date, parent)
        parent.init_destination = partial(again_if_undated, parent, parent.init_destination)
        tell_due_date(parent)

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
        if refused := getattr(self.parent.parent, "refused", None):
            raise NbGraderException(str(refused))
        submission, release = read(course, ids["student"], ids["assignment"], ids["notebook"])
        settings = course.settings(ids["assignment"])
        state = worker_state()
        state.start = partial(fork_server_of_course, course, warm_up=False)
        graded = in_sandbox(grade, Task(submission, release, settings), state)
        with Gradebook(ids["db_url"], self.parent.parent.config) as gradebook:
            gradebook.record(ids["assignment"], [graded], ids["notebook"])
        for sentence in remarks(graded.result):
            self.log.error("%s of %s: %s", ids["notebook"], ids["student"], sentence)
        folder = Path(resources["metadata"]["path"])
        date = graded.handed_in_at
        if date and date.text != (for_nbgrader(date) or ""):  # nbgrader copied a file that stops its other commands
            save_date(folder, date)
        if graded.result.questions or graded.result.date_problem:
            write(folder / FILE_NAME, to_json(graded.result))
        return nbformat.reads(graded.notebook, as_version=4)


# ── steps ──────────────────────────────────────────────────────────────────────────────────────────────────


def course_of(autograde: Any) -> Course:
    """Return the course that an nbgrader converter works in, with the settings of its files and its command line."""
    root = Path(autograde.coursedir.root).resolve()
    catalog.use(root)
    return course_from_config(root, autograde.config)


def refuse_if_busy(autograde: Any) -> None:
    """Raise `NbGraderException` where another command works in the course."""
    with refusing(autograde), course_lock(Path(autograde.coursedir.root), COMMAND):
        pass


def refuse_if_lacking(autograde: Any) -> None:
    """Raise `NbGraderException` where packages of the assignment are missing."""
    with refusing(autograde):
        if lacking := catalog.lacking(autograde.coursedir.assignment_id):
            raise lacking


def refuse_if_too_long(autograde: Any) -> None:
    """Raise `NbGraderException` where the gradebook cannot hold a student's id."""
    ids = [autograde.init_single_notebook_resources(names[0])["nbgrader"] for names in autograde.assignments.values()]
    with refusing(autograde), Gradebook(autograde.coursedir.db_url, autograde.config) as gradebook:
        gradebook.check_students({one["student"] for one in ids})


def leave_out_litter(autograde: Any) -> None:
    """Take folders that programs leave in submitted/ from what nbgrader has listed: they are no students."""
    autograde.assignments = {
        path: notebooks
        for path, notebooks in autograde.assignments.items()
        if not is_litter(autograde.init_single_notebook_resources(notebooks[0])["nbgrader"]["student"])
    }


def leave_what_students_write(autograde: Any) -> None:
    """Keep nbgrader from replacing the files that students write, such as ``app.py``, by those of the release."""
    name = autograde.coursedir.assignment_id
    kept = autograde.exclude_overwriting.get(name, [])
    autograde.exclude_overwriting = {**autograde.exclude_overwriting, name: [*kept, *catalog.find(name).deliverables]}


def again_if_undated(autograde: Any, decide: Any, assignment: str, student: str) -> bool:
    """Have nbgrader grade a submission again whose date is not understood, or is now, after it was graded.

    It grades again only what bears a later date, so the grade of an earlier submission would stand for this one.
    """
    course = course_of(autograde)
    unknown = why_unknown(read_timestamp(course.submitted(student, assignment), course.dates))
    graded = read_result(course.autograded(student, assignment) / FILE_NAME)
    again = (unknown.say(course.language) if unknown else "") != (graded.date_problem if graded else "")
    with temp_attrs(autograde, force=again or autograde.force):
        return bool(decide(assignment, student))


def tell_due_date(autograde: Any) -> None:
    """Say in nbgrader's log when the assignment is due as the gradebook has it, and what looks wrong about it."""
    course = course_of(autograde)
    try:
        dates = stored_due_dates(course)
    except UserError:  # told when grading begins
        return
    for date in dates:
        if date.assignment == autograde.coursedir.assignment_id:
            autograde.log.info("%s is %s", date.assignment, date.told(course.dates.zone))
            if date.doubt:
                autograde.log.warning("%s: %s. %s", date.assignment, date.doubt, date.remedy)


def before_grading(autograde: Any, then: Any, *, assignment: str, student: str, notebooks: list[str]) -> None:
    """Do for one submission what `grader autograde` does for a class before it grades, then call nbgrader's own hook.

    `assignment` and `student` are the patterns that nbgrader was started with.
    """
    ids = autograde.init_single_notebook_resources(notebooks[0])["nbgrader"]
    course = course_of(autograde)
    prepare_gradebook(autograde, course, ids["db_url"], ids["assignment"], ids["student"])
    if ids["assignment"] in catalog.names() and ids["assignment"] not in (Path(name).stem for name in notebooks):
        submission = read_submission(course, ids["student"], ids["assignment"])
        for sentence in why_not_by_name(submission):
            autograde.log.error("%s of %s: %s", ids["assignment"], ids["student"], sentence.say(course.language))
    if then:
        then(assignment=assignment, student=student, notebooks=notebooks)


def why_not_by_name(submission: Submission) -> tuple[Bilingual, ...]:
    """Return what to tell of a submission without a notebook of the right name, which nbgrader does not open."""
    if submission.problem:
        code, sentence = submission.problem
        return tuple(filter(None, (sentence, REMEDIES.get(code))))
    return (*submission.notices, BY_OUR_COMMAND) if submission.notices else ()


BY_OUR_COMMAND = Bilingual(
    "nbgrader opens no other name: grade it with `grader autograde`.",
    "nbgrader는 다른 이름의 파일을 열지 않습니다. `grader autograde`로 채점하세요.",
)


def prepare_gradebook(autograde: Any, course: Course, db_url: str, assignment: str, student: str) -> None:
    """Flag what is stored of a submission for review, and enter the assignment's cells and due date.

    Grading the submission takes the flags back. Without them, nbgrader would give the old scores the new submission's
    date before it grades, and keep both where grading fails.
    """
    autograde.refused = None
    with Gradebook(db_url, autograde.config) as gradebook:
        gradebook.flag_for_review(assignment, [student], autograde.coursedir.notebook_id)
        if assignment not in catalog.names():
            return
        try:
            release = nbformat.reads(read_release(course, assignment).notebook, as_version=4)
            due_at = due_date(catalog.find(assignment).due, course.year)
            gradebook.ensure_assignment(assignment, release, due_at)
        except UserError as error:  # nbgrader swallows what its hook raises; `MarkSubmission` refuses instead
            autograde.log.error("%s", error)
            autograde.refused = error


def read(course: Course, student: str, assignment: str, notebook: str) -> tuple[Submission, Release]:
    """Return what was handed in, and the release that it was made from.

    An assignment without questions may hold several notebooks of any name, in an older nbformat.

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
    content = (folder / f"{notebook}.ipynb").read_bytes()
    return (
        Submission(
            student,
            assignment,
            content,
            read_companions(folder).files,
            handed_in_at=read_timestamp(folder, course.dates),
        ),
        Release(assignment, nbformat.writes(given), read_companions(path.parent).files),
    )


def remarks(result: Result) -> tuple[str, ...]:
    """Return sentences about a result for nbgrader's log: what an instructor should look at."""
    if not result.questions and not result.damaged:
        return (
            *filter(None, [result.date_problem]),
            f"{result.assignment} has no questions in grader/hidden_tests/: it ran, and waits for a person's marks.",
        )
    errors = (f"{', '.join(result.grader_errors)} could not be marked, and wait for a person.",)
    files = (f"{one.grade_id}: {one.message}" for one in reviews(result) if one.reason is Review.UNSETTLED)
    return (
        *filter(None, [result.problem, result.date_problem]),
        *result.notices,
        *files,
        *(errors if result.grader_errors else ()),
    )
