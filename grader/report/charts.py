"""The report's charts: matplotlib's SVG, with its text as text, readable without colour and without eyes.

Each chart has a title and a description of its own. Lengths and numbers carry what is meant; colour only repeats it.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from itertools import pairwise

import matplotlib as mpl
from markupsafe import Markup, escape
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from grader.report.statistics import BINS, SURE, Distribution, ItemStatistics
from grader.report.words import say
from grader.text import Language

INK, BAR, MARK = "#1b1b1b", "#8fb0dd", "#1f4e9c"
STYLE = {
    "svg.fonttype": "none",  # text stays text: the reader's own fonts know every script
    "font.size": 11,
    "font.family": "sans-serif",
    "axes.edgecolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.parse_math": False,
}
WIDTH = 5.6
"""Inches."""
LETTER = 0.088
"""Inches that a letter of a question's name takes at most, on average."""


def histogram(scores: Distribution, identifier: str, language: Language) -> Markup:
    """Draw how many students reached each tenth of the points."""
    with mpl.rc_context({**STYLE, "svg.hashsalt": identifier}):
        figure = Figure(figsize=(WIDTH, 2.9))
        _leave(figure, left=0.62, right=0.1, bottom=0.5, top=0.1)
        axes = figure.subplots()
        edges = [scores.maximum * step / BINS for step in range(BINS + 1)]
        centres = [(left + right) / 2 for left, right in pairwise(edges)]
        bars = axes.bar(centres, scores.bins, width=scores.maximum / BINS, color=BAR, edgecolor=INK, linewidth=0.8)
        axes.axvline(scores.median, color=INK, linestyle="--", linewidth=1.4)
        paper = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        axes.bar_label(bars, labels=[str(count) if count else "" for count in scores.bins], padding=3, bbox=paper)
        axes.set_xlabel(say("points_axis", language))
        axes.set_ylabel(say("students", language))
        axes.set_ylim(0, max(scores.bins) * 1.18)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        described = say("histogram_says", language, count=scores.count, median=scores.median, mean=scores.mean)
        return _svg(figure, identifier, say("histogram", language), described)


def questions_chart(items: Sequence[ItemStatistics], identifier: str, language: Language) -> Markup:
    """Draw each question's facility as a bar and its discrimination as a point with its interval."""
    with mpl.rc_context({**STYLE, "svg.hashsalt": identifier}):
        figure = Figure(figsize=(WIDTH + 1.0, 0.32 * len(items) + 0.95))
        longest = max((len(item.question) for item in items), default=0)
        _leave(figure, left=0.2 + LETTER * longest, right=0.15, bottom=0.5, top=0.1)
        left, right = figure.subplots(1, 2, sharey=True)
        places = list(range(len(items)))
        bars = left.barh(places, [item.facility or 0 for item in items], color=BAR, edgecolor=INK, linewidth=0.8)
        said = ["—" if item.facility is None else f"{item.facility:.0%}" for item in items]
        left.bar_label(bars, labels=said, padding=3)
        left.set_yticks(places, [item.question for item in items])
        left.set_xlim(0, 1.25)
        left.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"])
        left.set_xlabel(say("facility", language))
        left.invert_yaxis()
        for place, item in zip(places, items, strict=True):
            _draw_discrimination(right, place, item)
        right.axvline(0, color=INK, linewidth=0.8)
        right.set_xlim(-1.05, 1.05)
        right.set_xticks([-1, 0, 1])
        right.set_xlabel(say("discrimination", language))
        described = say("questions_chart_says", language, count=len(items))
        return _svg(figure, identifier, say("questions_chart", language), described)


def _leave(figure: Figure, *, left: float, right: float, bottom: float, top: float) -> None:
    """Leave inches around the axes for what stands there; matplotlib's layout engines would draw all to measure it."""
    width, height = figure.get_size_inches()
    figure.subplots_adjust(left / width, bottom / height, 1 - right / width, 1 - top / height, wspace=0.06)


def _draw_discrimination(axes: Axes, place: int, item: ItemStatistics) -> None:
    if item.discrimination is None or item.interval is None:
        axes.text(0.06, place, "—", va="center")
        return
    axes.plot(item.interval, [place, place], color=MARK, linewidth=1.6)
    face = MARK if item.students >= SURE else "white"
    axes.plot([item.discrimination], [place], "o", color=MARK, markerfacecolor=face, markersize=6)


def _svg(figure: Figure, identifier: str, title: str, described: str) -> Markup:
    """Return a figure as SVG that can stand inside a page and is read aloud by its title and description."""
    written = io.StringIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # measured without, shown with the reader's font
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    picture = written.getvalue()
    picture = picture[picture.index("<svg") :]
    picture = re.sub(r"<metadata>.*?</metadata>", "", picture, flags=re.DOTALL)
    picture = re.sub(r'\bid="([^"]+)"', rf'id="{identifier}-\1"', picture)  # two charts on one page
    picture = re.sub(r'(href="|url\()#', rf"\1#{identifier}-", picture)
    named = f'<svg role="img" aria-labelledby="{identifier}-title {identifier}-desc"'
    told = (
        f'<title id="{identifier}-title">{escape(title)}</title><desc id="{identifier}-desc">{escape(described)}</desc>'
    )
    head, _, body = picture.removeprefix("<svg").partition(">")
    return Markup(f"{named}{head}>{told}{body}")  # drawn here: nothing in it is a student's
