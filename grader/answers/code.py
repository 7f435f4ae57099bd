"""Inputs that are code: functions and SymPy expressions travel as their source.

They stay text, unlike probes (`grader.questions.probe_code`): an input is a value of a case, and students are shown it
as it is written.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """An input that cannot be sent as data: a Python expression, evaluated in the student's process.

    It sees `np`, `sympy`, `math` and the inputs named before it.
    """

    source: str

    def __str__(self) -> str:
        return self.source
