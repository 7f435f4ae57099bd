"""Rows of the gradebook: those of a released notebook, and that nothing is written where nothing changes."""

from __future__ import annotations

from pathlib import Path

from gradebook_by_hand import NAME, cell, graded, release, rows
from nbgrader.api import GradeCell, SolutionCell, SourceCell, TaskCell
from sqlalchemy import event

from grader.nbgrader.gradebook import Gradebook
from grader.nbgrader.gradebook_rows import cells_of


def test_each_marked_cell_has_the_rows_of_its_kinds() -> None:
    notebook = release(df=2.0)
    notebook.cells += [cell("essay", "", task=True, points=3, locked=True), cell("free", "x = 1")]
    found = cells_of(notebook)
    assert set(found) == {
        *((SolutionCell, "df_answer"), (SourceCell, "df_answer")),
        *((GradeCell, "df"), (SourceCell, "df")),
        *((TaskCell, "essay"), (SourceCell, "essay")),
    }
    assert found[GradeCell, "df"] == {"cell_type": "code", "max_score": 2.0}
    source = found[SourceCell, "df"]
    assert (source["locked"], source["source"], source["cell_type"]) == (True, "check(df)", "code")
    assert source["checksum"] == notebook.cells[1].metadata.nbgrader.checksum


def test_an_answer_left_as_it_was_released_gets_a_comment_and_an_answered_one_none(tmp_path: Path) -> None:
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        gradebook.ensure_assignment(NAME, release())
        gradebook.record(NAME, [graded(df=2.0)])
    query = "SELECT name, auto_comment FROM comment JOIN base_cell ON base_cell.id = cell_id ORDER BY name"
    assert rows(tmp_path / "gradebook.db", query) == [("df_answer", None), ("dg_answer", "No response.")]


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        gradebook.ensure_assignment(NAME, release())
        gradebook.record(NAME, [graded(df=2.0, dg=0.5)])
        written: list[str] = []
        event.listen(gradebook._engine, "before_cursor_execute", lambda *call: written.append(call[2]))
        gradebook.record(NAME, [graded(df=2.0, dg=1.0)])
    changes = [statement.split()[:2] for statement in written if statement.startswith(("UPDATE", "INSERT"))]
    assert changes == [["UPDATE", "grade"], ["INSERT", "INTO"]], "the score, and that it is another answer's"


def test_rows_that_are_written_later_have_later_ids(tmp_path: Path) -> None:
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        gradebook.ensure_assignment(NAME, release())
        for student in ("zoe", "adam"):
            gradebook.record(NAME, [graded(student, df=2.0)])
    for table in ("grade", "comment"):
        query = f"""SELECT {table}.id, student_id FROM {table} JOIN submitted_notebook AS notebook
            ON notebook.id = {table}.notebook_id JOIN submitted_assignment AS submission
            ON submission.id = notebook.assignment_id ORDER BY {table}.id"""
        found = rows(tmp_path / "gradebook.db", query)
        assert {len(id_) for id_, _ in found} == {32}
        assert [student for _, student in found] == ["zoe", "zoe", "adam", "adam"]
