"""`grader doctor --hub`: each thing that a course under JupyterHub lacks is told, with what to do."""

from __future__ import annotations

import importlib.metadata
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import doctor_findings, doctor_hub
from grader.cli.commands import main
from grader.cli.finding import Finding, State
from grader.course import Course, load_course


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that all may enter, with settings for everybody, an exchange, and a home that nobody may enter."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    folder.chmod(0o755)
    for name, mode in (("etc", 0o755), ("exchange", 0o777), ("home", 0o700)):
        (folder / name).mkdir()
        (folder / name).chmod(mode)
    (folder / "etc" / "nbgrader_config.py").write_text(f"c.Exchange.root = {str(folder / 'exchange')!r}\n")
    (folder / "home" / ".jupyter").mkdir()
    (folder / "home" / ".jupyter" / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.root = {str(folder / 'home' / 'course')!r}\n"
    )
    monkeypatch.setenv("HOME", str(folder / "home"))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(folder / "etc"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(folder / "home" / ".jupyter"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def course(machine: Path) -> Course:
    root = machine / "home" / "course"
    root.mkdir()
    (root / "nbgrader_config.py").write_text('c.CourseDirectory.course_id = "slopes"\n')
    return load_course(root)


def found(course: Course) -> dict[str, Finding]:
    """Return what was found of the course itself, by what was looked at."""
    looked_at = (
        *doctor_hub.one_exchange_for_all(course),
        doctor_hub.formgrader_finds(course),
        doctor_hub.shown_by_server(course),
    )
    return {finding.what: finding for finding in looked_at}


def test_a_course_that_lacks_nothing_is_fine(course: Course) -> None:
    assert {finding.state for finding in found(course).values()} == {State.FINE}


@pytest.mark.parametrize(
    ("file", "text", "what", "told", "remedy"),
    [
        ("etc", "", "exchange for everybody", "/usr/local/share/nbgrader/exchange", "c.Exchange.root"),
        ("etc", "c.Exchange.root = '/nowhere'", "exchange for everybody", "that of other users /nowhere", "/etc/"),
        (
            "etc",
            "c.CourseDirectory.course_id = 'other'",
            "course id",
            "they see another course",
            "students then choose",
        ),
        ("home/course", "c.Grader.seed = 1", "course id", "there is none", "c.CourseDirectory.course_id"),
        ("home/.jupyter", "", "formgrader", "an empty list, and no error", "c.CourseDirectory.root"),
        ("home/.jupyter", "c.CourseDirectory.root = '/other'", "formgrader", "looks in /other", ".jupyter"),
    ],
)
def test_settings_that_do_not_fit_are_told(
    machine: Path, course: Course, file: str, text: str, what: str, told: str, remedy: str
) -> None:
    own = f"c.CourseDirectory.course_id = 'slopes'\nc.Exchange.root = {str(machine / 'exchange')!r}\n"
    (course.root / "nbgrader_config.py").write_text(own)
    (machine / file / "nbgrader_config.py").write_text(text)
    lacking = found(course)[what]
    assert lacking.state is State.MISSING
    assert told in lacking.told
    assert remedy in lacking.remedy


def test_an_exchange_must_be_open_to_everybody(machine: Path, course: Course) -> None:
    (machine / "exchange").chmod(0o755)
    assert "not open to everybody" in found(course)["exchange for everybody"].told
    (machine / "exchange").rmdir()
    assert "is not there" in found(course)["exchange for everybody"].told


def test_a_course_elsewhere_than_the_server_shows_is_told(
    machine: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(doctor_hub.ROOT_DIR, str(machine / "etc"))
    assert "formgrader would not open" in found(course)["the server's folder"].told
    monkeypatch.setenv(doctor_hub.ROOT_DIR, str(course.root))
    assert found(course)["the server's folder"].state is State.FINE


@pytest.mark.parametrize(
    ("modes", "wall"),
    [
        ((0o755, 0o644), ""),
        ((0o711, 0o604), ""),
        ((0o750, 0o644), "place (750)"),
        ((0o755, 0o640), "file (640)"),
    ],
)
def test_what_keeps_others_out_is_named(machine: Path, modes: tuple[int, int], wall: str) -> None:
    path = machine / "place" / "file"
    path.parent.mkdir()
    path.touch()
    path.chmod(modes[1])
    path.parent.chmod(modes[0])
    assert doctor_hub.closed_at(path).endswith(wall)
    assert bool(doctor_hub.closed_at(path)) == bool(wall)


def test_solutions_and_grades_within_everybody_s_reach_are_told(
    machine: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "home").chmod(0o755)
    assert str(course.root) in doctor_hub.closed_to_students(course).told
    assert doctor_hub.closed_to_students(course).state is State.BROKEN
    course.root.chmod(0o700)
    monkeypatch.setattr(doctor_hub.importlib.util, "find_spec", lambda name: None)
    assert doctor_hub.closed_to_students(course).state is State.FINE


def test_an_environment_that_others_cannot_read_is_told(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(machine / "home" / "python"))
    found = doctor_hub.python_for_all()
    assert (found.state, f"by {machine / 'home'} (700)" in found.told) == (State.MISSING, True)


def test_what_a_group_that_grades_may_not_write_is_told(machine: Path, course: Course) -> None:
    assert doctor_hub.one_group(course) is None
    course.root.chmod(0o2770)
    found = doctor_hub.one_group(course)
    assert found
    assert "groupshared is not True" in found.told
    assert "whoever releases first would own it" in found.told
    with (course.root / "nbgrader_config.py").open("a") as settings:
        settings.write("c.CourseDirectory.groupshared = True\n")
    (machine / "exchange" / "slopes").mkdir()
    (machine / "exchange" / "slopes").chmod(0o2775)
    (course.root / "gradebook.db").touch(mode=0o644)
    found = doctor_hub.one_group(course)
    assert found
    assert found.told == f"{course.root / 'gradebook.db'} is not the group's"
    (course.root / "gradebook.db").chmod(0o660)
    found = doctor_hub.one_group(course)
    assert found
    assert found.state is State.FINE


def test_a_hub_that_is_not_installed_or_has_no_proxy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(_: str) -> str:
        raise importlib.metadata.PackageNotFoundError

    monkeypatch.setattr(doctor_hub.shutil, "which", lambda _: None)
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "6.1.1")
    assert "npm install" in doctor_hub.programs().remedy
    monkeypatch.setattr(importlib.metadata, "version", lambda _: "5.3.0")
    assert doctor_hub.programs().state is State.ADVICE
    monkeypatch.setattr(importlib.metadata, "version", version)
    assert doctor_hub.programs().state is State.MISSING


def test_the_command_looks_at_the_hub_when_it_is_told_to(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("machine", "layers", "guaranteed"):
        monkeypatch.setattr(doctor_findings, name, lambda _: ())
    monkeypatch.chdir(course.root)
    assert "under JupyterHub" in CliRunner().invoke(main, ["doctor", "--hub"]).output
    assert "under JupyterHub" not in CliRunner().invoke(main, ["doctor"]).output
