"""Lazy import of what nbgrader imports and grading does not need, which takes a third of a second.

That is its Jupyter server extensions, what asks a JupyterHub and what unpacks archives.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder, SourceFileLoader
from types import ModuleType
from typing import Any

EXTENSIONS = ("assignment_list", "course_list", "formgrader", "validate_assignment")
"""The modules of `nbgrader.server_extensions` that `import nbgrader` imports."""

OF_LIBRARIES = {"nbgrader.auth.jupyterhub": "requests", "nbgrader.utils": "setuptools.archive_util"}
"""Modules of nbgrader, and the one of which each only calls functions."""


class _Deferred(ModuleType):
    """Stands for a module of which only functions are called; it is imported with the first call."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what Python itself asks of a module
            raise AttributeError(name)
        return partial(_call, self.__name__, name)


class _Loader(SourceFileLoader):
    """Loads a module of nbgrader with a stand-in for what it only calls functions of."""

    def exec_module(self, module: ModuleType) -> None:
        name = OF_LIBRARIES[module.__name__]
        stands_in = name not in sys.modules
        if stands_in:
            sys.modules[name] = _Deferred(name)
        try:
            super().exec_module(module)
        finally:
            if stands_in:
                del sys.modules[name]


class _Finder(MetaPathFinder):
    """Finds the modules of nbgrader that use `OF_LIBRARIES`, whenever they are imported."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> Any:
        spec = PathFinder.find_spec(fullname, path, target) if fullname in OF_LIBRARIES else None
        if spec and spec.origin:
            spec.loader = _Loader(fullname, spec.origin)
        return spec


def import_nbgrader() -> None:
    """Import nbgrader, unless it is imported already; what grading does not need waits until it is used."""
    if "nbgrader" in sys.modules:
        return
    later = {name: _later(name) for name in (f"nbgrader.server_extensions.{part}" for part in EXTENSIONS)}
    sys.modules.update(later)
    sys.meta_path.insert(0, _Finder())
    try:
        importlib.import_module("nbgrader")
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
