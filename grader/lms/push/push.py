"""Send grades to an LMS and keep a log of it. Nothing is printed here.

The flow: grades and roster -> `plan.plan` (against the log) -> `send`, grade by grade.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from grader.lms.names import PushTarget
from grader.lms.push.delivery import Lms, Receipt
from grader.lms.push.log import PushLog, open_log, read_log
from grader.lms.push.plan import Plan, plan

if TYPE_CHECKING:
    from grader.course import Course
    from grader.lms.push.lti_session import LtiSession
    from grader.lms.push.settings import LtiSettings
    from grader.results.records import ClassRecords


def plan_push(
    course: Course, target: PushTarget, records: ClassRecords, assignments: Sequence[str], roster_file: Path | None
) -> Plan:
    """Return what a push of some assignments would send, of all in `records` where none is named.

    Raises `UserError` for settings and a roster that cannot be right, and for an assignment that was never graded.
    """
    from grader.lms.export import Sources, make_request
    from grader.lms.grades import grades_of
    from grader.lms.push.settings import canvas_settings, lti_settings

    where = canvas_settings(course).where if target == "canvas" else lti_settings(course).line_items_url
    grades = grades_of(records, assignments, course.root / "autograded", course.language)
    request = make_request(records, grades, Sources(roster_file), course)
    return plan(request.grades, request.roster, target, read_log(_log_path(course, target), where))


@contextmanager
def connect(
    course: Course, target: PushTarget, sleep: Callable[[float], None] = time.sleep
) -> Iterator[tuple[Lms, str]]:
    """Open the way to an LMS; yields it, and a warning about how its key is kept, or an empty text.

    The key is read here and goes no further than its client.

    Raises `UserError` where settings or key are missing or cannot be right.
    """
    from grader.lms.push import settings

    if target == "canvas":
        from grader.lms.push.canvas import CanvasCourse

        canvas = settings.canvas_settings(course)
        token = settings.read_secret(settings.CANVAS_TOKEN, canvas.token_file, "c.Grader.canvas['token_file']")
        yield CanvasCourse(canvas, token, sleep), token.warning
        return

    from grader.lms.push.lti_ags import Ags

    with lti_session(course, sleep) as (lti, session, warning):
        yield Ags(lti, session, sleep), warning


@contextmanager
def lti_session(
    course: Course, sleep: Callable[[float], None] = time.sleep
) -> Iterator[tuple[LtiSettings, LtiSession, str]]:
    """Open a connection over LTI; yields the settings, it, and a warning about how its key is kept, or an empty text.

    Raises `UserError` like `connect`.
    """
    import httpx

    from grader.lms.push import settings
    from grader.lms.push.lti_session import LtiSession

    lti = settings.lti_settings(course)
    key = settings.read_secret(settings.LTI_KEY, lti.key_file, "c.Grader.lti['key_file']")
    with httpx.Client(timeout=30) as http:
        yield lti, LtiSession(lti, key, http, sleep), key.warning


def find_columns(planned: Plan, lms: Lms) -> Mapping[str, str]:
    """Return the LMS's column of each assignment, asked for even where nothing has changed: it may be gone.

    Raises `UserError` where one cannot take grades.
    """
    return lms.prepare(planned.maxima) if planned.grades else {}


def send(course: Course, target: PushTarget, planned: Plan, lms: Lms, columns: Mapping[str, str]) -> Iterator[Receipt]:
    """Send what is planned and write it into the course's log; yields each receipt once it is in there.

    `columns` are those that `find_columns` found.

    Raises `UserError` when the log cannot be written, or the LMS cannot go on.
    """
    with open_log(_log_path(course, target), lms.where, columns) as log:
        yield from carry_out(planned, lms, log)


def carry_out(planned: Plan, lms: Lms, log: PushLog) -> Iterator[Receipt]:
    """Send what is planned; yields each receipt once it is in the log.

    Raises `UserError` when the LMS cannot go on. What it confirmed until then stays confirmed.
    """
    for _, group in groupby(planned.send, key=lambda pair: pair[0].assignment):
        while batch := tuple(islice(group, lms.batch)):
            log.announce(batch, datetime.now(UTC))
            for receipt in lms.send(batch):
                log.conclude(receipt)
                yield receipt


def _log_path(course: Course, target: PushTarget) -> Path:
    return course.root / f"push_{target}.log"
