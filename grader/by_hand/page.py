"""The pages for marking by hand, as HTML. Pure: records, a source notebook and a graded one in, a text out.

What a student wrote is made harmless by what makes it so on the feedback page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from nbformat import NotebookNode

from grader.by_hand.rubric import Asked, RubricItem
from grader.by_hand.words import WORDS
from grader.feedback import render
from grader.feedback.request import make_request
from grader.feedback.sanitise import clean_outputs, clean_text
from grader.feedback.sentence import sentence
from grader.results.records import AnswerRecord, HandMark, QuestionRecord, RubricMark
from grader.submission.answer_cells import answer_cell
from grader.text import Language
from grader.text.dates import in_words


@dataclass(frozen=True)
class Entered:
    """What stands in the form: what was given before, or what a person entered and could not be saved."""

    given: tuple[float | None, ...]
    """For each item of the rubric; None where nothing is chosen."""
    points: str
    """Empty: the sum of what is chosen."""
    comment: str


@dataclass(frozen=True)
class Seen:
    """All that the page of one answer shows."""

    record: AnswerRecord
    number: int
    """Its place among the answers, from 1."""
    count: int
    waiting: int
    asked: Asked
    problem: str
    """Why there is no model answer and no rubric; empty where there is a source notebook."""
    notebook: NotebookNode | None
    """The graded notebook; None where it is not there."""
    missing: str
    """The path of the graded notebook that is not there."""
    message: str = ""
    """What the grader said about the answer."""
    files: tuple[str, ...] = ()
    """Files handed in beside the notebook, where the question is about them."""
    folder: str = ""


@dataclass(frozen=True)
class Notes:
    """What the page of one answer says above it, of what has just happened."""

    told: str = ""
    """A sentence on what was done."""
    refused: str = ""
    """A sentence on what was not done, and why."""
    conflict: bool = False
    """Somebody else has marked the answer meanwhile; the page says what stands now."""
    fingerprint: str = ""
    """That of a student's request, if one led here."""


def entered(record: AnswerRecord, items: Sequence[RubricItem]) -> Entered:
    """Return the form's content for what stands in the gradebook."""
    given: Sequence[RubricMark] = record.history[-1].rubric if record.history else ()
    explains = bool(record.history) and record.history[-1].score == record.mark.manual
    by_text = {one.text: one.given for one in given} if explains else {}
    chosen = tuple(by_text.get(item.text) for item in items)
    is_sum = any(one is not None for one in chosen) and record.mark.manual == sum(one or 0.0 for one in chosen)
    points = "" if record.mark.manual is None or is_sum else f"{record.mark.manual:g}"
    return Entered(chosen, points, record.comment)


# ── pages ──────────────────────────────────────────────────────────────────────────────────────────────────


def index_page(
    questions: Sequence[QuestionRecord], titles: Mapping[tuple[str, str], Markup], language: Language, told: str = ""
) -> str:
    """Return the page that lists the questions; `titles` by assignment and question."""
    return _render("index.html", language, questions=questions, titles=titles, told=told)


def answer_page(
    seen: Seen,
    title: Markup,
    form: Entered,
    language: Language,
    zone: str | None,
    *,
    xsrf: Markup,
    notes: Notes,
) -> str:
    """Return the page of one answer: the question, the model answer, the student's, the rubric, the points.

    `xsrf` is the hidden field of the form.
    """
    record = seen.record
    return _render(
        "answer.html",
        language,
        seen=seen,
        record=record,
        title=title,
        form=form,
        prompt=_text(seen.asked.prompt),
        model=_model(seen.asked),
        items=[(render.inline(item.text), item) for item in seen.asked.items],
        answer=_answer(seen.notebook, record.mark.question, language),
        message=sentence(clean_text(seen.message)),
        files=[clean_text(name) for name in seen.files],
        student=clean_text(record.student),
        changes=[_change(one, language, zone) for one in reversed(record.history)],
        elsewhere=_elsewhere(record),
        request=notes.fingerprint and ("current" if notes.fingerprint == _fingerprint(seen) else "older"),
        points_of=lambda points: _points(points, language),
        xsrf=xsrf,
        told=notes.told,
        refused=notes.refused,
        conflict=notes.conflict,
    )


def refusal_page(reason: str, language: Language) -> str:
    """Return the page for whoever has no token, or asks for what is not there: `reason` names the sentence."""
    return _render("refusal.html", language, reason=reason)


def _fingerprint(seen: Seen) -> str:
    if seen.notebook is None:
        return ""
    record = seen.record
    return make_request(
        seen.notebook, record.assignment, record.mark.question, record.student, record.mark.score
    ).fingerprint


# ── parts ──────────────────────────────────────────────────────────────────────────────────────────────────


def _model(asked: Asked) -> Markup:
    if asked.is_code and asked.model:
        return Markup('<pre class="code"><code>{}</code></pre>').format(render.code(asked.model))
    return _text(asked.model)


def _text(source: str, attachments: Mapping[str, Mapping[str, str]] | None = None) -> Markup:
    """Return Markdown as safe HTML in which headings are bold lines: they are none of this page's own."""
    html = render.markdown(source, attachments)
    return Markup(re.sub(r"<(/?)h[1-6]>", lambda tag: "</b></p>" if tag[1] else "<p><b>", html))  # cleaned by it


def _answer(notebook: NotebookNode | None, question: str, language: Language) -> list[dict[str, Any]]:
    """Return the cells of a student's answer, and what they showed, as safe HTML."""
    cells = []
    wanted = answer_cell(notebook, question) if notebook else ""
    for cell in notebook.cells if notebook and wanted else ():
        if cell.metadata.get("nbgrader", {}).get("grade_id") != wanted:
            continue
        shown = clean_outputs({0: cell.outputs}, language).get(0, []) if cell.cell_type == "code" else []
        html = (
            Markup('<pre class="code"><code>{}</code></pre>').format(render.code(cell.source))
            if cell.cell_type == "code"
            else _text(cell.source, cell.get("attachments"))
        )
        cells.append({"html": html, "outputs": [render.output(one, language) for one in shown]})
    return cells


def _change(change: HandMark, language: Language, zone: str | None) -> str:
    return (
        WORDS["change"]
        .fill(
            at=in_words(change.at, zone),
            by=clean_text(change.by),
            before=_points(change.before, language),
            after=_points(change.score, language),
        )
        .say(language)
    )


def _elsewhere(record: AnswerRecord) -> bool:
    """Were the points entered by other means than this page?"""
    known = record.history[-1].score if record.history else None
    return record.mark.manual is not None and record.mark.manual != known


def _points(points: float | None, language: Language) -> str:
    return WORDS["no_points"].say(language) if points is None else f"{points:g}"


def _render(template: str, language: Language, **values: object) -> str:
    return (
        _environment()
        .get_template(template)
        .render(language=language, say=lambda name, **more: WORDS[name].fill(**more).say(language), **values)
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("grader.by_hand"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
