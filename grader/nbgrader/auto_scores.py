"""From a result to the automatic scores and comments of a gradebook, and to what a person has to review. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from grader.results.result import Result
from grader.results.review import doubtful_scores, flagged_when_recorded
from grader.verdict import Verdict


@dataclass(frozen=True)
class AutomaticMarks:
    """What the gradebook gets for each cell of one notebook, by the cell's `grade_id`."""

    scores: Mapping[str, float | None]
    """Points of each question; None where only a person can give them."""
    answered: frozenset[str]
    """Cells that are not an answer left as it was released."""
    doubtful: frozenset[str]
    """Questions with a score that a person should confirm."""

    def score(self, cell: str) -> float | None:
        return self.scores.get(cell, None if cell in self.answered else 0.0)

    def comment(self, cell: str) -> str | None:
        return None if cell in self.answered else "No response."

    def needs_review(self, cell: str, manual: float | None, *, changed: bool = False) -> bool:
        """Should the gradebook ask a person, who may have given the score `manual` before, about a cell?

        `changed`: that score was given for another answer.
        """
        return flagged_when_recorded(self.score(cell), manual, doubtful=cell in self.doubtful, changed=changed)


def automatic_marks(result: Result, notebook: NotebookNode) -> AutomaticMarks | None:
    """Return what to store of a result; None where the file is damaged, so that stored scores stay as they are.

    `notebook` is the autograded one. There is no automatic score for what only a person can mark: a question that the
    grader failed on, a written answer, a test cell without a question in `grader/hidden_tests/`.
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
    return AutomaticMarks(scores, answered, doubtful_scores(result))
