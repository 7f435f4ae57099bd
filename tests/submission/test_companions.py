"""Files beside a notebook: those asked for come first, and what is not read is named."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course import Course
from grader.submission import companions
from grader.submission.companions import (
    MAX_DEPTH,
    MAX_FILES,
    MAX_FILES_BYTES,
    MISTAKEN,
    mistaken,
    read_companions,
)
from grader.submission.intake import read_submission
from grader.submission.regular_file import RegularFile, open_regular


def names(folder: Path, *wanted: str) -> list[str]:
    return [name for name, _ in read_companions(folder, wanted=wanted).files]


def test_of_other_files_those_are_read_for_which_there_is_room(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"a" * MAX_FILES_BYTES)
    (tmp_path / "b.bin").write_bytes(b"b")
    (tmp_path / "c.bin").touch()
    found = read_companions(tmp_path)
    assert [name for name, _ in found.files] == ["a.bin", "c.bin"]
    assert found.left_out == ("b.bin",)
    assert "10 MB are read. These were not: b.bin." in found.notices[0].en
    assert found.told == found.notices


@pytest.mark.parametrize("name", ["timestamp.txt", "submission_secret.txt"])
def test_what_nbgrader_writes_is_no_file_of_the_student_s(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("2026-11-20 10:00:00 UTC")
    assert read_companions(tmp_path).files == ()


def test_a_file_that_is_asked_for_is_read_first(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"a" * MAX_FILES_BYTES)
    (tmp_path / "app.py").write_bytes(b"x = 1")
    found = read_companions(tmp_path, wanted=["app.py", "not_there.py"])
    assert found.files == (("app.py", b"x = 1"),)
    assert found.left_out == ("a.bin",)


def test_what_lies_high_is_read_before_what_lies_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companions, "MAX_FILES", 2)
    (tmp_path / "a" / "a").mkdir(parents=True)
    for name in ("a/a/1", "a/1", "z"):
        (tmp_path / name).touch()
    assert names(tmp_path) == ["a/1", "z"]
    assert read_companions(tmp_path).left_out == ("a/a/1",)


@pytest.mark.parametrize("made", [".venv", "venv", ".git", "node_modules", "data/venv", "my_python"])
def test_what_programs_make_is_named_and_passed_over(tmp_path: Path, made: str) -> None:
    inside = tmp_path / made / "lib"
    inside.mkdir(parents=True)
    (inside / "module.py").touch()
    if made == "my_python":
        (tmp_path / made / "pyvenv.cfg").touch()
    (tmp_path / "zz.py").touch()
    found = read_companions(tmp_path)
    assert [name for name, _ in found.files] == ["zz.py"]
    assert found.passed_over == (made,)
    assert made in found.told[0].en
    assert found.notices == (), "no person need look"


@pytest.mark.parametrize("made", [".ipynb_checkpoints", "data/__pycache__", "__MACOSX"])
def test_what_jupyter_python_and_macos_make_unasked_is_passed_over_without_a_word(tmp_path: Path, made: str) -> None:
    (tmp_path / made).mkdir(parents=True)
    (tmp_path / made / "module.py").touch()
    found = read_companions(tmp_path)
    assert (found.files, found.passed_over, found.told) == ((), (made,), ())


def test_settings_of_an_app_are_read(tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").touch()
    assert names(tmp_path) == [".streamlit/config.toml"]
    assert read_companions(tmp_path).told == ()


def test_files_are_read_to_a_depth_and_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path.joinpath(*"d" * (MAX_DEPTH + 1))
    deep.mkdir(parents=True)
    (deep / "too_deep").touch()
    (deep.parent / "just_not").touch()
    found = read_companions(tmp_path)
    assert [Path(name).name for name, _ in found.files] == ["just_not"]
    assert "too deep" in found.notices[0].en
    for number in range(MAX_FILES + 5):
        (tmp_path / f"f{number}").touch()
    found = read_companions(tmp_path)
    assert len(found.files) == MAX_FILES
    assert len(found.left_out) == 6
    assert "(6)" in found.notices[0].en
    monkeypatch.setattr(companions, "MAX_ENTRIES", 10)
    few = read_companions(tmp_path)
    assert (len(few.files), few.incomplete) == (10, True)


def test_files_for_which_there_is_no_room_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        (tmp_path / name).touch()
    opened: list[str] = []

    def open_and_note(path: Path, folder: Path) -> AbstractContextManager[RegularFile]:
        opened.append(path.name)
        return open_regular(path, folder)

    monkeypatch.setattr(companions, "open_regular", open_and_note)
    monkeypatch.setattr(companions, "MAX_FILES", 2)
    assert read_companions(tmp_path).left_out == ("c",)
    assert opened == ["a", "b"]


def test_student_and_person_are_told(course: Course, tmp_path: Path) -> None:
    course = replace(course, root=tmp_path)
    folder = course.submitted("someone", "a8_data_app")
    folder.mkdir(parents=True)
    (folder / "a.bin").write_bytes(b"a" * MAX_FILES_BYTES)
    (folder / "app.py").write_text("x = 1")
    (folder / ".git").mkdir()
    found = read_submission(course, "someone", "a8_data_app")
    assert [name for name, _ in found.files] == ["app.py"]
    assert ["a.bin" in sentence.en for sentence in found.notices] == [True]
    assert [(".git" in one.en, "a.bin" in one.en) for one in found.told] == [(True, False), (False, True)]


STUB = "print()"


@pytest.mark.parametrize(
    ("files", "meant"),
    [
        ({"app (1).py": "mine"}, "app (1).py"),
        ({"App.py": "mine"}, "App.py"),
        ({"my app/app.py": "mine", "my app/rows.csv": ""}, "my app/app.py"),
        ({"venv/app.py": "mine"}, "venv/app.py"),
        ({"app.py": STUB, "app-1.py": "mine"}, "app-1.py"),
        ({"app.py": STUB}, ""),
        ({"checks.py": "", "rows.csv": ""}, ""),
        ({"app.py": "mine", "rows.py": ""}, ""),
    ],
)
def test_a_wanted_file_under_another_name_is_told(tmp_path: Path, files: dict[str, str], meant: str) -> None:
    """It earned nothing as missing, and nobody heard of it."""
    released, folder = tmp_path / "released", tmp_path / "handed_in"
    for place, contents in ((released, {"app.py": STUB, "checks.py": ""}), (folder, files)):
        for name, content in contents.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(content)
    told = mistaken(read_companions(folder, wanted=["app.py"]), folder, ["app.py"], released)
    assert told == ((MISTAKEN.fill(name="app.py", files=meant),) if meant else ())
