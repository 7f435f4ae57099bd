"""A result of a1_derivatives written by hand: nothing is graded."""

from __future__ import annotations

from dataclasses import replace

from grader.questions import catalog
from grader.results.result import QuestionResult, Result
from grader.verdict import Verdict

NAME = "a1_derivatives"
EVIL = "<script>alert('x')</script>\"'&"


def make_result(student: str, **answers: tuple[float, Verdict, str, str]) -> Result:
    """Return a result that is right but for the answers named."""
    asked = (
        QuestionResult(q.name, q.points, q.points, Verdict.CORRECT, "correct", "Correct.")
        for q in catalog.load(NAME).questions
    )
    given = {
        name: {"score": share * catalog.load(NAME)[name].points, "verdict": verdict, "code": code, "message": message}
        for name, (share, verdict, code, message) in answers.items()
    }
    return Result(NAME, student, 20, tuple(replace(q, **given.get(q.grade_id, {})) for q in asked))
