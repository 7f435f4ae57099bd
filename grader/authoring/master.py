"""An author's text, ``source/<assignment>.py``, read into cells; what is not understood is told with its line.

A master is a py:percent file. What a cell is for stands in its first line:

* ``# %% [markdown] name="rules"``: text; the line ``<!-- ko -->`` parts the English from the Korean;
* ``# %% name="setup" locked=true``: code that comes back if a student changes it; without `locked`, code to play;
* ``# %% answer="df"``: the stub that students see; the body comes from ``solutions/``;
* ``# %% check="df"``: the visible check; its points come from ``grader/hidden_tests/``;
* ``# %% [markdown] explain="why" points=2``: a question graded by hand, with its rubric;
* ``# %% beside="app.py"``: no cell, but a file beside the notebook, for students to go on with;
* ``# %% fill="department"``: code that students fill in and that earns nothing by itself;
* ``# %% [markdown] task="idea" points=4``: what a person marks that is not in the notebook, and how: all may read it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import jupytext
from nbformat import NotebookNode

from grader.errors import UserError
from grader.text import Language
from grader.text.similar import did_you_mean

KOREAN = "<!-- ko -->"
PERCENT = {"extension": ".py", "format_name": "percent", "comment_magics": False}
"""How a master is read: a comment stays one. By default jupytext takes ``# copy …`` and ``# Why?`` for commands."""
ROLES: Mapping[str, str] = {
    "name": "locked",
    "answer": "",
    "check": "",
    "fill": "",
    "beside": "",
    "explain": "points",
    "task": "points",
}
"""What a cell can be, and the option that it may have besides."""
TEXTS = ("explain", "task")
"""What is a text always; `name` may be one, all others are code."""
HEADER = re.compile(r"^#\s*%%.*$", re.MULTILINE)
OPTION = r'(\w+)=("[^"]*"|true|false|\d+(?:\.\d+)?)'
UNDERSTOOD = re.compile(rf"# %%( \[markdown\])?((?: {OPTION})*) *")
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,64}")


def read_utf8(path: Path) -> str:
    """Return the text of an author's file.

    Raises `UserError` where it is not in UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")  # some editors begin with a mark
    except UnicodeDecodeError:
        raise UserError(f"{path} cannot be read: it is not in UTF-8.", "Save it in UTF-8.") from None


def read_master(master: Path) -> list[NotebookNode]:
    """Return the cells of a master; the options of each are its metadata, with the `line` on which it begins.

    Raises `UserError`, with file and line, for a first line of a cell that is not understood.
    """
    text = read_utf8(master)
    lines = [text.count("\n", 0, header.start()) + 1 for header in HEADER.finditer(text)]
    for header, line in zip(HEADER.findall(text), lines, strict=True):
        _check_header(header.rstrip("\r"), f"{master}, line {line}")
    cells: list[NotebookNode] = jupytext.reads(text, fmt=PERCENT).cells
    if len(cells) > len(lines):
        raise UserError(f"{master}, line 1: this is a cell without a name.", 'Write # %% name="…" above it.')
    if len(cells) < len(lines):
        raise UserError(f"{master}: inside a text a line begins with # %%.", "Only cells may begin so: write another.")
    for cell, line in zip(cells, lines, strict=True):
        cell.metadata["line"] = line
    return cells


def _check_header(header: str, where: str) -> None:
    """Raise `UserError` where the first line of a cell says what no cell can be."""
    understood = UNDERSTOOD.fullmatch(header)
    if not understood:
        raise UserError(
            f"{where}: {header!r} is not understood.",
            'Write # %% or # %% [markdown], a blank, and options such as name="look_slope" locked=true.',
        )
    options = dict(re.findall(OPTION, understood[2]))
    known = {*ROLES, *ROLES.values()} - {""}
    for name in options:
        if name not in known:
            raise UserError(
                f"{where}: a cell has no option `{name}`.{did_you_mean(name, known)}",
                f"Options are {', '.join(sorted(known))}.",
            )
    roles = [name for name in options if name in ROLES]
    if len(roles) != 1:
        what = f"is two things, {' and '.join(roles)}" if roles else "is a cell without a name"
        raise UserError(f"{where}: this {what}.", f'Give it one of {", ".join(ROLES)}, as in name="look_slope".')
    (role,) = roles
    for other in set(options) - {role, ROLES[role]}:
        told = " The points of a check stand in the hidden tests." if (role, other) == ("check", "points") else ""
        raise UserError(f"{where}: `{other}` says nothing about a cell with `{role}`.{told}", "Take it out.")
    value = options[role].strip('"')
    if role != "beside" and not IDENTIFIER.fullmatch(value):
        raise UserError(
            f"{where}: {role}={options[role]} is no name.", "Take letters of a to z, digits, - and _, 64 at most."
        )
    if (role in TEXTS) > bool(understood[1]) or (understood[1] and role not in (*TEXTS, "name")):
        right = f"# %% [markdown] {role}" if role in TEXTS else f"# %% {role}"
        raise UserError(f"{where}: a cell with `{role}` is {'text' if role in TEXTS else 'code'}.", f"Write {right}=….")


def place(master: Path, cell: NotebookNode) -> str:
    """Return the file and the line on which a cell begins."""
    return f"{master}, line {cell.metadata['line']}"


def in_language(source: str, language: Language, where: str) -> str:
    """Return the English or the Korean half of a text that stands at `where`.

    Raises `UserError` where one of them is missing.
    """
    english, _, korean = source.partition(KOREAN)
    if not english.strip() or not korean.strip():
        raise UserError(
            f"{where}: this text is in one language only: {source.strip()[:60]!r}.",
            f"Write the English, a line {KOREAN}, and the Korean.",
        )
    return (korean if language == "ko" else english).strip()
