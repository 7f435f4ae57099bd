"""Grades on their way, as tests of a push make them."""

from datetime import UTC, datetime

from grader.lms.push.delivery import Delivery

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
HERE = "https://lms.example/course/1"


def delivery(student: str = "ann", score: float = 8.5, comment: str = "good", assignment: str = "a1") -> Delivery:
    return Delivery(assignment, student, f"u-{student}", score, 10.0, comment)
