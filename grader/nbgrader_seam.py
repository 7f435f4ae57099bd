"""The seam in: how `nbgrader autograde` and formgrader grade through this package.

`nbgrader_config.py` puts `MarkSubmission` in place of nbgrader's own executing and scoring preprocessors. It hands the
notebook to the same `grade` as the command line does, so the scores are the same.
"""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from grader.autograde import read_release, read_submission
from grader.course import CONFIG_NAME, Course, load_course
from grader.gradebook import save_result
from grader.grading import Settings, grade
from grader.results import FILE_NAME, to_json
from grader.sandbox.session import Sandbox


class MarkSubmission(NbGraderPreprocessor):
    """Restores, runs and marks a submitted notebook, and stores its scores."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        ids = resources["nbgrader"]
        folder = Path(resources["metadata"]["path"]).resolve()
        course = course_above(folder)
        submission = read_submission(course, ids["student"], ids["assignment"])
        settings = Settings(course.seed, course.language, course.limits)
        graded = grade(submission, read_release(course, ids["assignment"]), settings, shared_sandbox())
        marked = nbformat.reads(graded.notebook, as_version=4)
        with Gradebook(ids["db_url"]) as gradebook:
            stored = gradebook.find_submission_notebook(ids["notebook"], ids["assignment"], ids["student"])
            save_result(stored, graded.result, marked)
            gradebook.db.commit()
        results = folder / FILE_NAME
        results.unlink(missing_ok=True)
        results.write_text(to_json(graded.result), encoding="utf-8")
        return marked, resources


def course_above(folder: Path) -> Course:
    """Return the course that a folder lies in.

    Raises `UserError` where no parent folder holds a configuration.
    """
    root = next((parent for parent in folder.parents if (parent / CONFIG_NAME).is_file()), folder)
    return load_course(root)


@cache
def shared_sandbox() -> Sandbox:
    """Return this process's sandbox: nbgrader grades one submission after another."""
    sandbox = Sandbox()
    atexit.register(sandbox.close)
    return sandbox
