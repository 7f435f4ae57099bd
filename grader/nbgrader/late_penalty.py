"""The course's own rule for late work, ``c.AssignLatePenalties.plugin_class``."""

from __future__ import annotations

from nbgrader.api import SubmittedNotebook
from traitlets.config import Config

from grader.errors import UserError

REMEDY = (
    "Mend it, or take c.AssignLatePenalties.plugin_class out of nbgrader_config.py, and run this again."
    " Nothing is lost."
)


class LateRule:
    """What a late submission loses.

    Raises `UserError` where the course names a rule that cannot be loaded.
    """

    def __init__(self, config: Config) -> None:
        from nbgrader.preprocessors import AssignLatePenalties  # and with it nbconvert: few classes need it

        try:
            preprocessor = AssignLatePenalties(config=config)
            preprocessor.init_plugin()
        except Exception as error:  # it may lie in a module of the course
            raise UserError(f"The rule for late submissions cannot be loaded: {error}.", REMEDY) from error
        self._plugin = preprocessor.plugin_inst

    def penalty(self, notebook: SubmittedNotebook) -> float | None:
        """Return what a late notebook loses: nothing, or points between 0 and all it has.

        Raises `UserError` where the rule, which is the course's own code, fails.
        """
        submission = notebook.assignment
        try:
            given = self._plugin.late_submission_penalty(
                submission.student_id, notebook.score, submission.total_seconds_late
            )
            return None if given is None else min(max(float(given), 0.0), notebook.score)
        except Exception as error:
            raise UserError(
                f"The rule for late submissions, {type(self._plugin).__name__}, fails on {submission.student_id}:"
                f" {error!r}.",
                REMEDY,
            ) from error


def is_late(notebook: SubmittedNotebook) -> bool:
    """Was it handed in after its due date, with any extension?"""
    submission = notebook.assignment
    return bool(submission.assignment.duedate and submission.total_seconds_late > 0)
