"""What a push sends: what is graded and has changed; why each other grade stays here."""

from __future__ import annotations

from dataclasses import replace

import pytest
from deliveries import delivery

from grader.lms.grades import Grade, Status
from grader.lms.names import PUSH_TARGETS
from grader.lms.push.delivery import Past
from grader.lms.push.plan import changes, plan, to_deliveries
from grader.lms.roster import Person, Roster


def graded(student: str, score: float, assignment: str = "a1", comment: str = "") -> Grade:
    return Grade(student, assignment, Status.GRADED, score, 10.0, comment=comment)


BOTH = Roster(tuple(Person(name, lti_user_id=f"u-{name}") for name in ("ann", "bob")))


def chosen(*grades: Grade, roster: Roster = BOTH) -> tuple[list[tuple[str, float]], list[tuple[str, str, bool]]]:
    deliveries, remarks = to_deliveries(grades, roster, "lti")
    return [(d.user, d.score) for d in deliveries], [(r.student, r.what, r.lost) for r in remarks]


def test_what_is_graded_is_sent_to_the_lms_user() -> None:
    assert chosen(graded("ann", 8.5), graded("bob", 0.0)) == ([("u-ann", 8.5), ("u-bob", 0.0)], [])


def test_what_a_person_must_grade_is_never_sent() -> None:
    waiting = Grade("ann", "a1", Status.NEEDS_GRADING, None, 10.0)
    for grade in (waiting, replace(waiting, score=3.0), graded("ann", float("nan")), graded("ann", float("inf"))):
        sent, ((_, why, lost),) = chosen(grade)
        assert (sent, lost) == ([], True)
        assert "grader mark" in why


def test_nothing_handed_in_is_no_zero_and_no_alarm() -> None:
    sent, ((_, why, lost),) = chosen(Grade("ann", "a1", Status.NOT_SUBMITTED, None, 10.0))
    assert (sent, lost) == ([], False)
    assert "nothing was handed in" in why


def test_the_excused_are_left_to_the_lms() -> None:
    sent, ((_, why, lost),) = chosen(Grade("ann", "a1", Status.EXCUSED, None, 10.0))
    assert (sent, lost) == ([], True)
    assert "excuse the student in the LMS" in why


def test_who_has_no_id_in_the_lms_is_told() -> None:
    roster = Roster((Person("ann"), Person("bob", lti_user_id="7"), Person("cid", lti_user_id="7")))
    sent, remarks = chosen(*(graded(name, 5) for name in ("ann", "bob", "cid", "dan")), roster=roster)
    assert sent == []
    assert [(student, why) for student, why, _ in remarks] == [
        ("ann", "no lti_user_id in the roster"),
        ("bob", "several students have the lti_user_id 7"),
        ("cid", "several students have the lti_user_id 7"),
        ("dan", "not in the roster"),
    ]


def test_scores_are_rounded_as_in_the_files() -> None:
    assert chosen(graded("ann", 7.125), graded("bob", 0.1 + 0.2))[0] == [("u-ann", 7.13), ("u-bob", 0.3)]


def test_only_what_changed_is_sent_again() -> None:
    known = {("a1", "ann"): Past(delivery().digest), ("a1", "bob"): Past(delivery("bob").digest)}
    changed = [delivery(), delivery("bob", 9.0), delivery("cid")]
    planned = changes(changed, known)
    assert [pair[0].student for pair in planned.send] == ["bob", "cid"]
    assert planned.unchanged == 1


@pytest.mark.parametrize("change", [{"score": 8.0}, {"max_score": 20.0}, {"comment": "other"}, {"user": "u-2"}])
def test_each_part_of_a_grade_is_a_change(change: dict[str, object]) -> None:
    known = {("a1", "ann"): Past(delivery().digest)}
    assert changes([delivery()], known).send == ()
    assert len(changes([replace(delivery(), **change)], known).send) == 1


def test_a_large_class_is_chosen_from_in_a_moment() -> None:
    many = [f"s{number}" for number in range(20_000)]
    roster = Roster(tuple(Person(name, lti_user_id=name) for name in many))
    assert len(chosen(*(graded(name, 5) for name in many), roster=roster)[0]) == len(many)


@pytest.mark.parametrize("target", PUSH_TARGETS)
def test_an_assignment_of_no_points_is_not_sent(target: str) -> None:
    person = Person("ann", canvas_id="1", lti_user_id="1")
    planned = plan([replace(graded("ann", 0), max_score=0.0)], Roster((person,)), target, {})
    assert planned.send == ()
    assert not planned.complete
    assert "only a maximum above 0" in planned.left_out[0].what


@pytest.mark.parametrize(
    ("person", "user"),
    [
        (Person("ann", canvas_id="7", sis_user_id="S1"), "7"),
        (Person("ann", sis_user_id="S1"), "sis_user_id:S1"),
        (Person("ann", sis_user_id="S[1]"), None),
        (Person("ann", sis_user_id="S'1"), None),
        (Person("ann", lti_user_id="7"), None),
    ],
)
def test_canvas_calls_a_person_by_its_number_or_the_school_s(person: Person, user: str | None) -> None:
    deliveries, _ = to_deliveries([graded("ann", 5)], Roster((person,)), "canvas")
    assert [one.user for one in deliveries] == ([user] if user else [])
