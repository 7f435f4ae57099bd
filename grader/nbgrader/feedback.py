"""Plug-ins by which `nbgrader generate_feedback` and formgrader write this course's page.

`nbgrader_config.py` names `FeedbackExporter` as the exporter and `CollectMarks` as the preprocessor. Where the page
lies, who may read it and how it is released stays nbgrader's.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import temp_attrs

from grader import catalog
from grader.course import Course, course_from_config
from grader.errors import UserError
from grader.feedback.page import NO_TITLES, feedback_page, titles_of
from grader.feedback.write import is_current, kept_back, note_page, read_release_notebook
from grader.nbgrader.existing_date import existing_date
from grader.nbgrader.gradebook_read import mark_record
from grader.nbgrader.late_penalty import LateRule
from grader.nbgrader.mark_history import rubrics
from grader.nbgrader.refusals import refuse_if_unreadable
from grader.results.records import SubmissionRecord
from grader.results.result import FILE_NAME, from_json


class CollectMarks(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Puts the gradebook's record of the submission beside the notebook: marks, comments, late penalty."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        ids = resources["nbgrader"]
        try:
            ids["submission"] = submission_record(
                ids["db_url"], self.config, ids["student"], ids["assignment"], ids["notebook"]
            )
        except UserError as error:
            self.log.error("%s\n%s", error.what, error.remedy)
            raise NbGraderException(str(error)) from error
        return nb, resources


def submission_record(db_url: str, config: Any, student: str, assignment: str, notebook: str) -> SubmissionRecord:
    """Return what the gradebook holds of one submitted notebook: of an assignment with one, as `read_records` does.

    Raises `UserError` where the course's rule for late work fails, `MissingEntry` where there is no such notebook.
    """
    with Gradebook(db_url) as gradebook:
        stored = gradebook.find_submission_notebook(notebook, assignment, student)
        by_hand = {(stored.id, g.name): g.manual_score for g in stored.grades if g.manual_score is not None}
        marks = (
            mark_record(g.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade, g.max_score)
            for g in stored.grades
        )
        # The automatic comment only says that there is no answer.
        comments = ((one.name, one.manual_comment) for one in stored.comments if one.manual_comment is not None)
        return SubmissionRecord(
            student,
            assignment,
            LateRule(lambda: config).penalty(stored) or 0.0,
            tuple(sorted(marks, key=lambda mark: mark.question)),
            tuple(sorted(comments)),
            stored.assignment.duedate if stored.assignment.assignment.duedate else None,
            stored.assignment.timestamp,
            rubrics(gradebook.db, by_hand).get(stored.id, ()),
        )


class FeedbackExporter(Exporter):
    """Writes a graded notebook as the page that a student reads."""

    output_mimetype = "text/html"

    def __init__(self, config: Any = None, parent: Any = None, **others: Any) -> None:
        super().__init__(config=config, parent=parent, **others)  # type: ignore[no-untyped-call]
        if parent is not None:  # the converter, which made this exporter for one run
            refuse_if_unreadable(parent)
            catalog.use(Path(parent.coursedir.root))
            parent.init_assignment = partial(copy_files, parent, parent.init_assignment)
            parent.coursedir.get_existing_timestamp = partial(existing_date, parent)
            parent.init_destination = partial(renew_changed, parent, parent.init_destination)

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        folder = Path(resources["metadata"]["path"])
        results = folder / FILE_NAME
        root = Path(self.parent.coursedir.root) if self.parent is not None else folder
        course = course_from_config(root, self.config)
        release = read_release_notebook(course, resources["nbgrader"]["assignment"])
        page = feedback_page(
            notebook,
            resources["nbgrader"]["submission"],
            from_json(results.read_text(encoding="utf-8")) if results.is_file() else None,
            course.language,
            course.dates.zone,
            titles_of(release) if release else NO_TITLES,
        )
        with suppress(OSError):  # without a note the page is written anew the next time
            note_page(
                course, resources["nbgrader"]["submission"], folder, resources["nbgrader"]["notebook"], page.encode()
            )
        return page, resources


def renew_changed(converter: Any, decide: Any, assignment: str, student: str) -> bool:
    """Have nbgrader write pages anew that would be others now: a mark was changed, or the submission graded again.

    By itself it does so only where a later submission was graded, or with ``--force``; old marks and hints would stay.
    """
    course = course_from_config(Path(converter.coursedir.root), converter.config)
    graded = Path(converter._format_source(assignment, student))
    pages = Path(converter._format_dest(assignment, student))
    is_changed = any(
        (pages / f"{name}.html").is_file()
        and not _is_current(course, converter, graded, pages, student, assignment, name)
        for name in (Path(path).stem for path in converter.notebooks)
    )
    with temp_attrs(converter, force=is_changed or converter.force):
        return bool(decide(assignment, student))


def _is_current(
    course: Course, converter: Any, graded: Path, pages: Path, student: str, assignment: str, notebook: str
) -> bool:
    try:
        record = submission_record(converter.coursedir.db_url, converter.config, student, assignment, notebook)
    except (UserError, MissingEntry):
        return True  # no page can be made: the old one stays, and nbgrader tells why where it is asked to make it
    return is_current(course, record, graded, notebook, pages / f"{notebook}.html")


def copy_files(converter: Any, copy: Any, assignment: str, student: str) -> None:
    """Have nbgrader copy what lies beside the notebook, but not all of it: see `kept_back`."""
    copy(assignment, student)
    folder = Path(converter.coursedir.format_path(converter.coursedir.feedback_directory, student, assignment))
    if not folder.is_dir():  # nothing was copied
        return
    for name in kept_back(folder, assignment):
        with suppress(IsADirectoryError):
            (folder / name).unlink(missing_ok=True)
