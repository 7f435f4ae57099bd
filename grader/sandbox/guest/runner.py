"""What one fork of the zygote runs: a submission's cells, and then the grader's probes.

The process that ran the cells (the *keeper*) answers the probes itself as long as all goes well, which saves a fork.
Where a function hangs or kills it, the grader begins anew and has it fork an *answerer* for them, so that an endless
loop or a crash in one question costs that question: the grader has the answerer killed and a new one forked from the
keeper, where the cells have already run.
"""

from __future__ import annotations

import base64
import contextlib
import os
import signal
import socket
import sys
import time
import traceback
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from grader.answers import codec, wire
from grader.sandbox.guest import forbidden_calls
from grader.sandbox.guest.shell import CellShell, Stream

TOGETHER_SECONDS = 0.02
"""How long an answer may wait for the next one."""
GIVEN = -1
"""Stands for the index of a cell that the course gave; errors are not led back to its lines."""


class CellTimeout(BaseException):
    """Raised in a cell when its time is up; the grader's side has a harder limit behind it."""


def receive_files(connection: socket.socket) -> dict[str, int]:
    """Write the files that lie beside the notebook into the working directory; the grader sends them first.

    Returns the descriptors of documents, by name, which stay where they are.
    """
    documents: dict[str, int] = {}
    while True:
        message, descriptor = wire.receive_with_descriptor(connection)
        if "file" in message:
            lay_out([message["file"]])
        elif "document" in message and descriptor is not None:
            documents[message["document"]] = descriptor
        else:
            return documents


def lay_out(files: Iterable[tuple[str, str]]) -> None:
    """Write files, by name and base64 content, into the working directory."""
    for name, content in files:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))


def keep(connection: socket.socket, shell: CellShell) -> None:
    """Serve one submission until the grader hangs up."""
    answerer = 0
    sys.stdout, sys.stderr = Stream("stdout", shell.recorder), Stream("stderr", shell.recorder)
    while True:
        try:
            message, descriptor = wire.receive_with_descriptor(connection)
        except (wire.WireError, OSError):
            return
        if "cells" in message:
            for index, source in message["cells"]:
                left = max(0.001, min(message["seconds"], message["until"] - time.monotonic()))
                wire.send(connection, run_cell(shell, index, source, left))
        elif "probes" in message:
            answer_all(connection, message["probes"], shell)
        elif "fork" in message and descriptor is not None:
            answerer = os.fork()
            if not answerer:
                connection.close()
                answer_probes(socket.socket(fileno=descriptor), shell)
                os._exit(0)
            os.close(descriptor)
            wire.send(connection, {"forked": True})
        elif "end" in message:
            wire.send(connection, {"ended": _end(answerer)})
            answerer = 0


def _end(pid: int) -> int:
    """Return the signal that has ended the answerer; 0 where it left, or goes on: it is the zygote's to end."""
    with contextlib.suppress(ChildProcessError):
        for _ in range(20 if pid else 0):  # its last words arrive a moment before its end
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            time.sleep(0.005)
    return 0


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def run_cell(shell: CellShell, index: int, source: str, seconds: float) -> wire.Message:
    """Run one cell and return its outputs and, if it failed, how: kind, text and line."""
    shell.compile.cell = index
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.2)  # again and again: one may be swallowed
    failure: BaseException | None
    try:
        result = shell.run_cell(source, store_history=True)
        failure = result.error_before_exec or result.error_in_exec
    except BaseException as error:  # the alarm may ring inside IPython itself
        failure = error
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    outputs, dropped = shell.recorder.take()
    failed = None if failure is None else describe(failure)
    return {"cell": index, "outputs": outputs, "dropped": dropped, "failed": failed}


def _stop(signum: int, frame: FrameType | None) -> None:
    raise CellTimeout


