"""What a student displayed or wrote, made harmless for whoever opens the graded notebook.

Kept: plain text, formulas, pictures of harmless types, tables and simple formatting. Dropped: everything that runs,
loads, restyles or pretends to be ours. The input comes from a student's process and may be anything at all. Pure.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import nh3
from nbformat import NotebookNode

import grader
from grader.feedback.markdown import as_code_block, clean_markdown, is_harmless, shown_as_text
from grader.feedback.pictures import MAX_BYTES_IN_ALL, Answer, not_shown, picture, read_answer, within
from grader.text import Language
from grader.text.printable import without_controls

Output = dict[str, Any]

MAX_TAGS = 10_000
"""Tags of all HTML that a notebook's cells display; what comes after is shown as plain text."""
MAX_MARKDOWN = 100_000
"""Characters of Markdown of one notebook that are judged; what comes after is shown as text."""
_SHOWN_BY_CODE = ("image/png", "image/jpeg")
"""Types of pictures among outputs; viewers of notebooks draw no others without running something."""

# ── text ───────────────────────────────────────────────────────────────────────────────────────────────────

_FOLDERS = re.compile(
    "|".join(
        re.escape(folder.rstrip("/") + "/")
        for folder in sorted(
            {
                sys.prefix,
                sys.base_prefix,
                str(Path(grader.__file__).parents[1]),
                str(Path.home()),
                tempfile.gettempdir(),
            },
            key=len,
            reverse=True,
        )
        if len(folder) > 1
    )
)


def clean_text(text: object) -> str:
    """Return a text without terminal codes, control and direction characters, and without this machine's folders."""
    return _FOLDERS.sub("…/", without_controls(str(text)))


# ── HTML and pictures ──────────────────────────────────────────────────────────────────────────────────────

_FORMATTING = """
a abbr b blockquote br caption center code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6
hr i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr tt u ul
var
"""
_TAGS = set(_FORMATTING.split())
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
}
_GONE_WITH_CONTENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title", "textarea"}
_WEB = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20]*", re.IGNORECASE)
_PICTURE = re.compile(r"data:(image/\w+);base64,(.*)", re.DOTALL)


def clean_html(html: str) -> str:
    """Return HTML reduced to text, tables, simple formatting, web links and pictures that it carries itself.

    No attribute that restyles, names or scripts an element is left.
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_keep_attribute,
        clean_content_tags=_GONE_WITH_CONTENT,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer",
    )


def _keep_attribute(_: str, attribute: str, value: str) -> str | None:
    match attribute:
        case "href":  # "https:page" without slashes would lead to the grader's own server
            return value if _WEB.fullmatch(value) else None
        case "src":
            found = _PICTURE.fullmatch(value)
            data = picture(found[1], found[2]) if found else None
            return f"data:{found[1]};base64,{data}" if found and data else None
        case "colspan" | "rowspan" | "start":
            return value if re.fullmatch(r"\d{1,3}", value) else None
    return value


# ── outputs of cells ───────────────────────────────────────────────────────────────────────────────────────


def clean_outputs(shown: Mapping[int, Iterable[object]], language: Language) -> dict[int, list[Output]]:
    """Return what a notebook's cells showed, by cell: valid as nbformat wants it, and harmless."""
    tags = 0
    cleaned: dict[int, list[Output]] = {}
    for index, outputs in shown.items():
        cleaned[index] = []
        for output in outputs:
            tags += _count_tags(output)
            kept = _clean_output(output, language, with_html=tags <= MAX_TAGS)
            if kept:
                cleaned[index].append(kept)
    return cleaned


def _count_tags(output: object) -> int:
    data = output.get("data") if isinstance(output, dict) else None
    return _joined(data.get("text/html")).count("<") if isinstance(data, dict) else 0


