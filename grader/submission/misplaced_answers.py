"""Written answers that do not stand in their cells: text of the student's in a notebook where an answer is missing.

Students delete an answer's cell and write a new one, write below the stub, or use an editor that drops the cells' ids.
Such a text is put into the empty answer as well, so that a person reads it with the question and the grade waits; which
question it answers is for a person to say. Pure.
"""

from __future__ import annotations

import ast
import copy
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from grader.submission.answer_cells import answer_cells
from grader.text.printable import one_line

SHOWN_TEXT = re.compile(r"\s*%%(markdown|html|latex|writefile|file)\b")
"""A code cell that shows its text, or writes it into a file."""
WORDS, HANGUL_WORDS = 4, 2
"""How many words a comment or a string among code holds that may be a written answer. Korean needs fewer."""
DOCUMENTS = frozenset(
    {".txt", ".md", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages", ".hwp", ".hwpx", ".html", ".htm", ".tex"}
    | {".zip", ".7z", ".rar", ".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif", ".svg"}
)
"""How the names of files end in which an answer may be written, or photographed."""
KEPT_TEXT = 10_000
"""Characters of a cell's text from which on it is not kept for the next notebook."""
NAMED = 10
BESIDE = "*(Handed in beside the notebook: {files} · 노트북과 함께 제출한 파일: {files})*"
HEADING = "*(Found in another cell of this notebook. · 이 노트북의 다른 셀에서 찾은 글입니다.)*"


def is_written_answer(cell: NotebookNode) -> bool:
    """Is a released cell one in which a student writes an answer that a person marks?"""
    marks = cell.metadata.get("nbgrader", {})
    return bool(cell.cell_type == "markdown" and marks.get("solution") and marks.get("grade"))


def flat_text(cell: NotebookNode) -> str:
    """Return a cell's text, whatever blanks stand in it."""
    source = cell["source"]
    return _flat(source) if len(source) < KEPT_TEXT else " ".join(source.split())


@lru_cache(maxsize=1024)
def _flat(source: str) -> str:
    """Keep the texts of a release, which every notebook of a class has."""
    return " ".join(source.split())


def is_same_text(cell: NotebookNode, other: NotebookNode) -> bool:
    """Do two cells hold the same text, whatever blanks stand round it? A pasted picture is an answer by itself."""
    return flat_text(cell) == flat_text(other) and not cell.get("attachments")


def is_blank(cell: NotebookNode) -> bool:
    return not cell.source.strip() and not cell.get("attachments")


def misplaced_texts(cells: Iterable[NotebookNode], release: NotebookNode) -> list[NotebookNode]:
    """Return the texts that a student has added in cells of their own: Markdown, raw text, words in a code cell.

    `cells` are the submitted ones that are none of the release's; a copy of a released cell is not theirs.
    """
    given, known = set(map(flat_text, release.cells)), _released_words(release)
    own = [cell for cell in cells if not is_blank(cell)]
    new = [cell for cell in own if flat_text(cell) not in given or cell.get("attachments")]
    return [cell for cell in new if cell.cell_type != "code" or _is_prose(cell.source) or _new_words(cell, known)]


def among_code(cells: Mapping[str, NotebookNode], release: NotebookNode) -> list[NotebookNode]:
    """Return the texts that a student has written into the release's own code cells, as cells of their own.

    `cells` are the submitted ones by name. In an answer's cell what stands within a function is about the function;
    elsewhere every new comment and string counts.
    """
    known, stubs = _released_words(release), answer_cells(release)
    return [
        NotebookNode(cell_type="code", source="\n".join(words), metadata=NotebookNode())
        for name, cell in cells.items()
        if cell.cell_type == "code" and (words := _new_words(cell, known, top_level=name in stubs))
    ]


def _released_words(release: NotebookNode) -> set[str]:
    return {words for cell in release.cells if cell.cell_type == "code" for words in _words_in(cell.source)}


def _new_words(cell: NotebookNode, known: set[str], *, top_level: bool = False) -> list[str]:
    return [words for words in _words_in(cell.source, top_level=top_level) if words not in known]


def _words_in(source: str, *, top_level: bool = False) -> Iterator[str]:
    """Yield the comments and strings of several words in code; those outside of functions alone if `top_level`."""
    depth, kinds = 0, {tokenize.COMMENT, tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)}
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            depth += (token.type == tokenize.INDENT) - (token.type == tokenize.DEDENT)
            inside = depth or (token.type == tokenize.COMMENT and token.start[1])
            if token.type in kinds and not (top_level and inside) and _is_sentence(token.string):
                yield token.string
    except (tokenize.TokenError, SyntaxError):  # no Python, from here on
        yield from (line for line in source.splitlines() if re.search("[#\"']", line) and _is_sentence(line))


