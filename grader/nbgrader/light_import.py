"""nbgrader without its parts of a Jupyter server: they are a quarter of a second before grading can begin."""

from __future__ import annotations

import importlib
import sys
from functools import partial
from types import ModuleType

EXTENSIONS = ("assignment_list", "course_list", "formgrader", "validate_assignment")
"""nbgrader's parts of a Jupyter server, which `import nbgrader` imports; the gradebook has no need of them."""


def import_nbgrader() -> None:
    """Import nbgrader, and its parts of a Jupyter server only when a server asks for them."""
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
