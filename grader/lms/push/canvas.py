"""Grades into Canvas over its REST interface: a bulk update for up to a hundred students, and waiting for its end."""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

import requests
from canvasapi import Canvas  # type: ignore[import-untyped]
from canvasapi.exceptions import (  # type: ignore[import-untyped]
    CanvasException,
    Forbidden,
    InvalidAccessToken,
    RateLimitExceeded,
    ResourceDoesNotExist,
    Unauthorized,
)
from requests.adapters import HTTPAdapter

from grader.errors import UserError
from grader.lms.grades import score_text
from grader.lms.push.delivery import Delivery, Past, Receipt
from grader.lms.push.retry import Busy, retry_while_busy
from grader.lms.push.settings import CanvasSettings, Secret
from grader.text.printable import first_names, one_line

T = TypeVar("T")
TIMEOUT = 60.0
"""Seconds for one request."""
POLLS = 120
LISTED = 10
"""Users that a warning names."""
LONGEST_POLL = 10.0
"""Seconds between two questions whether Canvas is done."""


class CanvasCourse:
    """One course in Canvas, through its REST interface."""

    batch = 100

    def __init__(self, settings: CanvasSettings, token: Secret, sleep: Callable[[float], None] = time.sleep) -> None:
        self.where = settings.where
        self._settings, self._token, self._sleep = settings, token, sleep
        self._assignments: dict[str, Any] = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # http is let through for this machine alone
            self._canvas = Canvas(settings.url, token.reveal())
        self._canvas._Canvas__requester._session.mount(settings.url, _TimeLimit())

    def prepare(self, maxima: Mapping[str, float]) -> Mapping[str, str]:
        """Find each assignment in Canvas; return its number there.

        Raises `UserError` where it is not there, or would take our points for something else.
        """
        for name in maxima:
            if name not in self._settings.assignments:
                raise UserError(
                    f"c.Grader.canvas['assignments'] does not name {name}.",
                    f"Add {name!r} and its number: the last part of the assignment's address in Canvas.",
                )
        course = self._ask("the course", lambda: self._canvas.get_course(self._settings.course_id))
        for name, maximum in maxima.items():
            id_ = self._settings.assignments[name]
            assignment = self._ask(f"assignment {id_} ({name})", partial(course.get_assignment, id_))
            if problem := _problem(assignment, maximum):
                raise UserError(f"Assignment {id_} in Canvas ({name}) {problem[0]}.", problem[1])
            self._assignments[name] = assignment
        return {name: str(self._settings.assignments[name]) for name in maxima}

    def warnings(self, users: Collection[str]) -> Iterator[str]:
        """Yield who of the users has left the course, and which assignment is anonymous and not posted yet."""
        for name, assignment in self._assignments.items():
            if getattr(assignment, "anonymize_students", False):
                yield f"{name} is anonymous in Canvas and not posted: students see nothing until you post the grades."
        course = self._ask("the course", lambda: self._canvas.get_course(self._settings.course_id))
        options = {"type": ["StudentEnrollment"], "state": ["completed", "inactive"]}
        try:
            left = self._ask("who has left the course", lambda: list(course.get_enrollments(**options)))
        except UserError as error:
            yield f"Who has left the course is not known: {error.what}"
            return
        found = sorted(set(users) & {user for enrollment in left for user in _called(enrollment)})
        if found:
            yield f"Concluded or inactive in Canvas, which takes no grades for them: {first_names(found, LISTED)}."

    def send(self, deliveries: Sequence[tuple[Delivery, Past]]) -> Iterator[Receipt]:
        """Send grades of one assignment together; yields the answer for each."""
        assignment = self._assignments[deliveries[0][0].assignment]
        data = {delivery.user: _entry(delivery, past) for delivery, past in deliveries}
        progress = self._ask("the grades", lambda: assignment.submissions_bulk_update(grade_data=data))
        refusals = self._wait(progress)
        at = datetime.now(UTC)
        for delivery, _ in deliveries:
            yield Receipt(delivery, at, refusals(delivery.user))

    def _wait(self, progress: Any) -> Callable[[str], str]:
        """Wait until Canvas is done; return why it refused a user's grade, an empty text where it did not."""
        pause = 0.5
        for _ in range(POLLS):
            state = getattr(progress, "workflow_state", "")
            if state == "completed":
                return lambda _: ""
            if state == "failed":
                return refusals_in(self._clean(str(getattr(progress, "message", "") or "it does not say why"), None))
            self._sleep(pause)
            pause = min(LONGEST_POLL, pause * 1.5)
            progress = self._ask("how far it is", progress.query)
        raise UserError(
            "Canvas has taken the grades and is still working on them after a long time.",
            "Run the same command again later: it sends what is not confirmed.",
        )

    def _ask(self, what: str, call: Callable[[], T]) -> T:
        """Return what Canvas answers, waiting while it is busy. Raises `UserError` for what a person must mend."""

        def once() -> T:
            try:
                return call()
            except (CanvasException, requests.RequestException) as error:
                raise self._translated(what, error) from None

        return retry_while_busy(once, self._sleep)

    def _translated(self, what: str, error: Exception) -> Busy | UserError:
        """Return canvasapi's error as ours: `Busy` where a later try may help, else what a person has to do."""
        said = self._clean(str(error))
        match error:
            case requests.exceptions.JSONDecodeError():
                return UserError("Canvas answered with something else than data.", "Check c.Grader.canvas['url'].")
            case requests.RequestException():
                return Busy(f"{self._settings.url}: {type(error).__name__}")
            case RateLimitExceeded():
                return Busy(f"{self._settings.url}: too many requests")
            case Forbidden() if "rate limit" in said.lower():  # as Canvas answered before it had 429
                return Busy(f"{self._settings.url}: too many requests")
            case InvalidAccessToken() | Unauthorized():
                return UserError(
                    f"Canvas does not accept the token for {what}: {said}.",
                    "Make a new one (Account > Settings > New access token), as a teacher of the course.",
                )
            case ResourceDoesNotExist():
                return UserError(f"Canvas does not know {what}.", "Check the numbers in c.Grader.canvas.")
            case _ if "status code 5" in said:
                return Busy(f"{self._settings.url}: {said}")
            case _:
                return UserError(f"Canvas refused {what}: {said}.", "Correct that in Canvas, then push again.")

    def _clean(self, text: str, longest: int | None = 200) -> str:
        return one_line(text.replace(self._token.reveal(), "(hidden)"), longest)


