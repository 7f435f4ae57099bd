"""The grader's side of the boundary: processes, time limits, and hostile bytes made into answers.

`Sandbox` holds one zygote and opens a `Session` for each submission. All limits are kept here, on the side that
the student's code cannot reach.
"""

from __future__ import annotations

import os
import signal
import socket
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from functools import lru_cache
from types import TracebackType
from typing import Any, Self

from grader.answers import wire
from grader.answers.answer import Answer, CellRun, Died, Failure, Probe, Raised, Returned, TimedOut, Undefined
from grader.answers.values import MalformedValue, parse_value
from grader.errors import UserError
from grader.sandbox.host.fork_server import NOTHING_SHARED, PRIME_SECONDS, ForkServer, Shared, order, packed
from grader.sandbox.limits import Limits

START_SECONDS = 60.0
GRACE_SECONDS = 2.0
"""How long a process may take to obey before it is killed."""
MAX_OUTPUT = 2**24
"""Characters of a notebook's outputs that are taken from a process that does not keep to the limit of its `shell`."""
MOST = 2**53
"""A count that is larger is none."""
MAX_DEATHS = 3
"""Cells that may kill the process before the rest of the notebook is given up."""


class SandboxError(Exception):
    """The sandbox itself failed: our fault, never the student's."""


class Lost(Exception):
    """A session that was asked in the quick way can answer no more.

    `answers` are the last question's where a call of it hung or had no memory; where it died it is to be asked again.
    """

    def __init__(self, answers: tuple[Answer, ...] = ()) -> None:
        super().__init__()
        self.answers = answers


UNPROTECTED = (
    "`grader doctor` tells what is missing. On Linux 6.2 or later it works without special rights. To grade without"
    " protection, and only code that you trust, add --unsafe-no-sandbox; every result will say so."
)


class Sandbox:
    """A zygote process. Use it as a context manager, for one submission at a time.

    `protection` is one of `jail.Protection`, or ``auto`` for the strongest that works. `door` is a nursery's; without
    one the sandbox has its own. Results and names of `shared` cells may be used by every submission; where one of these
    cells fails, nothing is used.

    Raises `UserError` where the protection does not work on this machine.
    """

    def __init__(
        self, protection: str = "auto", door: socket.socket | None = None, shared: Shared = NOTHING_SHARED
    ) -> None:
        self._nursery = None if door else ForkServer()
        try:
            control = order(door or self._nursery.door, protection, shared)  # type: ignore[union-attr]  # one of both
        except OSError as error:
            raise SandboxError("the process that sandboxes come from has ended") from error
        self._control, self._ending = wire.Line(control), False
        zygote: list[int] = []
        self._finish = weakref.finalize(self, _end, control, zygote)  # also for who forgets
        try:
            ready = self._hear(START_SECONDS + PRIME_SECONDS * len(shared.cells))
            if "refused" in ready:
                what = f"Students' code cannot be locked up on this machine ({ready['refused']})."
                raise UserError(what, UNPROTECTED)
            zygote.append(ready["ready"])
            runs = [_parse_run(self._hear(START_SECONDS)) for _ in range(ready["runs"])]
        except (SandboxError, UserError):
            self.close()
            raise
        self.protection: str = ready["protection"]
        self.fallback_reason: str = ready["fallback_reason"]
        """Why ``auto`` chose no stronger protection; nothing where it chose the strongest."""
        whole = not any(run.failed for run in runs)
        self.primed: dict[tuple[str, str], CellRun] = dict(zip(shared.cells, runs, strict=True)) if whole else {}
        """What cells gave that all submissions share, by their id and source, in their order."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and all it has forked."""
        self._finish()
        if self._nursery:
            self._nursery.close()

    def open(
        self,
        files: Sequence[tuple[str, bytes]],
        limits: Limits,
        *,
        forget: bool = True,
        documents: Mapping[str, int] | None = None,
    ) -> Session:
        """Fork a process for a submission, with these files in its working directory.

        With `forget` it has none of the names that the shared cells have left. What `documents` names are descriptors,
        open for reading, that code in it finds in a dict of that name.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            self._ask({"open": asdict(limits), "forget": forget}, START_SECONDS, theirs.fileno())
        session = Session(self, wire.Line(ours), limits)
        session.lay_out(files, documents or {})
        return session

    def prune(self) -> str:
        """End all that the submission's process has started; return what it had used too much of, or nothing."""
        return str(self._ask({"prune": True}, START_SECONDS)["too_much"])

    def end(self) -> None:
        """Begin to end the submission. Whatever comes next waits for that; meanwhile there is its result to write."""
        self._tell({"close": True})
        self._ending = True

    def wait(self) -> None:
        """Wait until the last submission has ended, with all that it had started."""
        if self._ending:
            self._ending = False
            self._hear(START_SECONDS)

    def _ask(self, message: wire.Message, seconds: float, *descriptors: int) -> wire.Message:
        self.wait()
        self._tell(message, *descriptors)
        return self._hear(seconds)

    def _tell(self, message: wire.Message, *descriptors: int) -> None:
        try:
            self._control.send(message, descriptors)
        except wire.WireError as error:
            raise self._silent(error) from error

    def _hear(self, seconds: float) -> wire.Message:
        try:
            return self._control.receive(time.monotonic() + seconds)
        except wire.WireError as error:
            raise self._silent(error) from error

    def _silent(self, error: wire.WireError) -> SandboxError:
        complaint = self._nursery.complaint() if self._nursery else ""
        return SandboxError(f"the process that runs students' code does not answer: {complaint or error}")


