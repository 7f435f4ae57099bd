"""The runner: a submission's process. It runs the notebook's cells, then answers the grader's probes.

It answers the probes itself as long as all goes well, which saves a fork. When a call hangs or kills it, the grader
starts over in a new runner, which forks a disposable process to answer probes. Then an endless loop or a crash in one
question costs that question: the grader has the disposable fork killed and another one forked from the runner, where
the cells have already run.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import sys
import time
import traceback
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from grader.answers import codec, packing, wire
from grader.answers.answer import STAND_IN_FACTOR
from grader.sandbox.guest import forbidden_calls
from grader.sandbox.guest.shell import CellShell, Stream

BATCH_SECONDS, BATCH_BYTES = 0.02, 2**18
"""How long an answer may wait for the next one, and how many bytes for more, so that all are sent together."""
SHARED_CELL = -1
"""In place of the index of a shared cell: errors are not traced to the course's own lines."""
END_CHECKS, END_CHECK_SECONDS = 20, 0.005
"""How often, and how far apart, the runner looks whether a disposable fork has ended."""


AGAIN_SECONDS = 0.2
"""Between two interrupts of a cell that does not end."""
TOO_SOON = 0.2
"""An interrupt within so many seconds of a cell's beginning was meant for the cell before it, which has just ended."""


UNCHANGING = frozenset({int, float, bool, str, type(None)})
"""Types of inputs that no call can change."""
AS_IT_IS = contextlib.nullcontext()
ONE_BY_ONE: wire.Message = {"series": []}
"""The answer to a series whose calls have to be looked at one by one."""


MAX_CHAIN = 20
"""Exceptions, one the cause of the other, that are looked at."""


class CellTimeout(BaseException):
    """Raised in a cell when its time is up. The grader, who keeps the time, ends the process a little later."""


def receive_files(connection: socket.socket) -> dict[str, int]:
    """Write the files that the grader sends first into the working directory, beside which the notebook will run.

    Returns open descriptors of documents, by name.
    """
    documents: dict[str, int] = {}
    while True:
        message, descriptor = wire.receive_with_descriptor(connection)
        if "file" in message:
            write_file(message["file"], wire.receive_bytes(connection))
        elif "document" in message and descriptor is not None:
            documents[message["document"]] = descriptor
        else:
            return documents


