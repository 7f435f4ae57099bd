"""What the gradebook gets of a result without a person. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from grader.marking.files import unsettled
from grader.results.result import Result
from grader.verdict import Verdict


@dataclass(frozen=True)
class AutomaticMarks:
    """What the gradebook gets without a person. `scores` are the questions'; None is for a person to give."""

    scores: Mapping[str, float | None]
    answered: frozenset[str]
    """Cells that are not an answer left as it was released."""
    doubted: frozenset[str]
    """Questions whose process was killed, and files that no number settles: a person looks whether 0 is deserved."""

    def score(self, cell: str) -> float | None:
        return self.scores.get(cell, None if cell in self.answered else 0.0)

    def comment(self, cell: str) -> str | None:
        return None if cell in self.answered else "No response."

    def asks(self, cell: str, manual: float | None) -> bool:
        """Should a person look? Again, too, at what a person had scored before this grading."""
        return self.score(cell) is None or manual is not None or cell in self.doubted


def automatic_marks(result: Result, notebook: NotebookNode) -> AutomaticMarks | None:
    """Return what to store of a result, or None where a damaged file leaves everything to a person.

    What only a person can mark (`grader_error`, a written answer, a test cell that no question of ours belongs to)
    gets no automatic score.
    """
    if result.damaged:
        return None
    scores = {q.grade_id: None if q.verdict is Verdict.GRADER_ERROR else q.score for q in result.questions}
    marked = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    answered = frozenset(
        cell.metadata.nbgrader.grade_id
        for cell in marked
        if not cell.metadata.nbgrader.solution or cell.metadata.nbgrader.get("checksum") != compute_checksum(cell)
    )
    doubted = frozenset(q.grade_id for q in result.questions if q.verdict is Verdict.KILLED)
    return AutomaticMarks(scores, answered, doubted | {q.grade_id for q in unsettled(result)})
