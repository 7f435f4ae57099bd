"""Inputs that are code: functions and SymPy expressions travel as their source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """An input that cannot travel as data: a Python expression, evaluated where it is needed.

    In scope are `np`, `sympy`, `math` and the inputs named before it.
    """

    source: str

    def __str__(self) -> str:
        return self.source
