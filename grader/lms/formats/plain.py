"""Text that a file can carry: no control characters, one line where one is wanted, no spreadsheet formulas."""

from __future__ import annotations

import re

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program runs as a formula where a cell begins with it."""


_UNPRINTABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
"""Control characters, lone surrogates, and what XML cannot carry."""


def plain_text(text: str) -> str:
    """Return a text on one line, with nothing unprintable in it."""
    return _UNPRINTABLE.sub("", " ".join(text.split())).strip()


def plain_lines(text: str) -> str:
    """Return a text line by line plain, without empty lines."""
    return "\n".join(filter(None, (plain_text(line) for line in text.splitlines())))


def without_formula(text: str) -> str:
    """Return a text that no spreadsheet program runs: an apostrophe before a sign that begins a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
