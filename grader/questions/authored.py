"""What goes wrong in files of questions and solutions, as a sentence with file and line instead of a traceback."""

from __future__ import annotations

import ast
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from grader.errors import UserError

FOLDERS = ("hidden_tests", "solutions")
"""Folders of an author's files: in the package, or in a course."""


@contextmanager
def in_words(what: str, function: Callable[..., object] | None = None) -> Iterator[None]:
    """Raise `UserError`, with file and line, for whatever an author's code raises.

    `what` is what fails, as the sentence's subject; `function` the author's function whose place is told where the
    error does not come from a line of theirs.
    """
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        where = place_of(error) or (place_of_function(function) if function else "")
        kind, text = type(error).__name__, " ".join(str(getattr(error, "msg", "") or error).split())
        raise UserError(
            f"{where + ': ' if where else ''}{what} fails: {kind}: {text[:300]}.", "Mend that line and try again."
        ) from error


def place_of(error: BaseException) -> str:
    """Return the last line of an author's file that an error came from, or an empty text."""
    if isinstance(error, SyntaxError) and error.filename and (shown := _shown(error.filename)):
        return f"{shown}, line {error.lineno}"
    frames = [(_shown(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    own = [f"{shown}, line {line}" for shown, line in frames if shown]
    return own[-1] if own else ""


def place_of_function(function: Callable[..., object]) -> str:
    """Return where an author's function begins, or an empty text."""
    code = getattr(function, "__code__", None)
    shown = _shown(code.co_filename) if code else ""
    return f"{shown}, line {code.co_firstlineno}" if code and shown else ""


def line_of_question(source: bytes, name: str) -> int:
    """Return the line in the source of hidden tests where the question of this name begins; 0 where none is found."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Question", "Inspection"):
            said = [ast.unparse(value) for value in (*node.args, *(keyword.value for keyword in node.keywords))]
            if any(re.fullmatch(rf"(\w+\.)?{re.escape(name)}|'{re.escape(name)}'", text) for text in said):
                return node.lineno
    return 0


def _shown(file: str) -> str:
    path = Path(file)
    if path.parent.name not in FOLDERS or path.name in ("__init__.py", "toml_files.py", "own_folder.py"):
        return ""
    return "/".join(path.parts[-3 if path.parts[-3:-2] == ("grader",) else -2 :])
