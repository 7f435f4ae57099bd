"""Functions of ours that run in the sandbox: they are sent there as their source, and called by name.

A function of `grader.file_probes` brings its module along. Any other is sent alone: it imports what it needs inside,
and receives the student's functions and the inputs as arguments. Annotations are not evaluated there.
"""

from __future__ import annotations

import ast
import builtins
import dis
import functools
import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator
from types import CodeType

Probed = Callable[..., object]
"""A function that is sent to the sandbox."""


def code_of(function: Probed, arguments: Iterable[str]) -> str:
    """Return code that defines a function and calls it: ``f(answer, x=x)`` for the arguments ``answer`` and ``x=x``."""
    return f"{_source(function)}\n{function.__name__}({', '.join(arguments)})"


@functools.cache
def _source(function: Probed) -> str:
    module = inspect.getmodule(function)
    return inspect.getsource(module if module and travels_with_module(function) else function)


def travels_with_module(function: Probed) -> bool:
    return function.__module__.startswith("grader.file_probes.")


def by_name(names: Iterable[str]) -> list[str]:
    """Return arguments that hand over inputs: ``x=x``."""
    return [f"{name}={name}" for name in names]


def of_student(names: Iterable[str]) -> list[str]:
    """Return arguments that hand over what the student has called so: None where there is no such name."""
    return [f"{name}=globals().get({name!r})" for name in names]


def missing_names(function: Probed) -> list[str]:
    """Return the names that a function uses and that will not exist where it runs."""
    if travels_with_module(function):
        return []
    return sorted(set(_globals_used(function.__code__)) - set(dir(builtins)))


def _globals_used(code: CodeType) -> Iterator[str]:
    yield from (step.argval for step in dis.get_instructions(code) if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"))
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _globals_used(constant)


def returned_expression(function: Probed) -> str:
    """Return the expression that a function consists of, or nothing where it consists of more."""
    definition = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(definition, ast.FunctionDef)
    body = definition.body[1:] if ast.get_docstring(definition) else definition.body
    only = body[0] if len(body) == 1 else None
    return ast.unparse(only.value) if isinstance(only, ast.Return) and only.value else ""
