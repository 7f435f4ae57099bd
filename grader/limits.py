"""How long a student's code may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds of wall time for one cell, one call of a graded function, and a whole notebook."""

    cell_seconds: float = 10.0
    call_seconds: float = 5.0
    notebook_seconds: float = 120.0
