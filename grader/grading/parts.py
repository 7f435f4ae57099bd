"""A class graded in parts: what was graded in other folders, on whatever machines, is taken over into the course.

A part is a folder with the course's settings and release, and the submissions of some students: `copy_part` lays it
out, and it is graded like any course. A result stands here if it would stand had it been graded here: by its stamp, of
the same submission, release, settings, code and versions. What does not is left for
`grader autograde`, which grades it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from grader import catalog
from grader.course import CONFIG_NAME, Course
from grader.errors import UserError
from grader.grading.class_run import Watch, class_of, digest_of
from grader.grading.writer import Writer
from grader.questions.choices import FILE_NAME
from grader.results.records import Gradebook
from grader.results.whole_files import as_user_error
from grader.submission.submitted import handed_in_by, submissions

PART_OF_COURSE = (CONFIG_NAME, FILE_NAME, "release", *catalog.OWN_FOLDERS)
"""What a part needs of a course besides submissions, where it is there."""


def copy_part(course: Course, number: int, parts: int, folder: Path) -> list[str]:
    """Lay out a part of a class in a folder: of so many `parts` the one of this `number`, from 1 on.

    Every so-manieth student is in it; they are returned. What a folder held of an earlier copy is replaced, and what
    was graded there stays.

    Raises `UserError` where the folder is that of another course, or something cannot be read or written.
    """
    settings = folder / CONFIG_NAME
    with as_user_error(folder):
        if settings.exists() and settings.read_bytes() != (course.root / CONFIG_NAME).read_bytes():
            raise UserError(
                f"{folder} holds another {CONFIG_NAME} than this course; nothing was copied.",
                "Name an empty folder, or remove this one if it was made by `grader part`.",
            )
        if folder.resolve() == course.root.resolve():
            raise UserError(f"{folder} is the course itself.", "Name a folder for the part, such as ~/parts/1.")
        students = handed_in_by(course)[number - 1 :: parts]
        submitted = [f"submitted/{student}" for student in students]
        for name in (*(one for one in PART_OF_COURSE if (course.root / one).exists()), *submitted):
            _copy(course.root / name, folder / name)
    return students


def _copy(here: Path, there: Path) -> None:
    """Copy a file or a folder with its dates, in place of what is there."""
    there.parent.mkdir(parents=True, exist_ok=True)
    if here.is_dir():
        if there.exists():
            shutil.rmtree(there)
        shutil.copytree(here, there, symlinks=True)
    else:
        shutil.copy2(here, there)


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
        class_.prepare(gradebook, there)
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
