"""Reads what lies beside the modules.

``<assignment>.toml`` and ``shared.toml`` hold the sentences that students read, ``<assignment>.visible.json`` the calls
that the visible checks make.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from grader import hidden_tests
from grader.errors import UserError
from grader.hidden_tests import own_folder


def names() -> set[str]:
    """Return the names of all files, without their suffix."""
    return set(_paths())


def _paths() -> dict[str, Path]:
    """Return all files by name; of two of one name, that of the first folder in which Python looks."""
    folders = [Path(folder) for folder in hidden_tests.__path__]
    return {path.stem: path for folder in reversed(folders) for path in folder.glob("*.toml")}


def shown(name: str, suffix: str = ".toml") -> str:
    """Return the path of a file, or of the module beside it, as an author knows it: in the package, or in a course."""
    path = _paths().get(name)
    own = path is not None and path.parent in own_folder.folders()
    return f"{'' if own else 'grader/'}hidden_tests/{name}{suffix}"


def read(name: str) -> dict[str, Any]:
    """Return the sections of a file, by group.

    Raises `UserError` where there is no such file, and where it is not TOML, with the line.
    """
    import tomllib  # the names alone do not need it

    try:
        return tomllib.loads(_paths()[name].read_text(encoding="utf-8"))
    except KeyError:
        raise UserError(
            f"{shown(name)} is missing.", "It holds the hints to the mistakes of the module beside it: write it."
        ) from None
    except UnicodeDecodeError:
        raise UserError(f"{shown(name)} cannot be read: it is not in UTF-8.", "Save it in UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            f"{shown(name)} cannot be read: {error}.",
            'Each sentence stands on a line of its own, as en = "…", with \\" for a quotation mark inside it.',
        ) from None


def visible_path(name: str) -> Path:
    """Return where the calls of an assignment's visible checks are written: beside its sentences."""
    return _paths()[name].with_name(f"{name}.visible.json")


def read_visible(name: str) -> dict[str, Any]:
    """Return the calls of an assignment's visible checks, by question; none where they have not been recorded."""
    path = visible_path(name)
    if not path.is_file():
        return {}
    calls: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return calls
