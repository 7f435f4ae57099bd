"""The sample class: a course folder of its own, with the samples as submissions."""

from __future__ import annotations

from pathlib import Path

from grader.authoring.demo import make_sample_course, submit_samples
from grader.authoring.samples import load_samples
from grader.course import Course

NAME = "a2_gradients"


def test_a_sample_course_has_its_notebooks_all_samples_and_short_limits(course: Course, tmp_path: Path) -> None:
    folder = tmp_path / "sample_course"
    folder.mkdir()
    (folder / "left_over.txt").touch()
    made = make_sample_course(course, (NAME,), folder)
    samples = {sample.name for sample in load_samples(course.root / "tests" / "submissions" / NAME)}
    assert made.release(NAME).is_file()
    assert {path.name for path in (folder / "submitted").iterdir()} == samples
    assert made.limits.cell_seconds < course.limits.cell_seconds
    assert not (folder / "left_over.txt").exists()


def test_samples_can_be_chosen_by_name(course: Course, tmp_path: Path) -> None:
    submit_samples(course.root, tmp_path, NAME, ["right_solution"])
    assert [path.name for path in (tmp_path / "submitted").iterdir()] == ["right_solution"]
