"""Grades as CSV: the columns that nbgrader's users know, and no text that a spreadsheet runs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from grader.course import Course
from grader.nbgrader.csv_export import CsvExport

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1")


@pytest.fixture
def gradebook(tmp_path: Path, course: Course) -> Iterator[Gradebook]:
    """A gradebook with an assignment and hostile names."""
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as opened:
        opened.add_assignment("a1", duedate="2026-03-01")
        opened.add_student("mina", first_name="미나", last_name='Kim, "M"', email="mina@school.test")
        opened.add_submission("a1", "mina", timestamp="2026-02-28 10:00:00")
        for number, formula in enumerate(FORMULAS):
            opened.add_student(f"s{number}", first_name=formula, last_name=f"Lee,{formula}", email=formula)
        yield opened


def rows(gradebook: Gradebook, path: Path, plugin: type = CsvExport, **chosen: list[str]) -> list[list[str]]:
    plugin(to=str(path), **chosen).export(gradebook)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_columns_are_nbgraders_own(gradebook: Gradebook, tmp_path: Path) -> None:
    theirs = rows(gradebook, tmp_path / "theirs.csv", CsvExportPlugin)
    ours = rows(gradebook, tmp_path / "ours.csv")
    assert ours[0] == theirs[0]
    mina = next(row for row in ours if row[3] == "mina")
    assert mina[4:7] == ['Kim, "M"', "미나", "mina@school.test"]
    assert mina[1] == "2026-03-01 00:00:00"
    assert mina[7:] == ["0.0", "0.0", "0.0", "0.0"]


def test_no_cell_begins_as_a_formula(gradebook: Gradebook, tmp_path: Path) -> None:
    made = rows(gradebook, tmp_path / "grades.csv")
    assert len(made) == 2 + len(FORMULAS)
    assert {len(row) for row in made} == {11}
    assert [cell for row in made for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_students_and_assignments_can_be_chosen(gradebook: Gradebook, tmp_path: Path) -> None:
    assert [row[3] for row in rows(gradebook, tmp_path / "grades.csv", student=["s1"])[1:]] == ["s1"]
    assert rows(gradebook, tmp_path / "grades.csv", assignment=["other"])[1:] == []
