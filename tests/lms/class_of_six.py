"""A small class with everything that goes wrong: names that bite, grades of every status."""

from __future__ import annotations

from grader.lms.formats.sheet import Request
from grader.lms.grades import Grade, Status
from grader.lms.roster import Person, Roster

A1, A2 = "a1_derivatives", "a2_gradients"


def person(student: str, last: str, first: str, number: int, excused: tuple[str, ...] = ()) -> Person:
    return Person(
        student, first, last, f"{student}@example.org", "Sec 01", username=student, idnumber=f"00{number}",
        canvas_id=str(1000 + number), sis_user_id=f"S{number}", sis_login_id=student, org_defined_id=f"00{number}",
        excused=excused,
    )  # fmt: skip


PEOPLE = (
    person("kim", "김", "서연", 1),
    person("oneil", "O'Neil", 'Tim "T", Jr.', 2),
    person("formula", "=HYPERLINK(1)", "+1", 3),
    person("emoji", "😀", "two\nlines", 4),
    person("away", "Away", "Far", 5, excused=(A1,)),
    person("absent", "Absent", "Ann", 6),
)
ROSTER = Roster(PEOPLE)

COMMENTS = {
    "kim": "chain_rule 0.5/2: 바깥 도함수는 어디에서 계산하나요? \\(f'(g(x))\\)\npower 1/1",
    "oneil": 'chain_rule 1.2/2: "quoted", a < b & c\\\nLate submission: −1',
    "formula": "=cmd|' /C calc'!A0",
}
SCORES = {"kim": 8.5, "oneil": 10 / 3, "formula": 0.0, "emoji": 10.0}


def grade(student: str, assignment: str = A1, **changes: object) -> Grade:
    values: dict[str, object] = {
        "status": Status.GRADED,
        "score": SCORES[student],
        "max_score": 10.0,
        "late_penalty": 1.0 if student == "oneil" else 0.0,
        "comment": COMMENTS.get(student, "power 1/1"),
    }
    return Grade(student, assignment, **(values | changes))


GRADED = tuple(grade(student) for student in SCORES)
EVERYBODY = (
    *GRADED,
    Grade("away", A1, Status.EXCUSED, None, 10.0),
    Grade("absent", A1, Status.NOT_SUBMITTED, None, 10.0),
)


def request(*grades: Grade, **changes: object) -> Request:
    return Request(grades or EVERYBODY, **({"roster": ROSTER} | changes))


CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Quiz (7),a1_derivatives (4021),a2_gradients (4022),Final Score\n"
    ",,,,,,Manual Posting,,\n"
    "    Points Possible,,,,,5,10,10,(read only)\n"
    '"김, 서연",1001,S1,kim,Sec 01,4,,2,90\n'
    '"O\'Neil, Tim",1002,S2,oneil,Sec 01,3,1,,80\n'
    "=HYPERLINK(1),1003,S3,formula,Sec 01,3,,,80\n"
    "😀,1004,S4,emoji,Sec 01,3,10,,80\n"
    '"Away, Far",1005,S5,away,Sec 01,3,,,80\n'
    '"Absent, Ann",1006,S6,absent,Sec 01,3,7,,80\n'
    '"Student, Test",1099,,0b1c2d,Sec 01,,,,\n'
)
WORKSHEET = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 71,"김 서연",kim@example.org,Submitted for grading,,10.00,Yes,"Monday, 2 March 2026, 9:00 AM",-,\n'
    'Participant 72,"Tim O\'Neil",oneil@example.org,Submitted for grading,2.00,10.00,Yes,-,"Monday, 2 March 2026",old\n'
    "Participant 73,=HYPERLINK(1),FORMULA@example.org,No submission,,10.00,Yes,-,-,\n"
    "Participant 74,😀,emoji@example.org,Submitted for grading,,10.00,No,-,-,\n"
    "Participant 75,Far Away,away@example.org,No submission,,10.00,Yes,-,-,keep me\n"
)
BLACKBOARD = (
    '\ufeff"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t'
    '"a1_derivatives [Total Pts: 10 Score] |1281892"\n'
    + "".join(f'"{p.last_name}"\t"x"\t"{p.student}"\t"{p.idnumber}"\t""\t"Yes"\t""\n' for p in PEOPLE)
)
TEMPLATES = {"canvas": CANVAS, "moodle-worksheet": WORKSHEET, "blackboard": BLACKBOARD}