def write_file(name: str, content: bytes) -> None:
    """Write a file into the working directory; its folders are made."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def serve_submission(connection: socket.socket, shell: CellShell) -> None:
    """Run cells and answer probes until the grader hangs up. The messages are those that `host.session` sends."""
    disposable = 0
    random.seed(0)  # Python seeds it in every fork anew; a submission draws the same numbers in every run
    sys.stdout, sys.stderr = Stream("stdout", shell.recorder), Stream("stderr", shell.recorder)
    while True:
        try:
            message, descriptor = wire.receive_with_descriptor(connection)
        except (wire.WireError, OSError):
            return
        if "cells" in message:
            for index, source in message["cells"]:
                wire.send(connection, run_cell(shell, index, source))
        elif "probes" in message:
            answer_all(connection, packing.unpack_probes(wire.receive_bytes(connection)), shell)
        elif "fork" in message and descriptor is not None:
            disposable = os.fork()
            if not disposable:
                connection.close()
                answer_probes(socket.socket(fileno=descriptor), shell)
                os._exit(0)
            os.close(descriptor)
            wire.send(connection, {"forked": True})
        elif "end" in message:
            wire.send(connection, {"ended": _ended_by_signal(disposable)})
            disposable = 0


def _ended_by_signal(pid: int) -> int:
    """Return the signal that has ended a disposable fork, 0 if it exited or still runs: the supervisor will end it."""
    with contextlib.suppress(ChildProcessError):
        for _ in range(END_CHECKS if pid else 0):  # the grader may hear of its end a moment before this process does
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            time.sleep(END_CHECK_SECONDS)
    return 0


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def run_cell(shell: CellShell, index: int, source: str, seconds: float = 0.0) -> wire.Message:
    """Run one cell: until the grader has it interrupted with SIGALRM, or for at most so many seconds, if any are given.

    Returns ``{"cell": index, "outputs": [...], "dropped": characters, "failed": None or what `describe` returns}``.
    """
    shell.compile.cell = index
    started = time.monotonic()

    def stop(signum: int, frame: FrameType | None) -> None:
        if seconds or time.monotonic() - started > TOO_SOON:
            signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS, AGAIN_SECONDS)  # because the cell may catch one
            raise CellTimeout

    signal.signal(signal.SIGALRM, stop)
    if seconds:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    failure: BaseException | None
    try:
        result = shell.run_cell(source, store_history=True)
        failure = result.error_before_exec or result.error_in_exec
    except BaseException as error:  # the alarm may interrupt IPython itself
        failure = error
    finally:
        signal.signal(signal.SIGALRM, _too_late)
        signal.setitimer(signal.ITIMER_REAL, 0)
    outputs, dropped = shell.recorder.take()
    failed = None if failure is None else describe(failure)
    let_go_of_memory(failure)
    return {"cell": index, "outputs": outputs, "dropped": dropped, "failed": failed}


def let_go_of_memory(error: BaseException | None) -> None:
    """Empty the frames that an exception has passed through, if memory ran out in one of them.

    IPython keeps the last exception, and with it what a function has filled memory with: nothing else could run.
    """
    chain: list[BaseException] = []
    while error and len(chain) < MAX_CHAIN:
        chain.append(error)
        error = error.__cause__ or error.__context__
    if any(isinstance(one, MemoryError) for one in chain):
        for one in chain:
            traceback.clear_frames(one.__traceback__)
            for frame, _ in traceback.walk_tb(one.__traceback__):
                _ = frame.f_locals  # up to Python 3.12 a frame keeps a copy of its locals: looking renews that


def _too_late(signum: int, frame: FrameType | None) -> None:
    """Take an interrupt that comes when its cell has ended: nothing is stopped."""


def describe(error: BaseException, file: str = "") -> wire.Message:
    """Return an exception as plain data, with the last line of the student's code that it passed through.

    That is a line of a cell or, if a `file` is named, of that file; without such a line, ``cell`` is -1 and ``line`` 0.
    """
    cell, line = _in_file(error, Path(file).absolute()) if file else _in_cell(error)
    try:
        text = str(error.msg if isinstance(error, SyntaxError) else error)
    except BaseException:
        text = ""
    # Python has private exceptions, such as _IncompleteInputError: students know their public base class.
    bases = [base.__name__ for base in type(error).__mro__[:-1] if not base.__name__.startswith("_")]
    return {"kind": bases[0], "bases": bases[:20], "text": text[:500], "cell": cell, "line": line}


def _in_cell(error: BaseException) -> tuple[int, int]:
    cell, line = -1, 0
    if isinstance(error, SyntaxError) and (error.filename or "").startswith("<cell "):
        cell, line = int(error.filename[6:-1]), error.lineno or 0  # type: ignore[index]  # checked just above
    for frame, number in traceback.walk_tb(error.__traceback__):
        name = frame.f_code.co_filename
        if name.startswith("<cell "):
            cell, line = int(name[6:-1]), number
    return cell, line


def _in_file(error: BaseException, path: Path) -> tuple[int, int]:
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return -1, error.lineno or 0
    frames = traceback.walk_tb(error.__traceback__)
    numbers = [number for frame, number in frames if frame.f_code.co_filename == str(path)]
    return -1, numbers[-1] if numbers else 0


# ── probes ─────────────────────────────────────────────────────────────────────────────────────────────────


def answer_probes(connection: socket.socket, shell: CellShell) -> None:
    """Answer the grader's probes in a disposable fork, until the grader hangs up."""
    random.seed(0)
    while True:
        try:
            wire.receive_with_descriptor(connection)
            probes = packing.unpack_probes(wire.receive_bytes(connection))
        except (wire.WireError, OSError):
            return
        answer_all(connection, probes, shell)


def answer_all(connection: socket.socket, probes: Sequence[wire.Message], shell: CellShell) -> None:
    """Answer one question's probes; send together what is ready together, since waking the grader costs time.

    An exception is sent at once: it may decide the question even if a later call hangs. Of several in a row that is
    the first: a function that is still the stub raises in every call. What returns is never sent with what raises, so
    that the grader gets the same bytes for the same values, wherever a student's line raises.
    """
    ready, size, since, raised = list[bytes](), 0, time.monotonic(), False

    def send() -> None:
        nonlocal size, since
        if ready:
            wire.send_frames(connection, packing.pack_answers(ready))
        ready.clear()
        size, since = 0, time.monotonic()

    for place, answer in enumerate(answers(probes, shell), start=1):
        raised_before, raised = raised, "raised" in answer
        if raised != raised_before or size > BATCH_BYTES or time.monotonic() - since > BATCH_SECONDS:
            send()
        ready.append(wire.encode(answer))
        size += len(ready[-1])
        before_series = place < len(probes) and "calls" in probes[place]  # which may take as long as all its calls
        if (raised and not raised_before) or before_series:
            send()
    send()


def answers(probes: Iterable[wire.Message], shell: CellShell) -> Generator[wire.Message]:
    """Run probes, given as plain data, in the student's namespace; yield answers as `parse_answer` reads them.

    Of how a call behaved an answer names only what is not as it should be.

    A probe's code sees the student's names, the inputs by name, and the student's function as `answer` if the probe
    names one. Probes in a row that forbid the same functions share one guard: installing its hooks takes longer than
    many calls do.
    """
    waiting = deque(probes)
    last: list[tuple[Any, Any]] = []  # what may change of the last result, each with a copy
    while waiting:
        forbidden = waiting[0]["forbidden"]
        with forbidden_calls.guard(tuple(forbidden)) as guard:
            while waiting and waiting[0]["forbidden"] == forbidden:
                ask = _answer_series if "calls" in waiting[0] else _answer
                reply = ask(waiting[0], shell, guard, last)
                if guard.functions != forbidden_calls.guard(tuple(forbidden)).functions:
                    break  # the call has loaded more of SymPy: ask once more, with hooks there too
                waiting.popleft()
                yield reply


