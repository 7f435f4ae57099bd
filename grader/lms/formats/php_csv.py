"""CSV as Moodle's `lib/csvlib.class.php` reads it with PHP: inside quotes, a backslash escapes the character after it.

An import reads a file, writes it and reads it again, and writing adds quotes. So a field that ends with a backslash
runs into the next one even where the file had no quotes.
"""

from __future__ import annotations

import re


def keep_backslashes(text: str) -> str:
    """Return a text with a space after each backslash that would escape a quote: before one, and at the end."""
    return re.sub(r"\\(?=\"|$)", r"\\ ", text)


def imported(text: str) -> list[list[str]]:
    """Return the rows that an import works with."""
    return _rows("".join(_written(row) for row in parse(text)))


def parse(text: str) -> list[list[str]]:
    """Return the rows of a file, without empty lines."""
    return _rows(re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff")).strip())


def _rows(text: str) -> list[list[str]]:
    """Return the rows as `fgetcsv` reads them."""
    rows: list[list[str]] = []
    row: list[str] = []
    cell, quoted, closed, place = "", False, False, 0
    while place < len(text):
        character, after = text[place], text[place + 1 : place + 2]
        if quoted and character == "\\" and after:
            cell, place = cell + character + after, place + 1
        elif quoted and character == '"' and after == '"':
            cell, place = cell + '"', place + 1
        elif quoted and character == '"':
            quoted, closed = False, True
        elif character == '"' and not closed and not cell.strip():
            cell, quoted = "", True
        elif not quoted and character in ",\n":
            row, cell, closed = [*row, cell], "", False
            if character == "\n":
                rows.append(row)
                row = []
        else:
            cell += character
        place += 1
    rows.append([*row, cell])
    return [row for row in rows if row != [""]]


def _written(row: list[str]) -> str:
    """Return a row as `fputcsv` writes it: a quote behind a backslash is not doubled."""
    return ",".join(_quoted(cell) if re.search(r'[,"\\\s]', cell) else cell for cell in row) + "\n"


def _quoted(cell: str) -> str:
    return '"' + re.sub(r'(\\+")|"', lambda found: found[1] or '""', cell) + '"'
