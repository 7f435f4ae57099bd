"""The page a student reads after grading: score, what to look at again, every question, their own notebook.

One HTML file that holds all it shows and runs nothing. Pure: a graded notebook, marks and a result in, a text out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import nbformat
from jinja2 import Environment, PackageLoader, Template
from markupsafe import Markup
from nbformat import NotebookNode

from grader.feedback import render
from grader.feedback.request import make_request
from grader.feedback.sanitise import clean_outputs, clean_text
from grader.feedback.sentence import sentence
from grader.feedback.verdict_box import SIGNS
from grader.feedback.words import PAGE, TITLES
from grader.results.records import MarkRecord, RubricMark, SubmissionRecord
from grader.results.result import QuestionResult, Result
from grader.results.review import flagged_for_date
from grader.submission.answer_cells import answer_cell
from grader.text import Language
from grader.text.dates import in_words
from grader.verdict import Verdict

LOOK_AGAIN = 3
"""How many questions the page names as worth another look, at most."""
Titles = Mapping[str, Markup]
"""The title of each question by its name, and of the page under no name."""
NO_TITLES: Titles = {}
NO_MORE_TO_SAY = (Verdict.CORRECT, "correct")
"""Verdict and code of a right answer whose message would only repeat the verdict."""


@dataclass(frozen=True)
class RubricLine:
    """What a person gave for one item of the rubric; without a text, what they added or took off besides."""

    text: Markup
    given: float
    points: float


@dataclass(frozen=True)
class Item:
    """One question as the page tells it."""

    name: str
    title: Markup
    mark: MarkRecord
    comment: str
    """What a person wrote to this question."""
    kind: str
    """good, part, bad or open: how the points stand; a class of the style sheet."""
    verdict: Verdict | None
    """None for what a person marks."""
    sign: str
    label: str
    """The verdict in words."""
    message: str
    answer: str
    """The name of the answer's cell in the notebook, to be linked to; empty where there is none."""
    request: str
    """The line by which the student asks to have these points looked at again."""
    rubric: tuple[RubricLine, ...] = ()
    """What explains the points that a person gave."""

    @property
    def score(self) -> float:
        return self.mark.score or 0.0

    @property
    def percent(self) -> int:
        """How much of the points was earned, for the bar."""
        if not self.mark.max_score:
            return 100
        return round(100 * min(max(self.score / self.mark.max_score, 0), 1))

    @property
    def open(self) -> bool:
        """Are there no points yet, because a person still has to give them?"""
        return self.mark.needs_review and not self.score


def feedback_page(
    notebook: NotebookNode,
    submission: SubmissionRecord,
    result: Result | None,
    language: Language,
    zone: str | None = None,
    titles: Titles = NO_TITLES,
) -> str:
    """Return the page's HTML.

    `notebook` is the graded one, its outputs and all cells' nbgrader metadata in it; `submission` holds the marks that
    count, `result` the verdicts and hints. `result` is None where a notebook was graded by other means. Dates are told
    in `zone` and in UTC. `titles` are those of the release: no heading of a student's titles anything.
    """
    items = _items(notebook, submission, result, titles, language)
    earned = sum(item.score for item in items) - submission.late_penalty
    total = sum(item.mark.max_score for item in items)
    due, handed_in = submission.due, submission.handed_in
    verdicts = {question.grade_id for question in result.questions} if result else set()
    return _template().render(
        language=language,
        say=lambda name, **values: PAGE[name].fill(**values).say(language),
        title=titles.get("", Markup("{}").format(submission.assignment)),
        assignment=submission.assignment,
        student=clean_text(submission.student),
        problem=clean_text(result.problem) if result else "",
        told=[clean_text(sentence) for sentence in result.told] if result else (),
        score=max(0.0, earned),
        total=total,
        percent=round(100 * min(max(earned / total, 0), 1)) if total else 0,
        penalty=submission.late_penalty,
        late=due and handed_in and handed_in > due and {"due": in_words(due, zone), "came": in_words(handed_in, zone)},
        date_unknown=result and result.date_problem,
        items=items,
        waiting=sum(item.mark.max_score for item in items if item.mark.needs_review),
        again=_look_again(items),
        cells=_cells(notebook, items, verdicts, language),
    )


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────


