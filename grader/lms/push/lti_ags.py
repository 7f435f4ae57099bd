"""A client of LTI 1.3 Assignment and Grade Services: finds or makes the column of an assignment, posts scores.

docs/decisions/0006-lti-client.md says why it is our own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import httpx

from grader.errors import UserError
from grader.lms.push.delivery import Delivery, Past, Receipt, later_than
from grader.lms.push.lti_session import ASK_ADMIN, CREATE, READ, SCORE, LtiSession, same_origin
from grader.lms.push.retry import Busy, retry_while_busy
from grader.lms.push.settings import LtiSettings

LINE_ITEM = "application/vnd.ims.lis.v2.lineitem+json"
LINE_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
SCORE_TYPE = "application/vnd.ims.lis.v1.score+json"

FAILED = 500
"""What Moodle answers where a grade or its column is locked; other answers from 501 on are an outage."""
IN_A_ROW = 3
"""So many grades in a row that fail are no single locked ones."""

# Canvas takes every score for a new attempt of the student unless told otherwise; other LMSs ignore the key.
NO_NEW_ATTEMPT = {"https://canvas.instructure.com/lti/submission": {"new_submission": False}}


class Ags:
    """The gradebook of one course in an LMS, spoken to over LTI."""

    batch = 1

    def __init__(self, settings: LtiSettings, session: LtiSession, sleep: Callable[[float], None] = time.sleep) -> None:
        self.where = settings.line_items_url
        self._session, self._sleep = session, sleep
        self._named = settings.line_items
        self._columns: dict[str, str] = dict(settings.line_items)
        self._failed = 0

    # ── what a push asks for ──────────────────────────────────────────────────────────────────────────────────

    def prepare(self, maxima: Mapping[str, float]) -> Mapping[str, str]:
        """Find or make the line item of each assignment, before anything is sent; return their addresses.

        Raises `UserError` where it is not clear which one is meant, or the LMS refuses.
        """
        for assignment, maximum in maxima.items():
            if assignment in self._named:
                self._check(assignment)
            elif assignment not in self._columns:
                # Looked for again at each try: an LMS that failed to answer may have made it.
                self._columns[assignment] = retry_while_busy(partial(self._column, assignment, maximum), self._sleep)
        return {assignment: self._columns[assignment] for assignment in maxima}

    def warnings(self, users: Collection[str]) -> Iterable[str]:  # noqa: ARG002  # LTI does not tell who has left
        """Return nothing."""
        return ()

    def send(self, deliveries: Sequence[tuple[Delivery, Past]]) -> Iterator[Receipt]:
        """Post scores one by one; yields the LMS's answer to each."""
        for delivery, past in deliveries:
            yield self._post_score(delivery, past.latest)

    def _check(self, assignment: str) -> None:
        """Ask for a line item that the settings name, if the LMS lets this tool see columns.

        Raises `UserError` where it is gone.
        """
        if not self._session.may(CREATE, READ):
            return
        address = same_origin(self.where, self._columns[assignment])
        look = partial(self._session.call, "GET", address, CREATE, READ, accept=LINE_ITEM)
        if (response := retry_while_busy(look, self._sleep)).status_code in (403, 404):
            raise self._gone(assignment, response)

    # ── line items ────────────────────────────────────────────────────────────────────────────────────────────

    def _column(self, assignment: str, maximum: float) -> str:
        items = list(self._line_items())
        for name in ("resourceId", "label"):
            found = [item["id"] for item in items if item.get(name) == assignment]
            if len(found) > 1:
                raise UserError(
                    f"The LMS has {len(found)} columns for {assignment}: {', '.join(found)}.",
                    f"Choose one: c.Grader.lti['line_items'] = {{{assignment!r}: '...'}}, or delete the others.",
                )
            if found:
                return same_origin(self.where, found[0])
        new = {"label": assignment, "resourceId": assignment, "scoreMaximum": maximum}
        response = self._session.call("POST", self.where, CREATE, body=new, media=LINE_ITEM, accept=LINE_ITEM)
        if response.status_code not in (200, 201):
            raise self._refused(response, f"make a column for {assignment}")
        made = self._session.json(response, "the new line item")
        if not isinstance(made, dict) or not isinstance(made.get("id"), str):
            raise UserError(f"The LMS made a column for {assignment} and did not say which.", ASK_ADMIN)
        return same_origin(self.where, made["id"])

    def _line_items(self) -> Iterator[dict[str, Any]]:
        """Yield all line items of the course, page after page."""
        for items in self._session.pages(
            self.where, CREATE, READ, accept=LINE_ITEMS, what="the columns of its gradebook"
        ):
            if not isinstance(items, list):
                raise UserError("The LMS's list of line items is not a list.", "Check 'line_items_url'.")
            yield from (item for item in items if isinstance(item, dict) and isinstance(item.get("id"), str))

    # ── scores ────────────────────────────────────────────────────────────────────────────────────────────────

    def _post_score(self, delivery: Delivery, latest: datetime | None) -> Receipt:
        url = scores_url(self._columns[delivery.assignment])
        used = latest

        tried: list[httpx.Response] = []

        def post() -> httpx.Response:
            nonlocal used  # each try is later than the one before: the LMS may have stored that
            used = later_than(used, self._session.now())
            response = self._session.call(
                "POST", url, SCORE, body=score_body(delivery, used), media=SCORE_TYPE, final=(FAILED,)
            )
            tried.append(response)
            if response.status_code == FAILED and len(tried) == 1:
                raise Busy(self._session.describe(response))
            return response

        response = retry_while_busy(post, self._sleep)
        at = used or self._session.now()
        self._failed = self._failed + 1 if response.status_code == FAILED else 0
        if response.is_success:
            return Receipt(delivery, at)
        words = self._session.describe(response)
        if response.status_code == 404 or (response.status_code == 403 and "ine item" in words):
            raise self._gone(delivery.assignment, response)
        if response.status_code in (401, 403):
            raise self._refused(response, f"take a score for {delivery.student}")
        if self._failed == IN_A_ROW:
            raise UserError(
                f"The LMS failed on {IN_A_ROW} grades of {delivery.assignment} in a row: {words}.",
                "If that column is locked there, unlock it. Else try later: the same command goes on with the rest.",
            )
        return Receipt(delivery, at, _why(response.status_code, words))

    def _gone(self, assignment: str, response: httpx.Response) -> UserError:
        return UserError(
            f"The LMS has no column any more for {assignment}: {self._session.describe(response)}.",
            "Push again, and one is found or made; correct c.Grader.lti['line_items'] where that names it.",
        )

    def _refused(self, response: httpx.Response, what: str) -> UserError:
        return UserError(f"The LMS refused to {what}: {self._session.describe(response)}.", ASK_ADMIN)


