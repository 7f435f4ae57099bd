"""The database under nbgrader's gradebook: created, checked, locked.

It is a file of SQLite's or a database in a PostgreSQL server. Nothing outside this module, `database_copy` and
`database_errors` knows which.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from stat import S_IMODE, S_IRGRP, S_ISREG, S_IWGRP
from typing import Any

import nbgrader
from nbgrader.api import Base, Course
from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Table,
    create_engine,
    delete,
    event,
    false,
    insert,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.exc import ArgumentError

from grader.errors import UserError, installing
from grader.nbgrader.database_errors import BACKUP, OTHER, REMEDIES, in_words, place, restore
from grader.text.printable import first_names, one_line

COURSE = "default_course"
"""The course that nbgrader enters assignments under."""
WAIT_SECONDS = 30.0
"""How long a statement waits while another program writes."""
MAKING_SECONDS = 5.0
"""How long another program may take to make the tables of a new gradebook."""
VERSION = "alembic_version"
"""The table that nbgrader makes last."""
CONNECT_SECONDS = 10
"""How long a server may take to answer."""
SHOWN = 40
"""How many characters of a value that is too long are told."""
LOCK = int.from_bytes(b"grader", "big")
"""The number of the advisory lock that whoever grades into a server's database holds while it writes."""
PASSWORD_REMEDY = (
    "Put it into ~/.pgpass, a file that only you may read: a line server:port:database:user:password, and in"
    " c.CourseDirectory.db_url no more than postgresql+psycopg://user@server/database."
)
NO_GRADEBOOK = "Name a database of its own in c.CourseDirectory.db_url, an empty one; nothing was changed in this one."

# ── where it is ────────────────────────────────────────────────────────────────────────────────────────────


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


def place_of(db_url: str) -> str:
    """Return where a gradebook is, in words: the path of its file, or its address without a password.

    Raises `UserError` as `file_of`.
    """
    return place(_url(db_url))


def has_password(db_url: str) -> bool:
    """Does the address hold a password? Raises `UserError` as `file_of`."""
    url = _url(db_url)
    return url.password is not None or "password" in url.query


def is_missing(db_url: str) -> bool:
    """Is the gradebook a file that is not there yet, or empty with no copy beside it, or a server's empty database?

    Raises `UserError` where a server cannot be asked, or a file's folder cannot be entered.
    """
    path = file_of(db_url)
    if path is None:
        with in_words(db_url):
            engine = _engine(_url(db_url))
            try:
                return not inspect(engine).get_table_names()
            finally:
                engine.dispose()
    try:
        there = path.stat()  # looked at once: another process may make the file at any moment
        if not S_ISREG(there.st_mode):
            return False
        return not there.st_size and not path.with_name(path.name + BACKUP).is_file()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as error:
        raise UserError(f"The gradebook {path} cannot be used: {error.strerror}.", OTHER) from error


def missing(db_url: str) -> UserError:
    """Return what to tell of a gradebook that `is_missing`."""
    lacks = "does not exist" if file_of(db_url) else "holds no table"
    return UserError(f"There is no gradebook: {place_of(db_url)} {lacks}.", "Grade first: run `grader autograde`.")


def _url(db_url: str) -> URL:
    """Read a gradebook's address.

    Raises `UserError` where it is none, or where the driver of its database is not installed.
    """
    try:
        url = make_url(db_url)
        url.get_dialect().import_dbapi()
        if url.username and "@" in f"{url.host}{url.database}":
            raise ValueError("the end of a password that holds an @ was taken for the server's name")
    except (ArgumentError, ImportError, ValueError) as error:
        # What is wrong with an address may quote it, and it may hold a password.
        reason = "" if isinstance(error, ValueError) or db_url in str(error) else f": {error}"
        raise UserError(
            f"The gradebook cannot be used: its address, c.CourseDirectory.db_url, is not understood{reason}.",
            "Mend it in nbgrader_config.py, for example sqlite:////folder/gradebook.db or"
            f" postgresql+psycopg://user@server/database, whose driver is psycopg 3 (`{installing('postgres')}`). In a"
            " password, which had better stand in ~/.pgpass, write @ as %40, : as %3A, / as %2F and % as %25.",
        ) from (None if isinstance(error, ValueError) else error)
    return url


