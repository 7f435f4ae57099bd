"""What a course chooses in its `course.toml` is followed by build, marks, totals, report, guide and verify."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result
from small_assignment import NAME, WRITTEN, known

from grader import catalog
from grader.authoring.demo import submit_samples
from grader.authoring.mutants_asked import Counted
from grader.cli.commands import main
from grader.course import Course, load_course

OTHERS = [name for name in catalog.names() if name != NAME]
CHOSEN = f"""
leave_out = {OTHERS}

[{NAME}]
leave_out = ["step_slope"]

[{NAME}.cube_derivative]
points = 6

[{NAME}.cube_derivative.coefficient_lost]
credit = 0.5
en = "Our own words."

[{NAME}.{WRITTEN}]
points = 3
"""
OTHER_MAKING = """# base: solution
# %% answer="cube_derivative"
def cube_derivative(x):
    return 3 * x * x
"""

Run = Callable[..., Result]


@pytest.fixture
def mine(small: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_fork_server: None) -> Iterator[Path]:
    """A course of the small assignment with choices of its own."""
    root = tmp_path / "course"
    shutil.copytree(small.root, root)
    (root / "course.toml").write_text(CHOSEN, encoding="utf-8")
    (root / f"tests/submissions/{NAME}/right_by_other_ways.py").write_text(OTHER_MAKING, encoding="utf-8")
    for slow in ("timeout_endless_loop", "killed_process", "damaged_file", "invalid_answers"):
        (root / f"tests/submissions/{NAME}/{slow}.py").unlink()
    monkeypatch.chdir(root)
    with known(small.root):
        yield root


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def ok(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def points(root: Path) -> dict[str, float]:
    notebook = nbformat.read(root / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    marks = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    return {one.grade_id: one.points for one in marks if one.get("grade")}


def test_a_course_of_its_own_choices_from_the_notebook_to_the_report(mine: Path) -> None:
    assert ok("build").splitlines() == [f"built release/{NAME}/{NAME}.ipynb"]
    assert ok("build", NAME, NAME).splitlines() == [f"built release/{NAME}/{NAME}.ipynb"]
    assert points(mine) == {"example_derivative": 1, "cube_derivative": 6, WRITTEN: 3}
    assert "step_slope" not in (mine / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    assert ok("verify") == f"{NAME}: holds\n"

    submit_samples(mine, mine, NAME, {"right_solution", "wrong_duplicated_answer_cell"})
    told = run("autograde").output
    assert "10 / 10" not in told
    assert "7 / 10, 3 to mark" in told
    assert "4 / 10, 3 to mark" in told
    results = json.loads((mine / f"autograded/wrong_duplicated_answer_cell/{NAME}/results.json").read_text())
    assert (results["score"], results["max_score"]) == (4, 7)
    assert results["questions"][-1] | {"message": ""} == {
        "grade_id": "cube_derivative",
        "points": 6,
        "score": 3,
        "verdict": "wrong",
        "code": "coefficient_lost",
        "message": "",
    }
    assert results["questions"][-1]["message"].startswith("Our own words.")
    assert "2 of them unchanged" in run("autograde").output

    ok("report")
    report = (mine / "report.html").read_text(encoding="utf-8")
    assert "Our own words." in report
    assert "step_slope" not in report
    ok("guide")
    guide = (mine / "docs/marking.md").read_text(encoding="utf-8")
    assert f"## {NAME} (7 points by machine)" in guide
    assert "| `coefficient_lost` | 50% | Our own words. |" in guide
    assert "step_slope" not in guide
    assert "a1_derivatives" not in guide


def test_grading_waits_until_a_notebook_has_what_the_course_chooses_now(mine: Path) -> None:
    submit_samples(mine, mine, NAME, {"right_solution"})
    (mine / "course.toml").write_text(f"[{NAME}.cube_derivative]\npoints = 5\n", encoding="utf-8")
    told = run("autograde", NAME)
    assert told.exit_code == 1
    assert f"release/{NAME}/ is older than course.toml: cube_derivative." in told.output
    assert f"Run `grader build {NAME}`" in told.output
    ok("build", NAME)
    assert "8 / 9, 1 to mark" in run("autograde", NAME).output


def test_what_is_left_out_is_told_where_it_is_asked_for(mine: Path) -> None:
    for command in ("build", "autograde", "verify", "report"):
        told = run(command, "a1_derivatives")
        assert told.exit_code == 1
        assert "course.toml leaves a1_derivatives out." in told.output


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ('["step_slop"]', "leave_out names step_slop, which is not a question here. Did you mean step_slope?"),
        ('["cube_derivative"]', "leave_out names cube_derivative, which the cell twice uses.\nLeave twice out too"),
    ],
)
def test_a_choice_that_the_notebook_cannot_follow_is_told_at_the_build(mine: Path, left_out: str, said: str) -> None:
    with (mine / "source" / f"{NAME}.py").open("a", encoding="utf-8") as master:
        master.write('\n# %% name="twice"\nprint(2 * cube_derivative(1.0))\n')
    (mine / "course.toml").write_text(f"[{NAME}]\nleave_out = {left_out}\n", encoding="utf-8")
    told = run("build", NAME)
    assert told.exit_code == 1
    assert said in told.output


def test_without_the_packages_of_some_assignments_the_others_are_verified_and_told_of(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (mine / "course.toml").write_text(f"leave_out = {[one for one in OTHERS if one != 'a7_network']}", encoding="utf-8")
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *_: None if name == "keras" else name)
    monkeypatch.setattr("grader.authoring.verify.verify", lambda *_: [])
    assert ok("verify").splitlines() == [
        "a7_network: not looked at. a7_network needs keras, which the other assignments do not and which is not"
        " installed. Run `make extras`, then the same command again.",
        f"{NAME}: holds",
    ]
    ok("guide")
    guide = mine / "docs/marking.md"
    assert "## a7_network\n\na7_network needs keras" in guide.read_text(encoding="utf-8")
    assert f"## {NAME} (7 points" in guide.read_text(encoding="utf-8")

    before = "# How\n\n\n## a7_network (24 points by machine)\n\n### `dense` · 2 points\n\n\n## a9_old (1 point)\n"
    guide.write_text(before, encoding="utf-8")
    ok("guide")
    kept = guide.read_text(encoding="utf-8")
    assert "\n\n\n## a7_network (24 points by machine)\n\n### `dense` · 2 points\n\n\n##" in kept
    assert "a9_old" not in kept


def test_what_to_do_about_mutants_with_full_marks_is_told(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    survived = Counted(10, 9, 0, 1, ("cube_derivative: a mutant gets full marks: 3 → 4",))
    monkeypatch.setattr("grader.authoring.mutants_asked.verify_mutants", lambda course, name: survived)
    done = run("verify", "--mutants", NAME)
    assert done.exit_code == 1
    assert "mutant gets full marks: 3 → 4\n  Each mutant with full marks needs a case that refuses it" in done.output


def test_a_course_without_choices_is_as_it_was(small: Course) -> None:
    course = load_course(small.root)
    assert course.assignments == catalog.names()
    assert course.settings(NAME).choices == course.choices.of(NAME)
