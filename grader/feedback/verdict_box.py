"""What a student finds in the notebook after grading: a box with verdict, points and hint in each test cell."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, Template

from grader.feedback.words import POINTS, TITLES
from grader.results.result import QuestionResult
from grader.text import Language
from grader.verdict import Verdict

SIGNS = {Verdict.CORRECT: "✔", Verdict.GRADER_ERROR: "…"}


def verdict_output(result: QuestionResult, language: Language) -> dict[str, Any]:
    """Return the output that shows a question's result, as HTML and as plain text."""
    title = TITLES[result.verdict].say(language)
    points = POINTS.fill(score=result.score, points=result.points).say(language)
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
    environment = Environment(
        loader=PackageLoader("grader.feedback"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("verdict.html")