# ── open it ────────────────────────────────────────────────────────────────────────────────────────────────


def open_database(db_url: str, *, create: bool = True, wait: float | None = None) -> Engine:
    """Return the engine of a gradebook, which is created where there is none, unless `create` is false.

    Every command opens the gradebook here, to read or to write, so that all refuse the same files in the same words.
    `wait` is how many seconds a statement waits for another program; `WAIT_SECONDS` unless given.

    Raises `UserError` where it is damaged, of another version, no gradebook at all, or cannot be opened.
    """
    url, path = _url(db_url), file_of(db_url)
    with in_words(db_url):
        seconds = WAIT_SECONDS if wait is None else wait
        engine = _engine(url, seconds)
        try:
            if path:
                _check_file(engine, path, create=create)
                _share(path)
            if create:
                _create(engine)  # the file may be there and empty
            _check_tables(engine)
        except BaseException:
            engine.dispose()
            raise
        return engine


def _engine(url: URL, wait: float = WAIT_SECONDS) -> Engine:
    if url.get_backend_name() == "sqlite":
        return create_engine(url, connect_args={"timeout": wait})
    if url.get_backend_name() != "postgresql":
        return create_engine(url)
    limit = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_SECONDS}
    engine = create_engine(url, connect_args=limit, pool_pre_ping=True)  # a class takes long; a server may restart

    @event.listens_for(engine, "connect")
    def wait_no_longer(connection: Any, _: object) -> None:
        connection.cursor().execute(f"SET lock_timeout = {int(wait * 1000)}")
        connection.commit()

    return engine


def _check_file(engine: Engine, path: Path, *, create: bool) -> None:
    """Raise `UserError` where a file is missing, unless it is to be created, or is damaged."""
    if path.is_dir():
        raise UserError(f"The gradebook {path} cannot be used: it is a folder.", "Move the folder away.")
    if path.is_file() and not path.stat().st_size and path.with_name(path.name + BACKUP).is_file():
        raise UserError(f"The gradebook {path} is damaged: it is empty.", restore(path))
    if not create and not path.exists():
        raise missing(str(engine.url))
    with closing(engine.raw_connection()) as connection:
        (found,) = connection.cursor().execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise UserError(f"The gradebook {path} is damaged: {found}.", restore(path))


def _share(path: Path) -> None:
    """Let a group write a file of ours whose folder it may write: SQLite makes one for its owner alone."""
    with suppress(OSError):
        folder, file = path.parent.stat(), path.stat()
        if folder.st_mode & S_IWGRP and folder.st_gid == file.st_gid and file.st_uid == os.geteuid():
            path.chmod(S_IMODE(file.st_mode) | S_IRGRP | S_IWGRP)


def _check_tables(engine: Engine) -> None:
    """Raise `UserError` where the database lacks a column of nbgrader's.

    nbgrader makes its tables one after the other, and last the one of the version: it has some seconds to end.
    """
    where, in_file = place(engine.url), engine.dialect.name == "sqlite"
    tables = Base.metadata.tables.keys()
    found, until = _columns(engine), time.monotonic() + MAKING_SECONDS
    while found.keys() & tables and VERSION not in found and _lacking(found) and time.monotonic() < until:
        time.sleep(MAKING_SECONDS / 100)
        found = _columns(engine)
    if not found.keys() & tables:
        held = f"its tables are {', '.join(sorted(found)[:5])}" if found else "it holds no table"
        remedy = restore(Path(where)) if in_file else NO_GRADEBOOK
        raise UserError(f"The gradebook {where} cannot be used: it is none, {held}.", remedy)
    if lacking := _lacking(found):
        raise UserError(
            f"The gradebook {where} cannot be used: it lacks {', '.join(lacking[:3])}"
            f"{' and more' if len(lacking) > 3 else ''}.",
            REMEDIES["SQLITE_ERROR"],
        )


