"""What a push sends: the grades that can go and differ from what the LMS has. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.lms.deliverable import LmsLimits, Remark, deliverable
from grader.lms.grades import Grade, score_text
from grader.lms.names import PushTarget
from grader.lms.push.delivery import Delivery, Past
from grader.lms.roster import Person, Roster


@dataclass(frozen=True)
class Plan:
    """What a push would do: what it sends, how many grades the LMS has already, and what it leaves out."""

    send: tuple[tuple[Delivery, Past], ...]
    unchanged: int
    left_out: tuple[Remark, ...]
    notes: tuple[str, ...] = ()
    """What was taken for what in the roster, and which column is another than before."""
    grades: tuple[tuple[Delivery, Past], ...] = ()
    """All that can be sent, also what the LMS has already."""

    @property
    def complete(self) -> bool:
        """Is nothing left out that should be in the LMS?"""
        return not any(remark.lost for remark in self.left_out)

    @property
    def maxima(self) -> dict[str, float]:
        """The points of each assignment of which a grade can be sent."""
        return {delivery.assignment: delivery.max_score for delivery, _ in self.grades}

    def in_columns(self, columns: Mapping[str, str]) -> Plan:
        """Return what has to be sent into these columns of the LMS, by assignment: of another one, nothing is there."""
        moved = sorted(
            {one.assignment for one, past in self.grades if past.column not in ("", columns.get(one.assignment, ""))}
        )
        told = tuple(f"{name} is another column in the LMS than before: all its grades are sent" for name in moved)
        pairs = [(one, past.in_column(columns.get(one.assignment, ""))) for one, past in self.grades]
        return replace(_to_send(pairs, self.left_out), notes=(*self.notes, *told))


def plan(grades: Iterable[Grade], roster: Roster, target: PushTarget, known: Mapping[tuple[str, str], Past]) -> Plan:
    """Return what has to be sent of a class's grades.

    `known` is what the log has of each (assignment, student), as `log.read_log` returns it.
    """
    deliveries, left_out = to_deliveries(grades, roster, target)
    return replace(changes(deliveries, known, left_out), notes=tuple(f"roster: {note}" for note in roster.notes))


def to_deliveries(
    grades: Iterable[Grade], roster: Roster, target: PushTarget
) -> tuple[tuple[Delivery, ...], tuple[Remark, ...]]:
    """Return the grades that can be sent, and why each other one cannot. Only what is graded is ever sent."""
    addressed, remarks = deliverable(grades, roster, _USERS[target], _LIMITS[target])
    return tuple(
        Delivery(
            one.grade.assignment,
            one.person.student,
            one.id,
            float(score_text(one.score)),  # rounded as in the files, so that both ways give one grade
            one.grade.max_score,
            one.grade.comment,
        )
        for one in addressed
    ), remarks


def changes(
    deliveries: Sequence[Delivery], known: Mapping[tuple[str, str], Past], left_out: Sequence[Remark] = ()
) -> Plan:
    """Return what differs from what the LMS surely has, by assignment and student."""
    pairs = [(delivery, known.get((delivery.assignment, delivery.student), Past())) for delivery in deliveries]
    return _to_send(pairs, left_out)


def _to_send(pairs: Sequence[tuple[Delivery, Past]], left_out: Sequence[Remark]) -> Plan:
    send = [(delivery, past) for delivery, past in pairs if past.confirmed != delivery.digest]
    ordered = sorted(send, key=lambda pair: (pair[0].assignment, pair[0].student))
    return Plan(tuple(ordered), len(pairs) - len(send), tuple(left_out), grades=tuple(pairs))


def _canvas_user(person: Person) -> str:
    """Return what Canvas calls a person: its own number, or the school's id where that fits into a request."""
    sis = person.sis_user_id
    return person.canvas_id or (f"sis_user_id:{sis}" if sis and not set(sis) & set("[]'") else "")


def _lti_user(person: Person) -> str:
    return person.lti_user_id


_USERS: Mapping[PushTarget, Callable[[Person], str]] = {"canvas": _canvas_user, "lti": _lti_user}
_LIMITS: Mapping[PushTarget, LmsLimits] = {
    "canvas": LmsLimits("Canvas", "canvas_id", zero_maximum=False, spreadsheet=False),
    "lti": LmsLimits(
        "LTI",
        "lti_user_id",
        zero_maximum=False,
        spreadsheet=False,
        above_maximum=False,
        above="Moodle would cut it to that without a word",
    ),
}
"""AGS 2.0, 3.2.8: `scoreMaximum` must be positive."""
