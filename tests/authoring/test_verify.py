"""The gate holds for every assignment, and fails when something is wrong: it is broken here on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import marking_course
import pytest

from grader import catalog, hidden_tests
from grader.authoring import verify as module
from grader.authoring.samples import Sample, load_samples
from grader.authoring.verify import (
    SEEDS,
    check_rubrics,
    check_with_other_seeds,
    compare_sample,
    grade_sample,
    handed_in,
    limits_of,
    misfile,
    syntax_fault,
    verify,
)
from grader.course import Course
from grader.grading.pipeline import outcomes_with
from grader.marking.outcome import Outcome
from grader.results.result import QuestionResult, Result
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.submission import Submission
from grader.text import NOTHING
from grader.verdict import Verdict

EVERY = [pytest.param(name, marks=pytest.mark.xdist_group(f"verify {name}")) for name in catalog.names()]


@pytest.mark.usefixtures("one_fork_server")
@pytest.mark.parametrize("name", EVERY)
def test_every_assignment_holds(course: Course, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.sandbox.host.session.GRACE_SECONDS", 0.5)  # a sample will not be interrupted
    assert verify(course, name) == []


def test_a_rubric_that_does_not_add_up_is_named() -> None:
    assert list(check_rubrics(marking_course.notebook(marking_course.SOLUTION))) == []
    assert list(check_rubrics(marking_course.notebook("no rubric"))) == []
    more = marking_course.SOLUTION.replace("½ point", "2 points")
    assert list(check_rubrics(marking_course.notebook(more))) == [
        "why_flat: its rubric's items are worth 3 points, not 1.5"
    ]


def test_an_assignment_whose_file_cannot_be_read_is_no_traceback(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog._declared.cache_clear()
    monkeypatch.setattr(hidden_tests, "__path__", [str(tmp_path), *hidden_tests.__path__])
    (tmp_path / "a1_derivatives.toml").write_text("[df.lost]\nen = What?", encoding="utf-8")
    (problem,) = verify(course, "a1_derivatives")
    assert "a1_derivatives.toml cannot be read" in problem
    catalog._declared.cache_clear()


def test_a_misfiled_sample_is_noticed(course: Course, sandbox: Sandbox) -> None:
    sample = next(s for s in load_samples(course.root / "tests/submissions/a1_derivatives") if s.name == "untouched")
    result = grade_sample(course, sample, sandbox)
    assert compare_sample(sample, result) == []
    (problem,) = compare_sample(misfile(sample), result)
    assert "misfiled" in problem


def test_a_sample_that_is_to_time_out_uses_all_its_time_and_so_is_given_less(course: Course) -> None:
    samples = {sample.name: sample for sample in load_samples(course.root / "tests/submissions/a1_derivatives")}
    usual, short = limits_of(samples["right_solution"]), limits_of(samples["timeout_endless_loop"])
    assert (short.cell_seconds, short.call_seconds) < (usual.cell_seconds / 2, usual.call_seconds / 2)
    assert short.notebook_seconds == usual.notebook_seconds


def test_an_answer_that_only_some_seeds_find_right_is_a_problem(
    course: Course, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = {sample.name: sample for sample in load_samples(course.root / "tests/submissions/a1_derivatives")}
    right, untouched = samples["right_by_other_means"], samples["untouched"]
    asked, graded = [], []

    def outcomes(seeds: Sequence[int], submission: Submission, *_: object) -> list[dict[str, Outcome]]:
        asked.append((submission.student, tuple(seeds)))
        found = [
            {name: Outcome(Verdict(verdict), code, NOTHING) for name, (verdict, code) in right.expected.items()}
            for _ in seeds
        ]
        return [*found[:-2], found[-2] | {"df": Outcome(Verdict.WRONG, "wrong", NOTHING)}, {}]

    def grade(course: Course, sample: Sample, sandbox: Sandbox) -> Result:
        graded.append((sample.name, course.seed))
        verdict = Verdict.WRONG if course.seed == 7 else Verdict.CORRECT
        mark = QuestionResult("df", 2.0, 2.0, verdict, "correct", "")
        return Result(sample.assignment, sample.name, course.seed, (mark,))

    monkeypatch.setattr(module, "outcomes_with", outcomes)
    monkeypatch.setattr(module, "grade_sample", grade)
    (problem,) = check_with_other_seeds(course, [right, untouched, samples["right_solution"]], sandbox)
    assert problem.startswith("with the seed 7: sample right_by_other_means: df should be correct")
    assert asked == [("right_by_other_means", SEEDS)]
    assert graded == [("right_by_other_means", seed) for seed in SEEDS[1:]]


def test_one_process_answers_for_all_seeds_until_a_call_of_it_hangs(course: Course, sandbox: Sandbox) -> None:
    samples = {sample.name: sample for sample in load_samples(course.root / "tests/submissions/a1_derivatives")}
    for name, answered in (("right_by_other_means", [True] * 2), ("killed_process", [False] * 2)):
        with handed_in(course, samples[name]) as (submission, release, settings):
            found = outcomes_with((3, 4), submission, release, settings, sandbox)
        given = [{name: (one.verdict, one.code) for name, one in outcomes.items()} for outcomes in found]
        assert [one == samples[name].expected for one in given] == answered


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("x = 1", ""),
        ("%matplotlib inline\nx = 1", ""),
        ("def f(x):\n    raise NotImplementedError()", ""),
        ("copy the numbers\nx = 1", "invalid syntax (line 1)"),
        ("x = (1", "'(' was never closed (line 1)"),
    ],
)
def test_what_cannot_run_in_a_released_cell_is_told_with_its_line(source: str, fault: str) -> None:
    assert syntax_fault(source) == fault
