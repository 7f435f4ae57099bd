"""The page a student reads after grading: score, what to look at again, every question, their own notebook.

One HTML file that holds all it shows and runs nothing. Pure: a graded notebook and marks in, a text out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, Template
from markupsafe import Markup
from nbformat import NotebookNode

from grader.marking import messages
from grader.feedback import render
from grader.feedback.verdict_box import SIGNS, TITLES
from grader.results.result import QuestionResult, Result
from grader.feedback.sanitise import clean_outputs, plain
from grader.text import Language, Bilingual
from grader.verdict import Verdict

LOOK_AGAIN = 3


@dataclass(frozen=True)
class Mark:
    """What the gradebook holds on one graded cell."""

    grade_id: str
    points: float
    score: float
    extra: float = 0.0
    """Extra credit, part of the score."""
    by_hand: bool = False
    """A person gave this score."""
    waiting: bool = False
    """A person still has to give one."""
    comment: str = ""


@dataclass(frozen=True)
class Item:
    """One question as the page tells it."""

    name: str
    title: Markup
    mark: Mark
    kind: str
    """good, part, bad or open"""
    sign: str
    verdict: str
    message: str
    answered: bool
    """Is the answer's cell in the notebook, to be linked to?"""

    @property
    def share(self) -> int:
        """Percent of the points, for the bar."""
        if not self.mark.points:
            return 100
        return round(100 * min(max(self.mark.score / self.mark.points, 0), 1))


def feedback_page(
    notebook: NotebookNode,
    marks: Sequence[Mark],
    result: Result | None,
    *,
    student: str,
    assignment: str,
    penalty: float,
    language: Language,
) -> str:
    """Return the page's HTML. `result` is None where a notebook was graded by other means."""
    verdicts = {question.grade_id: question for question in result.questions} if result else {}
    titles = _titles(notebook)
    there = {_grade_id(cell) for cell in notebook.cells}
    tasks = {_grade_id(cell) for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("task")}
    items = [_item(mark, verdicts, titles, there, tasks, language) for mark in marks]
    earned = sum(mark.score for mark in marks)
    total = sum(mark.points for mark in marks)
    return _template().render(
        language=language,
        say=lambda name, **values: WORDS[name].fill(**values).say(language),
        title=titles.get("", Markup("{}").format(assignment)),
        assignment=assignment,
        student=plain(student),
        problem=plain(result.problem) if result else "",
        score=max(0.0, earned - penalty),
        total=total,
        percent=round(100 * min(max((earned - penalty) / total, 0), 1)) if total else 0,
        penalty=penalty,
        items=items,
        waiting=sum(item.mark.points for item in items if item.mark.waiting),
        again=_look_again(items),
        cells=_cells(notebook, {item.name for item in items}, verdicts, language),
    )


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────


def _item(
    mark: Mark,
    verdicts: Mapping[str, QuestionResult],
    titles: Mapping[str, Markup],
    there: set[str],
    tasks: set[str],
    language: Language,
) -> Item:
    found = verdicts.get(mark.grade_id)
    message = plain(found.message) if found and found.message != messages.CORRECT.say(language) else ""
    sign, verdict = "✎", WORDS["task" if mark.grade_id in tasks else "written"].say(language)
    if found:
        sign, verdict = SIGNS.get(found.verdict, "✘"), TITLES[found.verdict].say(language)
    elif verdicts and not (mark.score or mark.waiting or mark.by_hand):  # a written answer would wait for a person
        sign, verdict = "✘", TITLES[Verdict.MISSING].say(language)
    if mark.waiting:
        kind, sign, verdict = "open", "…", TITLES[Verdict.GRADER_ERROR].say(language)
    elif mark.score >= mark.points:
        kind = "good"
    else:
        kind = "part" if mark.score > 0 else "bad"
    answer = f"{mark.grade_id}_answer" if f"{mark.grade_id}_answer" in there else mark.grade_id
    title = titles.get(mark.grade_id, Markup("{}").format(mark.grade_id))
    return Item(mark.grade_id, title, mark, kind, sign, verdict, message, answer in there)


def _look_again(items: Sequence[Item]) -> list[Item]:
    """Return the questions from which most is to be learnt: tried ones first, then by the points that are open."""
    lost = [item for item in items if item.kind in ("bad", "part")]
    untried = TITLES[Verdict.MISSING]
    return sorted(
        lost, key=lambda item: (item.verdict in (untried.en, untried.ko), item.mark.score - item.mark.points)
    )[:LOOK_AGAIN]