def _clean_output(output: object, language: Language, *, with_html: bool) -> Output | None:
    if not isinstance(output, dict):
        return None
    match output.get("output_type"):
        case "stream":
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            return {"output_type": "stream", "name": name, "text": clean_text(_joined(output.get("text")))}
        case "error":
            lines = output.get("traceback")
            return {
                "output_type": "error",
                "ename": clean_text(output.get("ename")),
                "evalue": clean_text(output.get("evalue")),
                "traceback": [clean_text(line) for line in lines] if isinstance(lines, (list, tuple)) else [],
            }
        case "display_data" | "execute_result" as kind:
            data = output.get("data")
            kept = _clean_bundle(data, language, with_html=with_html) if isinstance(data, dict) else {}
            if not kept:
                return None
            counted = {"execution_count": None} if kind == "execute_result" else {}
            return {"output_type": kind, "data": kept, "metadata": _sizes(output.get("metadata"), kept)} | counted
    return None


def _clean_bundle(data: dict[Any, Any], language: Language, *, with_html: bool) -> dict[str, str]:
    """Return the ways in which an object is shown, those that are known and harmless."""
    kept: dict[str, str] = {}
    for mime, value in data.items():
        text = _joined(value)
        if mime in _SHOWN_BY_CODE:
            kept[mime] = picture(mime, text) or ""
        elif mime == "text/html" and with_html:
            kept[mime] = clean_html(clean_text(text)).strip()
        elif mime == "text/markdown":
            kept[mime] = clean_markdown(clean_text(text), language)
        elif mime in ("text/plain", "text/latex"):
            kept[mime] = clean_text(text)
    return {mime: text for mime, text in kept.items() if text}


def _sizes(metadata: object, kept: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Return the width and height that pictures ask for, where they are plain numbers."""
    given = metadata if isinstance(metadata, dict) else {}
    sizes = {mime: given[mime] for mime in _SHOWN_BY_CODE if mime in kept and isinstance(given.get(mime), dict)}
    return {
        mime: {
            side: size[side] for side in ("width", "height") if type(size.get(side)) is int and 0 < size[side] < 4_000
        }
        for mime, size in sizes.items()
    }


def _joined(value: object) -> str:
    """Return the text of a MIME value: nbformat allows a list of lines."""
    if isinstance(value, (list, tuple)):
        return "".join(str(line) for line in value)
    return "" if value is None else str(value)


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def clean_cells(notebook: NotebookNode, language: Language, given: Collection[str] = ()) -> None:
    """Make the Markdown and raw cells of a notebook harmless, in place. No word of a student is lost.

    `given` are the texts of the course's own cells, which stay as they are.
    """
    judged, room = 0, MAX_BYTES_IN_ALL
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (cell.source not in given or cell.get("attachments")):
            answer = read_answer(cell.source, cell.get("attachments", {}), room, language)
            judged += len(answer.source)
            if cell.source not in given:
                cell.source, used = _clean_answer(answer, room, language, parse=judged <= MAX_MARKDOWN)
                room -= used
            if answer.shown or "attachments" in cell:
                cell.attachments = NotebookNode(
                    {name: NotebookNode({one.mime: one.data}) for name, one in answer.shown.items()}
                )
        elif cell.cell_type == "raw":  # viewers pass it through as HTML
            cell.cell_type, cell.source = "markdown", as_code_block(cell.source)
            cell.pop("attachments", None)


def _clean_answer(answer: Answer, room: int, language: Language, *, parse: bool) -> tuple[str, int]:
    """Return a written answer as Markdown that may be rendered, and how many bytes of pictures it shows.

    A text that may not be rendered is shown word for word, and below it each of its pictures once.
    """
    if parse and answer.size <= room and is_harmless(answer.source, frozenset(answer.shown)):
        parts, size = [answer.source], answer.size
    else:
        kept = dict(within(answer.shown, room))
        parts = [shown_as_text(answer.as_text, language) if parse else as_code_block(answer.as_text)]
        parts += [f"![{name}](attachment:{name})" for name in kept]
        size = sum(one.size for one in kept.values())
    return "\n\n".join(part for part in (*parts, not_shown(answer.named, language)) if part), size
