"""A grade on its way to an LMS: what is sent, what was sent before, and what the LMS answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True)
class Delivery:
    """One grade on its way: whose, to which user of the LMS, and what."""

    assignment: str
    student: str
    user: str
    score: float
    max_score: float
    comment: str

    @property
    def digest(self) -> str:
        """16 hexadecimal digits, other ones where user, score, maximum or comment differ."""
        content = json.dumps([self.user, self.score, self.max_score, self.comment])
        return hashlib.sha256(content.encode()).hexdigest()[:16]

    @property
    def comment_digest(self) -> str:
        """16 hexadecimal digits of the comment alone."""
        return hashlib.sha256(self.comment.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class Past:
    """What the log knows of one student's grade in one assignment."""

    confirmed: str = ""
    """Digest of what the LMS surely has, or empty."""
    comment: str = ""
    """Digest of the last comment that the LMS surely has."""
    latest: datetime | None = None
    """The latest moment written on anything sent: the next must be later."""
    column: str = ""
    """The LMS's name of the column that this is known of; empty where the log does not tell."""

    def in_column(self, column: str) -> Past:
        """Return what is known of the grade in a column: nothing but the moment where it was sent to another one."""
        return Past("", "", self.latest, column) if self.column and self.column != column else self


@dataclass(frozen=True)
class Receipt:
    """What the LMS said to one delivery."""

    delivery: Delivery
    at: datetime
    """The moment written on the grade that was sent."""
    refused: str = ""
    """Why the LMS did not take it; empty where it did."""


class Lms(Protocol):
    """A course in an LMS that takes grades."""

    where: str
    """The course's address in the LMS; the log tells courses apart by it."""
    batch: int
    """How many grades go in one request."""

    def prepare(self, maxima: Mapping[str, float]) -> Mapping[str, str]:
        """Make sure that each assignment can take grades, before anything is sent; return the name of its column.

        A column that was deleted and made again has another name. Raises `UserError`.
        """

    def warnings(self, users: Collection[str]) -> Iterable[str]:
        """Return sentences on what an instructor should know before grades go to these users; after `prepare`."""

    def send(self, deliveries: Sequence[tuple[Delivery, Past]]) -> Iterable[Receipt]:
        """Send grades of one assignment. Raises `UserError` when the LMS cannot be reached or refuses the login."""


def later_than(latest: datetime | None, now: datetime) -> datetime:
    """Return the moment to write on a score: now, or the next whole second after the last (Moodle drops fractions)."""
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    return now if latest is None else max(now, latest.replace(microsecond=0) + timedelta(seconds=1))