def _items(
    notebook: NotebookNode,
    submission: SubmissionRecord,
    result: Result | None,
    titles: Titles,
    language: Language,
) -> list[Item]:
    """Return the marked questions in the notebook's order."""
    found = {question.grade_id: question for question in result.questions} if result else {}
    order = {_grade_id(cell): place for place, cell in enumerate(notebook.cells)}
    tasks = {_grade_id(cell) for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("task")}
    comments = {name: text for name, text in submission.comments if text}
    items = []
    by_date = flagged_for_date(result)
    rubrics = dict(submission.rubrics)
    marks = [replace(one, needs_review=one.needs_review and one.question not in by_date) for one in submission.marks]
    for mark in sorted(marks, key=lambda mark: order.get(mark.question, len(order))):
        name = mark.question
        question = found.get(name)
        verdict = _verdict(mark, question, graded_by_us=bool(found))
        answer = answer_cell(notebook, name)
        items.append(
            Item(
                name,
                titles.get(name, Markup("{}").format(name)),
                mark,
                comments.pop(name, "") or comments.pop(answer, ""),
                _kind(mark),
                verdict,
                SIGNS.get(verdict, "✘") if verdict else "✎",
                (TITLES[verdict] if verdict else PAGE["task" if name in tasks else "written"]).say(language),
                _message(question),
                answer,
                make_request(notebook, submission.assignment, name, submission.student, mark.score).line,
                _rubric_lines(rubrics.get(name, ()), mark.manual),
            )
        )
    return items


def _rubric_lines(rubric: Sequence[RubricMark], score: float | None) -> tuple[RubricLine, ...]:
    lines = [RubricLine(render.inline(one.text), one.given, one.points) for one in rubric]
    rest = (score or 0.0) - sum(one.given for one in rubric)
    return (*lines, RubricLine(Markup(""), rest, 0.0)) if lines and rest else tuple(lines)


def _verdict(mark: MarkRecord, question: QuestionResult | None, *, graded_by_us: bool) -> Verdict | None:
    """Return the verdict on a question; None where only a person's points tell of it."""
    if mark.needs_review:
        return Verdict.GRADER_ERROR
    if question:
        return question.verdict
    untouched = not mark.score and mark.manual is None  # a written answer would wait for a person
    return Verdict.MISSING if graded_by_us and untouched else None


def _kind(mark: MarkRecord) -> str:
    score = mark.score or 0.0
    if mark.needs_review:
        return "open"
    if score >= mark.max_score:
        return "good"
    return "part" if score > 0 else "bad"


def _message(question: QuestionResult | None) -> str:
    if question is None or (question.verdict, question.code) == NO_MORE_TO_SAY:
        return ""
    return clean_text(question.message)


def _look_again(items: Sequence[Item]) -> list[Item]:
    """Return the questions from which most is to be learnt: tried ones first, then by the points that were lost."""
    lost = [item for item in items if item.kind in ("bad", "part")]
    return sorted(lost, key=lambda item: (item.verdict is Verdict.MISSING, item.score - item.mark.max_score))[
        :LOOK_AGAIN
    ]


def _grade_id(cell: NotebookNode) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


@lru_cache(maxsize=4)
def titles_of(release: bytes) -> Titles:
    """Return, of a released notebook's file, the heading above each graded cell, and its own under no name.

    Raises ValueError where that is no notebook.
    """
    titles: dict[str, Markup] = {}
    last = ""
    for cell in nbformat.reads(release.decode(), as_version=4).cells:
        if cell.cell_type == "markdown" and not cell.metadata.get("nbgrader", {}).get("solution"):
            outside_code = re.sub(r"^(`{3,}|~{3,}).*?^\1", "", cell.source, flags=re.MULTILINE | re.DOTALL)
            headings = re.findall(r"^#{1,6}[ \t]+(.{1,200})$", outside_code, re.MULTILINE)
            last = headings[-1] if headings else last
            if headings:
                titles.setdefault("", render.inline(headings[0]))
        marks = cell.metadata.get("nbgrader", {})
        if (marks.get("grade") or marks.get("task")) and last:
            titles[_grade_id(cell)] = render.inline(last)
    return titles


# ── the student's notebook ─────────────────────────────────────────────────────────────────────────────────


def _cells(
    notebook: NotebookNode, items: Sequence[Item], verdicts: set[str], language: Language
) -> list[dict[str, Any]]:
    """Return each cell's HTML, the question whose answer or test it is, and its outputs.

    The verdict that stands first in a test cell is left out: the page has told it.
    """
    shown = {
        index: cell.outputs[1:] if _grade_id(cell) in verdicts else cell.outputs
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code"
    }
    cleaned = clean_outputs(shown, language)
    names = {item.name for item in items}
    answers = {item.answer: item.name for item in items}
    cells = []
    for index, cell in enumerate(notebook.cells):
        name = _grade_id(cell)
        mark = cell.metadata.get("nbgrader", {})
        cells.append(
            {
                "kind": cell.cell_type,
                "anchor": answers.get(name, name) if mark.get("solution") else "",
                "tests": name if name in names and not mark.get("solution") else "",
                "html": render.code(cell.source)
                if cell.cell_type == "code"
                else render.markdown(cell.source, cell.get("attachments"))
                if cell.cell_type == "markdown"
                else Markup("<pre>{}</pre>").format(cell.source),
                "outputs": [render.output(output, language) for output in cleaned.get(index, [])],
            }
        )
    return cells


# ── the template ───────────────────────────────────────────────────────────────────────────────────────────


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("grader.feedback"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["sentence"] = sentence
    return environment.get_template("feedback_page.html")
