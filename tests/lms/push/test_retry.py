"""Patience with an LMS: how often, how long, and when to give up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from grader.errors import UserError
from grader.lms.push.retry import ATTEMPTS, LONGEST_WAIT, LONGEST_WAIT_ASKED, Busy, retry_after, retry_while_busy


def failing(times: int, wait: float | None = None) -> Callable[[], str]:
    """Return a call that is busy so many times, then answers."""
    left = iter(range(times))

    def call() -> str:
        if next(left, None) is not None:
            raise Busy("too many requests", wait)
        return "answer"

    return call


def test_a_busy_lms_is_asked_again_until_it_answers() -> None:
    slept: list[float] = []
    assert retry_while_busy(failing(ATTEMPTS - 1), slept.append) == "answer"
    assert len(slept) == ATTEMPTS - 1
    assert all(0 <= seconds <= LONGEST_WAIT for seconds in slept)


def test_the_wait_that_the_lms_asks_for_is_kept() -> None:
    slept: list[float] = []
    assert retry_while_busy(failing(2, LONGEST_WAIT_ASKED), slept.append) == "answer"
    assert slept == [LONGEST_WAIT_ASKED] * 2


@pytest.mark.parametrize(
    ("times", "wait", "sleeps", "said"),
    [
        (ATTEMPTS, None, ATTEMPTS - 1, "The LMS does not answer: too many requests."),
        (1, LONGEST_WAIT_ASKED + 1, 0, "It asks to wait 301 seconds."),
    ],
)
def test_it_ends_with_what_to_do(times: int, wait: float | None, sleeps: int, said: str) -> None:
    slept: list[float] = []
    with pytest.raises(UserError) as error:
        retry_while_busy(failing(times, wait), slept.append)
    assert said in error.value.what
    assert "same command again" in error.value.remedy
    assert len(slept) == sleeps


def test_another_error_is_not_tried_again() -> None:
    slept: list[float] = []
    with pytest.raises(ZeroDivisionError):
        retry_while_busy(lambda: 1 // 0, slept.append)
    assert slept == []


def test_retry_after_is_seconds_or_a_date() -> None:
    now = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert retry_after("120") == 120
    assert retry_after("Fri, 02 Jan 2026 03:05:05 GMT", now) == 60
    assert retry_after("Fri, 02 Jan 2026 03:00:00 GMT", now) == 0
    assert retry_after("soon") is None
    assert retry_after(None) is None
