"""Grading on the hosts of a Dask cluster. Here is the side that hands out tasks; `host.py` is the other.

Dask moves bytes, finds a host that has room, and gives the tasks of a host that died to others. A reply is bytes again:
a process that holds no gradebook reads it, as the hostile data it may be (`reply.py`).
"""

from __future__ import annotations

import pickle
import time
import uuid
import warnings
from collections import deque
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from types import TracebackType
from typing import Any, Self

from grader.errors import UserError
from grader.grading import host
from grader.grading.reply import MalformedReply, Received, Unfit, read, read_graded, weaker
from grader.grading.scheduler import AGAIN, CONNECT_SECONDS, certificates, check_address
from grader.grading.task import Task
from grader.grading.workers import WorkerProcesses, Workers
from grader.processes import cores
from grader.results.records import GradedSubmission
from grader.results.stamp import code_digest
from grader.submission.submission import Release
from grader.text.printable import one_line

LOOK_SECONDS = 1.0
"""How often it is asked how many hosts there are."""
READERS = 2
"""Processes that read replies: a core and a half keeps up with what one process writes."""
TRIES = 2
"""How often a task may be refused where no host can be found that would not do it, and none has been sent away."""


NAMES_OF_BYTES = frozenset(pickle.dumps(bytes, protocol) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1))
"""The type `bytes`, as Dask writes it beside bytes."""


@contextmanager
def nothing_unpickled() -> Iterator[None]:
    """Have nothing that arrives unpickled in this process: a pickle runs what its sender wants.

    Whatever came as a pickle is None instead, which is no reply. All of Dask reads pickles by `pickle.loads`; to tell
    its client by `deserializers` to take none keeps it from a part of them only. Our own pools use another function.
    """

    def refuse(sent: Any, **_: object) -> object:
        return bytes if bytes(sent) in NAMES_OF_BYTES else None

    before, pickle.loads = pickle.loads, refuse
    try:
        yield
    finally:
        pickle.loads = before


@dataclass(frozen=True)
class HandedOut:
    """A task that a host is to do, the future of its result, its try, and how many hosts had been sent away before."""

    task: Task
    answer: Future[GradedSubmission]
    tries: int
    after: int


