"""Who is in the class: the roster, the gradebook and the folders in submitted/."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from grader.lms.roster import Roster, read_roster, roster_of_gradebook, under_ids_of_course
from grader.submission.submitted import handed_in_by, misplaced

if TYPE_CHECKING:
    from grader.course import Course
    from grader.results.records import ClassRecords, StudentRecord

ROSTER_NAME = "roster.csv"


def find_roster(root: Path, named: Path | None = None) -> Path | None:
    """Return the roster that was named, or the course's own ``roster.csv`` if there is one."""
    return named or (root / ROSTER_NAME if (root / ROSTER_NAME).is_file() else None)


def class_roster(records: ClassRecords, course: Course, named: Path | None = None) -> Roster:
    """Return the class under the course's ids: of the roster that was named, else of the course's, else the gradebook.

    Raises `UserError` for a roster that cannot be read.
    """
    found = find_roster(course.root, named)
    roster = read_roster(found) if found else roster_of_gradebook(records.students)
    return under_ids_of_course(roster, ids_of_course(records.students, course))


def ids_of_course(students: Iterable[StudentRecord], course: Course) -> set[str]:
    """Return the ids of all students that the course knows: folders in submitted/, and the gradebook's."""
    lost = (one.student for one in misplaced(course) if one.student)
    return {*handed_in_by(course), *lost, *(student.id for student in students)}


def expected(ids: Iterable[str], roster: Roster, assignment: str) -> frozenset[str]:
    """Return who should hand in an assignment: the ids and the roster, without those whom the roster excuses.

    Nor should those who have left the course, by the roster.
    """
    excused = {person.student for person in roster.people if assignment in person.excused}
    return frozenset({*ids, *roster.by_student} - excused - set(roster.left))
