"""Texts of strangers made safe: students, LMSs and spreadsheets write them, people and programs read them.

Three readers need three things. A terminal or a sentence takes printable characters alone (`printable`, `one_line`).
A notebook or a page keeps lines and tabs, and loses what would move a cursor or turn the direction of reading
(`without_controls`). A cell of a file for an LMS keeps every character that CSV and XML can carry, also invisible ones
that a name or an emoji needs, and begins no formula (`cell_text`, `cell_lines`, `without_formula`). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet program runs a cell that begins with one of these (OWASP, "CSV Injection")."""

_ESCAPE_SEQUENCES = re.compile(r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|\x1b[ -/]*[0-~]?")
"""ECMA-48: operating system commands, control sequences, two-character escapes; also unfinished ones."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""C0 and C1 controls but tab and line ends, and Unicode's direction marks, embeddings, overrides and isolates."""
_NOT_IN_FILES = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
"""C0 and C1 controls, lone surrogates, and the two noncharacters that XML 1.0 forbids."""


def printable(text: str, instead: str = "\N{REPLACEMENT CHARACTER}") -> str:
    """Return a text with `instead` for each character that is not printable, line ends and tabs included."""
    return "".join(character if character.isprintable() else instead for character in text)


def one_line(text: str, longest: int | None = None) -> str:
    """Return a text on one line of at most `longest` characters: printable ones, with single spaces between words."""
    return " ".join(printable(text, " ").split())[:longest]


def first_names(names: Sequence[str], most: int) -> str:
    """Return the first names of a list, parted by commas, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"


def without_controls(text: str) -> str:
    """Return a text without terminal escapes, control and direction characters; lines end with a line feed.

    A lone surrogate becomes a question mark, so that the text can be encoded.
    """
    cleaned = _ESCAPE_SEQUENCES.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", cleaned).encode("utf-8", "replace").decode("utf-8")


def cell_text(text: str) -> str:
    """Return a text on one line, without what CSV or XML cannot carry."""
    return _NOT_IN_FILES.sub("", " ".join(text.split())).strip()


def cell_lines(text: str) -> str:
    """Return a text with each line as `cell_text` gives it, without empty ones."""
    return "\n".join(filter(None, (cell_text(line) for line in text.splitlines())))


def without_formula(text: str) -> str:
    """Return a text that no spreadsheet program runs: an apostrophe before a sign that begins a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text
