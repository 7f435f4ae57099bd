"""`grader doctor`: a guarantee that does not hold is reported, and so is whatever a course lacks."""

from __future__ import annotations

import platform
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from small_assignment import NAME, without

from grader.cli import doctor_course, doctor_findings, doctor_machine
from grader.cli.commands import main
from grader.cli.finding import Finding, State
from grader.course import Course
from grader.errors import UserError
from grader.nbgrader.database import open_database
from grader.nbgrader.gradebook import Gradebook
from grader.sandbox.host import kept_server
from grader.sandbox.isolation import choose
from grader.sandbox.limits import Limits

# ── the sandbox ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def plain(tmp_path: Path) -> Course:
    """A course with nothing in it but a gradebook."""
    (tmp_path / "gradebook.db").write_bytes(b"grades")
    return Course(tmp_path, db_url=f"sqlite:///{tmp_path / 'gradebook.db'}")


@pytest.mark.usefixtures("one_fork_server")
def test_without_protection_guarantees_are_seen_to_be_broken(plain: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.sandbox.host.session.GRACE_SECONDS", 0.5)  # the loop that is deaf uses all of them
    found = {finding.what: finding for finding in doctor_findings.guaranteed(replace(plain, sandbox="none"))}
    broken = {name for name, finding in found.items() if finding.state is State.BROKEN}
    assert broken >= {
        "reads no file of yours",
        "changes no file",
        "knows no secret",
        "has no network",
        "touches no other process",
        "shares no memory",
        "keeps to its disk",
    }
    assert "could read" in found["reads no file of yours"].told
    assert "network was reached" in found["has no network"].told
    ended = ("another process was ended", "could end another process")  # seen from outside once its tracer has gone
    assert any(said in found["touches no other process"].told for said in ended)
    assert all(found[name].remedy for name in broken)


def test_a_machine_without_any_protection_is_told(plain: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise UserError("Nothing works here.", "Take another kernel.")

    monkeypatch.setattr(doctor_findings, "run_selftest", refuse)
    (finding,) = doctor_findings.guaranteed(plain)
    assert finding == Finding("sandbox", State.MISSING, "Nothing works here.", "Take another kernel.")
    monkeypatch.setattr(choose, "refusal", lambda protection: "not permitted")
    found = list(doctor_findings.layers("none"))
    assert [one.told for one in found[:2]] == ["not permitted"] * 2
    assert found[2].state is State.BROKEN


# ── course and machine ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("db_url", "said"),
    [
        ("postgresql://me:secret@localhost/grades", "psycopg"),  # SQLAlchemy 2.1: no longer psycopg2
        ("nothing", "not understood"),
    ],
)
def test_an_address_that_is_no_gradebook_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db_url: str, said: str
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    found = doctor_course.gradebook(Course(tmp_path, db_url=db_url))
    assert (found.state, said in found.told) == (State.MISSING, True)
    assert "secret" not in found.told + found.remedy


def test_a_percent_sign_in_the_address_is_told(tmp_path: Path) -> None:
    """nbgrader 0.9.6 (`nbgrader.dbutil.write_alembic_ini`): `db upgrade` puts the address into an .ini file as is."""
    folder = tmp_path / "50% done"
    folder.mkdir()
    course = Course(folder, db_url=f"sqlite:///{folder / 'gradebook.db'}")
    open_database(course.db_url).dispose()
    found = doctor_course.gradebook(course)
    assert (found.state, "nbgrader db upgrade" in found.told) == (State.ADVICE, True)


def test_a_gradebook_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    course = Course(tmp_path, db_url=f"sqlite:///{path}")
    assert doctor_course.gradebook(course).state is State.FINE
    assert not path.exists()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE grade (id)")  # of another version
    connection.commit()
    assert "nbgrader db upgrade" in doctor_course.gradebook(course).remedy
    connection.close()
    path.unlink()
    open_database(course.db_url).dispose()
    connection = sqlite3.connect(path)
    before = path.read_bytes()
    assert doctor_course.gradebook(course).state is State.FINE
    connection.execute("BEGIN IMMEDIATE")
    assert "locked" in doctor_course.gradebook(course).told
    connection.close()
    assert path.read_bytes() == before
    path.write_bytes(b"no gradebook at all" * 100)
    assert doctor_course.gradebook(course).state is State.MISSING


def test_ids_that_look_alike_are_told_wherever_they_stand(tmp_path: Path) -> None:
    course = Course(tmp_path, db_url=f"sqlite:///{tmp_path / 'gradebook.db'}")
    for name in ("kim", "lee", ".ipynb_checkpoints", "__MACOSX", "__macosx"):
        (tmp_path / "submitted" / name).mkdir(parents=True)
    assert doctor_course.student_ids(course).told == "2, and none looks like another"
    (tmp_path / "roster.csv").write_text("student\nKim\n")
    assert "'Kim' and 'kim' differ in upper and lower case" in doctor_course.student_ids(course).told
    (tmp_path / "roster.csv").write_bytes("학번\n7\n".encode("cp949"))
    assert "CP949" in doctor_course.student_ids(course).told
    (tmp_path / "roster.csv").unlink()
    Path(tmp_path, "gradebook.db").write_text("<html>")
    assert doctor_course.student_ids(course).state is State.FINE, "the gradebook has a finding of its own"


def test_whether_a_fork_server_is_kept_between_commands_is_told(plain: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kept_server.MINUTES_VARIABLE, raising=False)
    monkeypatch.setattr(kept_server, "own_folder", lambda: Path("/run/user/7/grader"))
    for course, told in (
        (plain, "kept for 10 idle minutes after a command, none now; socket in /run/user/7/grader"),
        (replace(plain, minutes_kept=0), "none is kept between commands"),
        (replace(plain, sandbox="none"), "none is kept between commands"),
    ):
        assert doctor_machine.kept_fork_server(course).told == told
    monkeypatch.setattr(kept_server, "running", lambda _: 77)
    assert "process 77 now" in doctor_machine.kept_fork_server(plain).told
    monkeypatch.setattr(kept_server, "own_folder", lambda: None)
    assert doctor_machine.kept_fork_server(plain).state is State.ADVICE


def test_what_is_missing_comes_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(platform, "python_version", lambda: "3.8.1")
    monkeypatch.setattr(doctor_machine, "_available_mb", lambda: 2000)
    monkeypatch.setattr("jupyter_core.paths.jupyter_config_path", lambda: [str(tmp_path)])
    course = Course(tmp_path, limits=Limits(memory_mb=600))
    found = [
        doctor_machine.alembic(),
        doctor_machine.python_version(),
        doctor_machine.memory(course, 16),
        doctor_machine.extensions(),
        doctor_course.releases(course),
        doctor_course.exchange(tmp_path / "exchange"),
    ]
    assert all(one.state in (State.ADVICE, State.MISSING) and one.remedy for one in found)
    assert "--jobs 2" in found[2].remedy
    assert "formgrader" in found[3].told
    assert "a1_derivatives" in found[4].told


def test_what_this_version_asks_beside_a_kept_release_is_told(scratch: Course) -> None:
    assert doctor_course.questions(scratch) == []
    path = scratch.release(NAME)
    notebook = nbformat.read(path, as_version=4)
    with Gradebook(scratch.db_url) as gradebook:
        gradebook.ensure_assignment(NAME, notebook)
    assert doctor_course.questions(scratch) == []
    older = without(notebook, "cube_derivative")
    next(cell for cell in older.cells if cell.id == "step_slope").metadata.nbgrader.points = 3
    nbformat.write(older, path)
    new, graded = doctor_course.questions(scratch)
    assert new.told == "not asked in the release: cube_derivative (4); worth other points there: step_slope (3, here 2)"
    assert (new.what, new.state, f"`grader build {NAME}`" in new.remedy) == (NAME, State.ADVICE, True)
    assert graded.told.endswith("than the release asks: cube_derivative, step_slope")
    assert f"release/{NAME}/" in graded.remedy


def test_an_extension_that_is_switched_off_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from jupyter_core.paths import jupyter_config_path

    assert doctor_machine.extensions().state is State.FINE
    settings = tmp_path / "labconfig" / "page_config.json"
    settings.parent.mkdir()
    settings.write_text('{"disabledExtensions": {"@jupyter/nbgrader": true}}')
    folders = [*jupyter_config_path(), str(tmp_path)]
    monkeypatch.setattr("jupyter_core.paths.jupyter_config_path", lambda: folders)
    assert "@jupyter/nbgrader" in doctor_machine.extensions().told


def test_the_exchange_is_where_the_settings_say(scratch: Course) -> None:
    assert doctor_course.exchange_root(scratch.root) == Path(doctor_course.EXCHANGE)
    with (scratch.root / "nbgrader_config.py").open("a") as settings:
        settings.write(f"\nc.Exchange.root = {str(scratch.root)!r}\n")
    assert doctor_course.exchange_root(scratch.root) == scratch.root
    assert doctor_course.exchange(scratch.root).state is State.FINE


# ── the command ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("state", "code"), [(State.HOLDS, 0), (State.ADVICE, 0), (State.BROKEN, 1), (State.MISSING, 1)]
)
def test_the_command_fails_where_something_is_broken(
    scratch: Course, monkeypatch: pytest.MonkeyPatch, state: State, code: int
) -> None:
    finding = Finding("reads [no] file", state, "what was tried", "what to do")
    monkeypatch.setattr(doctor_findings, "guaranteed", lambda course: [finding])
    monkeypatch.setattr(doctor_findings, "layers", lambda chosen: [])
    monkeypatch.setattr(doctor_findings, "machine", lambda course: [])
    monkeypatch.chdir(scratch.root)
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == code
    assert all(text in done.output for text in ("reads [no] file", state.value, "what was tried", "→ what to do"))


def test_without_a_course_the_rest_is_looked_at_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_findings, "guaranteed", lambda course: [])
    found = dict(doctor_findings.examine(tmp_path))
    assert found["This course"][0].state is State.MISSING
    assert len(found["This machine"]) >= 6
    assert list(tmp_path.iterdir()) == []
