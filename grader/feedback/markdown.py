"""Markdown that a student wrote: what of it may be rendered, and what is shown as text instead.

Formgrader, nbgrader's feedback and other viewers render HTML inside Markdown as it stands. Every one of them shows a
code block as text. So a cell is kept as it was written while it can neither run nor load anything, and is put whole,
word for word, into a code block where it could.

Cells are parsed with nbconvert's grammar, with which formgrader renders them; tags are also looked for in the bare
text, because viewers disagree on what is code and what is a formula. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from grader.feedback.words import SHOWN_AS_TEXT
from grader.text import Language

MAX_CHARACTERS = 10_000
"""Of one text; a longer one is shown as text."""
MAX_WORK = 2_000_000
"""Characters times openings of formulas: the parser looks from each opening to the end."""

_BARE_TAG = re.compile(
    r"</?(?:b|i|u|s|em|strong|sub|sup|small|mark|code|kbd|samp|var|del|ins|p|br|hr|ul|ol|li|dl|dt|dd|blockquote"
    r"|table|thead|tbody|tr|th|td|details|summary|center)\s*/?>",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_NAMED_TAG = re.compile(
    r"<\s*/?\s*(?:script|style|i?frame\w*|object|embed|applet|image|img|picture|svg|math|video|audio|source|track|link|meta"
    r"|base|form|input|button|textarea|select|template|noscript|portal|html|head|body|title|marquee|xmp|plaintext"
    r"|canvas|map|area|dialog|slot|annotation\S*)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^<\[`~&]*")
"""Without any of these a text holds no tag, no link, no picture and no code."""
_LINK = re.compile(r"(?:https?://[^\s\"'<>\\]+|mailto:[^\s\"'<>\\]+)", re.IGNORECASE)
_OPENINGS = re.compile(r"\\\\[\[(]|\\begin|\$\$")


def clean_markdown(source: str, language: Language) -> str:
    """Return a text as it was written if it is harmless, else the same words in a code block."""
    return source if is_harmless(source) else shown_as_text(source, language)


def shown_as_text(source: str, language: Language) -> str:
    """Return a text as a code block, and the sentence that says why."""
    return f"{as_code_block(source)}\n\n{SHOWN_AS_TEXT.say(language)}"


def as_code_block(source: str) -> str:
    """Return a text as a Markdown code block; no run of backticks in it can end the block."""
    longest = max((len(run) for run in re.findall("`+", source)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{source}\n{fence}"


def _is_code_block(source: str) -> bool:
    """Is a text what `clean_markdown` makes, one code block and nothing else?"""
    found = re.fullmatch(r"(`{3,})\n(.*)\n\1(?:\n\n(.*))?", source, re.DOTALL)
    return bool(found and found[1] not in found[2] and found[3] in (None, SHOWN_AS_TEXT.en, SHOWN_AS_TEXT.ko))


@lru_cache(maxsize=1024)  # the course's own texts come in every submission
def is_harmless(source: str, pictures: frozenset[str] = frozenset()) -> bool:
    """Can a text be rendered without running, loading or restyling anything?

    `pictures` are the names of the pictures attached to the cell.
    """
    if _is_code_block(source):
        return True
    if len(source) > MAX_CHARACTERS or len(source) * len(_OPENINGS.findall(source)) > MAX_WORK:
        return False
    if _NAMED_TAG.search(source) or any(ord(character) < 32 and character not in "\t\n\r" for character in source):
        return False
    if _PLAIN.fullmatch(source):
        return True
    from nbconvert.filters.markdown_mistune import MarkdownWithMath  # takes nearly a second, in every worker

    try:
        tokens = MarkdownWithMath(renderer=None)(source)  # type: ignore[arg-type]  # None gives the syntax tree
        return isinstance(tokens, list) and all(_token_is_harmless(token, pictures) for token in _walk(tokens))
    except Exception:  # a text that breaks the parser would break the viewer's too
        return False


def _walk(tokens: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield all tokens, however deep."""
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        yield token
        waiting += token.get("children") or []


def _token_is_harmless(token: dict[str, Any], pictures: Collection[str]) -> bool:
    attributes = token.get("attrs") or {}
    url = str(attributes.get("url", ""))
    match token["type"]:
        case "block_html" | "inline_html":
            return not _MARKUP.search(_BARE_TAG.sub("", token.get("raw", "")))
        case "link":
            return bool(_LINK.fullmatch(url))
        case "image":
            return url.startswith("attachment:") and url.removeprefix("attachment:") in pictures
        case "block_code":
            return bool(re.fullmatch(r"[\w+#.-]{0,30}", str(attributes.get("info") or ""))) and not str(
                attributes.get("info")
            ).startswith("mermaid")
    return True
