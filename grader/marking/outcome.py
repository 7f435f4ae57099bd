"""What marking finds of one question."""

from __future__ import annotations

from dataclasses import dataclass

from grader.text import Bilingual
from grader.verdict import Verdict


@dataclass(frozen=True)
class Outcome:
    """What is said about one question, and the share of its points it earns, 0 to 1."""

    verdict: Verdict
    code: str
    message: Bilingual
    credit: float = 0.0
