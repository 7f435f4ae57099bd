"""The order of the rooms in `grader/`: imports run one way, nbgrader lives in one room, what judges reads no files.

Imports inside functions count like those at the top of a module. There is no list of exceptions.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("rooms")  # so that each module is read once

PACKAGE = Path(__file__).parents[1] / "grader"
FLOORS = (
    ("cli",),
    ("authoring",),
    ("nbgrader",),
    ("report", "grading", "by_hand"),
    ("feedback",),
    ("lms", "marking"),
    ("results",),
    ("submission",),
    ("course", "lock"),
    ("catalog",),
    ("hidden_tests",),
    ("questions", "sandbox"),
    ("answers", "file_probes", "processes"),
    ("digests", "errors", "text", "verdict"),
)
"""Rooms and the modules on the ground, from the top floor down: each imports only from floors below its own."""
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
PURE = ("marking", "questions", "answers")
FILES = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "listdir",
    "scandir",
    "glob",
    "rglob",
    "iterdir",
}
"""Functions and methods that reach the file system."""


def modules(room: str = "") -> list[Path]:
    top = PACKAGE / room
    paths = [top] if top.is_file() else sorted(top.rglob("*.py"))
    return [path for path in paths if path.parent.name != "templates"]


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the dotted names of all that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def rooms_imported(path: Path) -> set[str]:
    """Return the rooms and ground modules of this package that a module imports, other than its own."""
    names = (name.split(".") for name in imported(path))
    return {parts[1] for parts in names if parts[0] == "grader" and len(parts) > 1} - {room_of(path), "__version__"}


EVERYTHING = [path for path in modules() if path.parent != PACKAGE or path.stem not in ("__init__", "__main__")]


def test_every_room_has_its_floor() -> None:
    assert {room_of(path) for path in EVERYTHING} == set(FLOOR)


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_imports_run_down_the_floors(path: Path) -> None:
    not_below = {room for room in rooms_imported(path) if FLOOR[room] <= FLOOR[room_of(path)]}
    assert not_below == set()


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_only_one_room_imports_nbgrader(path: Path) -> None:
    if room_of(path) != "nbgrader":
        assert not {name for name in imported(path) if name.partition(".")[0] == "nbgrader"}


def test_only_three_modules_import_dask_which_a_course_needs_not_have() -> None:
    importing = {
        name_of(path) for path in EVERYTHING for name in imported(path) if re.match(r"(dask|distributed)\b", name)
    }
    assert importing == {f"grading/{name}.py" for name in ("cluster", "host_process", "scheduler")}


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_only_the_catalogue_imports_hidden_tests_and_only_they_the_solutions(path: Path) -> None:
    if room_of(path) != "hidden_tests":
        assert ("hidden_tests" in rooms_imported(path)) == (name_of(path) == "catalog.py")
        assert not {name for name in imported(path) if name.partition(".")[0] == "solutions"}


@pytest.mark.parametrize("path", [path for room in PURE for path in modules(room)], ids=name_of)
def test_what_judges_reads_no_files_and_starts_no_process(path: Path) -> None:
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, (ast.Attribute, ast.Name))
    }
    assert not called & FILES
    assert not {name.partition(".")[0] for name in imported(path)} & {"subprocess", "multiprocessing"}
    assert "sandbox" not in rooms_imported(path)


@pytest.mark.parametrize("path", modules("file_probes"), ids=name_of)
def test_what_is_sent_into_the_sandbox_by_source_needs_nothing_of_this_package_there(path: Path) -> None:
    assert not rooms_imported(path)