def _answer(
    probe: wire.Message, shell: CellShell, guard: forbidden_calls.Guard, last: list[tuple[Any, Any]]
) -> wire.Message:
    names, file, name = shell.user_ns, probe["file"], probe["function"]
    if not Path(file).is_file() if file else name and names.get(name) is None:
        return {"undefined": True}
    inputs = codec.build_inputs(probe["inputs"])
    before = {name: _copy(value) for name, value in inputs.items() if type(value) not in UNCHANGING}
    printed = shell.recorder.printed
    guard.take()  # calls made while the inputs were built
    try:
        with _stand_in(names, probe["stand_in"]) if probe["stand_in"] else AS_IT_IS:
            scope = names.copy()
            scope.update(inputs, answer=names.get(name))
            value = codec.evaluate(probe["code"], scope)
        encoded = codec.encode(value)
    except BaseException as error:
        return {"raised": describe(error, file), "printed": shell.recorder.printed - printed}
    reply = {"value": encoded}
    if changed := [name for name, value in before.items() if _differs(inputs[name], value)]:
        reply["changed"] = changed
    if probe["forbid_aliasing"] and _shares(value, inputs.values()):
        reply["shared"] = True
    if last and any(_differs(array, kept) for array, kept in last):
        reply["overwritten"] = True
    last[:] = [(part, _copy(part)) for part in (value, *_arrays(value)) if isinstance(part, (list, dict, np.ndarray))]
    if called := guard.take():
        reply["forbidden_calls"] = called
    if printed != shell.recorder.printed:
        reply["printed"] = shell.recorder.printed - printed
    return reply


def _answer_series(
    series: wire.Message, shell: CellShell, guard: forbidden_calls.Guard, last: list[tuple[Any, Any]]
) -> wire.Message:
    """Return ``{"series": [...]}``, an answer for each call; the list is empty where each has to be asked by itself."""
    answers: list[wire.Message] = []
    size = 0
    for code, inputs in series["calls"]:
        answer = _answer(series | {"code": code, "inputs": inputs, "file": "", "stand_in": ""}, shell, guard, last)
        returned = answer.keys() == {"value"}
        if not returned and "Exception" not in answer.get("raised", {}).get("bases", ()):
            return ONE_BY_ONE
        answers.append(answer)
        size += _weight(answer)
        if size > BATCH_BYTES:
            return ONE_BY_ONE
    return {"series": answers}


def _weight(answer: wire.Message) -> int:
    """Return about how many bytes an answer takes; too much, without a look at each number, for what is no array."""
    value = answer.get("value", {})
    return len(value["data"]) if "data" in value else 60 if value.keys() <= {"kind", "value"} else len(str(value))


@contextlib.contextmanager
def _stand_in(names: dict[str, Any], name: str) -> Iterator[None]:
    """Let a function of the student's give `STAND_IN_FACTOR` times what it gives; do nothing without a name."""
    own = names.get(name)
    if own is None:
        yield
        return
    names[name] = lambda *given, **named: _times(STAND_IN_FACTOR, own(*given, **named))
    try:
        yield
    finally:
        names[name] = own


def _times(factor: float, value: Any) -> Any:
    """Return a multiple of a number, an array, an expression, or of each item of a list or tuple."""
    return type(value)([_times(factor, item) for item in value]) if type(value) in (list, tuple) else factor * value


def _copy(value: Any) -> Any:
    """Return a copy of an input, but for expressions and functions, which cannot change and take long to copy."""
    if type(value) is np.ndarray:
        return value.copy()
    if isinstance(value, (list, tuple)):
        return type(value)(map(_copy, value))
    if isinstance(value, dict):
        return dict(zip(value, map(_copy, value.values()), strict=True))
    return value.copy() if isinstance(value, np.ndarray) else value


def _differs(after: Any, before: Any) -> bool:
    """Has the call changed an input? Its type cannot have changed, only its contents."""
    if isinstance(before, np.ndarray):
        if after.shape == before.shape and after.tobytes() == before.tobytes():  # as a rule, and ten times as fast
            return False
        return after.shape != before.shape or not np.array_equal(after, before, equal_nan=before.dtype.kind in "fc")
    if isinstance(before, (list, tuple)):
        return len(after) != len(before) or any(map(_differs, after, before))
    if isinstance(before, dict):
        return list(after) != list(before) or any(map(_differs, after.values(), before.values()))
    return bool(isinstance(before, (int, float, np.number)) and after != before)


def _shares(value: object, inputs: Any) -> bool:
    """Does a result, or an item of it, share memory with an input array?"""
    arrays = [item for item in inputs if isinstance(item, np.ndarray)]
    return any(part is array or np.may_share_memory(part, array) for part in _arrays(value) for array in arrays)


def _arrays(value: object) -> list[Any]:
    """Return a result that is an array of numbers, or those among its items."""
    if type(value) in UNCHANGING:
        return []
    parts = value if isinstance(value, (list, tuple)) else [value]
    return [part for part in parts if isinstance(part, np.ndarray) and part.dtype.kind in "biufc"]
