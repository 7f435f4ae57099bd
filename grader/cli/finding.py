"""One finding of `grader doctor`: what was looked at, what is there, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How a finding is shown, and whether it makes the command fail."""

    HOLDS = "holds"
    FINE = "fine"
    ADVICE = "look"
    BROKEN = "BROKEN"
    MISSING = "MISSING"

    @property
    def bad(self) -> bool:
        return self in (State.BROKEN, State.MISSING)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what is there, and what to do where it is not as it should be."""

    what: str
    state: State
    told: str
    remedy: str = ""
