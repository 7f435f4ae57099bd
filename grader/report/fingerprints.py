"""Fingerprints of code: runs of tokens, without names, numbers, comments, layout and round brackets.

These are the k-grams of winnowing (Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document
Fingerprinting", SIGMOD 2003; the method of MOSS). Winnowing keeps one k-gram of each window to save space; answers are
short, so all are kept. Code is read as tokens, never parsed or run: broken code has fingerprints too, and no code that
a student writes can exhaust a parser.
"""

from __future__ import annotations

import builtins
import io
import keyword
import tokenize
from collections.abc import Iterator
from functools import lru_cache

LENGTH = 6
"""Tokens in a fingerprint: k of the k-grams."""
LONGEST = 40_000
"""Characters of one cell that are read."""

_LAYOUT = frozenset({tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT})
_ENDS = _LAYOUT | {tokenize.ENDMARKER}
_KNOWN = frozenset(dir(builtins)) | frozenset(keyword.kwlist) - {"_"}

Fingerprints = frozenset[tuple[str, ...]]


def fingerprints(source: str) -> Fingerprints:
    """Return every run of `LENGTH` tokens in a cell; a shorter cell is one run."""
    tokens = normalise(source)
    if not tokens:
        return frozenset()
    last = max(len(tokens) - LENGTH, 0)
    return frozenset(tokens[start : start + LENGTH] for start in range(last + 1))


@lru_cache(maxsize=20_000)
def normalise(source: str) -> tuple[str, ...]:
    """Return the tokens of a cell without all that a person who copies it changes first.

    Names become ``v``, but for keywords, built-in functions and what stands after a dot; numbers become ``0``,
    strings ``s``. Comments, docstrings, layout and round brackets are dropped.
    """
    return tuple(_normalise(list(_tokens(source[:LONGEST]))))


def _normalise(tokens: list[tokenize.TokenInfo]) -> Iterator[str]:
    before = ""
    for index, token in enumerate(tokens):
        if token.type in _ENDS or token.string in ("(", ")") or _is_docstring(tokens, index):
            continue
        yield _plain(token, before)
        before = token.string


def _plain(token: tokenize.TokenInfo, before: str) -> str:
    if token.type == tokenize.NAME:
        return token.string if before == "." or token.string in _KNOWN else "v"
    if token.type == tokenize.NUMBER:
        return "0"
    return "s" if token.type == tokenize.STRING else token.string


def _is_docstring(tokens: list[tokenize.TokenInfo], index: int) -> bool:
    """Does a string stand as a line of its own?"""
    if tokens[index].type != tokenize.STRING:
        return False
    starts = index == 0 or tokens[index - 1].type in _LAYOUT
    return starts and (index + 1 == len(tokens) or tokens[index + 1].type in _ENDS)


def _tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    """Yield the tokens of a cell as far as they can be told apart."""
    try:
        yield from tokenize.generate_tokens(io.StringIO(source).readline)
    except (tokenize.TokenError, SyntaxError, ValueError):
        return
