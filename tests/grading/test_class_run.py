"""A class from start to end, as an instructor runs it: the command, the files, the gradebook."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner, Result
from nbgrader.api import Gradebook
from small_assignment import NAME, POINTS, without

from grader import catalog
from grader.cli.commands import main
from grader.course import Course, Settings
from grader.grading.class_run import _Graded
from grader.grading.pipeline import grade, schemes
from grader.nbgrader.gradebook import Gradebook as OurGradebook
from grader.nbgrader.gradebook_read import read_records
from grader.questions.question import Assignment, Extra
from grader.report.contents import make_contents
from grader.report.reading import read_class
from grader.results.records import GradedSubmission
from grader.results.result import QuestionResult
from grader.results.result import Result as GradeResult
from grader.results.review import needs_review
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.intake import read_release, read_submission
from grader.submission.notebook import MAX_BYTES
from grader.verdict import Verdict

Submit = Callable[..., None]
ALL = sum(POINTS.values())


@pytest.fixture
def run(scratch: Course, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the `grader` command in the scratch course."""
    monkeypatch.chdir(scratch.root)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def results(course: Course, student: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((course.autograded(student, NAME) / "results.json").read_text(encoding="utf-8"))
    return found


def stored(course: Course) -> dict[tuple[str, str], tuple[float | None, bool]]:
    """Return automatic score and need of a person, by student and question."""
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions(NAME)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def test_a_class_is_graded_whatever_one_of_them_hands_in(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("right_solution", "untouched", "wrong_step", "killed_process", "damaged_file", "no_notebook")
    done = run("autograde", NAME)
    assert done.exit_code == 1  # a damaged file needs a person
    assert "damaged_file: The file is not JSON" in done.output
    assert "step_slope: wrong (not_divided)" in done.output
    right, untouched = results(scratch, "right_solution"), results(scratch, "untouched")
    assert right["score"] == right["max_score"] == ALL
    assert {question["verdict"] for question in right["questions"]} == {"correct"}
    assert untouched["score"] == 0
    assert {question["verdict"] for question in untouched["questions"]} == {"missing"}
    grades = stored(scratch)
    assert sum(score or 0 for (student, _), (score, _) in grades.items() if student == "right_solution") == ALL
    assert grades["wrong_step", "step_slope"] == (0.5, False)
    assert grades["damaged_file", "example_derivative"] == (None, True)
    assert grades["no_notebook", "example_derivative"] == (0, False)


def test_what_a_class_gives_holds_equal_results_of_questions_once() -> None:
    graded = _Graded()
    given = [
        GradeResult(NAME, student, 0, (QuestionResult("step_slope", 2.0, 0.5, Verdict.WRONG, "not_divided", "Why?"),))
        for student in ("ann", "bob")
    ]
    for result in given:
        graded.add(GradedSubmission(result, ""))
    ann, bob = graded.results.values()
    assert [ann, bob] == given
    assert ann.questions[0] is bob.questions[0]


def test_folders_that_programs_leave_are_nobodys_and_twins_are_told(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("right_solution")
    folder = scratch.root / "submitted"
    for litter in ("__MACOSX", ".ipynb_checkpoints", ".git", "__pycache__", "lost+found"):
        shutil.copytree(folder / "right_solution", folder / litter)
    assert run("autograde", NAME).exit_code == 0
    assert {student for student, _ in stored(scratch)} == {"right_solution"}
    shutil.copytree(folder / "right_solution", folder / "Right_Solution")
    done = run("autograde", NAME)
    assert done.exit_code == 1
    assert "'Right_Solution' and 'right_solution' differ in upper and lower case" in done.output


def test_a_course_that_keeps_its_release_is_graded_by_it(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    newer = nbformat.read(scratch.release(NAME), as_version=4)
    older = without(newer, "cube_derivative")
    next(cell for cell in older.cells if cell.id == "step_slope").metadata.nbgrader.points = 3
    nbformat.write(older, scratch.release(NAME))
    submit("right_solution", "wrong_step", "damaged_file", "no_notebook")
    for student in ("right_solution", "wrong_step"):
        path = scratch.submitted(student, NAME) / f"{NAME}.ipynb"
        nbformat.write(without(nbformat.read(path, as_version=4), "cube_derivative"), path)
    run("autograde", NAME)
    asked = [("example_derivative", 1), ("step_slope", 3)]
    for student, score in (("right_solution", 4), ("wrong_step", 1.75), ("damaged_file", 0), ("no_notebook", 0)):
        found = results(scratch, student)
        assert [(one["grade_id"], one["points"]) for one in found["questions"]] == asked
        assert (found["score"], found["max_score"]) == (score, 4)
        assert "cube_derivative" not in str(found)
    grades = stored(scratch)
    assert grades["right_solution", "step_slope"] == (3, False)
    assert ("right_solution", "cube_derivative") not in grades
    records = read_records(scratch)
    assert records.maxima[NAME] == 5, "with the written answer"
    contents = make_contents(read_class(scratch, NAME, records), "en")
    assert [(item.question, item.points) for item in contents.items] == asked
    assert contents.scores
    assert contents.scores.maximum == 4
    run("export", NAME, "--lms", "csv", "--to", "grades.csv")
    with (scratch.root / "grades.csv").open(encoding="utf-8") as lines:
        assert {row["max_score"] for row in csv.DictReader(lines)} == {"5"}
    assert run("feedback").exit_code == 0
    page = (scratch.root / "feedback" / "wrong_step" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "cube_derivative" not in page

    # The new release was put over the old one by mistake, and then back.
    nbformat.write(newer, scratch.release(NAME))
    run("autograde", NAME)
    assert stored(scratch)["right_solution", "cube_derivative"] == (0, True)
    nbformat.write(older, scratch.release(NAME))
    run("autograde", NAME)
    assert stored(scratch) == grades


def test_what_was_asked_otherwise_waits_for_a_person(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    older = nbformat.read(scratch.release(NAME), as_version=4)
    stub = next(cell for cell in older.cells if cell.id == "step_slope_answer")
    stub.source = stub.source.replace("(f, x, h)", "(x, h)")
    nbformat.write(older, scratch.release(NAME))
    submit("right_solution")
    assert run("autograde", NAME).exit_code == 1
    assert stored(scratch)["right_solution", "step_slope"] == (None, True)
    assert stored(scratch)["right_solution", "cube_derivative"] == (4, False)


def test_results_have_the_fixed_form(scratch: Course, submit: Submit, run: Callable[..., Result]) -> None:
    submit("wrong_step")
    assert run("autograde").exit_code == 0
    found = results(scratch, "wrong_step")
    assert list(found) == ["assignment", "student", "score", "max_score", "grader", "questions"]
    assert list(found["grader"]) == ["version", "seed"]
    assert found["grader"]["seed"] == scratch.seed
    for question in found["questions"]:
        assert list(question) == ["grade_id", "points", "score", "verdict", "code", "message"]


def test_the_autograded_notebook_shows_verdict_hint_and_numbers(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("wrong_step")
    run("autograde")
    notebook = nbformat.read(scratch.autograded("wrong_step", NAME) / f"{NAME}.ipynb", as_version=4)
    nbformat.validate(notebook)
    cell = next(cell for cell in notebook.cells if cell.id == "step_slope")
    text = cell.outputs[0]["data"]["text/plain"]
    assert "0.5 / 2" in text
    assert "Over which run?" in text
    assert "relative error" in text


def test_one_or_eight_workers_give_the_same_bytes(scratch: Course, submit: Submit, run: Callable[..., Result]) -> None:
    submit("right_in_another_form", "wrong_everywhere", "invalid_answers", "half_done")
    found = []
    for jobs in ("1", "8"):
        assert run("autograde", NAME, "--jobs", jobs, "--force").exit_code == 0
        found.append({path: path.read_bytes() for path in sorted(scratch.root.glob("autograded/*/*/results.json"))})
    assert found[0] == found[1]


def test_what_a_person_gave_survives_a_regrade(scratch: Course, submit: Submit, run: Callable[..., Result]) -> None:
    submit("wrong_step")
    run("autograde")
    with Gradebook(scratch.db_url) as gradebook:
        grade = gradebook.find_grade("step_slope", NAME, NAME, "wrong_step")
        grade.manual_score, grade.extra_credit = 1.5, 0.25
        comment = gradebook.find_comment("step_slope_answer", NAME, NAME, "wrong_step")
        comment.manual_comment = "Nearly."
        gradebook.db.commit()
    assert run("autograde").exit_code == 0  # nothing has changed: what a person has settled stays settled
    assert stored(scratch)["wrong_step", "step_slope"] == (0.5, False)
    run("autograde", "--force")
    with Gradebook(scratch.db_url) as gradebook:
        grade = gradebook.find_grade("step_slope", NAME, NAME, "wrong_step")
        comment = gradebook.find_comment("step_slope_answer", NAME, NAME, "wrong_step")
        assert (grade.manual_score, grade.extra_credit, grade.auto_score) == (1.5, 0.25, 0.5)
        assert not grade.needs_manual_grade, "the same answer"
        assert comment.comment == "Nearly."


def test_a_damaged_resubmission_loses_no_score_and_looks_like_none(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("right_solution")
    run("autograde")
    (scratch.submitted("right_solution", NAME) / f"{NAME}.ipynb").write_bytes(b'{"cells": [')
    assert run("autograde").exit_code == 1
    assert set(stored(scratch).values()) == {(1.0, True), (2.0, True), (4.0, True), (None, True)}
    assert results(scratch, "right_solution")["problem"].startswith("The file is not JSON")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b'{"nbformat": 5, "cells": []}', "nbformat 5"),
        (b'{"nbformat": 3, "worksheets": []}', "nbformat 3"),
        (b" " * (MAX_BYTES + 1), "the limit is 20 MB"),
    ],
    ids=["empty", "nbformat 5", "nbformat 3", "too large"],
)
def test_a_bad_file_is_named_with_its_owner_and_its_place(
    scratch: Course, submit: Submit, run: Callable[..., Result], content: bytes, said: str
) -> None:
    submit("untouched")
    place = scratch.submitted("kim", NAME)
    place.mkdir(parents=True)
    (place / f"{NAME}.ipynb").write_bytes(content)
    done = run("autograde")
    assert done.exit_code == 1
    (line,) = [line for line in done.output.splitlines() if line.startswith("! kim")]
    assert said in line
    assert results(scratch, "untouched")["score"] == 0


def test_double_ids_are_graded_and_told(scratch: Course, submit: Submit, run: Callable[..., Result]) -> None:
    submit("wrong_duplicated_answer_cell")
    done = run("autograde")
    assert done.exit_code == 1
    assert "Several cells claim to be cube_derivative_answer" in done.output
    assert results(scratch, "wrong_duplicated_answer_cell")["score"] == ALL - 3


def test_our_own_fault_is_neither_nothing_nor_full_marks_but_a_persons(
    scratch: Course, small_sandbox: Sandbox, submit: Submit, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit("right_solution")
    broken = replace(catalog.load(NAME)["example_derivative"], reference=lambda x: 1 / 0)
    declared = tuple(broken if q.name == "example_derivative" else q for q in catalog.load(NAME).questions)
    object.__setattr__(broken.reference, "__name__", "example_derivative")
    monkeypatch.setattr(catalog, "load", lambda *_: Assignment(NAME, declared))
    schemes.cache_clear()
    settings = Settings(scratch.seed, "en", scratch.limits)
    graded = grade(
        read_submission(scratch, "right_solution", NAME), read_release(scratch, NAME), settings, small_sandbox
    )
    schemes.cache_clear()
    assert graded.result.grader_errors == ("example_derivative",)
    assert graded.result.score == ALL - 1
    assert needs_review(graded.result)
    with OurGradebook(scratch.db_url) as gradebook:
        release = nbformat.read(scratch.release(NAME), as_version=4)
        gradebook.ensure_assignment(NAME, release)
        gradebook.record(NAME, [GradedSubmission(graded.result, graded.notebook)])
    assert stored(scratch)["right_solution", "example_derivative"] == (None, True)
    assert stored(scratch)["right_solution", "step_slope"] == (2, False)


def test_a_notebook_of_another_name_is_graded_and_told(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("right_solution")
    place = scratch.submitted("right_solution", NAME)
    (place / f"{NAME}.ipynb").rename(place / "homework.ipynb")
    done = run("autograde")
    assert done.exit_code == 1
    assert "homework.ipynb" in done.output
    assert {question["verdict"] for question in results(scratch, "right_solution")["questions"]} == {"correct"}


def test_work_that_cannot_be_graded_never_ends_as_a_final_0(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("right_solution")
    place = scratch.submitted("right_solution", NAME)
    (place / f"{NAME}.ipynb").rename(place / "homework.py")
    done = run("autograde")
    assert done.exit_code == 1
    assert "homework.py" in done.output
    assert set(stored(scratch).values()) == {(None, True)}
    told = results(scratch, "right_solution")["problem"]
    assert "grade" not in told.replace("could not be graded by itself", "")


def test_a_notebook_of_the_students_own_making_is_graded(scratch: Course, run: Callable[..., Result]) -> None:
    place = scratch.submitted("park", NAME)
    place.mkdir(parents=True)
    source = "def example_derivative(x):\n    return 10 * x\ndef cube_derivative(x):\n    return x**2"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbformat.write(notebook, place / f"{NAME}.ipynb")
    assert run("autograde").exit_code == 0
    verdicts = {q["grade_id"]: (q["verdict"], q["code"]) for q in results(scratch, "park")["questions"]}
    assert verdicts["example_derivative"] == ("correct", "correct")
    assert verdicts["cube_derivative"] == ("wrong", "coefficient_lost")
    assert verdicts["step_slope"] == ("missing", "undefined")


def test_a_late_submission_is_known_as_late(scratch: Course, submit: Submit, run: Callable[..., Result]) -> None:
    submit("right_solution")
    (scratch.submitted("right_solution", NAME) / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC\n")
    run("autograde")
    with Gradebook(scratch.db_url) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-11-19 10:00:00 UTC")
    run("autograde")
    with Gradebook(scratch.db_url) as gradebook:
        assert gradebook.find_submission(NAME, "right_solution").total_seconds_late == 86400


def test_a_new_submission_whose_date_is_not_understood_waits_until_the_date_is_mended(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("right_solution")
    date = scratch.submitted("right_solution", NAME) / "timestamp.txt"
    date.write_text("2026-11-18 10:00:00 UTC\n")
    assert run("autograde").exit_code == 0
    before = stored(scratch)
    with Gradebook(scratch.db_url) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-11-19 10:00:00 UTC")
    date.write_text("03/11/2026 12:30 AM")
    done = run("autograde")
    assert done.exit_code == 1
    assert "right_solution: When this was handed in is not understood from timestamp.txt" in done.output
    assert f"{NAME} is due 2026-11-19 10:00 UTC." in done.output
    with Gradebook(scratch.db_url) as gradebook:
        assert gradebook.find_submission(NAME, "right_solution").timestamp is None
    marks = [(score > 0, flagged) for score, flagged in stored(scratch).values() if score is not None]
    assert (marks.count((True, True)), {right for right, _ in marks}) == (1, {True}), "one is flagged for the date"
    assert "when it was handed in is not understood" in run("export", "--lms", "csv").output
    assert "needs grading,," in (scratch.root / "grades-csv.csv").read_text(encoding="utf-8")
    assert ", 1 to look at" in run("report").output

    assert "1 of them unchanged since" in " ".join(run("autograde").output.split())
    date.write_text("03/12/2026 12:30 AM")
    assert "unchanged" not in run("autograde").output

    date.write_text("2026-11-20 09:00 +0900")
    assert run("autograde").exit_code == 0
    with Gradebook(scratch.db_url) as gradebook:
        assert gradebook.find_submission(NAME, "right_solution").total_seconds_late == 14 * 3600
    assert stored(scratch) == before
    assert "not understood" not in run("export", "--lms", "csv").output


def test_the_word_by_which_a_student_finds_the_feedback_goes_along(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("right_solution")
    (scratch.submitted("right_solution", NAME) / "submission_secret.txt").write_text("0123abcd")
    run("autograde")
    assert (scratch.autograded("right_solution", NAME) / "submission_secret.txt").read_text() == "0123abcd"


def test_another_seed_is_recorded_and_the_right_answers_stay_right(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    config = scratch.root / "nbgrader_config.py"
    config.write_text(config.read_text(encoding="utf-8").replace("seed = 20", "seed = 2027"), encoding="utf-8")
    submit("right_solution")
    run("autograde")
    found = results(scratch, "right_solution")
    assert (found["grader"]["seed"], found["score"]) == (2027, ALL)


def test_feedback_in_korean(scratch: Course, submit: Submit, run: Callable[..., Result]) -> None:
    config = scratch.root / "nbgrader_config.py"
    config.write_text(
        config.read_text(encoding="utf-8").replace('language = "en"', 'language = "ko"'), encoding="utf-8"
    )
    submit("wrong_step")
    run("autograde")
    message = next(q for q in results(scratch, "wrong_step")["questions"] if q["grade_id"] == "step_slope")["message"]
    assert "상대 오차" in message


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["autograde", "a98_integrals"], "Assignments are: a1_derivatives"),
        (["autograde"], "Nothing was handed in"),
        (["autograde", NAME, "--student", "nobody"], "Collect the submissions first"),
        (["build", "a98_integrals"], f"{NAME}.\n"),
    ],
)
def test_a_wrong_name_lists_the_right_ones(run: Callable[..., Result], arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output


def test_an_unknown_student_lists_those_there_are(submit: Submit, run: Callable[..., Result]) -> None:
    submit("untouched")
    done = run("autograde", NAME, "--student", "x*")
    assert done.exit_code == 1
    assert "Students who did are: untouched" in done.output


@pytest.fixture
def lacks_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the assignment needed what nobody has."""
    wanting = Assignment(NAME, catalog.load(NAME).questions, Extra("limits", ("limits_of_nothing",)))
    monkeypatch.setattr(catalog, "load", {NAME: wanting}.get)


@pytest.mark.usefixtures("lacks_packages")
def test_an_assignment_whose_packages_are_not_installed_says_what_to_run(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("right_solution")
    for command in (["autograde"], ["autograde", NAME], ["verify", NAME]):
        done = run(*command)
        assert done.exit_code == 1
        assert f"{NAME} needs limits_of_nothing" in done.output
        assert "make extras" in done.output
    assert not scratch.autograded("right_solution", NAME).exists()


def test_a_course_that_is_none_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["autograde"])
    assert done.exit_code == 1
    assert "nbgrader_config.py" in done.output


def test_a_release_that_is_not_built_says_what_to_run(
    scratch: Course, submit: Submit, run: Callable[..., Result]
) -> None:
    submit("untouched")
    shutil.rmtree(scratch.root / "release")
    done = run("autograde")
    assert done.exit_code == 1
    assert f"grader build {NAME}" in done.output


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("seed = 20", "seed = 'x'", "c.Grader.seed"),
        ('language = "en"', 'language = "de"', "c.Grader.language"),
        ("notebook_seconds = 120", "notebook_seconds = 0", "c.Grader.notebook_seconds"),
        ("seed = 20", "seed = = 20", "nbgrader_config.py"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(
    scratch: Course, run: Callable[..., Result], old: str, new: str, said: str
) -> None:
    config = scratch.root / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new), encoding="utf-8")
    done = run("autograde")
    assert done.exit_code == 1
    assert said in done.output
