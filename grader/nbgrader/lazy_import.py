"""Lazy import of what nbgrader imports and grading does not need, which takes a third of a second.

That is its Jupyter server extensions, what asks a JupyterHub and what unpacks archives.
"""

from __future__ import annotations

import importlib
import sys
from functools import partial
from types import ModuleType
from typing import Any

EXTENSIONS = ("assignment_list", "course_list", "formgrader", "validate_assignment")
"""The modules of `nbgrader.server_extensions` that `import nbgrader` imports."""

OF_LIBRARIES = ("requests", "setuptools.archive_util")
"""Modules of which nbgrader's `auth` and `utils` only call functions."""


class _Deferred(ModuleType):
    """Stands for a module of which only functions are called; it is imported with the first call."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python itself asks of a module
            raise AttributeError(name)
        return partial(_call, self.__name__, name)


def import_nbgrader() -> None:
    """Import nbgrader, unless it is imported already; what grading does not need waits until it is used."""
    if "nbgrader" in sys.modules:
        return
    later = {name: _later(name) for name in (f"nbgrader.server_extensions.{part}" for part in EXTENSIONS)}
    later |= {name: _Deferred(name) for name in OF_LIBRARIES if name not in sys.modules}
    sys.modules.update(later)
    try:
        for name in ("nbgrader", "nbgrader.auth", "nbgrader.utils"):
            importlib.import_module(name)
    finally:
        for name in later:
            del sys.modules[name]


def _call(module: str, name: str, *arguments: Any, **named: Any) -> Any:
    return getattr(importlib.import_module(module), name)(*arguments, **named)


def _later(name: str) -> ModuleType:
    module = ModuleType(name)
    module.load_jupyter_server_extension = partial(_load, name)  # type: ignore[attr-defined]  # all that is imported
    return module


def _load(name: str, app: object) -> None:
    importlib.import_module(name).load_jupyter_server_extension(app)
