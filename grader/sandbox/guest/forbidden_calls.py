"""Which forbidden SymPy functions a student's function calls, by whatever name it reaches them.

While it runs, each forbidden function has a call hook: its code object is replaced by one that records a caller from
outside SymPy and then runs the original code. A trace function (`sys.settrace`) would see as much, but Python would
call it for every call there is, which takes longer than the calls themselves.
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
"""Files with SymPy's decorators. Their frames lie between a caller and the function that it called."""
PLACEHOLDER = "a hook's own function"


def guard(words: tuple[str, ...]) -> Guard:
    """Return a guard of all loaded SymPy functions with one of these words in their qualified names, such as ``diff``.

    The same words give the same guard until more of SymPy is loaded.
    """
    return _guard(words, len(sys.modules))


class Guard:
    """Call hooks before functions; `functions` gives the forbidden words of each.

    Use it as a context manager, in which the hooks are installed and `take` returns what was called.
    """

    def __init__(self, functions: Mapping[FunctionType, frozenset[str]]) -> None:
        self.functions = functions
        self._called: list[str] = []
        self._hooks = [(function, function.__code__, self._hook(function)) for function in functions]

    def __enter__(self) -> Self:
        for function, _, hook in self._hooks:
            function.__code__ = hook
        return self

    def take(self) -> list[str]:
        """Return the words of functions called from outside SymPy since the last time, each word once.

        A function whose hook was removed counts as called, and gets its hook back.
        """
        for function, _, hook in self._hooks:
            if function.__code__ is not hook:
                self._record(function)
                function.__code__ = hook
        called, self._called = self._called, []
        return called

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for function, code, _ in self._hooks:
            function.__code__ = code

    def _record(self, function: FunctionType) -> None:
        self._called += sorted(self.functions[function].difference(self._called))

    def _hook(self, function: FunctionType) -> CodeType:
        """Return the code of a call hook, with the free variables of the function's own code, as Python demands."""
        inner = FunctionType(
            function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
        )
        inner.__kwdefaults__ = function.__kwdefaults__

        def record_and_call(*args: Any, **kwargs: Any) -> Any:
            if not _from_sympy(sys._getframe(2)):
                self._record(function)
            return inner(*args, **kwargs)

        consts = tuple(record_and_call if const == PLACEHOLDER else const for const in _template.__code__.co_consts)
        return _template.__code__.replace(co_consts=consts, co_freevars=function.__code__.co_freevars)


def _template(*args: Any, **kwargs: Any) -> Any:
    function: Any = "a hook's own function"  # PLACEHOLDER, in whose place `_hook` puts a function
    return function(*args, **kwargs)


def _from_sympy(frame: FrameType | None) -> bool:
    """Is SymPy itself the caller? `frame` is the innermost of the caller's."""
    while frame and (frame.f_code.co_filename.endswith(WRAPPERS) or frame.f_code.co_filename == __file__):
        frame = frame.f_back
    return bool(frame and frame.f_code.co_filename.startswith(SYMPY_FOLDER))


# ── SymPy's functions ──────────────────────────────────────────────────────────────────────────────────────


Named = Mapping[str, Sequence[FunctionType]]
"""Functions by each word of their qualified names."""


@functools.cache
def function_index() -> tuple[frozenset[str], int, Named]:
    """Index all SymPy functions that are loaded when this is first called; forks of this process have the index.

    Returns SymPy's modules, how many modules of any kind were loaded, and the functions by word.
    """
    modules = _loaded()
    return frozenset(modules), len(sys.modules), _named(modules)


@functools.lru_cache(maxsize=8)
def _guard(words: tuple[str, ...], loaded: int) -> Guard:
    if not words:  # most questions forbid nothing, and without shared cells there is no index yet
        return Guard({})
    modules, before, named = function_index()
    later = _named([name for name in _loaded() if name not in modules]) if loaded != before else {}
    forbidden = defaultdict[FunctionType, set[str]](set)
    for word in words:
        for function in (*named.get(word, ()), *later.get(word, ())):
            forbidden[function].add(word)
    return Guard({function: frozenset(of_it) for function, of_it in forbidden.items()})


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
    """Yield the functions that a module defines: methods, decorated functions and those of properties included."""
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
    except ValueError:  # not assigned yet
        return None
