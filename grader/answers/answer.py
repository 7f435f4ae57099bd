"""What came back from a student's process: the end of the sandbox, the beginning of marking."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grader.answers.values import Value


@dataclass(frozen=True)
class Failure:
    """An exception in the student's code; `cell` is -1 and `line` 0 where none of their lines was reached.

    In a file that is asked for, `cell` is -1 and `line` counts in the file.
    """

    kind: str
    text: str
    cell: int = -1
    line: int = 0
    bases: tuple[str, ...] = ()
    """The names of the exception's classes, its own first."""


@dataclass(frozen=True)
class CellRun:
    """One cell after it ran.

    `stopped` says why it did not end by itself: ``timeout``, ``killed``, or what it used too much of, ``memory`` or
    ``processes``.
    """

    outputs: tuple[dict[str, Any], ...] = ()
    failed: Failure | None = None
    stopped: str = ""
    dropped: int = 0
    """Characters of output beyond the limit, which were not kept."""


@dataclass(frozen=True)
class Returned:
    """A probe's value, and how the function behaved on the way."""

    value: Value
    changed: tuple[str, ...] = ()
    """Inputs that differ after the call."""
    shared: bool = False
    """The result shares memory with an input."""
    forbidden_calls: tuple[str, ...] = ()
    """Forbidden functions that were called."""
    printed: int = 0
    """Characters printed during the call."""


@dataclass(frozen=True)
class Raised:
    """The student's code raised."""

    failure: Failure


@dataclass(frozen=True)
class Undefined:
    """The name is not defined."""


@dataclass(frozen=True)
class TimedOut:
    """No answer within the limit."""

    seconds: float


@dataclass(frozen=True)
class Died:
    """The process ended, went over a limit, or sent bytes that are no answer."""

    reason: str = ""


Answer = Returned | Raised | Undefined | TimedOut | Died


@dataclass(frozen=True, eq=False)
class Probe:
    """A piece of code to run in the student's namespace; its last expression is the answer.

    It sees the student's names, the inputs by name, and the function `function`, if it names one, as ``answer``. It is
    equal to itself alone: its inputs cannot be hashed, and what a class is asked is kept by its probes.
    """

    function: str
    code: str
    inputs: Any
    """As `codec.encode_inputs` returns them."""
    forbidden: tuple[str, ...] = field(default=())
    """Names of SymPy functions that may not be called from outside SymPy."""
    forbid_aliasing: bool = False
    """Look whether the result shares memory with an input."""
    file: str = ""
    """Look at this file beside the notebook, for which there is no function."""
