"""One line that tells how far a long step is: live in a terminal, elsewhere one every few seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

Advance = Callable[..., None]
"""To be called when one more is done; with True where a person has to look at it."""

EVERY_SECONDS = 5.0


class Rate(ProgressColumn):
    """How many a second, lately."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "", style="progress.data.speed")


class Counts(ProgressColumn):
    """How many are done; until the first one is, that it is worked on."""

    def render(self, task: Task) -> Text:
        count = f"{task.total or 0:.0f}"
        if not task.completed:
            return Text(f"working on the first of {count}")
        return Text(f"{task.completed:.0f} of {count} done")


@contextmanager
def progress(what: str, count: int, *, slow: bool = False) -> Iterator[Advance]:
    """Show how many of `count` are done, the rate, the time left, and how many need a person.

    Nothing is shown where there is nothing to do. With `slow`, one may take long: without a terminal a line comes every
    few seconds all the same, from a thread, so that nothing may be forked from this process meanwhile.
    """
    console = Console(stderr=True)
    if count and console.is_terminal:
        with _live(what, count, console) as advance:
            yield advance
    else:
        lines = Lines(what, count, sys.stderr)
        with never_silent(lines) if count and slow else nullcontext():
            yield lines


@contextmanager
def _live(what: str, count: int, console: Console) -> Iterator[Advance]:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        Counts(),
        Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[human]}"),
    )
    human = 0
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(what, total=count, human="")

        def advance(needs_person: bool = False) -> None:
            nonlocal human
            human += needs_person
            bar.update(task, advance=1, human=_human(human))

        yield advance


def _human(count: int) -> str:
    return f"{count} for a person to look at" if count else ""


class Lines:
    """Writes a line with counts every `EVERY_SECONDS`, where lines stay; what ends sooner has none."""

    def __init__(self, what: str, count: int, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._what, self._count, self._stream, self._clock = what, count, stream, clock
        self._done = self._human = 0
        self._began = self._said = self._last = clock()
        self._turn = threading.Lock()

    def __call__(self, needs_person: bool = False) -> None:
        self._done += 1
        self._human += needs_person
        self._last = now = self._clock()
        self._tell(now)

    def tell(self) -> None:
        """Say how far it is, if it is time to."""
        self._tell(self._clock())

    def _tell(self, now: float) -> None:
        with self._turn:
            if now - self._said < EVERY_SECONDS:
                return
            self._said = now
            parts = [f"{self._what}: {self._done} of {self._count}", self._left(now), _human(self._human)]
            print(", ".join(part for part in parts if part), file=self._stream, flush=True)

    def _left(self, now: float) -> str:
        if not self._done:
            return f"working on the first for {now - self._began:.0f} s"
        left = (now - self._began) / self._done * (self._count - self._done)
        waiting = now - self._last
        if waiting > max(left, EVERY_SECONDS):  # what the others took tells nothing of one that hangs
            return f"the next takes {waiting:.0f} s so far"
        return f"{left:.0f} s left"


@contextmanager
def never_silent(lines: Lines, look_every: float = 1.0) -> Iterator[None]:
    """Have a thread write lines also while nothing gets done, as where a submission hangs until its limit."""
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(look_every):
            lines.tell()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
