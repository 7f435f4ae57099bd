"""Which forbidden SymPy functions a student's function calls, by whatever name and way it reaches them.

While it runs, each forbidden function has a call hook: its code object is replaced by one that records who called and
then runs the original code. A call from outside SymPy is recorded by the forbidden name. Where another SymPy function
stands between, as `wronskian` between a student and `diff`, the name of that one is recorded, unless it is a tool.

A trace function (`sys.settrace`) would see as much, but Python would call it for every call there is, which takes
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
"""Files with SymPy's decorators. Their frames lie between a caller and the function that it called."""
TOOL_FOLDERS = ("core/", "functions/", "integrals/integrals.py", "polys/", "simplify/", "solvers/solvers.py")
"""Where SymPy's tools lie: they rewrite, compare, integrate or solve, and may differentiate on the way."""
NO_TOOLS = frozenset({"doit", "transform", "fps", "fourier_series", "leadterm", "__call__"})
"""Functions in these folders with which a derivative can be had all the same."""
INSIDE_TOOLS = ("polys/",)
"""Where forbidden functions are steps of nearly every tool: only a call from outside SymPy counts."""
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
        self._forbidden = frozenset(code for _, code, _ in self._hooks)

    def __enter__(self) -> Self:
        for function, _, hook in self._hooks:
            function.__code__ = hook
        return self

    def take(self) -> list[str]:
        """Return the forbidden words, and the names of SymPy functions that led to one, since the last time; each once.

        A function whose hook was removed counts as called, and gets its hook back.
        """
        for function, _, hook in self._hooks:
            if function.__code__ is not hook:
                self._record(self.functions[function])
                function.__code__ = hook
        called, self._called = self._called, []
        return called

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for function, code, _ in self._hooks:
            function.__code__ = code

    def _record(self, names: Iterable[str]) -> None:
        self._called += sorted(set(names).difference(self._called))

    def _called_by(self, function: FunctionType, frame: FrameType | None) -> None:
        """Record a call of a forbidden function; `frame` is the innermost of the caller's."""
        entry = _entry(frame)
        if entry is None:
            self._record(self.functions[function])
        elif entry not in self._forbidden and not _within(function.__code__, INSIDE_TOOLS) and not _is_tool(entry):
            self._record([entry.co_qualname.removesuffix(".__call__").removesuffix(".doit")])

    def _hook(self, function: FunctionType) -> CodeType:
        """Return the code of a call hook, with the free variables of the function's own code, as Python demands."""
        inner = FunctionType(
            function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
        )
        inner.__kwdefaults__ = function.__kwdefaults__

        def record_and_call(*args: Any, **kwargs: Any) -> Any:
            self._called_by(function, sys._getframe(2))
            return inner(*args, **kwargs)

        consts = tuple(record_and_call if const == PLACEHOLDER else const for const in _template.__code__.co_consts)
        return _template.__code__.replace(co_consts=consts, co_freevars=function.__code__.co_freevars)


def _template(*args: Any, **kwargs: Any) -> Any:
    function: Any = "a hook's own function"  # PLACEHOLDER, in whose place `_hook` puts a function
    return function(*args, **kwargs)


def _entry(frame: FrameType | None) -> CodeType | None:
    """Return the code of the SymPy function by which SymPy was entered from outside; None: the call is from outside.

    `frame` is the innermost of the caller's.
    """
    entry = None
    while frame and frame.f_code.co_filename.startswith((SYMPY_FOLDER, __file__)):
        if not frame.f_code.co_filename.endswith((*WRAPPERS, __file__)):
            entry = frame.f_code
        frame = frame.f_back
    return entry


def _is_tool(code: CodeType) -> bool:
    return _within(code, TOOL_FOLDERS) and code.co_name not in NO_TOOLS


def _within(code: CodeType, folders: Iterable[str]) -> bool:
    return code.co_filename.startswith(tuple(f"{SYMPY_FOLDER}/{folder}" for folder in folders))


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
