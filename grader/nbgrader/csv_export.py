"""Plug-in for `nbgrader export`: nbgrader's own columns, but quoted, and without texts that a spreadsheet would run."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry

from grader.nbgrader.exports import Export
from grader.nbgrader.late_penalty import LateRule
from grader.text.printable import cell_text, without_formula

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)


class CsvExport(Export):
    """Writes all grades to one CSV file. nbgrader's own writes a name that holds a comma or a formula as it stands."""

    def export(self, gradebook: Any) -> None:
        """Write the file that `--to` names, by default ``grades.csv``."""
        path = Path(self.to or "grades.csv")
        self.log.info("Exporting grades to %s", path)
        rule = LateRule(lambda: self.config)
        with self.errors_told():  # the course's rule for late work may fail
            rows = [
                _row(gradebook, assignment, student, rule)
                for assignment in gradebook.assignments
                if not self.assignment or assignment.name in map(str, self.assignment)
                for student in gradebook.students
                if not self.student or student.id in map(str, self.student)
            ]
        for assignment in gradebook.assignments:
            waiting = [
                one.student_id for one in gradebook.assignment_submissions(assignment.name) if one.needs_manual_grade
            ]
            if waiting:
                self.log.warning("%s: a person still has to look at %s", assignment.name, ", ".join(sorted(waiting)))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([COLUMNS, *rows])


def _row(gradebook: Any, assignment: Any, student: Any, rule: LateRule) -> list[str | float]:
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:  # nothing handed in
        timestamp, raw, penalty = None, 0.0, 0.0
    else:
        timestamp, raw = submission.timestamp, submission.score
        penalty = sum((rule.penalty(notebook) or 0.0 for notebook in submission.notebooks), 0.0)
    about = (assignment.name, assignment.duedate, timestamp)
    person = (student.id, student.last_name, student.first_name, student.email)
    texts = [without_formula(cell_text("" if text is None else str(text))) for text in (*about, *person)]
    return [*texts, raw, penalty, max(0.0, raw - penalty), assignment.max_score]
