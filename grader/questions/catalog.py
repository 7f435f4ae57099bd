"""Which assignments there are, and their hidden tests: the only module that imports `grader.hidden_tests`."""

from __future__ import annotations

import functools
import importlib.util
import pkgutil
from typing import TYPE_CHECKING

from grader import hidden_tests
from grader.errors import UserError

if TYPE_CHECKING:  # numpy comes with it, and to know their names takes none
    from grader.questions.question import Assignment


def names() -> tuple[str, ...]:
    """Return the names of all assignments, in the order of the course."""
    return tuple(
        sorted(module.name for module in pkgutil.iter_modules(hidden_tests.__path__) if module.name.startswith("a"))
    )


class UnknownAssignment(KeyError):
    """There is no such assignment here."""


@functools.cache
def load(name: str) -> Assignment:
    """Return an assignment's hidden tests.

    Raises `UnknownAssignment` for a name that is not among `names`.
    """
    from grader.questions.question import Assignment

    if name not in names():
        raise UnknownAssignment(name)
    module = importlib.import_module(f"{hidden_tests.__name__}.{name}")
    due = getattr(module, "DUE", "")
    extra, hands_in, beside = (getattr(module, name, None) for name in ("EXTRA", "HANDS_IN", "BESIDE"))
    return Assignment(name, tuple(module.QUESTIONS), extra, tuple(hands_in or ()), tuple(beside or ()), due)


def find(name: str) -> Assignment:
    """Return an assignment's hidden tests; of one that only nbgrader knows, none."""
    from grader.questions.question import Assignment

    try:
        return load(name)
    except UnknownAssignment:
        return Assignment(name, ())


def lacking(name: str) -> UserError | None:
    """Return what to tell where an assignment needs packages that are not installed."""
    extra = find(name).extra
    missing = [module for module in extra.modules if not importlib.util.find_spec(module)] if extra else []
    if not missing:
        return None
    return UserError(
        f"{name} needs {', '.join(missing)}, which the other assignments do not and which is not installed.",
        "Run `make extras`, then the same command again.",
    )
