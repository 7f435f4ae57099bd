"""The database under nbgrader's gradebook: created, checked, copied; its errors become a sentence and a remedy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import nbgrader
from nbgrader.api import Base, Course
from sqlalchemy import URL, Engine, create_engine, insert, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from grader.errors import UserError
from grader.results.files import replacing

COURSE = "default_course"
"""The course that nbgrader enters assignments under."""
WAIT_SECONDS = 30.0
"""How long a statement waits while another program writes."""
BACKUP = ".backup"
"""Ending of the name under which `keep_copy` lays the last good gradebook."""
REMEDIES = {
    "SQLITE_BUSY": "Another program holds it: close formgrader or whatever writes there, and run this again. Nothing is"
    " lost: what is graded already is taken from autograded/.",
    "SQLITE_LOCKED": "Another program holds it: close it and run this again. Nothing is lost.",
    "SQLITE_FULL": "Free some space and run this again. Nothing is lost: what is graded already is taken from"
    " autograded/.",
    "SQLITE_READONLY": "Ask for the right to write this file and its folder, then run this again.",
    "SQLITE_CANTOPEN": "See that the folder is there and that you may write in it, and read the file.",
    "SQLITE_ERROR": "It may come from another version of nbgrader: make a copy of it, then run `nbgrader db upgrade`.",
}
DAMAGED = (
    "Move it away and put the copy {backup} in its place, which is as it was before the last grading; or, without a"
    " copy, run this again for a new gradebook: all automatic grades come back, grades given by hand do not."
)


def open_database(db_url: str, *, create: bool = True, wait: float | None = None) -> Engine:
    """Return the engine of a gradebook, which is created where there is none, unless `create` is false.

    Every command opens the gradebook here, to read or to write, so that all refuse the same files in the same words.
    `wait` is how many seconds a statement waits for another program; `WAIT_SECONDS` unless given.

    Raises `UserError` where it is damaged, of another version, no gradebook at all, or cannot be opened.
    """
    url = _url(db_url)
    with in_words(db_url):
        if url.get_backend_name() != "sqlite" or not url.database:
            engine = create_engine(url)
        else:
            seconds = WAIT_SECONDS if wait is None else wait
            engine = _open_file(url, Path(url.database), create=create, wait=seconds)
        if create:
            _create(engine)  # the file may be there and empty
        _check_tables(engine)
        return engine


def _open_file(url: URL, path: Path, *, create: bool, wait: float) -> Engine:
    if path.is_dir():
        raise UserError(f"The gradebook {path} cannot be used: it is a folder.", "Move the folder away.")
    if path.is_file() and not path.stat().st_size and path.with_name(path.name + BACKUP).is_file():
        raise UserError(f"The gradebook {path} is damaged: it is empty.", _restore(path))
    if not path.exists():
        if not create:
            raise UserError(f"There is no gradebook: {path} does not exist.", "Grade first: run `grader autograde`.")
        _create_file(path)
    engine = create_engine(url, connect_args={"timeout": wait})
    with closing(engine.raw_connection()) as connection:
        (found,) = connection.cursor().execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise UserError(f"The gradebook {path} is damaged: {found}.", _restore(path))
    return engine


def is_missing(db_url: str) -> bool:
    """Is the gradebook a file that is not there yet, or that is empty and has no copy beside it?"""
    path = file_of(db_url)
    if path is None:
        return False
    if not path.is_file():
        return not path.exists()
    return not path.stat().st_size and not path.with_name(path.name + BACKUP).is_file()


def check_readable(db_url: str) -> None:
    """Look at a gradebook before nbgrader's own commands open it; one that is not there yet is fine.

    Raises `UserError` as `open_database` does: nbgrader would remove what it made before, and then fail.
    """
    if not is_missing(db_url):
        open_database(db_url, create=False).dispose()


def file_of(db_url: str) -> Path | None:
    """Return a gradebook's file; None where it is in a server.

    Raises `UserError` where the address is none, or where the driver of its database is not installed.
    """
    url = _url(db_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _url(db_url: str) -> URL:
    """Read a gradebook's address.

    Raises `UserError` where it is none, or where the driver of its database is not installed.
    """
    try:
        url = make_url(db_url)
        url.get_dialect().import_dbapi()
    except (ArgumentError, ImportError) as error:
        reason = str(error).replace(db_url, "...")  # it may hold a password
        raise UserError(
            f"The gradebook cannot be used: its address, c.CourseDirectory.db_url, is not understood: {reason}.",
            "Mend it in nbgrader_config.py, for example sqlite:////folder/gradebook.db; a server needs its driver:"
            " postgresql:// means psycopg 3 since SQLAlchemy 2.1, postgresql+psycopg2:// the one before.",
        ) from error
    return url


def _check_tables(engine: Engine) -> None:
    """Raise `UserError` where the database lacks a column of nbgrader's."""
    url = engine.url
    where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
    found = {
        name: {column["name"] for column in columns}
        for (_, name), columns in inspect(engine).get_multi_columns().items()
    }
    tables = Base.metadata.tables
    if not found.keys() & tables.keys():
        held = f"its tables are {', '.join(sorted(found)[:5])}" if found else "it holds no table"
        raise UserError(f"The gradebook {where} cannot be used: it is none, {held}.", _restore(Path(str(where))))
    lacking = [
        f"{name}.{column.name}"
        for name, table in sorted(tables.items())
        for column in table.columns
        if column.name not in found.get(name, ())
    ]
    if lacking:
        raise UserError(
            f"The gradebook {where} cannot be used: it lacks {', '.join(lacking[:3])}"
            f"{' and more' if len(lacking) > 3 else ''}.",
            REMEDIES["SQLITE_ERROR"],
        )


def _create_file(path: Path) -> None:
    """Make a new gradebook and only then give it its name, so that half of one is never found."""
    with replacing(path) as new:
        engine = create_engine(f"sqlite:///{new}")
        _create(engine)
        engine.dispose()


def _create(engine: Engine) -> None:
    """Make nbgrader's tables where there are none, as it does itself; but it starts another program for the version."""
    if inspect(engine).get_table_names():
        return
    from alembic.script import ScriptDirectory  # takes a tenth of a second, and few commands make a gradebook

    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        version = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic")).get_current_head()
        connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})
        connection.execute(insert(Course).values(id=COURSE))


def keep_copy(engine: Engine) -> None:
    """Lay a copy of a gradebook beside it, in place of the last one; a server's is left to the server.

    Raises `UserError` where it cannot be written.
    """
    if engine.dialect.name != "sqlite" or not engine.url.database:
        return
    path = Path(engine.url.database)
    copy = path.with_name(path.name + BACKUP)
    with (
        in_words(str(engine.url)),
        replacing(copy) as new,
        closing(engine.raw_connection()) as source,
        closing(sqlite3.connect(new)) as target,
    ):
        source.driver_connection.backup(target)  # type: ignore[union-attr]  # sqlite3's own


@contextmanager
def in_words(db_url: str) -> Iterator[None]:
    """Turn an error of the database into what happened, where, and what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        url = make_url(db_url)
        where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string()
        code = getattr(cause, "sqlite_errorname", "") or ""
        known = next((remedy for name, remedy in REMEDIES.items() if code.startswith(name)), None)
        damaged = code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
        remedy = _restore(Path(str(where))) if damaged else known or "See that it is in order and run this again."
        raise UserError(f"The gradebook {where} cannot be used: {cause}.", remedy) from error


def _restore(path: Path) -> str:
    return DAMAGED.format(backup=path.name + BACKUP)
