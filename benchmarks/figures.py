"""The arithmetic of the benchmark: pure functions over what was measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Marks = Mapping[tuple[str, str], bool]
"""Full marks or not, by student and question."""


@dataclass(frozen=True)
class Batch:
    """A number of submissions, graded by one command.

    `done` are the seconds, from its start, at which each submission's notebook was written; `seconds` is all it took.
    """

    done: tuple[float, ...]
    seconds: float
    peak: int = 0

    @property
    def count(self) -> int:
        return len(self.done)

    @property
    def each(self) -> float:
        """Seconds for one more submission, its start and its end aside."""
        first, last = min(self.done), max(self.done)
        return (last - first) / (self.count - 1) if self.count > 1 else self.seconds

    def for_class(self, size: int) -> float:
        """Return the seconds for a class of this size: what was measured, and each further submission like these."""
        return self.seconds + (size - self.count) * self.each


def fastest(batches: list[Batch]) -> Batch:
    """Return the round that was disturbed least: noise only adds."""
    return min(batches, key=lambda batch: batch.seconds)


@dataclass(frozen=True)
class Agreement:
    """On how many questions two sides agree on full marks or not."""

    agree: int
    followed: int
    """Full marks here by follow-through, which stock nbgrader does not have."""
    differ: tuple[tuple[str, str], ...]

    @property
    def total(self) -> int:
        return self.agree + self.followed + len(self.differ)

    def __str__(self) -> str:
        said = f"{self.agree} of {self.total}"
        if self.followed:
            said += f"; {self.followed} by follow-through"
        if self.differ:
            said += f"; different: {', '.join('/'.join(key) for key in self.differ[:8])}"
        return said


def agreement(ours: Marks, stock: Marks, followed: frozenset[tuple[str, str]]) -> Agreement:
    """Compare full marks, question by question, of the students that `stock` has.

    `followed` are the questions with full marks by follow-through. A question that we do not have differs.
    """
    odd = [key for key in sorted(stock) if ours.get(key) is not stock[key]]
    expected = [key for key in odd if key in followed and not stock[key]]
    differ = tuple(key for key in odd if key not in expected)
    return Agreement(len(stock) - len(odd), len(expected), differ)
