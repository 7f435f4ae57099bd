"""Which grades can go into an LMS: one table for files and pushes."""

from __future__ import annotations

import math

import pytest

from grader.lms.deliverable import BY_HAND, NOT_HANDED_IN, LmsLimits, Recipient, deliverable, reason_against
from grader.lms.grades import Grade, Status
from grader.lms.roster import Person, Roster

KIM = Recipient(Person("kim"), "7")
FILE = LmsLimits("Moodle", "ID number")
PUSH = LmsLimits("LTI", "lti_user_id", zero_maximum=False, spreadsheet=False)
STRICT = LmsLimits("Moodle", "ID number", above_maximum=False)
EXCUSES = LmsLimits("Canvas", "Canvas ID", excused=True)
TEMPLATE = LmsLimits("Moodle", "identifier", no_id="no line of the worksheet is the student's")


def graded(score: float | None, maximum: float = 10.0, status: Status = Status.GRADED) -> Grade:
    return Grade("kim", "a1", status, score, maximum)


ABOVE = "12 is above the maximum of 10, which Moodle refuses: enter it by hand, or raise the maximum"


@pytest.mark.parametrize(
    ("grade", "recipient", "limits", "reason"),
    [
        (graded(8.5), KIM, FILE, ""),
        (graded(8.5), KIM, PUSH, ""),
        (graded(0.0), KIM, FILE, ""),
        # there is no grade
        (graded(None, status=Status.NOT_SUBMITTED), KIM, FILE, NOT_HANDED_IN),
        (graded(None, status=Status.NOT_SUBMITTED), KIM, PUSH, NOT_HANDED_IN),
        (graded(None, status=Status.EXCUSED), KIM, FILE, "excused: excuse the student in the LMS"),
        (graded(None, status=Status.EXCUSED), KIM, PUSH, "excused: excuse the student in the LMS"),
        (graded(None, status=Status.EXCUSED), KIM, EXCUSES, ""),
        (graded(None, status=Status.NEEDS_GRADING), KIM, FILE, BY_HAND),
        (graded(3.0, status=Status.NEEDS_GRADING), KIM, PUSH, BY_HAND),
        (graded(None), KIM, FILE, BY_HAND),
        (graded(math.nan), KIM, FILE, BY_HAND),
        (graded(math.inf), KIM, PUSH, BY_HAND),
        # the LMS does not take it
        (graded(-1.0), KIM, FILE, "the score -1 is below 0"),
        (graded(-1.0), KIM, PUSH, "the score -1 is below 0"),
        (graded(0.0, 0.0), KIM, FILE, ""),
        (graded(0.0, 0.0), KIM, PUSH, "the maximum is 0 points, and LTI takes only a maximum above 0"),
        (graded(12.0), KIM, FILE, ""),
        (graded(12.0), KIM, PUSH, ""),
        (graded(12.0), KIM, STRICT, ABOVE),
        # nobody to give it to
        (graded(8.5), None, FILE, "not in the roster"),
        (graded(8.5), Recipient(Person("kim"), ""), FILE, "no ID number in the roster"),
        (graded(8.5), Recipient(Person("kim"), ""), PUSH, "no lti_user_id in the roster"),
        (graded(8.5), Recipient(Person("kim"), ""), TEMPLATE, "no line of the worksheet is the student's"),
        (graded(8.5), Recipient(Person("kim"), "7", shared=True), FILE, "several students have the ID number 7"),
        (
            graded(8.5),
            Recipient(Person("kim"), "=7"),
            FILE,
            "the ID number '=7' would be run as a formula, or torn, by spreadsheet programs",
        ),
        (
            graded(8.5),
            Recipient(Person("kim"), "7\n8"),
            FILE,
            "the ID number '7\\n8' would be run as a formula, or torn, by spreadsheet programs",
        ),
        (graded(8.5), Recipient(Person("kim"), "-7"), PUSH, ""),
        # the grade's own reason is told first
        (graded(None, status=Status.NOT_SUBMITTED), None, FILE, NOT_HANDED_IN),
    ],
)
def test_why_a_grade_cannot_go(grade: Grade, recipient: Recipient | None, limits: LmsLimits, reason: str) -> None:
    assert reason_against(grade, recipient, limits) == reason


def test_a_class_is_divided_and_only_what_was_handed_in_is_a_loss() -> None:
    people = tuple(Person(name, idnumber=id_) for name, id_ in (("a", "1"), ("b", "2"), ("c", "2"), ("d", "")))
    grades = [Grade(name, "a1", Status.GRADED, 5.0, 10.0) for name in "abcdx"]
    absent = Grade("a", "a2", Status.NOT_SUBMITTED, None, 10.0)
    addressed, remarks = deliverable([*grades, absent], Roster(people), lambda person: person.idnumber, FILE)
    assert [(one.person.student, one.id, one.score) for one in addressed] == [("a", "1", 5.0)]
    assert [(r.student, r.assignment, r.lost) for r in remarks] == [
        ("b", "a1", True), ("c", "a1", True), ("d", "a1", True), ("x", "a1", True), ("a", "a2", False),
    ]  # fmt: skip


def test_students_without_an_id_do_not_share_it() -> None:
    people = (Person("a"), Person("b"))
    grades = [Grade(name, "a1", Status.GRADED, 5.0, 10.0) for name in "ab"]
    _, remarks = deliverable(grades, Roster(people), lambda person: person.idnumber, FILE)
    assert {remark.what for remark in remarks} == {"no ID number in the roster"}
