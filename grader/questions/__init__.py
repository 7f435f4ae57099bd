"""The hidden tests: one module for each assignment, named like it. Students never receive this folder."""

from __future__ import annotations

import functools
import importlib
import pkgutil

from grader.question import Assignment


def names() -> tuple[str, ...]:
    """Return the names of all assignments, in the order of the course."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith("a")))


@functools.cache
def load(name: str) -> Assignment:
    """Return an assignment's hidden tests.

    Raises `KeyError` for a name that is not among `names`.
    """
    if name not in names():
        raise KeyError(name)
    module = importlib.import_module(f"{__name__}.{name}")
    return Assignment(name, tuple(module.QUESTIONS))
