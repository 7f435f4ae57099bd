"""The grader's side of the boundary: processes, time limits, and hostile bytes made into answers.

`Sandbox` holds one zygote and opens a `Session` for each submission. All limits are kept here, on the side that
the student's code cannot reach.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from grader.answer import Answer, CellRun, Died, Failure, Probe, Raised, Returned, TimedOut, Undefined
from grader.limits import Limits
from grader.sandbox import wire
from grader.values import MalformedValue, parse_value

START_SECONDS = 60.0
GRACE_SECONDS = 2.0
"""How long a process may take to obey before it is killed."""
MAX_DEATHS = 3
"""Cells that may kill the process before the rest of the notebook is given up."""


class SandboxError(Exception):
    """The sandbox itself failed: our fault, never the student's."""


class Sandbox:
    """A zygote process. Use it as a context manager, for one submission at a time."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the process
        command = [sys.executable, "-P", "-m", "grader.sandbox.zygote", str(theirs.fileno())]
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._complaints,
        )
        theirs.close()
        self._control = ours
        self._ask(None, START_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and all it has forked."""
        self._control.close()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._complaints.close()

    def open(self, folder: Path, limits: Limits) -> Session:
        """Fork a process for a submission; its working directory is `folder`."""
        ours, theirs = socket.socketpair()
        with theirs:
            pid = self._ask({"open": str(folder)}, START_SECONDS, theirs.fileno())["pid"]
        return Session(self, pid, ours, limits)

    def end(self, pid: int) -> int:
        """End a submission's process; return the signal it had died of by itself, or 0."""
        return int(self._ask({"close": pid}, START_SECONDS)["signal"])

    def _ask(self, message: wire.Message | None, seconds: float, *descriptors: int) -> wire.Message:
        try:
            if message is not None:
                wire.send(self._control, message, descriptors)
            return wire.receive(self._control, time.monotonic() + seconds)
        except wire.WireError as error:
            self._complaints.seek(0)
            complaint = self._complaints.read().decode(errors="replace").strip().splitlines()[-1:]
            raise SandboxError(f"the process that runs students' code does not answer: {complaint or error}") from error


def _environment() -> dict[str, str]:
    """A small environment: nothing of the instructor's but what Python needs to start."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME") if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",  # the same class gets the same marks twice
        "OPENBLAS_NUM_THREADS": "1",  # a fork has one thread
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "NBGRADER_EXECUTION": "autograde",
    }


class Session:
    """One submission's process: first its cells, then probes."""

    def __init__(self, sandbox: Sandbox, pid: int, connection: socket.socket, limits: Limits) -> None:
        self._sandbox, self._pid, self._connection, self._limits = sandbox, pid, connection, limits
        self._answerer: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> int:
        """End the process; return the signal it had died of by itself, or 0."""
        if self._answerer:
            self._answerer.close()
        self._connection.close()
        return self._sandbox.end(self._pid)

    # ── cells ──────────────────────────────────────────────────────────────────────────────────────────────

    def run(self, cells: Sequence[tuple[int, str]], deadline: float) -> dict[int, CellRun]:
        """Run cells in order, up to the one that hangs or kills the process: that one comes last, `stopped`."""
        runs: dict[int, CellRun] = {}
        seconds = self._limits.cell_seconds
        for index, source in cells:
            left = min(seconds, deadline - time.monotonic())
            try:
                if left <= 0:
                    raise wire.WireTimeout
                wire.send(self._connection, {"cells": [[index, source]], "seconds": left})
                reply = wire.receive(self._connection, time.monotonic() + left + GRACE_SECONDS)
                runs[index] = _parse_run(reply)
            except wire.WireTimeout:
                runs[index] = CellRun(stopped="timeout")
            except (wire.WireError, MalformedValue):
                runs[index] = CellRun(stopped="killed")
            if runs[index].stopped == "killed" or (runs[index].stopped and not runs[index].failed):
                break
        return runs

    # ── probes ─────────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, probes: Sequence[Probe], deadline: float) -> tuple[Answer, ...]:
        """Answer one question's probes; after the first that hangs or dies the rest share its fate."""
        answers: list[Answer] = []
        try:
            connection = self._answerer or self._fork_answerer()
            wire.send(connection, {"probes": [vars(probe) for probe in probes]})
            for _ in probes:
                limit = min(self._limits.call_seconds, max(0.0, deadline - time.monotonic()))
                answers.append(_parse_answer(wire.receive(connection, time.monotonic() + limit)))
        except wire.WireTimeout:
            self._end_answerer()
            answers.append(TimedOut(self._limits.call_seconds))
        except (wire.WireError, MalformedValue) as error:
            answers.append(Died(_death(self._end_answerer(), error)))
        return tuple(answers + answers[-1:] * (len(probes) - len(answers)))

    def _fork_answerer(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        with theirs:
            wire.send(self._connection, {"answer": True}, (theirs.fileno(),))
        try:
            wire.receive(self._connection, time.monotonic() + GRACE_SECONDS)
        except wire.WireTimeout as error:  # not the function's time limit: its process is out of order
            raise wire.WireError("the process no longer obeys") from error
        self._answerer = ours
        return ours

    def _end_answerer(self) -> int:
        """Have the answerer killed; return the signal it had died of by itself, or 0."""
        if self._answerer:
            self._answerer.close()
            self._answerer = None
        try:
            wire.send(self._connection, {"end": True})
            reply = wire.receive(self._connection, time.monotonic() + GRACE_SECONDS)
            return int(reply.get("ended", 0))
        except (wire.WireError, TypeError, ValueError):
            return 0


def _death(signal: int, error: Exception) -> str:
    names = {9: "SIGKILL", 11: "SIGSEGV", 6: "SIGABRT", 15: "SIGTERM"}
    return names.get(signal, f"signal {signal}") if signal else str(error)[:100]


# ── hostile bytes ──────────────────────────────────────────────────────────────────────────────────────────


def _parse_run(message: wire.Message) -> CellRun:
    failed = _parse_failure(message["failed"]) if message.get("failed") else None
    stopped = "timeout" if failed and failed.kind == "CellTimeout" else ""
    outputs = message.get("outputs")
    if not isinstance(outputs, list):
        raise MalformedValue("outputs must be a list")
    return CellRun(tuple(_parse_output(output) for output in outputs), failed, stopped)


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
    # A bundle's values are text, but for the JSON types.
    data = {mime: value for mime, value in plain["data"].items() if isinstance(value, str) or "json" in mime}
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
    printed = message.get("printed")
    return Returned(
        value=parse_value(message.get("value")),
        changed=_names(message.get("changed")),
        shared=message.get("shared") is True,
        means=_names(message.get("means")),
        printed=printed if type(printed) is int else 0,
    )


def _names(plain: Any) -> tuple[str, ...]:
    if not isinstance(plain, list) or len(plain) > 100:
        raise MalformedValue("names must be a list")
    return tuple(_text(name)[:80] for name in plain)


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise MalformedValue("a text must be a string")
    return plain
