"""The calls that visible checks make, as cases: read from what `grader build` has recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grader.answers import codec
from grader.questions.question import Assignment, Case, Question

KIND = "visible"


def with_seen(assignment: Assignment, recorded: Mapping[str, Sequence[Any]]) -> Assignment:
    """Return an assignment whose questions are asked, beside their own cases, what their visible check asks."""
    questions = (
        replace(question, beside=(*map(_case, recorded.get(question.name, ())), *question.beside))
        if isinstance(question, Question)
        else question
        for question in assignment.questions
    )
    return replace(assignment, questions=tuple(questions))


def _case(call: Mapping[str, Any]) -> Case:
    return Case(codec.decode_inputs(call["inputs"]), KIND, must_raise=bool(call.get("must_raise")))
