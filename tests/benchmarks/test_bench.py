"""The benchmark compares like with like: the stock side asks what ours asks, and the arithmetic is right."""

from __future__ import annotations

import contextlib
import io
import subprocess
import sys
import warnings
from functools import cache
from pathlib import Path
from types import CodeType

import matplotlib as mpl
import nbformat
import numpy as np
import pytest

from benchmarks import classroom, figures, floor, hidden, inline, measure
from benchmarks.bench import Comparison, Growth, Machine
from benchmarks.figures import Agreement, Batch
from benchmarks.show import markdown, sheets
from grader import catalog
from grader.authoring.samples import Sample, load_samples, notebook_bytes
from grader.course import Course
from grader.grading.pipeline import schemes

ROOT = Path(__file__).parents[2]
FAIR = [
    pytest.param(sample, id=f"{name}-{sample.name}")
    for name in catalog.names()
    if not catalog.load(name).inspections and not any(one.file for one in catalog.load(name).functions)
    for sample in load_samples(ROOT / "tests" / "submissions" / name)
    if classroom.fair(sample)
]

# ── the stock side's hidden tests ──────────────────────────────────────────────────────────────────────────


def run_cells(sample: Sample, course: Course) -> dict[str, object]:
    """Run a sample's cells but for pictures and checks, as a notebook does: one that fails does not end it."""
    release = nbformat.read(course.release(sample.assignment), as_version=4)
    solution = nbformat.read(course.root / "source" / sample.assignment / f"{sample.assignment}.ipynb", as_version=4)
    notebook = nbformat.reads(notebook_bytes(sample, release, solution), as_version=4)
    names: dict[str, object] = {"__name__": "__main__"}
    for cell in notebook.cells:
        if (
            cell.cell_type == "code"
            and not cell.id.startswith("look")
            and not cell.metadata.get("nbgrader", {}).get("grade")
        ):
            with contextlib.suppress(Exception):
                exec(compile(cell.source, cell.id, "exec"), names)
    return names


@cache
def hidden_tests(assignment: str, seed: int) -> dict[str, CodeType]:
    """Return the stock side's hidden test of each question."""
    marked = schemes(assignment, seed)
    return {name: compile(hidden.hidden_test(scheme), "hidden", "exec") for name, scheme in marked.items()}


def passes(test: CodeType, names: dict[str, object]) -> bool:
    try:
        exec(test, names)
    except Exception:
        return False
    return True


@pytest.mark.parametrize("sample", FAIR)
def test_stock_hidden_tests_give_full_marks_to_the_same_answers(
    sample: Sample, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "source" / sample.assignment))
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")  # nothing is trained, nothing is fetched
    monkeypatch.setenv("KERAS_BACKEND", "numpy")
    mpl.use("agg")
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = run_cells(sample, course)
        full = {name: passes(test, names) for name, test in hidden_tests(sample.assignment, course.seed).items()}
    expected = {
        name: verdict == "correct" and code != "follow_through"
        for name, (verdict, code) in sample.expected.items()
        if code != "measured"  # inline tests see values, not the way to them
        and (name, code)
        != ("gradients", "open_at_zero")  # no own case lies at the kink, where a measured slope is half
    }
    assert {name: full[name] for name in expected} == expected
    assert full.keys() == sample.expected.keys()


def test_hidden_tests_stand_after_the_visible_check_and_leave_the_release(course: Course) -> None:
    name = "a1_derivatives"
    source = nbformat.read(course.root / "source" / name / f"{name}.ipynb", as_version=4)
    made = hidden.with_hidden_tests(source, schemes(name, course.seed))
    before, after = ({cell.id: cell.source for cell in notebook.cells} for notebook in (source, made))
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {question.name for question in catalog.load(name).questions}
    for key in changed:
        visible, _, rest = after[key].partition("\n### BEGIN HIDDEN TESTS\n")
        assert visible == before[key]
        assert rest.endswith("\n### END HIDDEN TESTS")
        assert "grader" not in rest
        assert "solutions" not in rest


@pytest.mark.parametrize("value", [1.5, 3, "x", None, True, [1, 2.0], (1.0,), float("inf")])
def test_a_literal_is_the_value(value: object) -> None:
    assert eval(hidden.literal(value), {"float": float}) == value


def test_a_literal_array_keeps_type_and_shape() -> None:
    for array in (np.zeros((2, 0, 3)), np.arange(6).reshape(2, 3), np.array(1.5)):
        again = eval(hidden.literal(array), {"np": np})
        assert again.dtype == array.dtype
        assert again.shape == array.shape
        assert (again == array).all()


@pytest.mark.parametrize("value", ["3", True, None, [True, 2.0], np.array([True])])
def test_what_is_no_number_agrees_with_nothing(value: object) -> None:
    with pytest.raises(AssertionError):
        inline.numbers(value)


# ── the class ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_class_deals_the_fair_samples_in_turn(course: Course) -> None:
    made = classroom.make_class(course, "a1_derivatives", 60)
    assert len(made) == 60
    kinds = [student.partition("_")[2] for student in made]
    once = list(dict.fromkeys(kinds))
    assert kinds == [once[i % len(once)] for i in range(60)]
    assert not {"timeout_endless_loop", "killed_process", "damaged_file", "no_notebook"} & set(once)
    assert {"right_solution", "wrong_rules", "untouched"} <= set(once)


