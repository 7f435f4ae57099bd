"""The cells of a notebook as HTML that draws without a network: Markdown with formulas, code, outputs. Pure.

Whatever the input, the HTML holds no script, no style attribute and no address that is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup, escape
from mistune import HTMLRenderer
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from grader.feedback.mathml import to_mathml
from grader.feedback.sanitise import clean_html, clean_text
from grader.feedback.words import CUT, PICTURE
from grader.text import Language

LONGEST_CODE = 20_000
LONGEST_OUTPUT = 4_000
LEVEL = 2
"""Headings of a notebook are set so many steps lower: the first two are the page's."""
KEPT = 512
"""Cells and formulas kept as they were drawn: the course's own come in every notebook of a class."""

# ── Markdown ───────────────────────────────────────────────────────────────────────────────────────────────

_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters around a formula's number while HTML is cleaned
_TAG_OR_FORMULA = re.compile(rf'(<[^>"]*(?:"[^"]*"[^>"]*)*>)|{_OPEN}(\d+){_CLOSE}')


def markdown(source: str, attachments: Mapping[str, Mapping[str, str]] | None = None, *, level: int = LEVEL) -> Markup:
    """Return Markdown as safe HTML; headings are set `level` steps lower, so that they fit into a page."""
    return _markdown(source, attachments, level) if attachments else _same_markdown(source, level)


@lru_cache(maxsize=KEPT)
def _same_markdown(source: str, level: int) -> Markup:
    return _markdown(source, {}, level)


def _markdown(source: str, attachments: Mapping[str, Mapping[str, str]], level: int) -> Markup:
    renderer = _Renderer(attachments, level)
    source = source.replace(_OPEN, "").replace(_CLOSE, "")
    html = clean_html(MarkdownWithMath(renderer=renderer).render(source))
    html = html.replace("<table>", '<div class="wide" tabindex="0"><table>').replace("</table>", "</table></div>")

    def put_back(found: re.Match[str]) -> str:
        if found[1]:  # a tag: a formula in an attribute stays out
            return re.sub(f"{_OPEN}\\d+{_CLOSE}", "", found[1])
        number = int(found[2])
        return renderer.formulas[number] if number < len(renderer.formulas) else ""

    return Markup(_TAG_OR_FORMULA.sub(put_back, html))  # cleaned above


def inline(source: str) -> Markup:
    """Return one line of Markdown without a paragraph around it."""
    html = str(markdown(source.replace("\n", " "))).strip()
    return Markup(html.removeprefix("<p>").removesuffix("</p>"))  # cleaned


@lru_cache(maxsize=KEPT)
def formula(tex: str, *, display: bool = False) -> Markup:
    """Return a formula as MathML; as its TeX where it cannot be converted."""
    mathml = to_mathml(tex.strip(), display=display)
    drawn = Markup(mathml) if mathml else Markup("<code>{}</code>").format(tex.strip())  # written safely
    return Markup('<span class="wide display" tabindex="0">{}</span>').format(drawn) if display else drawn


class _Renderer(HTMLRenderer):
    """Markdown to HTML, as formgrader reads it; formulas are set aside."""

    def __init__(self, attachments: Mapping[str, Mapping[str, str]], level: int) -> None:
        super().__init__(escape=False, allow_harmful_protocols=True)  # everything is cleaned afterwards
        self.formulas: list[Markup] = []
        self._attachments, self._level = attachments, level

    def heading(self, text: str, level: int, **_: Any) -> str:
        return f"<h{min(level + self._level, 6)}>{text}</h{min(level + self._level, 6)}>\n"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        if url.startswith("data:"):
            return super().image(text, url, title)
        bundle = self._attachments.get(url.removeprefix("attachment:"), {})
        mime, data = next(iter(bundle.items()), ("", ""))
        return super().image(text, f"data:{mime};base64,{data}" if data else "", title)

    def inline_math(self, tex: str) -> str:
        return self._set_aside(formula(tex))

    def block_math(self, tex: str) -> str:
        return self._set_aside(formula(tex, display=True))

    def latex_environment(self, name: str, body: str) -> str:
        return self._set_aside(formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", display=True))

    def _set_aside(self, drawn: Markup) -> str:
        self.formulas.append(drawn)
        return f"{_OPEN}{len(self.formulas) - 1}{_CLOSE}"


# ── code and outputs ───────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=KEPT)
def code(source: str) -> Markup:
    """Return Python code with its words marked by what they are."""
    if len(source) > LONGEST_CODE:
        return escape(source)
    return Markup(highlight(source, *_highlighting()).rstrip("\n"))  # escaped by it


@cache
def _highlighting() -> tuple[PythonLexer, HtmlFormatter]:
    return PythonLexer(), HtmlFormatter(nowrap=True)


def output(shown: Mapping[str, Any], language: Language) -> Markup:
    """Return one cleaned output of a cell."""
    match shown["output_type"]:
        case "stream":
            return _text(shown["text"], language)
        case "error":
            return _text("\n".join(shown["traceback"]) or f"{shown['ename']}: {shown['evalue']}", language)
    return _bundle(shown["data"], language)


def _bundle(data: Mapping[str, str], language: Language) -> Markup:
    if "text/html" in data:
        html = _HEADING.sub(_lower, clean_html(data["text/html"]))
        return Markup('<div class="wide shown" tabindex="0">{}</div>').format(Markup(html))  # cleaned
    if "text/markdown" in data:
        return Markup('<div class="shown">{}</div>').format(markdown(data["text/markdown"]))
    for mime in ("image/png", "image/jpeg"):
        if mime in data:
            alt = _seen(data, language)
            return Markup('<img src="data:{};base64,{}" alt="{}">').format(mime, data[mime], alt)
    tex = data.get("text/latex", "").strip().strip("$").removeprefix(r"\displaystyle").strip()
    mathml = to_mathml(tex, display=True) if tex else None
    if mathml:
        return formula(tex, display=True)
    return _text(data.get("text/plain") or data.get("text/latex", ""), language)


_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")  # in cleaned HTML; there "<" begins nothing but a tag


def _lower(heading: re.Match[str]) -> str:
    """Return the beginning of a heading's tag, set as much lower as headings in Markdown are."""
    return f"{heading[1]}{min(int(heading[2]) + LEVEL, 6)}"


def _seen(data: Mapping[str, str], language: Language) -> str:
    """Return what a picture shows, where its cell says so in words; matplotlib alone says ``<Figure …>``."""
    words = data.get("text/plain", "")
    return PICTURE.say(language) if not words or words.startswith("<") else words


def _text(text: str, language: Language) -> Markup:
    shown = clean_text(text)
    if len(shown) > LONGEST_OUTPUT:
        count = len(shown) - LONGEST_OUTPUT
        shown = f"{shown[:LONGEST_OUTPUT]}\n{CUT.fill(count=count).say(language)}"
    return Markup("<pre>{}</pre>").format(shown)
