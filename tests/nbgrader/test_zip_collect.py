"""Collecting what an LMS gave: the last attempt of each student, and no file left out without a word."""

from __future__ import annotations

import datetime
import re
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from small_assignment import NAME
from traitlets.config.loader import PyFileConfigLoader

from grader.course import Course
from grader.nbgrader.zip_collect import Attempt, collect, read_name
from grader.submission.find_notebook import elsewhere

ROOT = Path(__file__).parents[2]
PATTERN = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config().FileNameCollectorPlugin.named_regexp
BLACKBOARD = r".*_(?P<student_id>[^/_]+)_attempt_(?P<timestamp>[\d-]+)_(?P<file_id>a\d+_[a-z_]+)"


def collected(*names: str, pattern: str = PATTERN) -> tuple[dict[str, str], str]:
    """Return where files go, by their names, and what is said."""
    found = collect([f"/{name}" for name in names], pattern, [".ipynb", ".py"])
    placed = {path[1:]: f"{one.student}/{one.file}{one.ending}" for path, one in found.attempts.items()}
    return placed, "\n".join(found.notices)


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (f"kim-{NAME}.ipynb", "kim"),
        (f"kim.mina-{NAME}.ipynb", "kim.mina"),
        (f"kim-mina-{NAME}.ipynb", "kim-mina"),
        (f"k.m-2@school.test-{NAME}.ipynb", "k.m-2@school.test"),
        (f"zip/inner/2026-12345-{NAME}.ipynb", "2026-12345"),
        (f"Copy of kim-{NAME}.ipynb", "kim"),
        (f"Copy of Copy of kim-{NAME}.ipynb", "kim"),
        (f"kim-{NAME} (1).ipynb", "kim"),
        (f"kim-{NAME} - Copy.ipynb", "kim"),
        (unicodedata.normalize("NFD", f"김미나-{NAME}.ipynb"), "김미나"),
    ],
)
def test_a_single_file_is_collected_whatever_its_owners_id(name: str, student: str) -> None:
    assert collected(name) == ({name: f"{student}/{NAME}.ipynb"}, "")


def test_a_time_in_a_name_that_is_not_understood_is_told() -> None:
    _, said = collected("a1_kim_attempt_2026-99-09-23-50-00_a1_derivatives.ipynb", pattern=BLACKBOARD)
    assert "2026-99-09-23-50-00: it is in no form of a date" in said
    assert "nobody will know whether kim was late" in said


def test_the_app_comes_along() -> None:
    placed, said = collected("kim-a8_data_app.ipynb", "kim-app.py", "k-1-app.py")
    assert sorted(placed.values()) == ["k-1/app.py", "kim/a8_data_app.ipynb", "kim/app.py"]
    assert not said


@pytest.mark.parametrize(
    ("last", "earlier"),
    [
        (f"kim-{NAME} (1).ipynb", [f"kim-{NAME}.ipynb"]),
        (f"kim-{NAME}-1.ipynb", [f"kim-{NAME}.ipynb"]),
        (f"kim-{NAME} (10).ipynb", [f"kim-{NAME}.ipynb", f"kim-{NAME} (9).ipynb"]),
    ],
)
def test_of_several_attempts_the_last_is_taken_and_told(last: str, earlier: list[str]) -> None:
    placed, said = collected(*earlier, last, f"lee-{NAME}.ipynb")
    assert placed == {last: f"kim/{NAME}.ipynb", f"lee-{NAME}.ipynb": f"lee/{NAME}.ipynb"}
    assert said.endswith(f"the last was taken, {last}.")
    assert all(name in said for name in earlier)


def test_a_time_in_the_name_tells_the_last() -> None:
    first = f"a1_kim_attempt_2026-03-09-23-50-00_{NAME}.ipynb"
    last = f"a1_kim_attempt_2026-03-10-00-10-00_{NAME}.ipynb"
    placed, said = collected(last, first, pattern=BLACKBOARD)
    assert placed == {last: f"kim/{NAME}.ipynb"}
    assert f"the last was taken, {last}" in said
    attempt = read_name(f"/{last}", BLACKBOARD)
    assert isinstance(attempt, Attempt)
    assert attempt.time == datetime.datetime(2026, 3, 10, 0, 10)


