"""What marking finds of one question."""

from __future__ import annotations

import builtins
from dataclasses import dataclass

from grader.text import Bilingual
from grader.verdict import Verdict

BUILTIN_EXCEPTIONS = frozenset(
    name for name, item in vars(builtins).items() if isinstance(item, type) and issubclass(item, BaseException)
)


@dataclass(frozen=True)
class Outcome:
    """What is said about one question, and the share of its points it earns, 0 to 1."""

    verdict: Verdict
    code: str
    message: Bilingual
    credit: float = 0.0
    near: bool = False
    """Does an answer without credit show what was meant all the same? Only then do later steps follow from it."""
    followed: bool = False
    """Is it right for the student's own earlier values only?"""


def exception_code(kind: str) -> str:
    """Return the code for an exception in a student's code: its name if it is one of Python's, else ``exception``."""
    return kind if kind in BUILTIN_EXCEPTIONS else "exception"
