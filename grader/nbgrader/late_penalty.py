"""The course's own rule for late work, ``c.AssignLatePenalties.plugin_class``, applied to the marks that stand now."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import Any

from nbgrader.api import SubmittedNotebook
from traitlets.config import Config

from grader.errors import UserError

REMEDY = (
    "Mend it, or take c.AssignLatePenalties.plugin_class out of nbgrader_config.py, and run this again."
    " Nothing is lost."
)


class LateRule:
    """What a late submission loses. The rule is loaded when the first late submission asks for it.

    `config` returns the course's configuration; it may raise `UserError`.
    """

    def __init__(self, config: Callable[[], Config]) -> None:
        self._config = config

    def penalty(self, notebook: SubmittedNotebook) -> float | None:
        """Return what a submitted notebook loses of its present score: None if it is not late, else at most all of it.

        The column that the gradebook holds is not asked: marks given by hand since then change the score.

        Raises `UserError` where the rule, which is the course's own code, cannot be loaded or fails.
        """
        if not is_late(notebook):
            return None
        submission = notebook.assignment
        try:
            given = self._plugin.late_submission_penalty(
                submission.student_id, notebook.score, submission.total_seconds_late
            )
            points = None if given is None else float(given)
            if points is not None and math.isnan(points):
                raise ValueError("it returns no number")
            if points is not None and points < 0 <= notebook.score:
                raise ValueError(f"it returns {points:g}, but what is taken off is a number above 0")
        except UserError:
            raise
        except Exception as error:
            raise UserError(
                f"The rule for late submissions, {type(self._plugin).__name__}, fails on {submission.student_id}:"
                f" {error!r}.",
                REMEDY,
            ) from error
        return None if points is None else min(max(points, 0.0), max(notebook.score, 0.0))

    @cached_property
    def _plugin(self) -> Any:
        from nbgrader.preprocessors import AssignLatePenalties  # and with it nbconvert: few classes need it

        config = self._config()
        try:
            preprocessor = AssignLatePenalties(config=config)
            preprocessor.init_plugin()
        except Exception as error:  # it may lie in a module of the course
            raise UserError(f"The rule for late submissions cannot be loaded: {error}.", REMEDY) from error
        return preprocessor.plugin_inst


def is_late(notebook: SubmittedNotebook) -> bool:
    """Was it handed in after its due date, with any extension?"""
    submission = notebook.assignment
    return bool(submission.assignment.duedate and submission.total_seconds_late > 0)