class _TimeLimit(HTTPAdapter):
    """Gives each request a time limit, which canvasapi does not."""

    def send(self, *arguments: Any, **options: Any) -> requests.Response:
        options["timeout"] = options.get("timeout") or TIMEOUT
        return super().send(*arguments, **options)


# ── pure functions ────────────────────────────────────────────────────────────────────────────────────────────


def refusals_in(message: str) -> Callable[[str], str]:
    """Return why a user's grade was refused. Canvas names the users that it did not find and grades the others."""
    if named := re.fullmatch(r"Couldn't find User\(s\) with API ids ('[^']*'(?:, '[^']*')*)", message):
        unknown = set(re.findall(r"'([^']*)'", named[1]))
        return lambda user: "Canvas knows no such student in this course" if user in unknown else ""
    return lambda _: f"Canvas refused it: {message[:200]}"


def _called(enrollment: Any) -> tuple[str, str]:
    """Return how a grade may call the user of an enrollment."""
    return str(getattr(enrollment, "user_id", "")), f"sis_user_id:{getattr(enrollment, 'sis_user_id', '') or ''}"


def _entry(delivery: Delivery, past: Past) -> dict[str, str]:
    """Return a student's grade. A comment that is there already is not added a second time."""
    entry = {"posted_grade": score_text(delivery.score)}
    if delivery.comment and past.comment != delivery.comment_digest:
        entry["text_comment"] = delivery.comment
    return entry


def _problem(assignment: Any, maximum: float) -> tuple[str, str] | None:
    """Why an assignment cannot take our points, and what to do; None where it can."""
    points, kind = getattr(assignment, "points_possible", None), getattr(assignment, "grading_type", "points")
    if getattr(assignment, "group_category_id", None) and not getattr(
        assignment, "grade_group_students_individually", False
    ):
        return "gives a group one grade", "Tick 'Assign Grades to Each Student Individually' there."
    if kind in ("pass_fail", "not_graded"):
        return f"is graded as {kind}", "Set 'Display Grade as' to points in Canvas."
    if points is None or abs(float(points) - maximum) > 1e-6:
        return (
            f"has {points if points is None else format(points, 'g')} points, ours has {maximum:g}",
            f"Set its points to {maximum:g} in Canvas, so that a grade means the same on both sides.",
        )
    if getattr(assignment, "published", True) is False:
        return "is not published", "Publish it: Canvas grades nothing else."
    return None
