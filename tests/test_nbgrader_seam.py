"""nbgrader's own commands, through the course's configuration, give what `grader autograde` gives."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI

from grader.__main__ import main
from grader.course import Course
from grader.nbgrader_out import nbgrader_config

NAME = "a1_derivatives"
SAMPLES = ("right_solution", "wrong_rules", "half_done", "killed_process", "wrong_duplicated_answer_cell")


def nbgrader(course: Course, *arguments: str) -> str:
    """Run nbgrader as a person does, the environment not activated."""
    command = [str(Path(sys.executable).parent / "nbgrader"), *arguments]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONWARNINGS"}
    done = subprocess.run(command, cwd=course.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def scores(course: Course) -> dict[tuple[str, str], tuple[float, float, bool]]:
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, grade.name): (grade.auto_score, grade.max_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions(NAME)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


@pytest.fixture
def results_of(scratch: Course) -> Callable[[], dict[str, bytes]]:
    return lambda: {
        path.parent.parent.name: path.read_bytes() for path in scratch.root.glob("autograded/*/*/results.json")
    }


def test_the_life_cycle_gives_the_same_scores(
    scratch: Course,
    submit: Callable[..., None],
    results_of: Callable[[], dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    submit(*SAMPLES)
    release = scratch.release(NAME).read_bytes()
    nbgrader(scratch, "generate_assignment", NAME, "--force")
    assert scratch.release(NAME).read_bytes() == release
    nbgrader(scratch, "autograde", NAME)
    by_nbgrader = scores(scratch), results_of()
    assert len(by_nbgrader[1]) == len(SAMPLES)

    nbgrader(scratch, "generate_feedback", NAME)
    page = (scratch.root / "feedback" / "wrong_rules" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "You return the height of the function." in page
    for secret in ("Misconception", "Traceback (most recent call last)", "grader/questions", "solutions/"):
        assert secret not in page

    nbgrader(scratch, "export")
    table = (scratch.root / "grades.csv").read_text(encoding="utf-8")
    assert "right_solution,,,,22.0,0.0,22.0,22.0" in table

    monkeypatch.chdir(scratch.root)
    (scratch.root / "gradebook.db").unlink()
    done = CliRunner().invoke(main, ["autograde"])
    assert done.exit_code == 1  # two cells of one id: graded as well as told
    assert "Several cells claim to be power_derivative_answer" in done.output
    assert (scores(scratch), results_of()) == by_nbgrader


def test_a_regrade_by_nbgrader_replaces_what_grader_wrote(
    scratch: Course, submit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit("right_solution")
    monkeypatch.chdir(scratch.root)
    assert CliRunner().invoke(main, ["autograde"]).exit_code == 0
    before = scores(scratch)
    nbgrader(scratch, "autograde", NAME, "--force")
    assert scores(scratch) == before
    assert CliRunner().invoke(main, ["autograde"]).exit_code == 0
    assert scores(scratch) == before


@pytest.mark.filterwarnings("ignore")  # nbgrader's own, in this process
def test_formgrader_grades_through_the_same_seam(scratch: Course, submit: Callable[..., None]) -> None:
    submit("wrong_rules")
    nbgrader(scratch, "generate_assignment", NAME, "--force")
    api = NbGraderAPI(config=nbgrader_config(scratch))
    assert api.autograde(NAME, "wrong_rules", force=True)["success"]
    submission = api.get_submission(NAME, "wrong_rules")
    assert (submission["score"], submission["max_score"], submission["needs_manual_grade"]) == (15, 22, False)
    assert api.generate_feedback(NAME, "wrong_rules", force=True)["success"]
