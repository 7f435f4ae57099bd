"""Send grades to an LMS: choose what can go, leave out what is there already, send the rest, keep a log.

The flow: gradebook and roster -> `choose` -> `plan` (against the log) -> `carry_out`, grade by grade.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from grader.lms.formats.sheet import BY_HAND, NOT_HANDED_IN, Remark, number
from grader.lms.grades import Grade, Status
from grader.lms.push.delivery import Answer, Delivery, Lms, Past
from grader.lms.push.log import PushLog, open_log, read_log

if TYPE_CHECKING:
    from grader.course import Course
    from grader.lms.roster import Person, Roster
    from grader.results.records import ClassRecords

LmsName = Literal["canvas", "lti"]
LMS_NAMES: tuple[LmsName, ...] = ("canvas", "lti")


@dataclass(frozen=True)
class Plan:
    """What a push would do: what it sends, how many grades the LMS has already, and what it leaves out."""

    send: tuple[tuple[Delivery, Past], ...]
    unchanged: int
    left_out: tuple[Remark, ...]


# ── what to send ──────────────────────────────────────────────────────────────────────────────────────────────


def choose(
    grades: Iterable[Grade], roster: Roster, identify: Callable[[Person], str], id_name: str
) -> tuple[tuple[Delivery, ...], tuple[Remark, ...]]:
    """Return the grades that can be sent, and why each other one cannot. Only what is graded is ever sent."""
    people = roster.by_student
    users = Counter(identify(person) for person in roster.people)
    deliveries, remarks = [], []
    for grade in grades:
        user = identify(people[grade.student]) if grade.student in people else None
        reason = _no_grade(grade) or _no_user(user, users, id_name)
        if reason or grade.score is None or user is None:
            lost = grade.status is not Status.NOT_SUBMITTED
            remarks.append(Remark(grade.student, grade.assignment, reason, lost))
            continue
        score = float(number(grade.score))  # rounded as in the files, so that both ways give one grade
        deliveries.append(Delivery(grade.assignment, grade.student, user, score, grade.max_score, grade.comment))
    return tuple(deliveries), tuple(remarks)


def _no_grade(grade: Grade) -> str:
    """Why there is nothing to send; an empty text where there is."""
    if grade.status is Status.NOT_SUBMITTED:
        return NOT_HANDED_IN
    if grade.status is Status.EXCUSED:
        return "excused: excuse the student in the LMS"
    if grade.status is Status.NEEDS_GRADING or grade.score is None or not math.isfinite(grade.score):
        return BY_HAND
    if grade.score < 0 or grade.max_score <= 0:
        return f"{number(grade.score)} of {number(grade.max_score)} points is no grade that an LMS takes"
    return ""


def _no_user(user: str | None, users: Counter[str], id_name: str) -> str:
    if user is None:
        return "not in the roster"
    if not user:
        return f"no {id_name} in the roster"
    return f"several students have the {id_name} {user}" if users[user] > 1 else ""


def plan(
    deliveries: Sequence[Delivery], known: Mapping[tuple[str, str], Past], left_out: Sequence[Remark] = ()
) -> Plan:
    """Return what differs from what the LMS surely has."""
    pairs = [(delivery, known.get((delivery.assignment, delivery.student), Past())) for delivery in deliveries]
    send = tuple((delivery, past) for delivery, past in pairs if past.confirmed != delivery.digest)
    ordered = tuple(sorted(send, key=lambda pair: (pair[0].assignment, pair[0].student)))
    return Plan(ordered, len(pairs) - len(send), tuple(left_out))


# ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────


def carry_out(plan: Plan, lms: Lms, log: PushLog) -> Iterator[Answer]:
    """Send what is planned; yields each answer once it is in the log.

    Raises `UserError` when the LMS cannot go on. What it confirmed until then stays confirmed.
    """
    if not plan.send:
        return
    lms.prepare({delivery.assignment: delivery.max_score for delivery, _ in plan.send})
    for _, group in groupby(plan.send, key=lambda pair: pair[0].assignment):
        while batch := tuple(islice(group, lms.batch)):
            log.announce(batch, datetime.now(UTC))
            for answer in lms.send(batch):
                log.conclude(answer)
                yield answer


def push(  # the command, from the gradebook to the tables
    course: Course,
    name: LmsName,
    records: ClassRecords,
    assignments: Sequence[str] = (),
    roster_file: Path | None = None,
    dry_run: bool = False,
    sleep: Callable[[float], None] = time.sleep,
) -> bool:
    """Push the grades of a course, or say what would be pushed. Return whether every grade is in the LMS.

    The caller holds the course's lock from the reading of `records` on, so that no push sends what another has sent.

    Raises `UserError` for what a person must mend first.
    """
    from grader.lms.push import show

    if dry_run:
        planned = _plan(course, name, records, assignments, roster_file)
        show.preview(planned)
        return not any(remark.lost for remark in planned.left_out)
    answers: list[Answer] = []
    with _connect(course, name, sleep) as lms:
        planned = _plan(course, name, records, assignments, roster_file)
        try:
            with open_log(_log_path(course, name), lms.where) as log, show.progress(len(planned.send)) as report:
                for answer in carry_out(planned, lms, log):
                    answers.append(answer)
                    report()
        finally:  # also when it ends early: what came through, came through
            refused = tuple(
                Remark(answer.delivery.student, answer.delivery.assignment, answer.refused)
                for answer in answers
                if answer.refused
            )
            show.summary(planned, sent=len(answers) - len(refused), refused=refused)
    return not refused and not any(remark.lost for remark in planned.left_out)


def _plan(
    course: Course, name: LmsName, records: ClassRecords, assignments: Sequence[str], roster_file: Path | None
) -> Plan:
    from grader.lms.export import Sources, make_request
    from grader.lms.grades import grades_of
    from grader.lms.push.settings import canvas_settings, lti_settings

    where = canvas_settings(course).where if name == "canvas" else lti_settings(course).line_items_url
    grades = grades_of(records, assignments, course.root / "autograded", course.language)
    class_ = make_request(records, grades, Sources(roster_file), course)
    identify, id_name = (_canvas_user, "canvas_id") if name == "canvas" else (_lti_user, "lti_user_id")
    deliveries, left_out = choose(class_.grades, class_.roster, identify, id_name)
    return plan(deliveries, read_log(_log_path(course, name), where), left_out)


def _canvas_user(person: Person) -> str:
    """Return what Canvas calls a person: its own number, or the school's id where that fits into a request."""
    sis = person.sis_user_id
    return person.canvas_id or (f"sis_user_id:{sis}" if sis and not set(sis) & set("[]'") else "")


def _lti_user(person: Person) -> str:
    return person.lti_user_id


def _log_path(course: Course, name: LmsName) -> Path:
    return course.root / f"push_{name}.log"


@contextmanager
def _connect(course: Course, name: LmsName, sleep: Callable[[float], None]) -> Iterator[Lms]:
    """Open the way to an LMS. The key is read here and goes no further than its client."""
    from grader.lms.push import settings
    from grader.lms.push.show import warn

    if name == "canvas":
        from grader.lms.push.canvas import CanvasCourse

        canvas = settings.canvas_settings(course)
        token = settings.read_secret(settings.CANVAS_TOKEN, canvas.token_file, "c.Grader.canvas['token_file']")
        warn(token.warning)
        yield CanvasCourse(canvas, token, sleep)
        return

    import httpx

    from grader.lms.push.lti_ags import Ags
    from grader.lms.push.lti_session import LtiSession

    lti = settings.lti_settings(course)
    key = settings.read_secret(settings.LTI_KEY, lti.key_file, "c.Grader.lti['key_file']")
    warn(key.warning)
    with httpx.Client(timeout=30) as http:
        yield Ags(lti, LtiSession(lti, key, http, sleep), sleep)
