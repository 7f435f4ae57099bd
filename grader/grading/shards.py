"""A class graded in parts: what was graded in other folders, on whatever machines, is taken over into the course.

A part is a folder with the course's settings and release, and some of its submissions: `grader autograde` has graded
it. A result stands here if it would stand had it been graded here: by its stamp, of the same submission, release,
settings, code and versions. What does not is left for `grader autograde`, which grades it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import nbformat

from grader.course import Course, submissions
from grader.grading.class_run import Watch, class_of, digest_of
from grader.grading.writer import Writer
from grader.questions import catalog
from grader.results.records import Gradebook
from grader.submission.timestamp import due_date


@dataclass(frozen=True)
class TakenOver:
    """What came of looking for results of an assignment in another folder; students by id."""

    assignment: str
    taken: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    """They had the same result here already."""
    differing: tuple[str, ...] = ()
    """Their results there were not whole, or made from something else than lies here."""


def take_over(course: Course, assignment: str, part: Course, gradebook: Gradebook, watch: Watch) -> TakenOver:
    """Store the results of an assignment that lie in another folder, as if they had just been graded here.

    Raises `UserError` where something cannot be read or written; what is taken over by then is stored.
    """
    class_ = class_of(course, assignment)
    there = [one for one in submissions(course, assignment) if part.autograded(one, assignment).is_dir()]
    taken, here, differing = [], [], []
    with Writer(course, assignment, gradebook) as writer, watch(assignment, len(there)) as report:
        named = due_date(catalog.load(assignment).due, course.year)
        gradebook.check_students(there)
        gradebook.ensure_assignment(assignment, nbformat.reads(class_.release.notebook, as_version=4), named)
        for task in class_.tasks(there):
            student = task.submission.student
            if class_.stored_result(task):
                here.append(student)
            elif found := class_.stored_result(task, part):
                writer.add(replace(found, stamp=None), digest_of(task))
                report(found.result)
                taken.append(student)
            else:
                differing.append(student)
    return TakenOver(assignment, tuple(taken), tuple(here), tuple(differing))
