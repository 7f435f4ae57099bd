"""``results.json``: the same bytes for the same result, and no trust in bytes that are read."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from grader.results.result import QuestionResult, Result, from_json, to_json
from grader.verdict import Verdict

RESULT = Result(
    "a1_derivatives",
    "kim",
    7,
    (
        QuestionResult("df", 2.0, 1.5, Verdict.WRONG, "factor_lost", "Schön · 정답"),
        QuestionResult("dg", 1.0, 1.0, Verdict.CORRECT, "correct", ""),
    ),
    notices=("Look.",),
)


def test_a_result_is_read_as_it_was_written() -> None:
    assert from_json(to_json(RESULT)) == RESULT
    unprotected = replace(RESULT, sandboxed=False, notices=(), date_problem="When?")
    assert from_json(to_json(unprotected)) == unprotected


def test_a_submission_that_is_not_there_is_not_damaged_and_one_that_cannot_be_read_is() -> None:
    missing = QuestionResult("df", 2.0, 0.0, Verdict.MISSING, "no_notebook", "")
    absent = replace(RESULT, questions=(missing,), problem="There is none.")
    damaged = replace(RESULT, questions=(replace(missing, code="not_json"),), problem="It is broken.", damaged=True)
    assert from_json(to_json(absent)) == absent
    assert from_json(to_json(damaged)) == damaged
    failed = replace(missing, verdict=Verdict.GRADER_ERROR, code="sandbox")
    ours = replace(RESULT, questions=(failed,), problem="The grader failed.")
    assert from_json(to_json(ours)) == ours, "our own fault is no damage of the file"


def test_scores_are_added_up() -> None:
    plain = json.loads(to_json(RESULT))
    assert (plain["score"], plain["max_score"]) == (RESULT.score, RESULT.max_score) == (2.5, 3.0)


def broken(change: Callable[[Any], object]) -> str:
    plain = json.loads(to_json(RESULT))
    change(plain)
    return json.dumps(plain)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "not JSON"),
        ("{broken", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no result"),
        ("{}", "no result"),
        ("null", "no result"),
        ('{"questions": [1]}', "no result"),
        (broken(lambda r: r.update(student=["kim"])), "assignment, student or seed"),
        (broken(lambda r: r.update(assignment=None)), "assignment, student or seed"),
        (broken(lambda r: r["grader"].update(seed="7")), "assignment, student or seed"),
        (broken(lambda r: r.update(grader=[])), "no result"),
        (broken(lambda r: r["questions"][0].update(score=1e9)), "no sense"),
        (broken(lambda r: r["questions"][0].update(score=float("nan"))), "no sense"),
        (broken(lambda r: r["questions"][0].update(score=-1)), "no sense"),
        (broken(lambda r: r["questions"][0].update(score=True)), "no sense"),
        (broken(lambda r: r["questions"][0].update(points=10**400, score=10**399)), "no sense"),
        (broken(lambda r: r["questions"][0].update(score="1")), "no sense"),
        (broken(lambda r: r["questions"][0].update(message=["x"])), "no sense"),
        (broken(lambda r: r["questions"][0].update(verdict="perfect")), "verdict"),
        (broken(lambda r: r["questions"][0].update(extra=1)), "no result"),
        (broken(lambda r: r["questions"][0].pop("code")), "no result"),
        (broken(lambda r: r.update(problem={})), "no sentences"),
        (broken(lambda r: r.update(problem=["x"])), "no sentences"),
        (broken(lambda r: r.update(notices=[1])), "no sentences"),
        (broken(lambda r: r.update(notices=1)), "no result"),
    ],
    ids=lambda text: text[:24],
)
def test_what_is_no_result_is_told_in_a_sentence(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        from_json(text)
