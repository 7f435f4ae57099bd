"""A gradebook in a PostgreSQL server: every command works as with a file, and a password is told nowhere."""

from __future__ import annotations

import os
import subprocess
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from console import Console
from gradebook_by_hand import NAME as BY_HAND
from gradebook_by_hand import graded, release
from nbgrader.api import Gradebook as NbgraderGradebook
from nbgrader.apps.api import NbGraderAPI
from postgres import PASSWORD, Server
from small_assignment import NAME
from sqlalchemy import Engine, create_engine, inspect, make_url, text

from grader.cli import doctor_course
from grader.cli.finding import State
from grader.course import Course, load_course
from grader.errors import UserError
from grader.nbgrader import database
from grader.nbgrader.convert import nbgrader_config
from grader.nbgrader.database import has_password, is_missing, open_database
from grader.nbgrader.database_copy import DUMP
from grader.nbgrader.gradebook import Gradebook
from grader.nbgrader.gradebook_read import read_records

SAMPLES = ("right_solution", "wrong_step", "written", "half_done")


@pytest.fixture
def engine(postgres_url: str) -> Iterator[Engine]:
    """Another connection to the test's own database, closed whatever comes."""
    made = create_engine(postgres_url)
    yield made
    made.dispose()


def set_address(course: Course, db_url: str) -> Course:
    """Write another gradebook's address into a course's settings."""
    with (course.root / "nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(f"\nc.CourseDirectory.db_url = {db_url!r}\n")
    return load_course(course.root)


def assert_untold(text: str) -> None:
    assert PASSWORD not in text
    assert quote(PASSWORD, safe="") not in text


def test_every_command_works_as_with_a_file(
    scratch: Course, submit: Callable[..., None], console: Console, postgres_url: str
) -> None:
    submit(*SAMPLES)
    (scratch.submitted("half_done", NAME) / "timestamp.txt").write_text("2026-10-01 12:00:00 +0900\n")
    course = set_address(scratch, postgres_url)

    def run(*words: str, code: int = 0) -> str:
        done, said = console.run_own(course.root, *words)
        assert done == code, said
        assert_untold(said)
        assert "Traceback" not in said
        return said

    run("grader", "report")
    run("grader", "autograde")
    first = read_records(course)
    run("nbgrader", "autograde", NAME, "--force")
    assert read_records(course) == first
    run("nbgrader", "db", "assignment", "add", NAME, '--duedate="2026-09-30 12:00 Asia/Seoul"')
    assert "half_done" in run("nbgrader", "db", "student", "list")
    with NbgraderGradebook(postgres_url) as gradebook:  # as formgrader does
        grade = gradebook.find_grade("step_slope", NAME, NAME, "wrong_step")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    formgrader = NbGraderAPI(config=nbgrader_config(course, NAME))
    assert formgrader.autograde(NAME, "wrong_step", force=True)["success"]
    assert [one["score"] for one in formgrader.get_submissions(NAME) if one["student"] == "wrong_step"] == [6.5]
    assert formgrader.get_assignments()[0]["num_submissions"] == len(SAMPLES)
    assert len(formgrader.get_notebook_submissions(NAME, NAME)) == len(formgrader.get_students()) == len(SAMPLES)
    assert formgrader.get_student_submissions("written")[0]["needs_manual_grade"]
    assert formgrader.get_student_notebook_submissions("written", NAME)
    run("nbgrader", "generate_feedback", NAME)
    run("nbgrader", "export")
    run("grader", "push", "--lms", "canvas", "--dry-run", code=1)
    assert "grades-csv.csv" in run("grader", "run")  # which does what feedback, report and export do

    records = read_records(course)
    graded = {path: path.read_bytes() for path in (course.root / "feedback").rglob("*.html")}
    assert len(graded) == len(SAMPLES)
    file = set_address(course, f"sqlite:///{course.root / 'gradebook.db'}")
    run("grader", "autograde")
    run("nbgrader", "db", "assignment", "add", NAME, '--duedate="2026-09-30 12:00 Asia/Seoul"')
    with NbgraderGradebook(file.db_url) as gradebook:
        grade = gradebook.find_grade("step_slope", NAME, NAME, "wrong_step")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        gradebook.db.commit()
    assert read_records(file) == records
    for path in course.root.rglob("*"):
        if path.is_file() and path.name != "nbgrader_config.py":
            assert_untold(path.read_bytes().decode("latin-1"))


# ── what goes wrong ────────────────────────────────────────────────────────────────────────────────────────


def test_a_server_that_cannot_be_used_is_told_with_what_to_do(postgres: Server) -> None:
    nowhere = replace(postgres, folder="/nowhere").url("grades")
    for db_url, said, remedy in (
        (nowhere, "/nowhere", "See that the server runs"),
        (postgres.url("postgres", "quince"), "password authentication failed", "user and password"),
        (postgres.url("lacking"), "does not exist", "createdb"),
    ):
        for use in (open_database, is_missing, has_password):
            with suppress(UserError):
                use(db_url)
        with pytest.raises(UserError) as told:
            open_database(db_url)
        assert said in told.value.what
        assert remedy in told.value.remedy
        assert "\n" not in str(told.value)
        assert_untold("".join(traceback.format_exception(told.value)))
        assert "quince" not in "".join(traceback.format_exception(told.value))


@pytest.mark.parametrize(
    "db_url",
    [
        "postgresql+psycopg://me:qu@ince:quince@school.test:quince/grades",
        "postgresql+psycopg://me:qu@ince@school.test/grades",
        "postgresql+psycopg://me:qu@in/ce@school.test/grades",
        "postgresql+psycopg:me:quince@school.test",
        "quince://me@school.test",
    ],
)
def test_an_address_with_a_slip_in_it_is_told_without_its_password(db_url: str) -> None:
    with pytest.raises(UserError, match="not understood") as told:
        open_database(db_url)
    assert "ince@" not in "".join(traceback.format_exception(told.value))
    assert "ce@" not in str(told.value)
    assert "quince" not in str(told.value) or db_url.startswith("quince")


READ_ONLY = "ALTER DATABASE {name} SET default_transaction_read_only = on"
NO_TABLES = "REVOKE CREATE ON SCHEMA public FROM PUBLIC; CREATE USER {name} PASSWORD '{password}'"
NO_ROWS = "CREATE USER {name} PASSWORD '{password}'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}"


@pytest.mark.parametrize(
    ("command", "said", "remedy"),
    [
        (READ_ONLY, "read-only transaction", "may only read"),
        (NO_TABLES, "permission denied for schema", "lacks this right"),
        (NO_ROWS, "permission denied for table", "lacks this right"),
    ],
    ids=["read-only", "no right to make tables", "no right to change rows"],
)
def test_who_may_not_write_is_told_before_anything_is_removed(
    postgres_url: str, scratch: Course, submit: Callable[..., None], command: str, said: str, remedy: str
) -> None:
    url = make_url(postgres_url)
    if command != NO_TABLES:
        open_database(postgres_url).dispose()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(command.format(name=url.database, password=PASSWORD.replace("%", "%%")))
    engine.dispose()
    who = url.username if command == READ_ONLY else url.database
    db_url = url.set(username=who).render_as_string(hide_password=False)
    found = doctor_course.gradebook(replace(scratch, db_url=db_url))
    assert (found.state, said in found.told, remedy in found.remedy) == (State.MISSING, True, True)
    config = nbgrader_config(scratch, NAME)
    config.CourseDirectory.db_url = db_url
    graded = scratch.autograded("right_solution", NAME)
    graded.mkdir(parents=True)
    submit("right_solution")
    answered = NbGraderAPI(config=config).autograde(NAME, "right_solution", force=True)
    assert not answered["success"]
    assert said in answered["log"]
    assert "Traceback" not in answered["log"]
    assert graded.is_dir()
    assert_untold(answered["log"] + found.told)


def test_a_database_of_something_else_is_left_alone(postgres_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE library (book TEXT)"))
    with pytest.raises(UserError, match="it is none, its tables are library") as told:
        open_database(postgres_url)
    assert "a database of its own" in told.value.remedy
    assert inspect(engine).get_table_names() == ["library"]


def test_a_person_who_is_long_at_a_mark_is_waited_for_and_then_told(
    postgres_url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.2)
    with Gradebook(postgres_url) as gradebook, engine.connect() as other:
        gradebook.ensure_assignment(BY_HAND, release())
        gradebook.record(BY_HAND, [graded(df=1.0)])
        other.execute(text("UPDATE grade SET manual_score = 2"))
        with pytest.raises(UserError, match="lock timeout") as told:
            gradebook.record(BY_HAND, [graded(df=2.0)])
        assert "close formgrader" in told.value.remedy
        other.commit()
        gradebook.record(BY_HAND, [graded(df=2.0)])
        assert set(other.execute(text("SELECT auto_score, manual_score FROM grade")).all()) == {(2, 2), (0, 2)}


def test_an_id_that_is_too_long_for_a_server_is_told_before_anything_is_graded(
    scratch: Course, submit: Callable[..., None], console: Console, postgres_url: str
) -> None:
    """nbgrader's columns of ids and names have 128 characters; SQLite does not look."""
    submit("right_solution", "wrong_step")
    course = set_address(scratch, postgres_url)
    assert console.run_own(course.root, "grader", "autograde")[0] == 0
    before = read_records(course), sorted((course.root / "autograded").rglob("*"))
    longer = "k" * 129
    (course.root / "submitted" / "wrong_step").rename(course.root / "submitted" / longer)
    (course.root / "submitted" / "right_solution").rename(course.root / "submitted" / ("k" * 128))
    for words in (("grader", "autograde"), ("nbgrader", "autograde", NAME)):
        code, said = console.run_own(course.root, *words)
        assert code == 1
        assert "holds at most 128 characters of a student's id" in said
        assert "(129). Nothing was graded, and nothing is changed." in said
        assert "Shorten them" in said
        assert "Traceback" not in said
        assert (read_records(course), sorted((course.root / "autograded").rglob("*"))) == before
    (course.root / "submitted" / longer).rename(course.root / "submitted" / "wrong_step")
    assert console.run_own(course.root, "grader", "autograde")[0] == 0
    assert {one.id for one in read_records(course).students} == {"k" * 128, "right_solution", "wrong_step"}


def test_an_id_that_is_not_utf_8_is_told(db_url: str) -> None:
    """A folder that an old archiver named on Korean Windows."""
    with Gradebook(db_url) as gradebook, pytest.raises(UserError, match=r"not UTF-8.*: k\ufffd\ufffd\.") as told:
        gradebook.check_students(["ann", os.fsdecode("k가".encode("cp949"))])
    assert "unzip -O cp949" in told.value.remedy


def test_a_name_that_is_too_long_for_a_server_is_told(postgres_url: str, tmp_path: Path) -> None:
    kernel = release()
    kernel.metadata["kernelspec"] = {"name": "python3", "display_name": "k" * 1024}
    with Gradebook(postgres_url) as gradebook:
        for assignment, notebook, what in (
            ("a" * 129, release(), "an assignment's name"),
            (BY_HAND, release(**{"q" * 129: 1.0}), "the id of a cell"),
            (BY_HAND, kernel, "a notebook's kernel"),
        ):
            with pytest.raises(UserError, match=what):
                gradebook.ensure_assignment(assignment, notebook)
        gradebook.ensure_assignment("a" * 128, release(**{"가" * (128 - len("_answer")): 1.0}))
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        gradebook.ensure_assignment("a" * 129, release(**{"q" * 129: 1.0}))
        gradebook.check_students(["k" * 129])


def test_a_gradebook_from_before_nbgrader_0_7_is_told_and_the_page_s_sql_upgrades_it(
    postgres_url: str, engine: Engine
) -> None:
    """nbgrader's own step adds a column that may not be null to a table that has rows, which a server refuses."""
    open_database(postgres_url).dispose()
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO assignment (id, name, course_id) VALUES ('a', 'a1', 'default_course')"))
        connection.execute(text("ALTER TABLE assignment DROP COLUMN course_id"))
        connection.execute(text("DROP TABLE course"))
        connection.execute(text("UPDATE alembic_version SET version_num = '282d30a0218e'"))
    with pytest.raises(UserError, match=r"it lacks assignment\.course_id, course\.id"):
        open_database(postgres_url)
    page = (Path(__file__).parents[2] / "docs" / "postgresql.md").read_text(encoding="utf-8")
    statements = page[page.index("CREATE TABLE course") :].partition("```")[0]
    with engine.begin() as connection:
        connection.exec_driver_sql(statements)
    open_database(postgres_url).dispose()
    with NbgraderGradebook(postgres_url) as gradebook:
        assert [one.name for one in gradebook.assignments] == ["a1"]


# ── its copy ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_copy_of_a_server_s_database_can_be_restored_and_is_for_us_alone(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", postgres.programs)
    db_url, empty = postgres.create(), postgres.create()
    with Gradebook(db_url) as gradebook:
        gradebook.ensure_assignment(BY_HAND, release())
        gradebook.record(BY_HAND, [graded("ann", df=1.0), graded("bob")])
        assert gradebook.keep_copy(tmp_path) == ""
        gradebook.record(BY_HAND, [graded("cid")])
    (copy,) = tmp_path.iterdir()
    assert (copy.name, copy.stat().st_mode & 0o777) == (DUMP, 0o600)
    where = make_url(empty).set(drivername="postgresql").render_as_string(hide_password=False)
    subprocess.run([f"{postgres.programs}/pg_restore", f"--dbname={where}", "--no-owner", copy], check=True)
    with NbgraderGradebook(empty) as restored:
        assert [one.id for one in restored.students] == ["ann", "bob"]
        assert restored.find_submission(BY_HAND, "ann").score == 1.0


def test_without_a_copy_there_is_a_word_for_it_and_the_last_one_stays(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / DUMP).write_text("the last one")
    with Gradebook(postgres_url) as gradebook:
        monkeypatch.setenv("PATH", str(tmp_path))
        assert "postgresql-client" in gradebook.keep_copy(tmp_path)
        (tmp_path / "pg_dump").write_text("#!/bin/sh\necho 'server version mismatch' >&2\nexit 1\n")
        (tmp_path / "pg_dump").chmod(0o755)
        assert gradebook.keep_copy(tmp_path) == "server version mismatch"
    assert (tmp_path / DUMP).read_text() == "the last one"
    assert {path.name for path in tmp_path.iterdir()} == {DUMP, "pg_dump"}


# ── grader doctor ──────────────────────────────────────────────────────────────────────────────────────────


def test_doctor_tells_of_a_server_s_gradebook(
    postgres_url: str, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = Course(tmp_path, db_url=postgres_url)
    assert "the first grading makes it" in doctor_course.gradebook(course).told
    open_database(postgres_url).dispose()
    found = doctor_course.gradebook(course)
    assert (found.state, "whole, and free to write" in found.told) == (State.ADVICE, True)
    assert "~/.pgpass" in found.remedy
    assert_untold(found.told + found.remedy)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    without = postgres_url.replace(f":{quote(PASSWORD, safe='+')}@", "@")
    assert "write the address without one" in doctor_course.gradebook(replace(course, db_url=without)).remedy
    monkeypatch.setenv("PATH", str(tmp_path))
    copy = doctor_course.gradebook_copy(course)
    assert copy
    assert (copy.state, "pg_dump is not installed" in copy.told) == (State.ADVICE, True)
    with engine.begin() as other:
        other.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": database.LOCK})
        assert "lock timeout" in doctor_course.gradebook(course).told
