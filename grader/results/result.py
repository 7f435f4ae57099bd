"""What grading one submission gives, and ``results.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader import __version__
from grader.verdict import Verdict

FILE_NAME = "results.json"


@dataclass(frozen=True)
class QuestionResult:
    """One question of one student."""

    grade_id: str
    points: float
    score: float
    verdict: Verdict
    code: str
    message: str


@dataclass(frozen=True)
class Result:
    """One submission, marked. `problem` is why the file itself could not be graded, if it could not."""

    assignment: str
    student: str
    seed: int
    questions: tuple[QuestionResult, ...]
    problem: str = ""
    damaged: bool = False
    """The file is there but cannot be graded: a human must look, and no stored score is touched."""
    notices: tuple[str, ...] = ()
    """What an instructor should know of how the notebook was found; the grades stand."""
    told: tuple[str, ...] = ()
    """What the student should know of files that were handed in and not read."""
    date_problem: str = ""
    """Why nobody knows when it was handed in, although a date was; the grade waits, as it may be late."""
    sandboxed: bool = True
    """Was the code locked up while it ran? Without, a student's code could have done anything."""

    @property
    def score(self) -> float:
        return sum(question.score for question in self.questions)

    @property
    def max_score(self) -> float:
        return sum(question.points for question in self.questions)

    @property
    def grader_errors(self) -> tuple[str, ...]:
        """The questions that the grader failed on."""
        return tuple(q.grade_id for q in self.questions if q.verdict is Verdict.GRADER_ERROR)


def to_json(result: Result) -> str:
    """Return the text of ``results.json``: the same result gives the same bytes."""
    plain: dict[str, Any] = {
        "assignment": result.assignment,
        "student": result.student,
        "score": result.score,
        "max_score": result.max_score,
        "grader": {"version": __version__, "seed": result.seed} | ({} if result.sandboxed else {"sandbox": "none"}),
        "questions": [vars(question) for question in result.questions],
    }
    if result.problem:
        plain["problem"] = result.problem
    if result.notices:
        plain["notices"] = result.notices
    if result.told:
        plain["told"] = result.told
    if result.date_problem:
        plain["date_problem"] = result.date_problem
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Result:
    """Return the result that the text of a ``results.json`` holds.

    Raises `ValueError`, with what is wrong, where it holds anything else; the text may come from anywhere.
    """
    try:
        result = _parse(json.loads(text))
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON, or names a verdict that does not exist") from None
    except (KeyError, TypeError, AttributeError, IndexError):
        raise ValueError("it is JSON, but no result") from None
    if not (isinstance(result.assignment, str) and isinstance(result.student, str) and type(result.seed) is int):
        raise ValueError("its assignment, student or seed makes no sense")
    if not all(map(_makes_sense, result.questions)):
        raise ValueError("a question's points or words make no sense")
    sentences = (result.problem, result.date_problem, *result.notices, *result.told)
    if not all(isinstance(sentence, str) for sentence in sentences):
        raise ValueError("its problem and notices are no sentences")
    return result


def read_result(path: Path) -> Result | None:
    """Return the result in a ``results.json``; None where there is none, or it cannot be read."""
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _parse(plain: Any) -> Result:
    """Return a result of which only the names are checked.

    The file does not keep the word *damaged*: a problem means it, unless nothing was handed in or the grader failed.
    """
    questions = tuple(map(_question, plain["questions"]))
    problem = plain.get("problem", "")
    return Result(
        plain["assignment"],
        plain["student"],
        plain["grader"]["seed"],
        questions,
        problem=problem,
        damaged=bool(problem) and _is_of_the_file(questions[0]),
        notices=tuple(plain.get("notices", ())),
        told=tuple(plain.get("told", ())),
        date_problem=plain.get("date_problem", ""),
        sandboxed=plain["grader"].get("sandbox") != "none",
    )


def questions_from_json(plain: Any) -> tuple[QuestionResult, ...]:
    """Return the results of questions that the list ``questions`` of a ``results.json`` holds.

    Raises `ValueError` where it holds anything else; it may come from anywhere.
    """
    try:
        questions = tuple(map(_question, plain))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError("it is no list of results") from None
    if not all(map(_makes_sense, questions)):
        raise ValueError("a question's points or words make no sense")
    return questions


def _question(plain: Any) -> QuestionResult:
    return QuestionResult(**(plain | {"verdict": Verdict(plain["verdict"])}))


def _is_of_the_file(first: QuestionResult) -> bool:
    """Does the problem of a submission, whose first question this is, lie in the file itself?"""
    return first.code != "no_notebook" and first.verdict is not Verdict.GRADER_ERROR


def _makes_sense(question: QuestionResult) -> bool:
    words = (question.grade_id, question.code, question.message)
    return (
        all(isinstance(word, str) for word in words)
        and all(type(number) in (int, float) for number in (question.points, question.score))
        and 0 <= question.score <= question.points < 1e6
    )
