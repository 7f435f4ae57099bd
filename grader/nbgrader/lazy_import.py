"""Lazy import of nbgrader's Jupyter server extensions, which take a quarter of a second and grading does not need."""

from __future__ import annotations

import importlib
import sys
from functools import partial
from types import ModuleType

EXTENSIONS = ("assignment_list", "course_list", "formgrader", "validate_assignment")
"""The modules of `nbgrader.server_extensions` that `import nbgrader` imports."""


def import_nbgrader() -> None:
    """Import nbgrader, unless it is imported already; its server extensions wait until a Jupyter server loads them."""
    if "nbgrader" in sys.modules:
        return
    later = {name: _later(name) for name in (f"nbgrader.server_extensions.{part}" for part in EXTENSIONS)}
    sys.modules.update(later)
    try:
        importlib.import_module("nbgrader")
    finally:
        for name in later:
            del sys.modules[name]


def _later(name: str) -> ModuleType:
    module = ModuleType(name)
    module.load_jupyter_server_extension = partial(_load, name)  # type: ignore[attr-defined]  # all that is imported
    return module


def _load(name: str, app: object) -> None:
    importlib.import_module(name).load_jupyter_server_extension(app)
