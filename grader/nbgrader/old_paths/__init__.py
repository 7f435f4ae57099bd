"""Modules under the names that `nbgrader_config.py` of earlier courses has, each with a warning that tells the new one.

`grader/__init__.py` and `grader/lms/__init__.py` have Python look in `package/` and `lms/` of this folder too.
"""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable
from typing import Any


def moved(old: str, new: str) -> Callable[[str], Any]:
    """Return the ``__getattr__`` of a module that lies elsewhere now: what it held is found there."""

    def find(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(importlib.import_module(new), name)
        told = f"{old}.{name} is {new}.{name} now: write that in nbgrader_config.py."
        warnings.warn(told, FutureWarning, stacklevel=1)  # one place, so that Python says it once
        return found

    return find
