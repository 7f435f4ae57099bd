"""The sample class: a course folder of its own, with the samples as submissions."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.demo import make_sample_course, submit_samples
from grader.authoring.samples import load_samples
from grader.course import CONFIG_NAME, Course
from grader.errors import UserError

NAME = "a2_gradients"


def test_a_sample_course_has_its_notebooks_all_samples_and_short_limits(course: Course, tmp_path: Path) -> None:
    folder = tmp_path / "sample_course"
    make_sample_course(course, (NAME,), folder)
    (folder / "left_over.txt").touch()
    made = make_sample_course(course, (NAME,), folder)
    samples = {sample.name for sample in load_samples(course.root / "tests" / "submissions" / NAME)}
    assert made.release(NAME).is_file()
    assert {path.name for path in (folder / "submitted").iterdir()} == samples
    assert made.limits.cell_seconds < course.limits.cell_seconds
    assert not (folder / "left_over.txt").exists()


@pytest.mark.parametrize("added", [b"", b"# caf\xe9"], ids=["as it came", "not in UTF-8"])
def test_a_class_of_somebodys_is_not_removed(course: Course, tmp_path: Path, added: bytes) -> None:
    submission = tmp_path / "submitted" / "ann" / NAME / f"{NAME}.ipynb"
    submission.parent.mkdir(parents=True)
    submission.touch()
    (tmp_path / CONFIG_NAME).write_bytes((course.root / CONFIG_NAME).read_bytes() + added)
    with pytest.raises(UserError, match="holds something that is no sample course"):
        make_sample_course(course, (NAME,), tmp_path)
    assert submission.exists()


def test_samples_can_be_chosen_by_name(course: Course, tmp_path: Path) -> None:
    submit_samples(course.root, tmp_path, NAME, ["right_solution"])
    assert [path.name for path in (tmp_path / "submitted").iterdir()] == ["right_solution"]
