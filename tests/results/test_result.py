"""`results.json`: what is written can be read again."""

from dataclasses import replace

from grader.results.result import QuestionResult, Result, from_json, to_json
from grader.verdict import Verdict

QUESTIONS = (
    QuestionResult("df", 2, 2, Verdict.CORRECT, "correct", "Correct."),
    QuestionResult("chain", 1, 0.5, Verdict.WRONG, "inner_lost", "Where did g go?\n안쪽 도함수는?"),
)
RESULT = Result("a1", "mina", 20, QUESTIONS)


def test_a_result_can_be_read_again() -> None:
    assert from_json(to_json(RESULT)) == RESULT
    odd = replace(RESULT, problem="x", notices=("y", "z"))
    assert from_json(to_json(odd)) == odd
