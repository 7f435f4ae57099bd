"""Which forbidden SymPy functions a student's function calls, however it reaches them.

While it runs, a door stands before each of them: its code is exchanged for one that notes a caller from outside SymPy
and goes on as before. A trace function would see as much, but Python would tell it of every call there is, which takes
longer than the calls themselves.
"""

from __future__ import annotations

import functools
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType, TracebackType
from typing import Any, Self

import sympy

SYMPY_FOLDER = str(Path(sympy.__file__).parent)
WRAPPERS = ("core/cache.py", "core/decorators.py", "utilities/decorator.py")
"""Where SymPy's decorators are, which stand between a caller and what it called."""


def guard(words: tuple[str, ...]) -> Guard:
    """Return the guard of all functions that have one of these words in their qualified names.

    It is another one once more of SymPy is loaded.
    """
    return _guard(words, len(sys.modules))


class Guard:
    """Use it as a context manager. Meanwhile `take` gives the words of functions called from outside SymPy."""

    def __init__(self, functions: Mapping[FunctionType, frozenset[str]]) -> None:
        self.functions = functions
        self._seen: list[str] = []
        self._doors = [(function, function.__code__, self._door(function)) for function in functions]

    def __enter__(self) -> Self:
        for function, _, door in self._doors:
            function.__code__ = door
        return self

    def take(self) -> list[str]:
        """Return what was seen since the last time, each word once; see that every door is in its place."""
        for function, _, door in self._doors:
            if function.__code__ is not door:  # whoever takes it away has something to hide
                self._note(function)
                function.__code__ = door
        seen, self._seen = self._seen, []
        return seen

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for function, code, _ in self._doors:
            function.__code__ = code

    def _note(self, function: FunctionType) -> None:
        self._seen += sorted(self.functions[function].difference(self._seen))

    def _door(self, function: FunctionType) -> CodeType:
        """Return the code that is to stand before a function's own, with as many free variables."""
        inner = FunctionType(
            function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
        )
        inner.__kwdefaults__ = function.__kwdefaults__

        def enter(*args: Any, **kwargs: Any) -> Any:
            if not _inside(sys._getframe(2)):
                self._note(function)
            return inner(*args, **kwargs)

        consts = tuple(enter if const == "enter" else const for const in _template.__code__.co_consts)
        return _template.__code__.replace(co_consts=consts, co_freevars=function.__code__.co_freevars)


def _template(*args: Any, **kwargs: Any) -> Any:
    function: Any = "enter"  # the place of a door's own
    return function(*args, **kwargs)


def _inside(frame: FrameType | None) -> bool:
    """Does SymPy itself call?"""
    while frame and (frame.f_code.co_filename.endswith(WRAPPERS) or frame.f_code.co_filename == __file__):
        frame = frame.f_back
    return bool(frame and frame.f_code.co_filename.startswith(SYMPY_FOLDER))


# ── SymPy's functions ──────────────────────────────────────────────────────────────────────────────────────


Named = Mapping[str, Sequence[FunctionType]]
"""Functions by each word of their qualified names."""


@functools.cache
def learned() -> tuple[frozenset[str], int, Named]:
    """Look through all of SymPy that is loaded, once: forks of this process then need not.

    Returns its modules, how many modules there were in all, and the functions.
    """
    modules = _loaded()
    return frozenset(modules), len(sys.modules), _named(modules)


@functools.lru_cache(maxsize=8)
def _guard(words: tuple[str, ...], loaded: int) -> Guard:
    if not words:  # most questions forbid nothing, and where nothing is primed nothing has been learned
        return Guard({})
    modules, before, named = learned()
    later = _named([name for name in _loaded() if name not in modules]) if loaded != before else {}
    found = defaultdict[FunctionType, set[str]](set)
    for word in words:
        for function in (*named.get(word, ()), *later.get(word, ())):
            found[function].add(word)
    return Guard({function: frozenset(said) for function, said in found.items()})


def _loaded() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] == "sympy"]


def _named(modules: Iterable[str]) -> Named:
    named = defaultdict[str, list[FunctionType]](list)
    for module in modules:
        for function in _functions(sys.modules[module]):
            for word in function.__code__.co_qualname.split("."):
                named[word].append(function)
    return dict(named)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """Walk over what a module defines: functions, methods, and what stands behind decorators and properties."""
    seen = set[int]()
    waiting = list(vars(module).values())
    while waiting:
        one = waiting.pop()
        if id(one) in seen or getattr(one, "__module__", module.__name__) != module.__name__:
            continue
        seen.add(id(one))
        if isinstance(one, FunctionType):
            if one.__code__.co_filename.startswith(SYMPY_FOLDER):
                yield one
            waiting += [one.__dict__.get("__wrapped__"), *map(_contents, one.__closure__ or ())]
        elif isinstance(one, (staticmethod, classmethod)):
            waiting.append(one.__func__)
        elif isinstance(one, property):
            waiting += [one.fget, one.fset, one.fdel]
        elif isinstance(one, type):
            waiting += vars(one).values()


def _contents(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not set yet
        return None
