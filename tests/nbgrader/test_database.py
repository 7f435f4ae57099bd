"""The database under the gradebook: as nbgrader makes it, checked, and copied."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import nbgrader.api
import pytest
from gradebook_by_hand import rows
from nbgrader.api import Base, Gradebook
from sqlalchemy import create_engine, text

from grader.course import Course
from grader.errors import UserError
from grader.nbgrader.database import check_writable, open_database
from grader.nbgrader.database_copy import keep_copy
from grader.nbgrader.database_errors import BACKUP

SCHEMA = "SELECT name, sql FROM sqlite_master ORDER BY name"


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_new_one_is_like_nbgrader_s_own(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:  # whose settings find alembic
    asks = nbgrader.api.get_alembic_version
    monkeypatch.setattr(nbgrader.api, "get_alembic_version", getattr(asks, "__wrapped__", asks))  # not `once.py`'s
    open_database(f"sqlite:///{tmp_path / 'ours.db'}").dispose()
    Gradebook(f"sqlite:///{tmp_path / 'theirs.db'}").close()
    for query in (SCHEMA, "SELECT * FROM alembic_version", "SELECT id FROM course"):
        assert rows(tmp_path / "ours.db", query) == rows(tmp_path / "theirs.db", query)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ours.db", "theirs.db"]


def test_one_that_is_there_and_empty_gets_its_tables(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    open_database(f"sqlite:///{tmp_path / 'empty.db'}").dispose()
    assert rows(tmp_path / "empty.db", SCHEMA)


def test_a_damaged_one_is_told_with_the_copy_to_put_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(UserError, match=rf"(?s)cannot be used.*{path.name}{BACKUP}"):
        open_database(f"sqlite:///{path}")


def test_the_copy_holds_what_is_there_and_replaces_the_last_one(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    engine = open_database(f"sqlite:///{path}")
    for count in (1, 2):
        with engine.begin() as connection:
            connection.execute(text(f"INSERT INTO student (id) VALUES ('s{count}')"))
        assert not keep_copy(engine, tmp_path)
        assert len(rows(tmp_path / f"gradebook.db{BACKUP}", "SELECT * FROM student")) == count
    engine.dispose()


def test_a_gradebook_that_another_program_writes_is_read_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    open_database(f"sqlite:///{path}").dispose()
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        open_database(f"sqlite:///{path}").dispose()


def test_a_group_that_may_write_the_folder_may_write_the_gradebook(tmp_path: Path) -> None:
    path = tmp_path / "gradebook.db"
    for folder, file in ((0o700, 0o600), (0o2770, 0o660)):
        tmp_path.chmod(folder)
        path.touch()
        path.chmod(0o600)
        open_database(f"sqlite:///{path}").dispose()
        assert path.stat().st_mode & 0o777 == file


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else, who may not write")
@pytest.mark.parametrize(("rights", "told"), [(0o755, "readonly"), (0o700, "Permission denied")])
def test_a_file_that_may_only_be_read_or_not_even_that_is_told(rights: int, told: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "gradebook.db")
        open_database(f"sqlite:///{path}").dispose()
        check_writable(f"sqlite:///{path}")
        Path(folder).chmod(rights)
        os.seteuid(65534)
        try:
            with pytest.raises(UserError, match=told):
                check_writable(f"sqlite:///{path}")
        finally:
            os.seteuid(0)


def test_tables_that_another_program_is_still_making_are_waited_for(tmp_path: Path) -> None:
    """As nbgrader does: one after the other, and the version last."""
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    first, *others = Base.metadata.sorted_tables
    first.create(made := create_engine(url))

    def make_the_others() -> None:
        for table in others:
            table.create(made)
        with made.begin() as connection:
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))

    later = threading.Timer(0.2, make_the_others)
    later.start()
    open_database(url).dispose()
    later.join()
    made.dispose()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("ALTER TABLE grade DROP COLUMN extra_credit", r"it lacks grade\.extra_credit"),
        ("CREATE TABLE pets (id)", "it is none, its tables are pets"),
    ],
)
def test_one_without_a_column_and_a_database_of_something_else_are_refused_at_once(
    tmp_path: Path, change: str, told: str
) -> None:
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    if "pets" not in change:
        open_database(url).dispose()
    with closing(sqlite3.connect(tmp_path / "gradebook.db")) as database:
        database.execute(change)
    with (
        mock.patch("grader.nbgrader.database.time.sleep", side_effect=AssertionError("it waits")),
        pytest.raises(UserError, match=told),
    ):
        open_database(url)
