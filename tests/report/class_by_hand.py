"""A result of `small_assignment` written by hand: nothing is graded."""

from __future__ import annotations

from dataclasses import replace

from small_assignment import NAME, POINTS

from grader.results.result import QuestionResult, Result
from grader.verdict import Verdict

EVIL = "<script>alert('x')</script>\"'&"


def make_result(student: str, **answers: tuple[float, Verdict, str, str]) -> Result:
    """Return a result that is right but for the answers named."""
    asked = (
        QuestionResult(name, points, points, Verdict.CORRECT, "correct", "Correct.") for name, points in POINTS.items()
    )
    given = {
        name: {"score": share * POINTS[name], "verdict": verdict, "code": code, "message": message}
        for name, (share, verdict, code, message) in answers.items()
    }
    return Result(NAME, student, 20, tuple(replace(q, **given.get(q.grade_id, {})) for q in asked))