def describe(error: BaseException, file: str = "") -> wire.Message:
    """Return an exception as plain data, led back to the last line of the student's own: in a cell, or in `file`."""
    cell, line = _in_file(error, Path(file).absolute()) if file else _in_cell(error)
    try:
        text = str(error.msg if isinstance(error, SyntaxError) else error)
    except BaseException:
        text = ""
    # Python has private kinds too, such as _IncompleteInputError: their public base is what people know.
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
    """Answer the grader's probes, one message each, until it hangs up."""
    while True:
        try:
            message, _ = wire.receive_with_descriptor(connection)
        except (wire.WireError, OSError):
            return
        answer_all(connection, message["probes"], shell)


def answer_all(connection: socket.socket, probes: Sequence[wire.Message], shell: CellShell) -> None:
    """Answer one question's probes, and send together what is ready together: to wake the grader takes its time.

    An exception goes at once. It may decide the question, whatever becomes of the calls after it.
    """
    ready, since = b"", time.monotonic()
    for said in answers(probes, shell):
        ready += wire.frame(said)
        if "raised" in said or time.monotonic() - since > TOGETHER_SECONDS:
            wire.send_frames(connection, ready)
            ready, since = b"", time.monotonic()
    wire.send_frames(connection, ready)


def answers(probes: Iterable[wire.Message], shell: CellShell) -> Iterator[wire.Message]:
    """Run probes in the student's namespace and give what came of each, as plain data.

    A probe is a piece of code whose last expression is the answer. It sees the student's names, the inputs by
    name, and the student's function as `answer` where it asks for one. What it forbids is watched over as long as it
    is the same: to post the guards takes longer than many a call.
    """
    waiting = deque(probes)
    while waiting:
        forbidden = waiting[0]["forbidden"]
        with forbidden_calls.guard(tuple(forbidden)) as guard:
            while waiting and waiting[0]["forbidden"] == forbidden:
                reply = _answer(waiting[0], shell, guard)
                if (
                    guard.functions != forbidden_calls.guard(tuple(forbidden)).functions
                ):  # it loaded more of SymPy: once more
                    break
                waiting.popleft()
                yield reply


def _answer(probe: wire.Message, shell: CellShell, guard: forbidden_calls.Guard) -> wire.Message:
    names, file, name = shell.user_ns, probe["file"], probe["function"]
    if not Path(file).is_file() if file else name and names.get(name) is None:
        return {"undefined": True}
    inputs = codec.build_inputs(probe["inputs"])
    before = {name: _kept(value) for name, value in inputs.items()}
    printed = shell.recorder.printed
    guard.take()  # what building the inputs took
    try:
        value = codec.evaluate(probe["code"], {**names, **inputs, "answer": names.get(name)})
        encoded = codec.encode(value)
    except BaseException as error:
        return {"raised": describe(error, file), "printed": shell.recorder.printed - printed}
    changed = [name for name in inputs if _differs(inputs[name], before[name])]
    return {
        "value": encoded,
        "changed": changed,
        "shared": bool(probe["forbid_aliasing"]) and _shares(value, inputs.values()),
        "forbidden_calls": guard.take(),
        "printed": shell.recorder.printed - printed,
    }


def _kept(value: Any) -> Any:
    """Return a copy of an input that can change; expressions and functions cannot, and take long to copy."""
    if isinstance(value, (list, tuple)):
        return type(value)(map(_kept, value))
    return value.copy() if isinstance(value, np.ndarray) else value


def _differs(after: Any, before: Any) -> bool:
    """Is an input another one after the call? It kept its type: only its contents can change."""
    if isinstance(before, np.ndarray):
        return after.shape != before.shape or not np.array_equal(after, before, equal_nan=before.dtype.kind in "fc")
    if isinstance(before, (list, tuple)):
        return len(after) != len(before) or any(map(_differs, after, before))
    return bool(type(before) in (int, float) and after != before)


def _shares(value: object, inputs: Any) -> bool:
    """Does a result share memory with an input?"""
    arrays = [item for item in inputs if isinstance(item, np.ndarray)]
    parts = value if isinstance(value, (list, tuple)) else [value]
    return any(
        part is array or (isinstance(part, np.ndarray) and np.may_share_memory(part, array))
        for part in parts
        for array in arrays
    )
