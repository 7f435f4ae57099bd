"""What comes back from a student's process, as marking reads it: runs of cells, and answers to probes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grader.answers.values import Value

STAND_IN_FACTOR = -0.75
"""By which a stand-in multiplies: neither sign nor size of what follows stays the same, and zeros stay zeros."""


@dataclass(frozen=True)
class Failure:
    """An exception in the student's code, and the last line of theirs that it passed through.

    `cell` is the index of a cell and `line` counts in it from 1. In a file, `cell` is -1 and `line` counts in the file.
    If it passed through no line of the student's, `cell` is -1 and `line` 0.
    """

    kind: str
    text: str
    cell: int = -1
    line: int = 0
    bases: tuple[str, ...] = ()
    """The names of the exception's class and of its base classes, its own first."""


@dataclass(frozen=True)
class CellRun:
    """One cell after it ran.

    `stopped` is empty if it ended by itself; otherwise ``timeout``, ``killed``, or what it used too much of, ``memory``
    or ``processes``.
    """

    outputs: tuple[dict[str, Any], ...] = ()
    failed: Failure | None = None
    stopped: str = ""
    dropped: int = 0
    """How many characters of output were beyond the limit and not kept."""
    idle: bool = False
    """Of a cell that ran out of time: as in `TimedOut`."""


@dataclass(frozen=True)
class Returned:
    """A probe's value, and what else the student's function did."""

    value: Value
    changed: tuple[str, ...] = ()
    """Names of inputs that the call has changed."""
    shared: bool = False
    """Whether the result shares memory with an input."""
    overwritten: bool = False
    """Whether the call has changed the result of the call before."""
    forbidden_calls: tuple[str, ...] = ()
    """Forbidden names of SymPy functions that were called from outside SymPy."""
    printed: int = 0
    """Characters printed during the call."""


@dataclass(frozen=True)
class Raised:
    """The student's code raised."""

    failure: Failure


@dataclass(frozen=True)
class Undefined:
    """The function is not defined, or the file is not there."""


@dataclass(frozen=True)
class TimedOut:
    """No answer came within the limit of so many seconds."""

    seconds: float
    idle: bool = False
    """Whether the process hardly used the processor meanwhile: it slept or waited, and not necessarily by its fault."""


@dataclass(frozen=True)
class Died:
    """The process ended, went over a limit, or sent bytes that are no answer; `reason` says which, if it is known."""

    reason: str = ""


@dataclass(frozen=True, eq=False)
class SeriesAnswer:
    """The answers to a `ProbeSeries`, none where its calls have to be looked at one by one."""

    answers: tuple[Returned | Raised, ...]


Answer = Returned | Raised | Undefined | TimedOut | Died | SeriesAnswer


@dataclass(frozen=True, eq=False)
class Probe:
    """A piece of code to run in the student's namespace; the value of its last expression is the answer.

    It sees the student's names, the inputs by name, and, if `function` names one, that function as ``answer``. Two
    probes are never equal: inputs cannot be hashed, and requests are cached by their probes.
    """

    function: str
    code: str
    inputs: Any
    """As `codec.encode_inputs` returns them."""
    forbidden: tuple[str, ...] = field(default=())
    """Names of SymPy functions that may not be called from outside SymPy."""
    forbid_aliasing: bool = False
    """Whether to find out if the result shares memory with an input."""
    file: str = ""
    """A file beside the notebook that the code looks at in place of a function."""
    stand_in: str = ""
    """A function of the student's that gives `STAND_IN_FACTOR` times what it gives, for this probe."""


@dataclass(frozen=True, eq=False)
class ProbeSeries:
    """Calls of one function that are asked as one, since nearly all answers to them are right.

    Where a call did anything but return a value or raise, the answer says no more than that. Two series are never
    equal, as of `Probe`.
    """

    function: str
    calls: tuple[tuple[str, Any], ...]
    """Code and inputs of each, as in `Probe`."""
    forbidden: tuple[str, ...] = ()
    forbid_aliasing: bool = False
