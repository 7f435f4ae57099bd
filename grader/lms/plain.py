"""Text that a file can carry: no control characters, one line where one is wanted, no spreadsheet formulas."""

from __future__ import annotations

import unicodedata

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet program runs as a formula where a cell begins with it."""


def plain_text(text: str) -> str:
    """Return a text on one line, without control characters, lone surrogates and what XML cannot carry."""
    kept = ("" if _unprintable(character) else character for character in " ".join(text.split()))
    return "".join(kept).strip()


def plain_lines(text: str) -> str:
    """Return a text line by line plain, without empty lines."""
    return "\n".join(filter(None, (plain_text(line) for line in text.splitlines())))


def without_formula(text: str) -> str:
    """Return a text that no spreadsheet program runs: an apostrophe before a sign that begins a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _unprintable(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\ufffe\uffff"
