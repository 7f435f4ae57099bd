"""Source code beside a notebook, and the app in it: found in many places, and started."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import project_files as files
import pytest

from grader.file_probes import source

RELEASED = ("checks.py", "apps.py")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a submission, in which we are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    (tmp_path / "checks.py").touch()
    return tmp_path


COUNTED = {
    "a file": ("app.py", b"", 1),
    "in capitals, deep down": ("source/deep/model.PY", b"", 1),
    "a notebook in a folder": ("source/training.ipynb", b"{}", 1),
    "a zip": ("source.zip", files.packed([("a/app.py", files.APP), ("a/b.ipynb", b"{}"), ("a/c.csv", b"")]), 2),
    "what macOS adds to a zip": ("source.zip", files.packed([("__MACOSX/._app.py", b"")]), 0),
    "data": ("data.csv", b"", 0),
    "another archive": ("source.7z", b"7z", -1),
    "a damaged zip": ("source.zip", b"PK\x03\x04", -2),
    "a bomb": ("source.zip", files.bomb(), -4),
    "thousands of files": ("source.zip", files.packed((f"{n}.py", b"") for n in range(2001)), -4),
}


@pytest.mark.parametrize("what", COUNTED)
def test_source_code_is_counted(place: Path, what: str) -> None:
    name, content, number = COUNTED[what]
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(content)
    assert source.source_files(RELEASED) == number


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have apps noted instead of started."""
    names: list[str] = []
    monkeypatch.setattr(source, "run", lambda path: names.append(str(path.relative_to(Path.cwd()))) or 0)
    return names


@pytest.mark.parametrize(
    ("names", "app"),
    [
        (["app.py", "another.py"], "app.py"),
        (["another.py", "source/app.py"], "source/app.py"),
        (["source/pages/app.py", "source/start.py"], "source/start.py"),
        (["source/main.py"], "source/main.py"),
    ],
)
def test_the_app_is_found(place: Path, started: list[str], names: list[str], app: str) -> None:
    for name in names:
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(files.APP)
    (place / "a_helper.py").write_text("text = 'import streamlit'\n")
    assert source.app_started(None, RELEASED) == 0
    assert started == [app]


def test_a_zip_is_unpacked(place: Path, started: list[str]) -> None:
    (place / "source.zip").write_bytes(files.packed([("내 앱/app.py", files.APP), ("../outside.py", b"")]))
    assert source.app_started(True, RELEASED) == 0
    assert started == ["source.unpacked/내 앱/app.py"]
    assert not (place.parent / "outside.py").exists()


@pytest.mark.parametrize(("computing", "code"), [(True, 2), (False, 1), (None, 3), ("yes", 3)])
def test_without_an_app_the_department_decides(place: Path, computing: object, code: int) -> None:
    (place / "model.py").touch()
    (place / "apps.py").write_text("import streamlit\n")  # the course's own
    assert source.app_started(computing, RELEASED) == code


@pytest.mark.parametrize(("what", "code"), [("a damaged zip", -2), ("a bomb", -4)])
def test_a_zip_that_is_not_unpacked_is_told(place: Path, what: str, code: int) -> None:
    (place / "source.zip").write_bytes(COUNTED[what][1])
    assert source.app_started(True, RELEASED) == code


@pytest.mark.parametrize(
    ("kind", "value", "blank"), [("markdown", " \n", True), ("text", "", True), ("title", "", False)]
)
def test_an_empty_text_shows_nothing(kind: str, value: str, blank: bool) -> None:
    assert source.is_blank(SimpleNamespace(type=kind, value=value)) is blank
