"""A class graded in parts, in folders of their own, comes to what one run in one folder comes to."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from click.testing import CliRunner
from faults import differences, state
from small_assignment import NAME

from grader.cli.commands import main
from grader.course import Course
from grader.errors import UserError
from grader.grading.parts import copy_part


def test_a_class_graded_in_parts_is_brought_together(
    scratch: Course,
    submit: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    submit("right_solution", "wrong_step", "written", "damaged_file")
    monkeypatch.chdir(scratch.root)
    CliRunner().invoke(main, ["autograde"])
    in_one_run = state(scratch)
    for folder in (scratch.root / "autograded").glob("*/"):
        shutil.rmtree(folder)
    (scratch.root / "gradebook.db").unlink()

    parts = tmp_path_factory.mktemp("parts")
    for number, students in ((1, 2), (2, 2), (5, 0)):
        count = 2 if students else 5
        done = CliRunner().invoke(main, ["part", f"{number}/{count}", str(parts / str(number))])
        assert done.exit_code == 0, done.output
        assert f"part {number} of {count}, {students} students" in done.output

    merged = CliRunner().invoke(main, ["merge", str(parts / "1"), str(parts / "2")])
    assert merged.exit_code == 1
    assert f"{parts / '1'}: 1 result of {NAME} taken over, 0 were here" in merged.output
    assert f"{parts / '2'}: 2 results of {NAME} taken over, 0 were here" in merged.output
    assert f"1 of {NAME} are not of what lies here, or were left for a person: damaged_file." in merged.output
    graded = CliRunner().invoke(main, ["autograde"])
    assert "4 submissions, 3 of them unchanged since they were graded" in graded.output
    assert differences(state(scratch), in_one_run) == []

    notebook = scratch.submitted("written", NAME) / f"{NAME}.ipynb"
    notebook.write_bytes(notebook.read_bytes().replace(b"There the curve", b"Here the curve"))
    again = CliRunner().invoke(main, ["merge", str(parts / "1"), str(parts / "2"), str(scratch.root / "release")])
    assert f"{parts / '2'}: 0 results of {NAME} taken over, 2 were here" in again.output
    assert "left for a person: damaged_file, written." in again.output
    assert "there is nothing in autograded/" in again.output


def test_a_part_is_copied_anew_and_only_into_a_folder_of_its_own(
    scratch: Course, submit: Callable[..., None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    submit("right_solution", "wrong_step", "written")
    (scratch.root / "course.toml").write_text("# nothing\n")
    (scratch.root / "hidden_tests").mkdir()
    folder = tmp_path_factory.mktemp("part")
    assert copy_part(scratch, 1, 2, folder) == ["right_solution", "wrong_step"]
    assert {path.name for path in folder.iterdir()} == {
        "nbgrader_config.py", "course.toml", "hidden_tests", "release", "submitted"
    }  # fmt: skip
    assert copy_part(scratch, 2, 2, folder) == ["written"]
    there, here = (root / "submitted" / "wrong_step" / NAME for root in (folder, scratch.root))
    (there / "of an earlier copy").touch()
    notebook = here / f"{NAME}.ipynb"
    notebook.write_bytes(notebook.read_bytes() + b"\n")
    copy_part(scratch, 1, 2, folder)
    assert {path.name: path.read_bytes() for path in there.iterdir()} == {
        path.name: path.read_bytes() for path in here.iterdir()
    }
    with pytest.raises(UserError, match="is the course itself"):
        copy_part(scratch, 1, 2, scratch.root)
    (folder / "nbgrader_config.py").write_text("# of another course")
    with pytest.raises(UserError, match="nothing was copied"):
        copy_part(scratch, 1, 2, folder)