def _grade_id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def _titles(notebook: NotebookNode) -> dict[str, Markup]:
    """Return the heading above each graded cell, and the notebook's own under no name."""
    titles: dict[str, Markup] = {}
    last = ""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and not cell.metadata.get("nbgrader", {}).get("solution"):
            headings = re.findall(r"^#{1,6}[ \t]+(.{1,200})$", cell.source, re.MULTILINE)
            last = headings[-1] if headings else last
            if headings:
                titles.setdefault("", render.inline(headings[0]))
        marks = cell.metadata.get("nbgrader", {})
        if (marks.get("grade") or marks.get("task")) and last:
            titles[_grade_id(cell)] = render.inline(last)
    return titles


# ── the student's notebook ─────────────────────────────────────────────────────────────────────────────────


def _cells(
    notebook: NotebookNode, items: set[str], verdicts: Mapping[str, object], language: Language
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
    cells = []
    for index, cell in enumerate(notebook.cells):
        name = _grade_id(cell)
        mark = cell.metadata.get("nbgrader", {})
        cells.append(
            {
                "kind": cell.cell_type,
                "anchor": name.removesuffix("_answer") if mark.get("solution") else "",
                "tests": name if name in items and not mark.get("solution") else "",
                "html": render.code(cell.source)
                if cell.cell_type == "code"
                else render.markdown(cell.source, cell.get("attachments"))
                if cell.cell_type == "markdown"
                else Markup("<pre>{}</pre>").format(cell.source),
                "outputs": [render.output(output, language) for output in cleaned.get(index, [])],
            }
        )
    return cells


# ── what is said ───────────────────────────────────────────────────────────────────────────────────────────

WORDS = {
    "feedback": Bilingual("Feedback", "피드백"),
    "points": Bilingual("points", "점"),
    "score": Bilingual("Score", "점수"),
    "penalty": Bilingual(
        "{points:g} points were taken off because it came late.", "늦게 제출하여 {points:g}점이 감점되었습니다."
    ),
    "waiting": Bilingual(
        "{points:g} points are still to be given by a person, so the score may rise.",
        "{points:g}점은 사람이 직접 채점할 예정이므로 점수가 오를 수 있습니다.",
    ),
    "again": Bilingual("Worth another look", "다시 볼 만한 문제"),
    "all_right": Bilingual(
        "Every answer holds. Nothing here needs another look.", "모든 답이 맞습니다. 다시 볼 것이 없습니다."
    ),
    "nothing_yet": Bilingual("Nothing to correct so far.", "지금까지 고칠 것이 없습니다."),
    "overview": Bilingual("All questions at a glance", "한눈에 보는 문제"),
    "question": Bilingual("Question", "문제"),
    "verdict": Bilingual("Result", "결과"),
    "questions": Bilingual("Question by question", "문제별 결과"),
    "of": Bilingual("{score:g} of {points:g} points", "{points:g}점 중 {score:g}점"),
    "written": Bilingual("Written answer", "서술형 답"),
    "task": Bilingual("Marked by a person", "사람이 채점"),
    "by_hand": Bilingual("A person gave these points.", "사람이 직접 준 점수입니다."),
    "extra": Bilingual("{points:g} extra points are included.", "추가 점수 {points:g}점이 포함되어 있습니다."),
    "comment": Bilingual("From your instructor", "선생님의 말"),
    "to_answer": Bilingual("Your answer in the notebook", "노트북의 답 보기"),
    "to_question": Bilingual("Result of this question", "이 문제의 결과"),
    "answer_to": Bilingual("Your answer", "제출한 답"),
    "check_of": Bilingual("Check", "확인"),
    "notebook": Bilingual("Your notebook", "제출한 노트북"),
    "notebook_note": Bilingual(
        "As it ran when it was graded. What stands in the frames below was written or shown by your own code.",
        "채점할 때 실행한 그대로입니다. 아래 틀 안의 내용은 제출한 코드가 쓰거나 표시한 것입니다.",
    ),
    "output": Bilingual("Output", "출력"),
    "table": Bilingual("Wide content", "넓은 내용"),
}


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("grader.feedback"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["sentence"] = render.sentence
    return environment.get_template("feedback_page.html")
