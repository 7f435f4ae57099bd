"""The report as one HTML page: nothing is loaded from elsewhere, and everything a student wrote is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache, partial
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from grader import __version__
from grader.feedback.sentence import sentence
from grader.report import words
from grader.report.charts import histogram, questions_chart
from grader.report.contents import Concern, Contents
from grader.report.statistics import BINS, ENOUGH, SURE, Distribution
from grader.text import Language

SHOWN_GROUPS = 20
SHOWN_LINES = 80
"""Lines of code in an excerpt."""


def draw_charts(one: Contents, language: Language) -> dict[str, Markup]:
    """Return the charts of an assignment by the name that the page gives them; none where nobody has a score."""
    if not one.scores:
        return {}
    scores, questions = f"{one.assignment}-scores", f"{one.assignment}-questions"
    return {
        scores: histogram(one.scores, scores, language),
        questions: questions_chart(one.items, questions, language),
    }


def make_page(contents: Sequence[Contents], charts: Mapping[str, Markup], language: Language) -> str:
    """Return the report as HTML; `charts` are those of all its assignments, by name."""
    return _template().render(
        contents=contents,
        charts=charts,
        language=language,
        say=partial(words.say, language=language),
        asdict=asdict,
        lateness=partial(lateness, language=language),
        edges=edges,
        by_reason=by_reason,
        excerpt=excerpt,
        shown_groups=SHOWN_GROUPS,
        enough=ENOUGH,
        sure=SURE,
        version=__version__,
    )


def edges(scores: Distribution) -> list[str]:
    """Return the bins of a distribution, in points, as they are read."""
    steps = [scores.maximum * step / BINS for step in range(BINS + 1)]
    return [f"{left:g} – {right:g}" for left, right in pairwise(steps)]


def by_reason(concerns: Sequence[Concern]) -> list[tuple[tuple[str, str], list[str]]]:
    """Return the students of each reason to look, as the reasons first occur."""
    found: dict[tuple[str, str], list[str]] = {}
    for concern in concerns:
        found.setdefault((concern.why, concern.about), []).append(concern.student)
    return list(found.items())


def lateness(seconds: float, language: Language) -> str:
    """Return how late something is in the two largest units."""
    minutes = max(round(seconds / 60), 1)
    hours, minutes = divmod(minutes, 60)
    days, rest = divmod(hours, 24)
    if days:
        return words.say("days", language, days=days, hours=rest)
    return words.say("hours", language, hours=hours, minutes=minutes)


def excerpt(code: str) -> str:
    """Return the beginning of a piece of code."""
    lines = code.strip("\n").splitlines()
    shown = [line[:200] for line in lines[:SHOWN_LINES]]
    return "\n".join([*shown, "…"] if len(lines) > SHOWN_LINES else shown)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("grader.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sentence"] = sentence
    return environment.get_template("report.html")