@pytest.mark.parametrize(
    "names",
    [
        [f"kim-{NAME}.ipynb", f"Copy of kim-{NAME}.ipynb"],
        [f"kim-{NAME}.ipynb", f"kim-{NAME} final.ipynb"],
        [f"one/kim-{NAME}.ipynb", f"two/kim-{NAME}.ipynb"],
    ],
)
def test_where_nobody_can_tell_the_last_all_are_collected_for_a_person(names: list[str]) -> None:
    placed, said = collected(*names)
    assert set(placed) == set(names)
    assert set(placed.values()) == {f"kim/{NAME} (1).ipynb", f"kim/{NAME} (2).ipynb"}
    assert said.endswith("which is the last cannot be told: choose one.")


@pytest.mark.parametrize(
    "name",
    ["notes.ipynb", f"kim_{NAME}.ipynb", f"kim-{NAME}.ipynb.txt", "x.pdf"],
)
def test_what_fits_no_name_is_listed(name: str) -> None:
    placed, said = collected(name)
    assert placed == {}
    assert said.startswith(f"Not collected: {name}: ")


@pytest.mark.parametrize("name", [f"..-{NAME}.ipynb", f".-{NAME}.ipynb", f".kim-{NAME}.ipynb"])
def test_no_name_leads_out_of_the_folder_of_submissions(name: str) -> None:
    assert read_name(f"/{name}", PATTERN) == "its name tells no student or no file"


def test_what_programs_leave_behind_is_no_file_of_a_student() -> None:
    assert collected(f"__MACOSX/._kim-{NAME}.ipynb", "x/.DS_Store", "x/.ipynb_checkpoints/kim-a1_a.ipynb") == (
        {},
        "",
    )


def test_the_page_for_instructors_shows_the_patterns_of_these_tests() -> None:
    page = (ROOT / "docs/instructors.md").read_text(encoding="utf-8")
    assert re.findall(r"^c\.FileNameCollectorPlugin\.named_regexp = r\"(.*)\"$", page, re.MULTILINE) == [PATTERN]
    assert f'`r"{BLACKBOARD}"`' in page


def test_nbgraders_command_collects_a_class_with_resubmissions(scratch: Course, nbgrader: Callable[..., str]) -> None:
    archive = scratch.root / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    release = (scratch.root / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    with zipfile.ZipFile(archive / "class.zip", "w") as packed:
        for name in (
            f"kim-{NAME}",
            f"kim-{NAME} (1)",
            f"lee.a-b-{NAME}",
            f"Copy of choi-{NAME}",
        ):
            packed.writestr(f"{name}.ipynb", release.replace("raise NotImplementedError()", f"name = {name!r}"))
        for name in (f"two-{NAME}", f"Copy of two-{NAME}"):
            packed.writestr(f"{name}.ipynb", release.replace("raise NotImplementedError()", f"name = {name!r}"))
        packed.writestr("unknown.ipynb", release)
        packed.writestr(f"__MACOSX/._kim-{NAME}.ipynb", "x")
    (archive / f"damaged-{NAME}.zip").write_bytes((archive / "class.zip").read_bytes()[:300])
    said = nbgrader(scratch, "zip_collect", NAME)
    assert f"Not unpacked, or not all of it: damaged-{NAME}.zip" in said
    assert f"Not collected: damaged-{NAME}.zip" in said
    there = {path.relative_to(scratch.root / "submitted").as_posix() for path in scratch.root.glob("submitted/*/*/*")}
    assert there == {
        f"kim/{NAME}/{NAME}.ipynb",
        f"lee.a-b/{NAME}/{NAME}.ipynb",
        f"choi/{NAME}/{NAME}.ipynb",
        f"two/{NAME}/{NAME} (1).ipynb",
        f"two/{NAME}/{NAME} (2).ipynb",
    }
    assert "(1)" in (scratch.root / f"submitted/kim/{NAME}/{NAME}.ipynb").read_text(encoding="utf-8")
    assert f"the last was taken, kim-{NAME} (1).ipynb." in said
    assert "Not collected: unknown.ipynb: its name does not fit the pattern." in said
    chosen = elsewhere(scratch.root / "submitted" / "two" / NAME, NAME, None, (), scratch.release(NAME))
    assert chosen.problem
    assert chosen.problem[0] == "several_notebooks"
