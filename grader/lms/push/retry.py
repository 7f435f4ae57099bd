"""Retries while an LMS is busy, after the wait that it asks for or with exponential backoff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from grader.errors import UserError

ATTEMPTS = 6
LONGEST_WAIT = 60.0
"""Seconds between two tries, where the LMS does not say how many."""
LONGEST_WAIT_ASKED = 300.0
"""Seconds that an LMS may ask for; a push that must wait longer ends instead."""

_own_pace = wait_random_exponential(multiplier=1, max=LONGEST_WAIT)


class Busy(Exception):
    """The LMS could not answer now; it may still have taken what was sent. `wait`: the seconds that it asks for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.wait = reason, wait


T = TypeVar("T")


def retry_while_busy(call: Callable[[], T], sleep: Callable[[float], None]) -> T:
    """Return what the call returns, trying again while the LMS is `Busy`.

    `sleep` waits for some seconds.

    Raises `UserError` after `ATTEMPTS` tries, or where the LMS asks for more than `LONGEST_WAIT_ASKED` seconds.
    """
    retrying = Retrying(
        retry=retry_if_exception_type(Busy),
        stop=_stop,
        wait=_wait,
        sleep=sleep,
        reraise=True,
    )
    try:
        return retrying(call)
    except Busy as busy:
        asked = f" It asks to wait {busy.wait:.0f} seconds." if busy.wait else ""
        raise UserError(
            f"The LMS does not answer: {busy.reason}.{asked}",
            "Run the same command again later: it goes on with what is not confirmed yet.",
        ) from None


def retry_after(header: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks for (a number or a date), or None."""
    if header is None:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - (now or datetime.now(UTC))).total_seconds())


def _busy(state: RetryCallState) -> Busy | None:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Busy) else None


def _stop(state: RetryCallState) -> bool:
    busy = _busy(state)
    too_long = busy is not None and busy.wait is not None and busy.wait > LONGEST_WAIT_ASKED
    return too_long or stop_after_attempt(ATTEMPTS)(state)


def _wait(state: RetryCallState) -> float:
    busy = _busy(state)
    return busy.wait if busy is not None and busy.wait is not None else _own_pace(state)