class Cluster:
    """The hosts of a scheduler: a `Graders`, as `Workers` is. Use it as a context manager.

    It connects when there is something to grade: a class that has not changed needs no cluster.

    Making it raises `UserError` where the address may not be used.
    """

    def __init__(self, address: str, *, insecure: bool = False) -> None:
        check_address(address, insecure=insecure)
        self._address, self._stack = address, ExitStack()
        self._client: Any = None
        self._jobs = 0
        self._seen = self._looked = 0.0
        self.weaker: set[str] = set()
        self.sent_away: set[str] = set()
        self._began = False
        self._departures = 0
        self._refused: deque[tuple[HandedOut, Exception]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def make_room(self, tasks: int) -> None:
        """Connect, and see that there is a host; more come and go by themselves.

        Raises `UserError` where no scheduler answers, or no host comes in time.
        """
        if self._client or not tasks:
            return
        security = certificates(self._address)
        from distributed import Client

        self._stack.enter_context(nothing_unpickled())
        self._stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")  # of versions that differ: hosts are asked, and refused in words
        try:
            self._client = Client(
                self._address,
                timeout=CONNECT_SECONDS,
                security=security,
                set_as_default=False,
                deserializers=["msgpack", "pickle"],  # replies are asked for as the first; see `nothing_unpickled`
            )
        except Exception as error:
            raise UserError(f"No scheduler answers at {self._address} ({_said(error)}).", AGAIN) from error
        self._stack.callback(_leave, self._client)
        self._hosts: Executor = self._client.get_executor(pure=False)
        self._readers = self._stack.enter_context(Workers(min(READERS, cores()), WorkerProcesses))
        self._seen = time.monotonic()
        self.look()

    @property
    def jobs(self) -> int:
        """How many submissions its hosts grade at a time; it changes with them."""
        return max(self._jobs, 1)

    # ── tasks ──────────────────────────────────────────────────────────────────────────────────────────────

    def grade(self, task: Task) -> Future[GradedSubmission]:
        """Have a host grade a submission."""
        answer: Future[GradedSubmission] = Future()
        self._hand_out(task, answer, 1)
        return answer

    def _hand_out(self, task: Task, answer: Future[GradedSubmission], tries: int) -> None:
        try:
            packed = host.packed(task)
        except OSError as error:
            answer.set_exception(error)
            return
        one = HandedOut(task, answer, tries, self._departures)
        reply = self._ask(host.grade_here, packed, self._release(task.release), code_digest())
        reply.add_done_callback(partial(self._read, one))

    def _read(self, one: HandedOut, reply: Future[bytes]) -> None:
        """Have a reply read, once it has come. Dask calls this in its own thread."""
        try:
            came = self._came(reply)
        except UserError as error:
            one.answer.set_exception(error)
        except Exception as error:  # of Dask: a host sends none, unless it cannot even import what grades
            self._refused.append((one, error))
        else:
            try:
                read = self._readers.submit(read_graded, came, one.task)
            except Exception as error:
                one.answer.set_exception(error)
            else:
                read.add_done_callback(partial(self._pass_on, one))

    def _pass_on(self, one: HandedOut, read: Future[Received]) -> None:
        try:
            received = read.result()
        except Unfit as error:
            self._refused.append((one, error))
        except Exception as error:
            one.answer.set_exception(error)
        else:
            if received.weaker:
                self.weaker.add(received.weaker)
            one.answer.set_result(received.graded)

    def _ask(self, function: Callable[..., bytes], *arguments: object, **where: object) -> Future[bytes]:
        return self._hosts.submit(function, *arguments, key=f"{function.__name__}-{uuid.uuid4().hex}", **where)

    def _came(self, reply: Future[bytes]) -> bytes:
        """Return a reply; raise `UserError` where the scheduler has gone with all that it had."""
        if reply.cancelled():
            raise self._gone()
        return reply.result()

    @lru_cache(maxsize=4)  # noqa: B019  # ends with the command
    def _release(self, release: Release) -> Any:
        """Return what stands for a release in a task: it goes to a host once, and from there to others."""
        packed = pickle.dumps(release)
        return self._client.submit(bytes, packed, key=f"release-{uuid.uuid4().hex}", pure=False)

    # ── hosts ──────────────────────────────────────────────────────────────────────────────────────────────

    def wait(self, running: Collection[Future[Any]]) -> Collection[Future[Any]]:
        """Wait until one of these is done, while there are a scheduler and hosts; return those that are.

        Tasks that a host has refused are handed out again, without that host.

        Raises `UserError` where the scheduler has gone, there has been no host for `CONNECT_SECONDS`, or none is fit.
        """
        while running:
            if self._refused:
                self._hand_out_again()
            if done := self._wait_a_moment(running):
                return done
        return ()

    def _wait_a_moment(self, running: Collection[Future[Any]]) -> Collection[Future[Any]]:
        done = wait(running, LOOK_SECONDS, FIRST_COMPLETED).done
        if not done or time.monotonic() - self._looked > LOOK_SECONDS:
            self.look()
        return done

    def _hand_out_again(self) -> None:
        """Send all hosts away that came in the middle and cannot grade, and have others do what they refused.

        A refusal may be read long after the host that sent it has gone: it counts for a task only where no host was
        sent away since the task was handed out.
        """
        refused = [self._refused.popleft() for _ in range(len(self._refused))]
        task = refused[0][0].task
        for unfit in self._unfit(task.settings.sandbox, task.release):
            self._send_away(*unfit)
        for one, error in refused:
            counts = one.after == self._departures
            if counts and one.tries == TRIES:
                one.answer.set_exception(error)
            else:  # where it counts, the host may have left by itself
                self._hand_out(one.task, one.answer, one.tries + counts)

    def _send_away(self, address: str, error: UserError) -> None:
        """Have the scheduler let go of a host; raise the error where it has no other one."""
        if not self._identity(workers=-1)["workers"].keys() - {address}:
            raise error
        self._departures += 1
        self.sent_away.add(error.what)
        with suppress(Exception):  # it may have left meanwhile
            self._client.retire_workers(workers=[address])

    def look(self) -> None:
        """See how many hosts there are; where there is none, wait for one.

        Raises what `wait` raises.
        """
        while True:
            self._jobs = self._identity(workers=0).get("total_threads", 0)
            self._looked = time.monotonic()
            if self._jobs:
                self._seen = self._looked
                return
            if self._looked - self._seen > CONNECT_SECONDS:
                raise UserError(
                    f"The scheduler at {self._address} has had no host for {CONNECT_SECONDS:.0f} seconds.",
                    f"Start some: grader worker {self._address}. {AGAIN}",
                )
            time.sleep(LOOK_SECONDS / 4)

    def _identity(self, workers: int) -> dict[str, Any]:
        """Return what the scheduler says of itself and of so many of its hosts, of all where that is -1."""
        listens = self._client._handle_report_task  # it ends where something cannot be read, and nothing else tells
        if self._client.status == "running" and listens and not listens.done():
            with suppress(Exception):
                identity: dict[str, Any] = self._client.scheduler_info(n_workers=workers)
                return identity
        raise self._gone()

    def _gone(self) -> UserError:
        return UserError(f"The scheduler at {self._address} is gone.", AGAIN)

    def probe(self, protection: str, release: Release) -> None:
        """Have every host say whether it would mark as this machine does, and what its sandbox is.

        Raises `UserError` where a host has other code, no sandbox, or cannot grade at all. Once grading has begun, such
        a host came in the middle: it is sent away, and named in `sent_away`, as long as there are others.
        """
        for address, error in self._unfit(protection, release):
            if not self._began:
                raise error
            self._send_away(address, error)
        self._began = True

    def _unfit(self, protection: str, release: Release) -> Iterator[tuple[str, UserError]]:
        """Ask every host whether it can grade; yield the address of each that cannot, and why."""
        arguments = protection, self._release(release), code_digest()
        where: dict[str, Any] = {"allow_other_workers": False, "priority": 1}  # before tasks that wait there
        asked = {
            self._ask(host.probe_here, *arguments, workers=[address], **where): address
            for address in self._identity(workers=-1)["workers"]
        }
        while asked:
            for reply in self._wait_a_moment(asked):
                address = asked.pop(reply)
                try:
                    said = weaker(read(self._came(reply)))
                except Unfit as error:
                    yield address, error
                except (BrokenExecutor, MalformedReply, AttributeError) as error:  # the last is Dask's, of a None
                    yield (
                        address,
                        UserError(
                            f"The host at {address} cannot grade ({_said(error)}).",
                            f"Start it anew, with `grader worker {self._address}` of the release installed here.",
                        ),
                    )
                else:
                    self.weaker |= {said} if said else set()
            there = self._identity(workers=-1)["workers"]
            asked = {reply: address for reply, address in asked.items() if address in there}


def _leave(client: Any) -> None:
    with suppress(Exception):  # a scheduler that has gone cannot be told
        client.close(timeout=2)


def _said(error: BaseException) -> str:
    return one_line(str(error) or type(error).__name__, 200)
