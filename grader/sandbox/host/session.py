"""One submission's process, as the grader sees it: it runs cells, then answers probes, within time limits kept here.

The process on the other end is the runner (`grader.sandbox.guest.runner`). It is not trusted: whatever it sends goes
through `grader.answers.parse`.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from types import TracebackType
from typing import Self

from grader.answers import wire
from grader.answers.answer import Answer, CellRun, Died, Probe, Raised, TimedOut
from grader.answers.parse import parse_answer, parse_run
from grader.answers.values import MalformedValue
from grader.errors import SandboxError
from grader.sandbox.host.fork_server import GRACE_SECONDS, START_SECONDS, as_json
from grader.sandbox.limits import Limits

MAX_OUTPUT = 2**24
"""Characters of a notebook's outputs that are kept. The runner keeps fewer (`shell.KEPT_CHARACTERS`) unless a student
has changed it."""


@dataclass(frozen=True)
class Asked:
    """What came of asking one question in the process that ran the cells."""

    answers: tuple[Answer, ...]
    """One for each probe. Empty if the process died: then the question must be asked again."""
    lost: bool = False
    """The process hangs, has died or is out of memory, so this session must be asked nothing more."""


class Session:
    """One submission's process. Use it as a context manager: `start`, then `run`, then the two ways to ask.

    Parameters
    ----------
    connection
        To the runner.
    limits
        Of the submission.
    kill_children
        Ends every process that the runner has started; returns what the submission had used too much of, ``memory`` or
        ``processes``, or an empty string.
    on_close
        Called when the session is closed, to end the process.

    """

    def __init__(
        self,
        connection: wire.Connection,
        limits: Limits,
        kill_children: Callable[[], str],
        on_close: Callable[[], None],
    ) -> None:
        self._runner, self._limits = connection, limits
        self._kill_children, self._on_close = kill_children, on_close
        self._disposable: wire.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Begin to end the process and all that it has started; `Sandbox.wait` returns when that is done."""
        if self._disposable:
            self._disposable.close()
        self._runner.close()
        self._on_close()

    def start(self, files: Sequence[tuple[str, bytes]], documents: Mapping[str, int]) -> None:
        """Send the files that lie beside the notebook, by name and content, and descriptors of documents, by name.

        The process then locks itself up. Raises `SandboxError` if it does not.
        """
        try:
            for name, content in files:
                self._runner.send({"file": as_json(name, content)})
            for name, descriptor in documents.items():
                self._runner.send({"document": name}, (descriptor,))
            self._runner.send({"files": len(files)})
            reply = self._runner.receive(time.monotonic() + START_SECONDS)
        except wire.WireError as error:
            raise SandboxError("the process that runs students' code ended while it started") from error
        if "locked" not in reply:
            raise SandboxError(f"a student's code could not be locked up: {reply.get('broken')}")

    # ── cells ──────────────────────────────────────────────────────────────────────────────────────────────

    def run(self, cells: Sequence[tuple[int, str]], deadline: float) -> dict[int, CellRun]:
        """Run cells, given by index and source, in order; return what came of each, by index.

        `deadline` is a time of `time.monotonic` in seconds. A cell that hangs or kills the process is the last one in
        what is returned, with `CellRun.stopped` set.
        """
        runs: dict[int, CellRun] = {}
        seconds, room = self._limits.cell_seconds, MAX_OUTPUT
        with suppress(wire.WireError):  # then no run comes either
            self._runner.send({"cells": cells, "seconds": seconds, "until": deadline}, deadline=deadline)
        for index, _ in cells:
            left = min(seconds, deadline - time.monotonic())
            try:
                if left <= 0:
                    raise wire.WireTimeout
                run = parse_run(self._runner.receive(time.monotonic() + left + GRACE_SECONDS))
                size = len(str(run.outputs))
                runs[index] = run if size <= room else replace(run, outputs=(), dropped=size)
                room -= min(size, room)
            except wire.WireTimeout:
                runs[index] = CellRun(stopped="timeout")
            except (wire.WireError, MalformedValue):
                runs[index] = CellRun(stopped=self._kill_children() or "killed")
            if runs[index].stopped and not runs[index].failed:
                break
        return runs

    # ── probes ─────────────────────────────────────────────────────────────────────────────────────────────

    def ask_shared(self, probes: Sequence[Probe], deadline: float) -> Asked:
        """Have the process that ran the cells answer one question's probes. This saves a fork.

        Each probe may take `Limits.call_seconds`, all of them until `deadline`, a time of `time.monotonic`.
        """
        answers: list[Answer] = []
        try:
            answers.extend(self._answers(self._runner, probes, deadline, self._limits.call_seconds))
        except wire.WireTimeout:
            hung = [TimedOut(self._limits.call_seconds)] * (len(probes) - len(answers))
            return Asked((*answers, *hung), lost=True)
        except (wire.WireError, MalformedValue):
            return Asked((), lost=True)
        return Asked(tuple(answers), lost=any(map(_out_of_memory, answers)))

    def ask_isolated(self, probes: Sequence[Probe], deadline: float, seconds: float = 0.0) -> tuple[Answer, ...]:
        """Have a disposable fork answer one question's probes; return one answer for each.

        Each probe may take `seconds` or `Limits.call_seconds`, whichever is longer. A call that hangs or dies costs the
        fork: the remaining probes of the question get the same answer, and the next question a new fork.
        """
        answers: list[Answer] = []
        seconds = max(seconds, self._limits.call_seconds)
        try:
            connection = self._disposable or self._start_disposable()
            answers.extend(self._answers(connection, probes, deadline, seconds))
        except wire.WireTimeout:
            self._end_disposable()
            answers.append(TimedOut(seconds))
        except (wire.WireError, MalformedValue) as error:
            answers.append(Died(self._end_disposable() or str(error)[:100]))
        if any(map(_out_of_memory, answers)):
            self._end_disposable()
        return tuple(answers + answers[-1:] * (len(probes) - len(answers)))

    def _answers(
        self, connection: wire.Connection, probes: Sequence[Probe], deadline: float, seconds: float
    ) -> Iterator[Answer]:
        until = min(deadline, time.monotonic() + seconds)
        connection.send_frames(_request(tuple(probes)), until)
        for _ in probes:
            limit = min(seconds, max(0.0, deadline - time.monotonic()))
            yield parse_answer(connection.receive(time.monotonic() + limit))

    def _start_disposable(self) -> wire.Connection:
        ours, theirs = socket.socketpair()
        until = time.monotonic() + GRACE_SECONDS
        try:
            with theirs:
                self._runner.send({"fork": True}, (theirs.fileno(),), until)
            self._runner.receive(until)
        except wire.WireTimeout as error:  # the runner is broken; the function's time limit has nothing to do with it
            raise wire.WireError("the process no longer obeys") from error
        self._disposable = wire.Connection(ours)
        return self._disposable

    def _end_disposable(self) -> str:
        """End the disposable fork.

        Returns what it had used too much of, or the signal that ended it, or an empty string.
        """
        if self._disposable:
            self._disposable.close()
            self._disposable = None
        signal = 0
        try:
            until = time.monotonic() + GRACE_SECONDS
            self._runner.send({"end": True}, deadline=until)
            reply = self._runner.receive(until)
            signal = int(reply.get("ended", 0))
        except (wire.WireError, TypeError, ValueError, OverflowError):
            pass
        return self._kill_children() or (f"signal {signal}" if signal else "")


@lru_cache(maxsize=128)
def _request(probes: tuple[Probe, ...]) -> bytes:
    """Return the frame that asks these probes, kept because every student of a class is asked the same ones."""
    return wire.frame({"probes": [vars(probe) for probe in probes]})


def _out_of_memory(answer: Answer) -> bool:
    """Did the call run out of memory? Its process must then be asked nothing more: the memory may still be taken."""
    return isinstance(answer, Raised) and answer.failure.kind == "MemoryError"
