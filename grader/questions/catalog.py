"""The assignments of the course: their names, and their hidden tests.

Only this module imports `grader.hidden_tests`.
"""

from __future__ import annotations

import functools
import importlib.util
import math
import pkgutil
import re
from typing import TYPE_CHECKING

from grader import hidden_tests
from grader.errors import UserError
from grader.hidden_tests import toml_files

if TYPE_CHECKING:  # numpy comes with it, and to know their names takes none
    from pathlib import Path

    from grader.questions.question import Assignment
    from grader.questions.sentences import Sentences


def names() -> tuple[str, ...]:
    """Return the names of all assignments in the order of the course: by number, then those without one by name.

    An assignment is a module of `grader.hidden_tests` with a TOML file of its name beside it.
    """
    modules = {module.name for module in pkgutil.iter_modules(hidden_tests.__path__)}
    return tuple(sorted(modules & toml_files.names(), key=_place))


def _place(name: str) -> tuple[float, str]:
    number = re.match(r"a(\d+)_", name)
    return (int(number[1]) if number else math.inf, name)


class UnknownAssignment(KeyError):
    """There is no assignment of this name."""


@functools.cache
def load(name: str) -> Assignment:
    """Return an assignment's hidden tests, with the sentences that students read.

    Raises `UnknownAssignment` for a name that is not among `names`, and `UserError` where a sentence is missing.
    """
    from grader.questions.seen import with_seen
    from grader.questions.sentences import with_sentences

    declared, own, common = _declared(name)
    if found := problems(name):
        raise UserError(found[0], f"`grader verify {name}` lists all that is missing.")
    return with_sentences(with_seen(declared, toml_files.read_visible(name)), own, common)


def problems(name: str) -> tuple[str, ...]:
    """Return what keeps an assignment from being loaded: a module and a TOML file that do not fit together.

    Raises like `load` where one of them cannot be read.
    """
    from grader.questions import sentences

    declared, own, common = _declared(name)
    misnamed = [f"grader/hidden_tests/{name}.py calls its assignment {declared.name}."] if declared.name != name else []
    return (*misnamed, *sentences.problems(declared, own, common))


def visible_path(name: str) -> Path:
    """Return where the calls of an assignment's visible checks are written."""
    return toml_files.visible_path(name)


def kinds(name: str) -> frozenset[str]:
    """Return the kinds of inputs for which an assignment's own TOML file has a sentence."""
    return frozenset(_declared(name)[1].group("kinds"))


@functools.cache
def _declared(name: str) -> tuple[Assignment, Sentences, Sentences]:
    """Return what an assignment's module declares, the sentences of its own, and those for all assignments."""
    from grader.questions.sentences import parse

    if name not in names():
        raise UnknownAssignment(name)
    declared = importlib.import_module(f"{hidden_tests.__name__}.{name}").ASSIGNMENT
    own, common = (parse(toml_files.shown(file), toml_files.read(file)) for file in (name, "shared"))
    return declared, own, common


def find(name: str) -> Assignment:
    """Return an assignment's hidden tests; none for an assignment that only nbgrader knows.

    Raises `UserError` like `load`.
    """
    from grader.questions.question import Assignment

    try:
        return load(name)
    except UnknownAssignment:
        return Assignment(name, ())


def lacking(name: str) -> UserError | None:
    """Return the error to show where an assignment needs packages that are not installed, else None."""
    extra = find(name).extra
    missing = [module for module in extra.modules if not importlib.util.find_spec(module)] if extra else []
    if not missing:
        return None
    return UserError(
        f"{name} needs {', '.join(missing)}, which the other assignments do not and which is not installed.",
        "Run `make extras`, then the same command again.",
    )
