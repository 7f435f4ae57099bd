"""The process of a grading host: a Dask worker, with this machine's worker processes behind it."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Callable
from contextlib import closing
from urllib.parse import urlsplit

from grader.errors import UserError
from grader.grading import host
from grader.grading.scheduler import AGAIN, CONNECT_SECONDS, certificates, check_address, is_loopback


def serve(address: str, jobs: int, *, insecure: bool, say: Callable[[str], None]) -> None:
    """Grade for the scheduler at an address, so many submissions at a time, until somebody ends it.

    Raises `UserError` where the scheduler may not be used, does not answer, or has gone.
    """
    check_address(address, insecure=insecure)
    security = certificates(address)
    from distributed import Worker

    async def work() -> bool:
        """Return whether somebody here ended it."""
        with tempfile.TemporaryDirectory(prefix="grader-") as folder:
            worker = Worker(
                address,
                nthreads=jobs,
                host="127.0.0.1" if is_loopback(urlsplit(address).hostname or "") else None,
                dashboard_address="127.0.0.1:0",
                local_directory=folder,
                memory_limit=0,  # students' code has limits of its own, in other processes
                death_timeout=CONNECT_SECONDS,
                security=security,
            )
            told = asyncio.Event()
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, told.set)
            try:
                await worker
            except Exception as error:
                raise UserError(f"No scheduler answers at {address}.", AGAIN) from error
            say(f"grading for {address}, {jobs} submissions at a time; Ctrl-C ends this")
            finished = asyncio.create_task(worker.finished())
            await asyncio.wait([finished, asyncio.create_task(told.wait())], return_when=asyncio.FIRST_COMPLETED)
            await worker.close(timeout=CONNECT_SECONDS, executor_wait=False)
            return told.is_set()

    with closing(host.this_host()):
        if not asyncio.run(work()):
            if host.this_host().has_other_code:
                raise UserError(
                    f"Whoever grades at {address} sent this host away: it has other code or other versions.",
                    "Install the same release, with the same requirements.lock, in both places, and start this again."
                    " What differs is told where the course lies.",
                )
            raise UserError(f"The scheduler at {address} has gone.", "Start this again when it is there.")
