"""The eight words that can stand beside a question, and nothing else.

Every stage of the flow speaks of these; this module therefore imports nothing of the package.
"""

from enum import StrEnum


class Verdict(StrEnum):
    """What became of one question. The words are fixed: they stand in every ``results.json``."""

    CORRECT = "correct"
    WRONG = "wrong"
    INVALID = "invalid"
    """Not a number, a wrong shape or type."""
    MISSING = "missing"
    """The stub is untouched or the name is not defined."""
    RAISED = "raised"
    """The student's own code raised an exception."""
    TIMEOUT = "timeout"
    KILLED = "killed"
    """The process died or went over a limit."""
    GRADER_ERROR = "grader_error"
    """Our fault: never 0 and never full marks, a human decides."""


IDLE, CELL_IDLE = "idle", "cell_idle"
"""Codes of a `Verdict.TIMEOUT` whose process hardly used the processor: it waited, and perhaps not by its own fault."""
TOO_LATE = "too_late"
"""The code of a `Verdict.TIMEOUT` of a question for which the notebook had no time left."""
