"""The rubric of a question: what its source notebook says, taken apart into items that one can click. Pure.

There is no other place for rubrics. In a written question they stand between nbgrader's marks of a solution, below the
model answer; in what a person marks that is not in the notebook (a *task*), in its text. An item is a line of a list
that begins with points: ``- 1 point: says why``, ``* ½ point for …``, ``- 0.5점: …``. Other lines belong to the text.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from grader.submission.answer_cells import answer_cell

STEP = 0.5
"""What an item's points can be given in, in points."""
_ITEM = re.compile(
    r"[-*+][ ]+(?P<whole>\d+(?:[.,]\d+)?)?(?P<half>½)?[ ]?(?:points?\b|점)(?P<text>.*)", re.IGNORECASE | re.DOTALL
)
_BULLET = re.compile(r"[-*+][ ]+")
_SOLUTION = re.compile(r"^[ \t]*### BEGIN SOLUTION[^\n]*\n(.*?)^[ \t]*### END SOLUTION", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class RubricItem:
    """One line of a rubric."""

    text: str
    """Markdown."""
    points: float

    @property
    def choices(self) -> tuple[float, ...]:
        """What can be given for it: from 0 in steps of a half, and all of it."""
        steps = [step * STEP for step in range(int(self.points / STEP) + 1)]
        return tuple(sorted({*steps, self.points}))


@dataclass(frozen=True)
class Asked:
    """What a source notebook says about one question."""

    prompt: str = ""
    """The text above the answer, as Markdown."""
    model: str = ""
    """The model answer without the rubric's items; empty where there is none."""
    is_code: bool = False
    """Is the model answer code?"""
    items: tuple[RubricItem, ...] = ()


def parse_rubric(text: str) -> tuple[str, tuple[RubricItem, ...]]:
    """Return a text without its rubric's items, and the items in their order."""
    kept: list[str] = []
    items: list[str] = []
    in_item = False
    for line in text.splitlines():
        if _ITEM.match(line):
            items.append(line)
            in_item = True
        elif in_item and line.strip() and not _BULLET.match(line):
            items[-1] += f" {line.strip()}"
        else:
            kept.append(line)
            in_item = False
    return "\n".join(kept).strip(), tuple(_item(line) for line in items)


def scaled(text: str, factor: float) -> str:
    """Return a text in which each rubric item is worth `factor` times its points; all else stays."""
    return "\n".join(_scaled(line, factor) for line in text.splitlines())


def _scaled(line: str, factor: float) -> str:
    found = _ITEM.match(line)
    if not found or not (found["whole"] or found["half"]):
        return line
    start, end = found.start("whole" if found["whole"] else "half"), found.end("half" if found["half"] else "whole")
    points = f"{_item(line).points * factor:g}"
    return line[:start] + points + line[end:]


def _item(line: str) -> RubricItem:
    found = _ITEM.match(line)
    assert found is not None  # the caller has matched it
    whole = float((found["whole"] or "0").replace(",", "."))
    text = re.sub(r"^\s*(?:[:.,]|for\b)\s*", "", found["text"])
    return RubricItem(text.strip(), whole + (0.5 if found["half"] else 0.0))


def read_asked(source: bytes, question: str) -> Asked:
    """Return what the file of a source notebook says about a question; nothing where it does not have it.

    Raises ValueError where that is no notebook.
    """
    last_text = ""
    prompts: dict[str, str] = {}
    cells: dict[str, NotebookNode] = {}
    notebook = nbformat.reads(source.decode(), as_version=4)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if name := marks.get("grade_id"):
            cells[name], prompts[name] = cell, last_text
        if cell.cell_type == "markdown" and not marks.get("solution"):
            last_text = cell.source
    name = answer_cell(notebook, question) or question
    if name not in cells:
        return Asked()
    cell = cells[name]
    if cell.metadata.nbgrader.get("task"):
        prompt, items = parse_rubric(cell.source)
        return Asked(prompt, items=items)
    solution = "\n".join(found[1].rstrip() for found in _SOLUTION.finditer(cell.source))
    if cell.cell_type == "code":
        return Asked(prompts[name], textwrap.dedent(solution), is_code=True)
    model, items = parse_rubric(solution)
    return Asked(prompts[name], model, items=items)
