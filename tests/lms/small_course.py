"""A course folder with a gradebook and nothing else: enough to push from."""

from __future__ import annotations

import shutil
from pathlib import Path

from nbgrader.api import Gradebook

from grader.course import Course, load_course

CONFIG = """import os, sys
c = get_config()
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]  # nbgrader calls alembic
"""
CLASS = ("ann", "bob", "cid", "dan")


def full_course(root: Path) -> Course:
    """Make a course of two assignments, worth 10 each; dan's second one waits for a person."""
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    course = load_course(root)
    marks: dict[tuple[str, str], float | None] = {
        (name, assignment): 6.0 + i for i, name in enumerate(CLASS) for assignment in ("a1", "a2")
    }
    give(course, marks | {("dan", "a2"): None})
    return course


def copy_course(template: Course, root: Path, settings: str) -> Course:
    """Make another course of the same gradebook: quicker than a new one."""
    (root / "nbgrader_config.py").write_text(CONFIG + settings, encoding="utf-8")
    shutil.copyfile(template.root / "gradebook.db", root / "gradebook.db")
    return load_course(root)


def give(course: Course, marks: dict[tuple[str, str], float | None]) -> None:
    """Put marks into the gradebook of a course; None waits for a person."""
    with Gradebook(course.db_url) as gradebook:
        for (student, assignment), mark in marks.items():
            gradebook.update_or_create_student(student)
            gradebook.update_or_create_assignment(assignment)
            gradebook.update_or_create_notebook(assignment, assignment)
            gradebook.update_or_create_grade_cell("f", assignment, assignment, max_score=10, cell_type="code")
            submission = gradebook.update_or_create_submission(assignment, student)
            (grade,) = submission.notebooks[0].grades
            grade.auto_score, grade.needs_manual_grade = mark, mark is None
            gradebook.db.commit()
