"""What a student finds in the notebook after grading: a box with verdict, points and hint in each test cell."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, Template

from grader.results.result import QuestionResult
from grader.text import Language, Bilingual
from grader.verdict import Verdict

TITLES = {
    Verdict.CORRECT: Bilingual("Correct", "정답"),
    Verdict.WRONG: Bilingual("Not right yet", "아직 맞지 않음"),
    Verdict.INVALID: Bilingual("Not an answer of the kind asked for", "요구한 형태의 답이 아님"),
    Verdict.MISSING: Bilingual("No answer", "답이 없음"),
    Verdict.RAISED: Bilingual("Stopped with an error", "오류로 멈춤"),
    Verdict.TIMEOUT: Bilingual("Took too long", "시간 초과"),
    Verdict.KILLED: Bilingual("Python ended", "Python이 종료됨"),
    Verdict.GRADER_ERROR: Bilingual("To be graded by hand", "직접 채점할 예정"),
}
POINTS = Bilingual("points", "점")
SIGNS = {Verdict.CORRECT: "✔", Verdict.GRADER_ERROR: "…"}


def verdict_output(result: QuestionResult, language: Language) -> dict[str, Any]:
    """Return the output that shows a question's result, as HTML and as plain text."""
    title = TITLES[result.verdict].say(language)
    points = f"{result.score:g} / {result.points:g} {POINTS.say(language)}"
    sign = SIGNS.get(result.verdict, "✘")
    return {
        "output_type": "display_data",
        "data": {
            "text/html": _template().render(result=result, title=title, points=points, sign=sign),
            "text/plain": f"{sign} {title} · {points}\n{result.message}",
        },
        "metadata": {},
    }


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("grader.feedback"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("verdict.html")