def _end(control: socket.socket, zygote: Sequence[int]) -> None:
    """Hang up, and wait until the zygote has tidied up and left; one that does not leave is killed, if it is known."""
    with control, suppress(OSError):
        control.shutdown(socket.SHUT_WR)
        control.settimeout(GRACE_SECONDS)
        try:
            while control.recv(2**16):
                pass
        except TimeoutError:
            for pid in zygote:
                os.kill(pid, signal.SIGKILL)


class Session:
    """One submission's process: first its cells, then probes."""

    def __init__(self, sandbox: Sandbox, line: wire.Line, limits: Limits) -> None:
        self._sandbox, self._line, self._limits = sandbox, line, limits
        self._answerer: wire.Line | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process and all that it has started; `Sandbox.wait` tells when that is done."""
        if self._answerer:
            self._answerer.close()
        self._line.close()
        self._sandbox.end()

    def lay_out(self, files: Sequence[tuple[str, bytes]], documents: Mapping[str, int]) -> None:
        """Send the files that lie beside the notebook and the documents, after which the process locks itself up.

        Raises `SandboxError` where it does not.
        """
        try:
            for name, content in files:
                self._line.send({"file": packed(name, content)})
            for name, descriptor in documents.items():
                self._line.send({"document": name}, (descriptor,))
            self._line.send({"files": len(files)})
            reply = self._line.receive(time.monotonic() + START_SECONDS)
        except wire.WireError as error:
            raise SandboxError("the process that runs students' code ended while it started") from error
        if "locked" not in reply:
            raise SandboxError(f"a student's code could not be locked up: {reply.get('broken')}")

    # ── cells ──────────────────────────────────────────────────────────────────────────────────────────────

    def run(self, cells: Sequence[tuple[int, str]], deadline: float) -> dict[int, CellRun]:
        """Run cells in order, up to the one that hangs or kills the process: that one comes last, `stopped`."""
        runs: dict[int, CellRun] = {}
        seconds, room = self._limits.cell_seconds, MAX_OUTPUT
        with suppress(wire.WireError):  # then no run comes either
            self._line.send({"cells": cells, "seconds": seconds, "until": deadline}, deadline=deadline)
        for index, _ in cells:
            left = min(seconds, deadline - time.monotonic())
            try:
                if left <= 0:
                    raise wire.WireTimeout
                run = _parse_run(self._line.receive(time.monotonic() + left + GRACE_SECONDS))
                size = len(str(run.outputs))
                runs[index] = run if size <= room else replace(run, outputs=(), dropped=size)
                room -= min(size, room)
            except wire.WireTimeout:
                runs[index] = CellRun(stopped="timeout")
            except (wire.WireError, MalformedValue):
                runs[index] = CellRun(stopped=self._sandbox.prune() or "killed")
            if runs[index].stopped and not runs[index].failed:
                break
        return runs

    # ── probes ─────────────────────────────────────────────────────────────────────────────────────────────

    def ask_shared(self, probes: Sequence[Probe], deadline: float) -> tuple[Answer, ...]:
        """Have the process that ran the cells answer one question's probes.

        Raises `Lost` where a call hangs or dies: this session can then answer nothing more.
        """
        answers: list[Answer] = []
        try:
            answers.extend(self._answers(self._line, probes, deadline, self._limits.call_seconds))
        except wire.WireTimeout as error:
            hung = [TimedOut(self._limits.call_seconds)] * (len(probes) - len(answers))
            raise Lost((*answers, *hung)) from error
        except (wire.WireError, MalformedValue) as error:
            raise Lost from error
        if any(map(_out_of_memory, answers)):
            raise Lost(tuple(answers))
        return tuple(answers)

    def ask(self, probes: Sequence[Probe], deadline: float, seconds: float = 0.0) -> tuple[Answer, ...]:
        """Have a process of their own answer one question's probes, each within `seconds` where the limits say less.

        After the first call that hangs or dies the rest share its fate; the next question has a new process.
        """
        answers: list[Answer] = []
        seconds = max(seconds, self._limits.call_seconds)
        try:
            line = self._answerer or self._fork_answerer()
            answers.extend(self._answers(line, probes, deadline, seconds))
        except wire.WireTimeout:
            self._end_answerer()
            answers.append(TimedOut(seconds))
        except (wire.WireError, MalformedValue) as error:
            answers.append(Died(self._end_answerer() or str(error)[:100]))
        if any(map(_out_of_memory, answers)):
            self._end_answerer()
        return tuple(answers + answers[-1:] * (len(probes) - len(answers)))

    def _answers(self, line: wire.Line, probes: Sequence[Probe], deadline: float, seconds: float) -> Iterator[Answer]:
        until = min(deadline, time.monotonic() + seconds)
        line.send_frames(_asking(tuple(probes)), until)
        for _ in probes:
            limit = min(seconds, max(0.0, deadline - time.monotonic()))
            yield _parse_answer(line.receive(time.monotonic() + limit))

    def _fork_answerer(self) -> wire.Line:
        ours, theirs = socket.socketpair()
        until = time.monotonic() + GRACE_SECONDS
        try:
            with theirs:
                self._line.send({"answer": True}, (theirs.fileno(),), until)
            self._line.receive(until)
        except wire.WireTimeout as error:  # not the function's time limit: its process is out of order
            raise wire.WireError("the process no longer obeys") from error
        self._answerer = wire.Line(ours)
        return self._answerer

    def _end_answerer(self) -> str:
        """End the answerer; return what it had used too much of, or the signal it had died of by itself, or nothing."""
        if self._answerer:
            self._answerer.close()
            self._answerer = None
        signal = 0
        try:
            until = time.monotonic() + GRACE_SECONDS
            self._line.send({"end": True}, deadline=until)
            reply = self._line.receive(until)
            signal = int(reply.get("ended", 0))
        except (wire.WireError, TypeError, ValueError, OverflowError):
            pass
        return self._sandbox.prune() or (f"signal {signal}" if signal else "")


@lru_cache(maxsize=128)
def _asking(probes: tuple[Probe, ...]) -> bytes:
    """Return the frame that asks these very probes: a class is asked the same ones again and again."""
    return wire.frame({"probes": [vars(probe) for probe in probes]})


# ── hostile bytes ──────────────────────────────────────────────────────────────────────────────────────────


def _parse_run(message: wire.Message) -> CellRun:
    failed = _parse_failure(message["failed"]) if message.get("failed") else None
    stopped = "timeout" if failed and failed.kind == "CellTimeout" else ""
    outputs = message.get("outputs")
    if not isinstance(outputs, list):
        raise MalformedValue("outputs must be a list")
    return CellRun(tuple(map(_parse_output, outputs)), failed, stopped, _count(message.get("dropped")))


def _parse_output(plain: Any) -> dict[str, Any]:
    """Return one output with exactly the keys nbformat knows, each of its type."""
    if not isinstance(plain, dict):
        raise MalformedValue("an output must be an object")
    kind = plain.get("output_type")
    if kind == "stream":
        name = "stderr" if plain.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": _text(plain.get("text"))}
    if kind == "error":
        lines = plain.get("traceback")
        trace = [_text(line) for line in lines] if isinstance(lines, list) else []
        return {
            "output_type": "error",
            "ename": _text(plain.get("ename")),
            "evalue": _text(plain.get("evalue")),
            "traceback": trace,
        }
    if kind not in ("display_data", "execute_result") or not isinstance(plain.get("data"), dict):
        raise MalformedValue("unknown output")
    # A bundle's values are text, but for the JSON types, which no page of ours shows.
    data = {_text(mime): _text(value) for mime, value in plain["data"].items() if isinstance(value, str)}
    shown: dict[str, Any] = {"output_type": kind, "data": data, "metadata": {}}
    return shown | ({"execution_count": None} if kind == "execute_result" else {})


def _parse_failure(plain: Any) -> Failure:
    if not isinstance(plain, dict):
        raise MalformedValue("a failure must be an object")
    cell, line = plain.get("cell"), plain.get("line")
    if type(cell) is not int or type(line) is not int:
        raise MalformedValue("a failure names its cell and line by number")
    kind, text = _text(plain.get("kind"))[:60], _text(plain.get("text"))[:500]
    return Failure(kind, text, cell, line, _names(plain.get("bases")))


def _parse_answer(message: wire.Message) -> Answer:
    if "undefined" in message:
        return Undefined()
    if "raised" in message:
        return Raised(_parse_failure(message["raised"]))
    return Returned(
        value=parse_value(message.get("value")),
        changed=_names(message.get("changed")),
        shared=message.get("shared") is True,
        forbidden_calls=_names(message.get("forbidden_calls")),
        printed=_count(message.get("printed")),
    )


def _out_of_memory(answer: Answer) -> bool:
    """Is a process that answers so better not asked again? Its memory, or its children's, may still be taken."""
    return isinstance(answer, Raised) and answer.failure.kind == "MemoryError"


def _names(plain: Any) -> tuple[str, ...]:
    if not isinstance(plain, list) or len(plain) > 100:
        raise MalformedValue("names must be a list")
    return tuple(_text(name)[:80] for name in plain)


def _text(plain: Any) -> str:
    """Return a text that every file can hold: half a surrogate pair becomes a question mark."""
    if not isinstance(plain, str):
        raise MalformedValue("a text must be a string")
    return plain.encode("utf-8", "replace").decode("utf-8")


def _count(plain: Any) -> int:
    return plain if type(plain) is int and 0 <= plain < MOST else 0
