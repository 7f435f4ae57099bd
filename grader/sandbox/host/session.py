"""One submission's process, as the grader sees it: it runs cells, then answers probes, within time limits kept here.

The process on the other end is the runner (`grader.sandbox.guest.runner`). It is not trusted: whatever it sends goes
through `grader.answers.parse`.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol, Self

from grader.answers import wire
from grader.answers.answer import Answer, CellRun, Died, Probe, ProbeSeries, Raised, TimedOut
from grader.answers.packing import pack_probes
from grader.answers.parse import parse_answers, parse_run
from grader.answers.values import MalformedValue
from grader.errors import SandboxError, Starved
from grader.sandbox.host.fork_server import GRACE_SECONDS, START_SECONDS
from grader.sandbox.limits import PATIENCE, Allowance, Limits

IDLE = 0.25
"""A process that ran out of time with less of it on the processor than this was idle."""
STARVED = 0.75
"""Where less of the wall's time than this was a submission's own, others had the processor."""
RECENT = 0.1
"""Seconds for which a measurement of used time is used again, with what can have passed meanwhile added."""
SLACK = 0.01
"""Seconds by which measured time may be short of a limit."""
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


class Supervisor(Protocol):
    """What a session asks of the supervisor of its process."""

    def kill_children(self) -> str:
        """End every process that the runner has started.

        Returns what the submission had used too much of, ``memory`` or ``processes``, or an empty string.
        """

    def used_since(self, moment: float) -> tuple[float, float]:
        """Return the own time and the processor time, in seconds, that the submission has used since a moment."""

    def interrupt(self) -> None:
        """Stop the cell that the runner runs, if that obeys."""

    def begin_close(self) -> None:
        """Begin to end the process and all that it has started."""


class Session:
    """One submission's process. Use it as a context manager: `start`, then `run`, then the two ways to ask.

    Time limits are of the submission's own time (`Allowance`), with a wide limit by the clock on the wall behind them.
    What reaches only the wide one was starved by other processes and is nobody's timeout: `Starved` is raised.
    """

    def __init__(self, connection: wire.Connection, limits: Limits, supervisor: Supervisor) -> None:
        self._runner, self._limits, self._supervisor = connection, limits, supervisor
        self._disposable: wire.Connection | None = None
        self._turns: list[tuple[float, float]] = []
        self._ours_since = 0.0
        self._last_used = (0.0, 0.0, 0.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Begin to end the process and all that it has started; `Sandbox.wait` returns when that is done."""
        if self._disposable:
            self._disposable.close()
        self._runner.close()
        self._supervisor.begin_close()

    def start(self, files: Sequence[tuple[str, bytes]], documents: Mapping[str, int]) -> None:
        """Send the files that lie beside the notebook, by name and content, and descriptors of documents, by name.

        The process then locks itself up. Raises `SandboxError` if it does not.
        """
        try:
            frames = [wire.frame({"file": name}) + wire.frame_of(content) for name, content in files]
            self._runner.send_frames(b"".join(frames), _hence(START_SECONDS))
            for name, descriptor in documents.items():
                self._runner.send({"document": name}, (descriptor,))
            self._runner.send({"files": len(files)})
            reply = self._runner.receive(time.monotonic() + START_SECONDS)
        except wire.WireError as error:
            raise SandboxError("the process that runs students' code ended while it started") from error
        if "locked" not in reply:
            raise SandboxError(f"a student's code could not be locked up: {reply.get('broken')}")

    # ── time ───────────────────────────────────────────────────────────────────────────────────────────────

    def left(self, allowance: Allowance) -> float:
        """Return how many seconds of its own time the submission may still use, 0 or less where it is too late.

        Raises `Starved` where it is too late because other processes had the processor.
        """
        now = time.monotonic()
        ours = self._ours(allowance.started, now)
        left = allowance.seconds - (now - allowance.started - ours)
        if left < max(self._limits.cell_seconds, self._limits.call_seconds):
            most = self._most_used(allowance.started, now) - ours
            if now < allowance.until and allowance.seconds - most > RECENT:
                return allowance.seconds - most
            own = self._ask_used(allowance.started, now) - ours
            if now >= allowance.until and own < STARVED * (now - allowance.started):
                raise Starved
            left = allowance.seconds - own
        return left if now < allowance.until and left > SLACK else 0.0

    def used_since(self, moment: float) -> float:
        """Return the seconds of its own time that the submission has used since a moment."""
        now = time.monotonic()
        return self._ask_used(moment, now) - self._ours(moment, now)

    def _ask_used(self, moment: float, now: float) -> float:
        """Return the own time used since a moment. To measure it, the supervisor looks at all processes there are."""
        own = self._supervisor.used_since(moment)[0]
        self._last_used = (moment, now, own)
        return own

    def _most_used(self, moment: float, now: float) -> float:
        """Return what can have been used since a moment, from a measurement that is at most `RECENT` seconds old.

        Where there is none, one is taken. Own time passes no faster than the wall's.
        """
        known, measured, own = self._last_used
        if known != moment or now - measured > RECENT:
            return self._ask_used(moment, now)
        return own + now - measured

    def _ours(self, since: float, now: float) -> float:
        """Return the seconds from one time to another in which the submission waited for the grader, which marked."""
        turns = [*self._turns, (self._ours_since, now)] if self._ours_since else self._turns
        return sum(end - max(start, since) for start, end in turns if end > since)

    @contextmanager
    def _theirs(self) -> Iterator[None]:
        """It is the submission's turn; before and afterwards, and until the next time, it is the grader's."""
        if self._ours_since:
            self._turns.append((self._ours_since, time.monotonic()))
            self._ours_since = 0.0
        try:
            yield
        finally:
            self._ours_since = time.monotonic()

    def _receive(self, connection: wire.Connection, allowance: Allowance) -> wire.Message:
        """Return the next message; raises as `_receive_body` does, and `WireError` for what is no JSON object."""
        return wire.parse(self._receive_body(connection, allowance))

    def _receive_body(self, connection: wire.Connection, allowance: Allowance) -> bytes:
        """Return the bytes of the next message.

        Raises `WireError`; `WireTimeout` once the submission has used the seconds of the allowance. Raises `Starved`
        where it has not, and the wall's time is over.
        """
        wait_until = allowance.started + allowance.seconds
        while True:
            try:
                return connection.receive_body(min(wait_until, allowance.until))
            except wire.WireTimeout:
                left = self.left(allowance)
                if left <= 0:
                    return connection.receive_body(0.0)  # it may have come while that was measured
                wait_until = time.monotonic() + left

    def _idle_since(self, moment: float) -> bool:
        """Did the submission hardly use the processor in its own time since a moment?"""
        own, cpu = self._supervisor.used_since(moment)
        return cpu < IDLE * own

    # ── cells ──────────────────────────────────────────────────────────────────────────────────────────────

    def run(self, cells: Sequence[tuple[int, str]], allowance: Allowance) -> dict[int, CellRun]:
        """Run cells, given by index and source, in order; return what came of each, by index.

        A cell that hangs or kills the process is the last one in what is returned, with `CellRun.stopped` set.
        """
        with self._theirs():
            return self._run(cells, allowance)

    def _run(self, cells: Sequence[tuple[int, str]], allowance: Allowance) -> dict[int, CellRun]:
        runs: dict[int, CellRun] = {}
        room = MAX_OUTPUT
        with suppress(wire.WireError):  # then no run comes either
            self._runner.send({"cells": cells}, deadline=min(allowance.until, _hence(self._limits.notebook_seconds)))
        for index, _ in cells:
            started = time.monotonic()
            try:
                run = parse_run(self._run_of_cell(self._within(allowance, self._limits.cell_seconds)))
                size = len(str(run.outputs))
                runs[index] = run if size <= room else replace(run, outputs=(), dropped=size)
                room -= min(size, room)
            except wire.WireTimeout:
                runs[index] = CellRun(stopped="timeout")
            except (wire.WireError, MalformedValue):
                runs[index] = CellRun(stopped=self._supervisor.kill_children() or "killed")
            if runs[index].stopped == "timeout":
                runs[index] = replace(runs[index], idle=self._idle_since(started))
            if runs[index].stopped and not runs[index].failed:
                break
        return runs

    def _within(self, allowance: Allowance, seconds: float) -> Allowance:
        """Return what a cell or a call may use of a notebook's allowance, beginning now.

        Raises `WireTimeout` where nothing is left.
        """
        left = min(seconds, self.left(allowance))
        if left <= 0:
            raise wire.WireTimeout
        return Allowance.of(left, min(allowance.until, _hence(PATIENCE * left)))

    def _run_of_cell(self, allowance: Allowance) -> wire.Message:
        """Return the run that comes; at the end of the allowance the cell is interrupted, and has a moment to obey."""
        try:
            return self._receive(self._runner, allowance)
        except wire.WireTimeout:
            self._supervisor.interrupt()
            return self._receive(self._runner, Allowance.of(GRACE_SECONDS))

    # ── probes ─────────────────────────────────────────────────────────────────────────────────────────────

    def ask_shared(self, probes: Sequence[Probe | ProbeSeries], allowance: Allowance) -> Asked:
        """Have the process that ran the cells answer one question's probes. This saves a fork.

        Each probe may take `Limits.call_seconds`, all of them together what is left of the notebook's allowance.
        """
        answers: list[Answer] = []
        seconds = self._limits.call_seconds
        try:
            with self._theirs():
                for part in self._answers(self._runner, probes, allowance, seconds):
                    answers += part
        except _Hung as hung:
            left = [TimedOut(seconds, hung.idle)] * (len(probes) - len(answers))
            return Asked((*answers, *left), lost=True)
        except (wire.WireError, MalformedValue):
            return Asked((), lost=True)
        return Asked(tuple(answers), lost=any(map(_out_of_memory, answers)))

    def ask_isolated(
        self, probes: Sequence[Probe | ProbeSeries], allowance: Allowance, seconds: float = 0.0
    ) -> tuple[Answer, ...]:
        """Have a disposable fork answer one question's probes; return one answer for each.

        Each probe may take `seconds` or `Limits.call_seconds`, whichever is longer. A call that hangs or dies costs the
        fork: the remaining probes of the question get the same answer, and the next question a new fork.
        """
        answers: list[Answer] = []
        seconds = max(seconds, self._limits.call_seconds)
        try:
            with self._theirs():
                connection = self._disposable or self._start_disposable()
                for part in self._answers(connection, probes, allowance, seconds):
                    answers += part
        except _Hung as hung:
            self._end_disposable()
            answers.append(TimedOut(seconds, hung.idle))
        except (wire.WireError, MalformedValue) as error:
            answers.append(Died(self._end_disposable() or str(error)[:100]))
        if any(map(_out_of_memory, answers)):
            self._end_disposable()
        return tuple(answers + answers[-1:] * (len(probes) - len(answers)))

    def _answers(
        self, connection: wire.Connection, probes: Sequence[Probe | ProbeSeries], allowance: Allowance, seconds: float
    ) -> Iterator[tuple[Answer, ...]]:
        """Yield the answers to all probes, in the parts in which they come.

        Raises `_Hung` where the next part does not come in time; `WireError` or `MalformedValue` for what is none.
        """
        started, left = time.monotonic(), len(probes)
        try:
            connection.send_frames(_request(tuple(probes)), min(allowance.until, _hence(seconds)))
            while left:
                started = time.monotonic()
                body = connection.body_ahead()
                if body is None:
                    body = self._receive_body(connection, self._within(allowance, seconds))
                answers = parse_answers(body)
                left -= len(answers)
                if left < 0:
                    raise MalformedValue("there are more answers than probes")
                yield answers
        except wire.WireTimeout as error:
            raise _Hung(idle=self._idle_since(started)) from error

    def _start_disposable(self) -> wire.Connection:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._runner.send({"fork": True}, (theirs.fileno(),), _hence(GRACE_SECONDS))
            self._reply("forked")
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
            with self._theirs():  # or the time that it takes to obey would be the grader's, and never end
                self._runner.send({"end": True}, deadline=_hence(GRACE_SECONDS))
                signal = int(self._reply("ended"))
        except (wire.WireError, TypeError, ValueError, OverflowError):
            pass
        return self._supervisor.kill_children() or (f"signal {signal}" if signal else "")

    def _reply(self, kind: str) -> Any:
        """Return what the runner answers under a key; one that was too late for an earlier request is left out."""
        allowance = Allowance.of(GRACE_SECONDS)
        while kind not in (reply := self._receive(self._runner, allowance)):
            pass
        return reply[kind]


class _Hung(Exception):
    """A probe had no answer in time."""

    def __init__(self, *, idle: bool) -> None:
        super().__init__()
        self.idle = idle


def _hence(seconds: float) -> float:
    """Return the time of `time.monotonic` in so many seconds."""
    return time.monotonic() + seconds


@lru_cache(maxsize=128)
def _request(probes: tuple[Probe | ProbeSeries, ...]) -> bytes:
    """Return the frames that ask these probes, kept because every student of a class is asked the same ones."""
    return wire.frame({"probes": len(probes)}) + wire.frame_of(pack_probes([vars(probe) for probe in probes]))


def _out_of_memory(answer: Answer) -> bool:
    """Did the call run out of memory? Its process must then be asked nothing more: the memory may still be taken."""
    return isinstance(answer, Raised) and answer.failure.kind == "MemoryError"
