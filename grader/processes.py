"""Work shared among processes: a pool that notices every death, and a function like `map` in forks of this process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection
from pathlib import Path
from typing import Any, TypeVar

from grader.errors import UserError

Map = Callable[..., Iterator[Any]]
T = TypeVar("T")

WATCH_SECONDS = 2.0
"""How often a pool looks for dead workers, and how long it may take to notice one by itself."""


class Pool(ProcessPoolExecutor):
    """A pool of processes that breaks, and does not hang, where a worker is killed while it sends a result.

    Of a result larger than a pipe's buffer the first part has arrived then, and Python's pool waits for the rest: the
    pipe never ends, for this process and the other workers hold its other end.
    """

    _watch: threading.Thread | None = None

    def submit(self, function: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        """Have a worker call a function."""
        future = super().submit(function, *arguments, **named)
        if self._watch is None:  # the pool has made its thread and, where they are forks, all workers
            manager: Any = self._executor_manager_thread
            state = (manager, self._processes, self._pending_work_items, self._result_queue)
            self._watch = threading.Thread(target=_watch, args=state, daemon=True)
            self._watch.start()
        return future


def _watch(manager: threading.Thread, processes: dict[int, Any], pending: dict[int, Any], results: Any) -> None:
    """End a pool that, for `WATCH_SECONDS`, has not noticed that one of its workers died with work to do."""
    seen = False
    while manager.is_alive():
        manager.join(WATCH_SECONDS)
        alive = list(processes.values())
        dead = bool(pending) and bool(connection.wait([process.sentinel for process in alive], 0))
        if dead and seen and manager.is_alive():
            for process in alive:
                process.kill()
            with Path(os.devnull).open(
                "wb"
            ) as nothing:  # in place of the pipe, which so has an end: the pool sees it break
                os.dup2(nothing.fileno(), results._writer.fileno(), inheritable=False)  # and may close what it had
            return
        seen = dead


def cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_fork() -> None:
    """Leave Ctrl-C to the parent, which then ends this fork, and end with the parent however that ends.

    A fork holds both ends of the pool's pipes: it would wait for ever for work from a parent that was killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: Any) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def mapping(jobs: int) -> Iterator[Map]:
    """Give a function like `map`, which works in so many forks of this process, or in itself where that is one.

    Import all that the work needs before: what is imported here, every fork has.

    Raises `UserError` where the system ends one of them.
    """
    if jobs < 2:
        yield map
        return
    pool = Pool(jobs, multiprocessing.get_context("fork"), _start_fork)
    try:
        yield pool.map
    except BrokenExecutor as error:
        raise UserError(
            "The system has ended one of the processes that shared the work.",
            "Free some memory and run the same command again: what is done is kept.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