# ── pure functions ────────────────────────────────────────────────────────────────────────────────────────────


def scores_url(line_item: str) -> str:
    """Return where the scores of a line item go: its path and ``/scores``, before any query.

    >>> scores_url("https://lms.example/2/lineitems/7/lineitem?type_id=1")
    'https://lms.example/2/lineitems/7/lineitem/scores?type_id=1'
    """
    parts = urlsplit(line_item)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/scores", fragment=""))


def _why(status: int, words: str) -> str:
    """Return why a score was not taken. `words` are the LMS's own; Moodle repeats the whole score among them."""
    said, _, _ = words.partition("{")
    if status == 409 or (status == 400 and "before last updated" in words):
        return f"the LMS has a newer grade and keeps it ({words})"
    if status == FAILED:
        return f"the LMS failed on this grade ({said.strip()}): is it locked there?"
    if status == 400 and "Incorrect score" in words:
        return f"the LMS refused it: {said.strip()}; Moodle says so of who is no student of the course"
    return f"the LMS refused it: {words}"


def score_body(delivery: Delivery, at: datetime) -> dict[str, Any]:
    """Return the score as AGS wants it."""
    body = {
        "userId": delivery.user,
        "scoreGiven": delivery.score,
        "scoreMaximum": delivery.max_score,
        "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
    }
    return body | ({"comment": delivery.comment} if delivery.comment else {}) | NO_NEW_ATTEMPT