def test_a_part_is_drawn_evenly() -> None:
    submissions = {f"s{i}": b"" for i in range(10)}
    assert list(classroom.part_of(submissions, 5)) == ["s0", "s2", "s4", "s6", "s8"]
    assert list(classroom.part_of(submissions, 99)) == list(submissions)


def test_the_course_itself_is_not_touched(course: Course, tmp_path: Path) -> None:
    submissions = classroom.make_class(course, "a1_derivatives", 2)
    laid = classroom.lay_out_ours(course, "a1_derivatives", submissions, tmp_path / "ours")
    assert laid.root == tmp_path / "ours"
    assert laid.db_url == f"sqlite:///{tmp_path}/ours/gradebook.db"
    assert len(list(laid.root.glob("submitted/*/a1_derivatives/a1_derivatives.ipynb"))) == 2


# ── the arithmetic ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_class_takes_its_start_once() -> None:
    batch = Batch(done=(5.0, 7.0, 9.0), seconds=10.0)
    assert batch.each == 2.0
    assert batch.for_class(3) == 10.0
    assert batch.for_class(5) == 14.0
    assert Batch(done=(4.0,), seconds=5.0).for_class(2) == 10.0


def test_agreement_tells_follow_through_from_a_difference() -> None:
    stock = {("a", "f"): True, ("a", "g"): False, ("b", "f"): False, ("b", "g"): True}
    ours = {("a", "f"): True, ("a", "g"): True, ("b", "f"): True, ("c", "f"): True}
    found = figures.agreement(ours, stock, frozenset({("a", "g"), ("b", "g")}))
    assert found == Agreement(agree=1, followed=1, differ=(("b", "f"), ("b", "g")))
    assert str(found) == "1 of 4; 1 by follow-through; different: b/f, b/g"


MACHINE = Machine(2, "a processor", "3.11.2", "0.9.6", 0.25)
COMPARISON = Comparison(
    assignment="a1_derivatives",
    jobs=2,
    rounds=1,
    ours=Batch(done=tuple(1.0 + i / 10 for i in range(11)), seconds=2.2, peak=300 * 2**20),
    through_nbgrader=Batch(done=(3.0, 3.5), seconds=3.5),
    stock=Batch(done=(6.0, 10.0), seconds=11.0),
    agreement=Agreement(28, 0, ()),
    same_results=2,
    regrade=1.1,
    floor=1.0,
    help=0.2,
    bare=0.02,
)


def test_the_tables_say_what_was_measured() -> None:
    sides, alone = sheets(MACHINE, COMPARISON)
    rows = {row[0]: row[1:] for row in (*sides.rows, *alone.rows)}
    assert rows["submissions graded"] == ("2", "2", "11")
    assert rows["seconds for 11"] == ("47.0", "8.0", "2.2")  # 11 + 9 * 4, 3.5 + 9 * 0.5
    assert rows["submissions a second"] == ("0.23", "1.38", "5.00")
    assert rows["times stock"] == ("1.0", "5.9", "21.4")
    assert rows["agree on full marks"][-1] == "28 of 28"
    assert rows["floor ratio"] == ("", "2.20")
    assert rows["floor ratio from the first written notebook on"] == ("", "1.10")
    assert rows["again, nothing changed"] == ("1.10", "2.0")
    assert rows["`grader --help`"] == ("0.200", "10.0")
    assert all(len(row) == len(sheet.head) for sheet in (sides, alone) for row in sheet.rows)


def test_growth_is_told_as_a_ratio_and_for_each_further_submission() -> None:
    small, large = Batch((1.0,) * 10, 2.0), Batch((1.0,) * 100, 20.0)
    text = markdown(sheets(MACHINE, Growth("a1_derivatives", 2, small, large)))
    assert "| 10 | 2.0 | 5.00 | 0 |" in text
    assert "10 times as many take 10.00 times as long; each further submission 0.2000 s" in text


# ── measuring ──────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_was_seen_once_stays_in_the_family() -> None:
    assert measure.descendants({10}, {1: 0, 10: 1, 11: 10, 12: 11, 20: 1}) == {10, 11, 12}
    assert measure.descendants({10, 11, 12}, {1: 0, 12: 1, 13: 12}) == {12, 13}


def test_the_memory_of_child_processes_counts(tmp_path: Path) -> None:
    child = "held = bytearray(64 * 2**20); import time; time.sleep(4)"  # it is looked at now and then
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True); print('done')"
    ran = measure.run([sys.executable, "-c", parent], tmp_path, classroom.environment())
    assert (ran.code, ran.said) == (0, "done\n")
    assert 64 * 2**20 < ran.peak < 256 * 2**20


def test_the_floor_runs_every_cell_and_call(course: Course, tmp_path: Path) -> None:
    submissions = classroom.make_class(course, "a1_derivatives", 2)
    laid = classroom.lay_out_ours(course, "a1_derivatives", submissions, tmp_path / "ours")
    what = floor.command(laid.root, "a1_derivatives", 1)
    done = subprocess.run(what, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) > 0


def test_an_unknown_assignment_is_told(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from benchmarks.__main__ import main

    monkeypatch.chdir(course.root)
    done = CliRunner().invoke(main, ["--assignment", "a9"])
    assert done.exit_code == 2
    assert "'a9' is not one of 'a1_derivatives'" in done.stderr