def _columns(engine: Engine) -> dict[str, set[str]]:
    """Return the names of the columns that there are, by table."""
    read = inspect(engine).get_multi_columns()
    return {name: {column["name"] for column in columns} for (_, name), columns in read.items()}


def _lacking(found: Mapping[str, Collection[str]]) -> list[str]:
    """Return nbgrader's columns that are not among those found."""
    tables = sorted(Base.metadata.tables.items())
    return [
        f"{name}.{one.name}" for name, table in tables for one in table.columns if one.name not in found.get(name, ())
    ]


def _create(engine: Engine) -> None:
    """Make nbgrader's tables where there are none, as it does itself; but it starts another program for the version.

    All are made in one transaction that holds the database, so that nobody finds half of them, and of two programs
    that find none one makes them.
    """
    if inspect(engine).get_table_names():
        return
    from alembic.script import ScriptDirectory  # takes a tenth of a second, and few commands make a gradebook

    version = ScriptDirectory(str(Path(nbgrader.__file__).parent / "alembic")).get_current_head()
    with engine.begin() as connection:
        hold(connection)
        if inspect(connection).get_table_names():
            return
        Base.metadata.create_all(connection)
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": version})
        connection.execute(insert(Course).values(id=COURSE))


def ensure_table(engine: Engine, table: Table) -> None:
    """Make a table of our own where it is not there yet; of two programs that find none one makes it."""
    if not inspect(engine).has_table(table.name):
        with engine.begin() as connection:
            hold(connection)
            table.create(connection, checkfirst=True)


def check_lengths(engine: Engine, column: Column[Any], what: str, values: Iterable[str]) -> None:
    """See that a server's column can hold these values; a file's holds any.

    Raises `UserError` that names `what` they are, the values that are too long, and how long they may be.
    """
    limit = getattr(column.type, "length", None)
    if engine.dialect.name == "sqlite" or limit is None:
        return
    if longer := sorted(value for value in values if len(value) > limit):
        shown = [f"{one_line(value, SHOWN)} ({len(value)})" for value in longer]
        raise UserError(
            f"The gradebook {place(engine.url)} holds at most {limit} characters of {what}. Longer:"
            f" {first_names(shown, 3)}. Nothing was graded, and nothing is changed.",
            "Shorten them, or use a gradebook in a file, which has no such limit: c.CourseDirectory.db_url in"
            " nbgrader_config.py.",
        )


def check_writable(db_url: str, wait: float | None = None) -> None:
    """See that a gradebook can be written, within some seconds; in the end nothing is changed.

    A file that is not there yet is fine. A server's database that is empty gets its tables, and loses them again.

    Raises `UserError` where it cannot be read or written.
    """
    path = file_of(db_url)
    if path and is_missing(db_url):
        return
    if path or not is_missing(db_url):
        engine = open_database(db_url, create=False, wait=wait)
    else:
        engine = _engine(_url(db_url), WAIT_SECONDS if wait is None else wait)
    try:
        with in_words(db_url), engine.connect() as connection:
            hold(connection)
            _write_nothing(connection)
            connection.rollback()
    finally:
        engine.dispose()


def _write_nothing(connection: Connection) -> None:
    """Do to each table what needs every right that grading needs, and changes no row.

    To hold a file does not tell: where it may only be read, SQLite takes BEGIN IMMEDIATE for BEGIN.
    """
    Base.metadata.create_all(connection)  # those that are not there
    for table in Base.metadata.sorted_tables:
        connection.execute(insert(table).from_select(list(table.columns), select(table).where(false())))
        connection.execute(update(table).where(false()).values({column: column for column in table.columns}))
        connection.execute(delete(table).where(false()))


# ── several at once ────────────────────────────────────────────────────────────────────────────────────────


def hold(connection: Connection) -> None:
    """Let no other process that grades write until the transaction that begins here is over.

    SQLite keeps every other writer out, formgrader too. In a server formgrader goes on: rows that a person may change
    there are locked where they are read (`SELECT ... FOR UPDATE`), and a row that appears meanwhile is a conflict.
    """
    match connection.dialect.name:
        case "sqlite":
            connection.execute(text("BEGIN IMMEDIATE"))
        case "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
