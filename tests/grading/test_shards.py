"""A class graded in parts, in folders of their own, comes to what one run in one folder comes to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from faults import differences, state
from small_assignment import NAME

from grader.cli.commands import main
from grader.course import Course

SCRIPT = Path(__file__).parents[2] / "docs" / "shard.sh"


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
    environment = os.environ | {"GRADER": f"{sys.executable} -W ignore -m grader"}
    commands = [
        ["bash", str(SCRIPT), str(scratch.root), "2", str(number), str(parts / str(number))] for number in (0, 1)
    ]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for command in commands]
    assert [one.wait(120) for one in running] == [0, 0]

    merged = CliRunner().invoke(main, ["merge", str(parts / "0"), str(parts / "1")])
    assert merged.exit_code == 1
    assert f"{parts / '0'}: 1 result of {NAME} taken over, 0 were here" in merged.output
    assert f"{parts / '1'}: 2 results of {NAME} taken over, 0 were here" in merged.output
    assert f"1 of {NAME} are not of what lies here, or were left for a person: damaged_file." in merged.output
    graded = CliRunner().invoke(main, ["autograde"])
    assert "4 submissions, 3 of them unchanged since they were graded" in graded.output
    assert differences(state(scratch), in_one_run) == []

    notebook = scratch.submitted("written", NAME) / f"{NAME}.ipynb"
    notebook.write_bytes(notebook.read_bytes().replace(b"There the curve", b"Here the curve"))
    again = CliRunner().invoke(main, ["merge", str(parts / "0"), str(parts / "1"), str(scratch.root / "release")])
    assert f"{parts / '1'}: 0 results of {NAME} taken over, 2 were here" in again.output
    assert "left for a person: damaged_file, written." in again.output
    assert "there is nothing in autograded/" in again.output
