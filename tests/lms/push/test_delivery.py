"""A grade on its way: what makes it another one, and the moment written on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from deliveries import delivery

from grader.lms.push.delivery import later_than


@pytest.mark.parametrize(
    ("change", "another"),
    [
        ({"user": "u-2"}, True),
        ({"score": 8.51}, True),
        ({"max_score": 20.0}, True),
        ({"comment": "other"}, True),
        ({"assignment": "a2"}, False),  # the log keeps assignments and students apart itself
        ({"student": "bob"}, False),
    ],
)
def test_a_digest_tells_what_an_lms_would_show_otherwise(change: dict[str, object], another: bool) -> None:
    assert (replace(delivery(), **change).digest != delivery().digest) is another


def test_a_comment_of_half_characters_has_a_digest() -> None:
    assert delivery(comment="\ud800").comment_digest != delivery().comment_digest
    assert delivery(comment="\ud800").digest != delivery().digest


def test_the_next_moment_is_now_or_the_next_second() -> None:
    last = datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)
    assert later_than(None, last + timedelta(microseconds=123)) == last
    assert later_than(last, last) == datetime(2026, 1, 2, 3, 4, 6, tzinfo=UTC)
    assert later_than(last, last + timedelta(seconds=9)) == last + timedelta(seconds=9)
