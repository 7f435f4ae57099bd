"""The line with which a student asks to have a question's points looked at again. Pure.

It names assignment, question and student, and a fingerprint of the answer and of its points: whoever receives it sees
whether it speaks of what stands now. The course's seed is not in it, for it is small enough to be found by trying, and
tells the hidden cases; `results.json` holds it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from nbformat import NotebookNode

from grader.submission.answer_cells import answer_cell

SEPARATOR = " / "
BEGINNING = "regrade"


@dataclass(frozen=True)
class Request:
    """What a student's line says."""

    assignment: str
    question: str
    student: str
    fingerprint: str

    @property
    def line(self) -> str:
        """The line as the student copies it."""
        return SEPARATOR.join((BEGINNING, self.assignment, self.question, self.student, self.fingerprint))


def parse_request(line: str) -> Request | None:
    """Return what a line says, however it was pasted; None where it is none."""
    parts = [part.strip() for part in " ".join(line.split()).split("/")]
    if len(parts) != 5 or not parts[0].endswith(BEGINNING):
        return None
    return Request(*parts[1:])


def make_request(notebook: NotebookNode, assignment: str, question: str, student: str, score: float | None) -> Request:
    """Return the request that a student's page offers for a question of an autograded notebook."""
    names = (question, answer_cell(notebook, question))
    own = ((cell["metadata"].get("nbgrader", {}).get("grade_id"), cell) for cell in notebook["cells"])
    cells = [cell["source"] for name, cell in own if name and name in names]
    facts = json.dumps([assignment, question, student, score, cells])
    return Request(assignment, question, student, hashlib.sha256(facts.encode()).hexdigest()[:8])
