"""nbgrader's own commands, through the course's configuration, give what `grader autograde` gives."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from click.testing import CliRunner
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from small_assignment import NAME, WRITTEN

from grader import catalog
from grader.cli.commands import main
from grader.course import Course
from grader.lock import course_lock
from grader.nbgrader.autograde import leave_out_litter, leave_what_students_write
from grader.nbgrader.convert import nbgrader_config
from grader.questions.question import Assignment, Extra

SAMPLES = ("right_solution", "wrong_everywhere", "half_done", "killed_process", "wrong_duplicated_answer_cell")


def scores(course: Course) -> dict[tuple[str, str], tuple[float, float, bool]]:
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, grade.name): (grade.auto_score, grade.max_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions(NAME)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def rows(course: Course) -> list[tuple[object, ...]]:
    """Return all that the gradebook holds of the assignment but its keys, which are random."""
    submission = " JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id"
    cell = " JOIN base_cell ON base_cell.id = cell_id JOIN submitted_notebook ON submitted_notebook.id = {}.notebook_id"
    queries = (
        "SELECT name, duedate FROM assignment",
        "SELECT name, kernelspec FROM notebook",
        "SELECT base_cell.name, type, cell_type, max_score FROM base_cell JOIN grade_cells USING (id)",
        "SELECT base_cell.name, type FROM base_cell JOIN solution_cells USING (id)",
        "SELECT name, cell_type, locked, source, checksum FROM source_cell",
        f"SELECT student_id, timestamp, late_submission_penalty FROM submitted_notebook {submission}",
        "SELECT student_id, name, auto_score, manual_score, extra_credit, needs_manual_grade FROM grade"
        f"{cell.format('grade')} {submission}",
        f"SELECT student_id, name, auto_comment, manual_comment FROM comment {cell.format('comment')} {submission}",
    )
    with closing(sqlite3.connect(course.root / "gradebook.db")) as database:
        found = [sorted(database.execute(query), key=repr) for query in queries]
    assert all(found), "a table is empty, and the comparison of it shows nothing"
    return [row for rows in found for row in rows]


@pytest.fixture
def results_of(scratch: Course) -> Callable[[], dict[str, bytes]]:
    return lambda: {
        path.parent.parent.name: path.read_bytes() for path in scratch.root.glob("autograded/*/*/results.json")
    }


def test_the_life_cycle_writes_the_same_rows_and_results(
    scratch: Course,
    submit: Callable[..., None],
    results_of: Callable[[], dict[str, bytes]],
    nbgrader: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submit(*SAMPLES)
    (scratch.submitted("half_done", NAME) / "timestamp.txt").write_text("2026-10-01 12:00:00 +0900\n")
    release = scratch.release(NAME).read_bytes()
    nbgrader(scratch, "generate_assignment", NAME, "--force")
    assert scratch.release(NAME).read_bytes() == release
    nbgrader(scratch, "autograde", NAME)
    by_nbgrader = rows(scratch), results_of()
    assert len(by_nbgrader[1]) == len(SAMPLES)

    nbgrader(scratch, "generate_feedback", NAME)
    page = (scratch.root / "feedback" / "wrong_everywhere" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "That is the rise. Over which run?" in page
    for secret in ("Mistake(", "Traceback (most recent call last)", "grader/hidden_tests", "solutions/"):
        assert secret not in page

    nbgrader(scratch, "export")
    table = (scratch.root / "grades.csv").read_text(encoding="utf-8")
    assert "right_solution,,,,7.0,0.0,7.0,8.0" in table

    monkeypatch.chdir(scratch.root)
    (scratch.root / "gradebook.db").unlink()
    done = CliRunner().invoke(main, ["autograde"])
    assert done.exit_code == 1  # two cells of one id: graded as well as told
    assert "Several cells claim to be cube_derivative_answer" in done.output
    assert (rows(scratch), results_of()) == by_nbgrader


def test_a_regrade_by_nbgrader_replaces_what_grader_wrote(
    scratch: Course, submit: Callable[..., None], nbgrader: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit("right_solution")
    monkeypatch.chdir(scratch.root)
    assert CliRunner().invoke(main, ["autograde"]).exit_code == 0
    before = scores(scratch)
    nbgrader(scratch, "autograde", NAME, "--force")
    assert scores(scratch) == before
    assert CliRunner().invoke(main, ["autograde"]).exit_code == 0
    assert scores(scratch) == before


# ── in this process, as formgrader does it ─────────────────────────────────────────────────────────────────


@pytest.fixture
def api(scratch: Course, recwarn: pytest.WarningsRecorder) -> NbGraderAPI:
    made = NbGraderAPI(config=nbgrader_config(scratch))
    assert made.generate_assignment(NAME)["success"]
    return made


def flags(course: Course) -> set[bool]:
    """Return whether questions that are marked automatically wait for a person."""
    return {needs_person for (_, cell), (*_, needs_person) in scores(course).items() if cell != WRITTEN}


def points(course: Course) -> dict[tuple[str, str], float]:
    return {cell: score for cell, (score, *_) in scores(course).items()}


pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # nbgrader's own


def test_formgrader_grades_through_the_same_plug_ins(api: NbGraderAPI, submit: Callable[..., None]) -> None:
    submit("wrong_everywhere")
    assert api.autograde(NAME, "wrong_everywhere")["success"]
    submission = api.get_submission(NAME, "wrong_everywhere")
    assert (submission["score"], submission["max_score"]) == (1.5, 8)
    assert submission["needs_manual_grade"], "the written answer waits"
    assert api.generate_feedback(NAME, "wrong_everywhere")["success"]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 no notebook", b"", b"[" * 100_000, b'{"nbformat": 3}'],
    ids=["an archive", "empty", "deep lists", "nbformat 3"],
)
def test_a_damaged_file_is_told_and_keeps_the_old_scores_for_a_person(
    api: NbGraderAPI, scratch: Course, submit: Callable[..., None], content: bytes
) -> None:
    submit("right_solution")
    assert api.autograde(NAME, "right_solution")["success"]
    before = points(scratch)
    scratch.submitted("right_solution", NAME).joinpath(f"{NAME}.ipynb").write_bytes(content)
    done = api.autograde(NAME, "right_solution")
    assert done["success"]
    assert f"{NAME} of right_solution: The " in done["log"]
    assert "Traceback" not in done["log"]
    assert (points(scratch), flags(scratch)) == (before, {True})
    assert api.get_submission(NAME, "right_solution")["needs_manual_grade"]
    stored = json.loads((scratch.autograded("right_solution", NAME) / "results.json").read_text(encoding="utf-8"))
    assert stored["problem"]


def test_a_date_that_is_not_understood_stops_nobody_and_has_a_person_look(
    api: NbGraderAPI, scratch: Course, submit: Callable[..., None]
) -> None:
    submit("right_solution")
    date = scratch.submitted("right_solution", NAME) / "timestamp.txt"
    date.write_text("2026-03-09 23:50 KST")
    with Gradebook(scratch.db_url) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-09 23:59 +0900")
    done = api.autograde(NAME, "right_solution")
    assert f"{NAME} is due 2026-03-09 23:44 UTC" in done["log"]
    assert "it looks like 23:59 +0900" in done["log"]
    for text in ("yesterday evening", "2026-03-09 23:50 IST"):
        date.write_text(text)
        done = api.autograde(NAME, "right_solution", force=False)
        assert done["success"]
        assert f"not understood from timestamp.txt (“{text}”)" in done["log"]
        with Gradebook(scratch.db_url) as gradebook:
            assert gradebook.find_submission(NAME, "right_solution").timestamp is None
        assert flags(scratch) == {True, False}, "one question stands for it; the others are marked"
    assert not (scratch.autograded("right_solution", NAME) / "timestamp.txt").exists()
    assert api.generate_feedback(NAME, "right_solution")["success"]
    date.write_text("2026-03-09 23:50 KST")
    assert api.autograde(NAME, "right_solution", force=False)["success"]
    assert flags(scratch) == {False}


def test_a_failed_regrade_has_a_person_look_at_every_old_score_until_one_succeeds(
    api: NbGraderAPI, scratch: Course, submit: Callable[..., None]
) -> None:
    submit("right_solution")
    assert api.autograde(NAME, "right_solution")["success"]
    before = scores(scratch)
    assert flags(scratch) == {False}
    released = scratch.release(NAME).rename(scratch.root / "elsewhere.ipynb")
    failed = api.autograde(NAME, "right_solution")
    assert not failed["success"]
    assert "Run `grader build" in failed["log"]
    assert (points(scratch), flags(scratch)) == ({cell: score for cell, (score, *_) in before.items()}, {True})
    released.rename(scratch.release(NAME))
    assert api.autograde(NAME, "right_solution")["success"]
    assert scores(scratch) == before


def test_a_notebook_under_another_name_has_a_person_look_at_the_old_scores(
    api: NbGraderAPI, scratch: Course, submit: Callable[..., None]
) -> None:
    submit("right_solution")
    assert api.autograde(NAME, "right_solution")["success"]
    before, folder = points(scratch), scratch.submitted("right_solution", NAME)
    (folder / f"{NAME}.ipynb").rename(folder / "final version.ipynb")
    failed = api.autograde(NAME, "right_solution")
    assert not failed["success"]
    assert "final version.ipynb holds the cells of this assignment" in failed["log"]
    assert "grade it with `grader autograde`" in failed["log"]
    assert (points(scratch), flags(scratch)) == (before, {True})


def test_what_was_killed_keeps_its_0_and_has_a_person_look(
    api: NbGraderAPI, scratch: Course, submit: Callable[..., None]
) -> None:
    submit("killed_process")
    assert api.autograde(NAME, "killed_process")["success"]
    result = json.loads((scratch.autograded("killed_process", NAME) / "results.json").read_text(encoding="utf-8"))
    killed = {question["grade_id"] for question in result["questions"] if question["verdict"] == "killed"}
    found = scores(scratch)
    assert killed
    assert {cell for (_, cell), (_, _, needs_person) in found.items() if needs_person} == killed | {WRITTEN}
    assert {found["killed_process", cell][0] for cell in killed} == {0}


def test_what_we_could_not_mark_has_no_score_and_waits_for_a_person(
    api: NbGraderAPI, scratch: Course, submit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    submit("right_solution")
    monkeypatch.setattr("grader.grading.run.mark", broken)
    done = api.autograde(NAME, "right_solution")
    assert done["success"]
    assert "could not be marked, and wait for a person" in done["log"]
    assert set(scores(scratch).values()) == {(None, maximum, True) for _, maximum, _ in scores(scratch).values()}


def test_a_course_at_work_is_left_alone(api: NbGraderAPI, scratch: Course, submit: Callable[..., None]) -> None:
    submit("right_solution")
    with course_lock(scratch.root, "grader autograde"):
        refused = api.autograde(NAME, "right_solution")
    assert not refused["success"]
    assert "Another command is at work" in refused["log"]
    assert scores(scratch) == {}
    assert api.autograde(NAME, "right_solution")["success"]


def test_folders_that_programs_leave_are_not_graded_as_students() -> None:
    listed = {
        f"submitted/{student}/a1": [f"submitted/{student}/a1/a1.ipynb"] for student in ("kim", "__MACOSX", "venv")
    }
    autograde = SimpleNamespace(
        assignments=dict(listed),
        init_single_notebook_resources=lambda path: {"nbgrader": {"student": Path(path).parts[1]}},
    )
    leave_out_litter(autograde)
    assert list(autograde.assignments) == ["submitted/kim/a1"]


def test_what_students_write_is_left_as_they_handed_it_in() -> None:
    autograde = SimpleNamespace(
        coursedir=SimpleNamespace(assignment_id="a8_data_app"),
        exclude_overwriting={"a8_data_app": ["own.csv"], "b": ["c"]},
    )
    leave_what_students_write(autograde)
    assert autograde.exclude_overwriting == {"a8_data_app": ["own.csv", "app.py"], "b": ["c"]}


def test_an_assignment_whose_packages_are_not_installed_is_not_begun(
    api: NbGraderAPI, scratch: Course, submit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit("right_solution")
    wanting = Assignment(NAME, catalog.load(NAME).questions, Extra("limits", ("limits_of_nothing",)))
    monkeypatch.setattr(catalog, "load", {NAME: wanting}.get)
    refused = api.autograde(NAME, "right_solution")
    assert not refused["success"]
    assert "make extras" in refused["log"]
    assert scores(scratch) == {}


# ── assignments without questions in grader/questions ──────────────────────────────────────────────────────


def essay(source: str, test: str) -> NotebookNode:
    """A notebook with an answer, a test cell that stock nbgrader would believe, and a written answer."""
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for name, kind, text, grade, solution in (
        ("answer", "code", source, False, True),
        ("check", "code", test, True, False),
        ("essay", "markdown", source, True, True),
    ):
        marks = {"grade_id": name, "grade": grade, "solution": solution, "locked": not solution, "task": False}
        make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
        points = {"points": 3} if grade else {}
        notebook.cells.append(make(text, metadata={"nbgrader": marks | points | {"schema_version": 3}}))
    return notebook


def test_an_assignment_without_questions_runs_and_waits_for_a_person(
    api: NbGraderAPI, scratch: Course, tmp_path: Path
) -> None:
    source, submitted = scratch.root / "source" / "essay", scratch.submitted("kim", "essay")
    for folder in (source, submitted):
        folder.mkdir(parents=True)
    nbformat.write(essay("", "assert answer == 42"), source / "thoughts.ipynb")
    assert api.generate_assignment("essay")["success"]
    nbformat.write(essay("answer = 6 * 7\nprint(answer)", "pass"), submitted / "thoughts.ipynb")
    done = api.autograde("essay", "kim")
    assert done["success"]
    assert "essay has no questions in grader/hidden_tests/" in done["log"]
    with Gradebook(scratch.db_url) as gradebook:
        (notebook,) = gradebook.find_submission("essay", "kim").notebooks
        assert {(grade.name, grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades} == {
            ("check", None, True),
            ("essay", None, True),
        }
    marked = nbformat.read(scratch.autograded("kim", "essay") / "thoughts.ipynb", as_version=4)
    assert [output.text for output in marked.cells[0].outputs] == ["42\n"]
    assert marked.cells[1].source == "assert answer == 42"
    assert not (scratch.autograded("kim", "essay") / "results.json").exists()
