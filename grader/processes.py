"""Pure work shared among forks of this process: a function like `map`, in all cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from grader.errors import UserError

Map = Callable[..., Iterator[Any]]


def cores() -> int:
    """Return on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def mapping(jobs: int) -> Iterator[Map]:
    """Give a function like `map`, which works in so many forks of this process, or in itself where that is one.

    Import all that the work needs before: what is imported here, every fork has.

    Raises `UserError` where the system ends one of them.
    """
    if jobs < 2:
        yield map
        return
    ignore = (signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for this process, which then ends them
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), signal.signal, ignore)
    try:
        yield pool.map
    except BrokenExecutor as error:
        raise UserError(
            "The system has ended one of the processes that shared the work.",
            "Free some memory and run the same command again: what is done is kept.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
