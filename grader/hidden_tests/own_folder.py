"""A course's own hidden tests: ``hidden_tests/`` and ``solutions/`` in its folder, found beside those of this package.

`grader new` and `grader adopt` write them where a course lies beside the package. Which course it is stands in the
environment, so that processes that grade find them, too; students' code runs in an environment of its own, and sees
neither.
"""

from __future__ import annotations

import os
from pathlib import Path

import solutions
from grader import hidden_tests

VARIABLE = "GRADER_COURSE"
FOLDERS = ("hidden_tests", "solutions")
"""By their names in the course's folder."""


def use(root: Path) -> None:
    """Have a course's own hidden tests be found, here and in the processes that this one starts; if it has any."""
    if (root / FOLDERS[0]).is_dir():
        os.environ[VARIABLE] = str(root.resolve())
        find()


def find() -> None:
    """Have the hidden tests be found of the course that is in use."""
    for package, folder in zip((hidden_tests, solutions), folders(), strict=False):
        if str(folder) not in package.__path__:
            package.__path__.append(str(folder))


def folders() -> tuple[Path, ...]:
    """Return the folders with the hidden tests and the solutions of the course that is in use; none without one."""
    root = os.environ.get(VARIABLE)
    return tuple(Path(root) / name for name in FOLDERS) if root else ()


def files() -> tuple[tuple[str, bytes], ...]:
    """Return the files of hidden tests and solutions of that course: paths from its folder, and contents."""
    found = (path for folder in folders() for path in sorted(folder.rglob("*")))
    kept = (path for path in found if path.is_file() and "__pycache__" not in path.parts)
    return tuple((f"{path.parent.name}/{path.name}", path.read_bytes()) for path in kept)


find()
