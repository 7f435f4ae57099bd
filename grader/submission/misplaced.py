"""Written answers that do not stand in their cells: text of the student's in a notebook where an answer is missing.

Students delete an answer's cell and write a new one, write below the stub, or use an editor that drops the cells' ids.
Such a text is put into the empty answer as well, so that a person reads it with the question and the grade waits; which
question it answers is for a person to say. Pure.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from nbformat import NotebookNode

SHOWN_TEXT = re.compile(r"\s*%%(markdown|html|latex)\b")
"""A code cell that shows its text."""
HEADING = "*(Found in another cell of this notebook. · 이 노트북의 다른 셀에서 찾은 글입니다.)*"


def is_written_answer(cell: NotebookNode) -> bool:
    """Is a released cell one in which a student writes an answer that a person marks?"""
    marks = cell.metadata.get("nbgrader", {})
    return bool(cell.cell_type == "markdown" and marks.get("solution") and marks.get("grade"))


def is_same_text(cell: NotebookNode, other: NotebookNode) -> bool:
    """Do two cells hold the same text, whatever blanks stand round it? A pasted picture is an answer by itself."""
    return bool(cell.source.split() == other.source.split() and not cell.get("attachments"))


def is_blank(cell: NotebookNode) -> bool:
    return not cell.source.strip() and not cell.get("attachments")


def misplaced(cells: Iterable[NotebookNode], release: NotebookNode) -> list[NotebookNode]:
    """Return the texts that a student has added in cells of their own: Markdown, raw text, words in a code cell.

    `cells` are the submitted ones that are none of the release's; a copy of a released cell is not theirs.
    """
    given = {" ".join(cell.source.split()) for cell in release.cells}
    own = [cell for cell in cells if not is_blank(cell)]
    new = [cell for cell in own if " ".join(cell.source.split()) not in given or cell.get("attachments")]
    return [cell for cell in new if cell.cell_type != "code" or _is_prose(cell.source)]


def _together(cells: Iterable[NotebookNode]) -> tuple[str, dict[str, Any]]:
    """Return the texts of cells as one, and their pictures; one whose name another has gets a name of its own."""
    texts: list[str] = []
    pictures: dict[str, Any] = {}
    for number, cell in enumerate(cells):
        text = _as_markdown(cell)
        for name, picture in cell.get("attachments", {}).items():
            new = f"{number}-{name}" if name in pictures else name
            for written in {name, quote(name)} if new != name else ():
                text = text.replace(f"attachment:{written}", f"attachment:{number}-{written}")
            pictures[new] = picture
        texts.append(text)
    return "\n\n".join([HEADING, *texts]), pictures


def _as_markdown(cell: NotebookNode) -> str:
    return str(cell.source) if cell.cell_type == "markdown" else f"```text\n{cell.source}\n```"


def _is_prose(source: str) -> bool:
    """Is what stands in a code cell a text: comments and strings alone, shown or not, or words that are no Python?"""
    if SHOWN_TEXT.match(source):
        return True
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return not source.lstrip().startswith(("%", "!", "?", "def ", "class ", "import ", "from "))
    return all(isinstance(part, ast.Expr) and _is_text(part.value) for part in body)


def _is_text(value: ast.expr) -> bool:
    """Is an expression a string, or a string of several words that is shown: ``print("...")``, ``Markdown("...")``?"""
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str)
    inner = value
    while isinstance(inner, ast.Call) and len(inner.args) == 1:
        inner = inner.args[0]
    return isinstance(inner, ast.Constant) and isinstance(inner.value, str) and len(inner.value.split()) > 3


def fill_empty_answers(cells: Sequence[NotebookNode], release: NotebookNode, own: Iterable[NotebookNode]) -> list[str]:
    """Put what a student wrote elsewhere, pictures too, into each written answer that is empty or as it was released.

    `cells` are those of the restored notebook, changed in place; `own` the submitted ones that are none of the
    release's. Returns the names of the answers that were filled.
    """
    released = {cell.metadata.nbgrader.grade_id: cell for cell in release.cells if is_written_answer(cell)}
    empty = []
    for cell in cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name in released and (is_same_text(cell, released[name]) or is_blank(cell)):
            empty.append(cell)
    found = misplaced(own, release) if empty else []
    if not found:
        return []
    text, pictures = _together(found)
    for cell in empty:
        cell.source = text
        if pictures:
            cell.attachments = copy.deepcopy(pictures)
    return [cell.metadata.nbgrader.grade_id for cell in empty]