def _is_sentence(text: str) -> bool:
    words = re.findall(r"[^\W\d_]{2,}", text)
    return len(words) >= WORDS or sum(bool(re.match("[가-힣]", word)) for word in words) >= HANGUL_WORDS


def beside(files: Iterable[str]) -> list[NotebookNode]:
    """Return a cell that names the files in which an answer may be written; none where there are no such files."""
    names = sorted(name for name in files if PurePosixPath(name).suffix.lower() in DOCUMENTS)
    shown = [one_line(name, 80).replace("`", "'") for name in names[:NAMED]]
    listed = ", ".join(f"`{name}`" for name in shown) + (f", … ({len(names)})" if len(names) > NAMED else "")
    return [new_markdown_cell(BESIDE.format(files=listed))] if names else []


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


def fill_empty_answers(
    cells: Sequence[NotebookNode],
    release: NotebookNode,
    own: Iterable[NotebookNode],
    given: Mapping[str, NotebookNode],
    files: Iterable[str],
) -> list[str]:
    """Put what a student wrote elsewhere, pictures too, into each written answer that is empty or as it was released.

    `cells` are those of the restored notebook, changed in place; `own` the submitted ones that are none of the
    release's; `given` those that are, by name; `files` what the student handed in beside the notebook. Returns the
    names of the answers that were filled.
    """
    released = {cell.metadata.nbgrader.grade_id: cell for cell in release.cells if is_written_answer(cell)}
    empty = []
    for cell in cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if name in released and (is_same_text(cell, released[name]) or is_blank(cell)):
            empty.append(cell)
    found = [*misplaced_texts(own, release), *among_code(given, release), *beside(files)] if empty else []
    if not found:
        return []
    text, pictures = _together(found)
    for cell in empty:
        cell.source = text
        if pictures:
            cell.attachments = copy.deepcopy(pictures)
    return [cell.metadata.nbgrader.grade_id for cell in empty]


def unread_answers(
    cells: Iterable[tuple[str, NotebookNode]], release: NotebookNode, answers: Mapping[str, str]
) -> frozenset[str]:
    """Return the functions of which a notebook holds something that does not count, of those in `answers`.

    That is a definition in a locked cell, in a text, in a comment or beside a stub, or other code in the answer's cell.
    `answers` are the cells of answers by function; `cells` the submitted ones, each with its name in the release or
    none.
    """
    given = set(map(flat_text, release.cells))
    stubs = {name: str(cell.source) for name, cell in answer_cells(release).items()}
    texts = [(of, str(cell.source)) for of, cell in cells if flat_text(cell) not in given]
    return frozenset(
        name
        for name, answer in answers.items()
        if any(_defines(text, name) or (of == answer and _has_code(text, stubs.get(answer, ""))) for of, text in texts)
    )


def _defines(text: str, name: str) -> bool:
    """Does a text define a function, besides its stub?"""
    if name not in text:
        return False
    found = re.findall(rf"\bdef\s+{re.escape(name)}\s*\(|^[\s#>]*{re.escape(name)}\s*=[^=]", text, re.MULTILINE)
    return len(found) > text.count("raise NotImplementedError")


def _has_code(text: str, stub: str) -> bool:
    """Is there more in an answer's cell than in its stub, definitions, comments and strings left aside?"""
    try:
        return bool(_statements(text) - _statements(stub))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(text.strip())


def _statements(text: str) -> set[str]:
    """Return the statements of code that do something by themselves.

    Raises what `ast.parse` raises.
    """
    words = (ast.Pass, ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    return {
        written
        for part in ast.walk(ast.parse(text))
        if isinstance(part, ast.stmt)
        and not isinstance(part, words)
        and not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
        and not (written := ast.unparse(part)).startswith("raise NotImplementedError")
    }
