"""A copy of the gradebook from before the last grading: of a file beside it, of a server's in the course folder."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from grader.nbgrader.database_errors import BACKUP, in_words
from grader.results.whole_files import as_user_error, replacing

DUMP = "gradebook.dump"
"""The file in the course folder that holds the copy of a server's database; `pg_restore` reads it."""
NO_PROGRAM = "pg_dump is not installed (Debian: postgresql-client)"
SECONDS = 600.0
"""How long a copy may take."""


def keep_copy(engine: Engine, folder: Path) -> str:
    """Copy a gradebook, in place of the last copy; return why there is none, in a sentence, or nothing.

    `folder` is the course's. Raises `UserError` where a file cannot be written.
    """
    if engine.dialect.name == "sqlite" and engine.url.database:
        _copy_file(engine, Path(engine.url.database))
        return ""
    if engine.dialect.name == "postgresql" and engine.dialect.driver == "psycopg":
        return _dump(engine, folder / DUMP)
    return f"a database behind {engine.dialect.driver} is copied by its own tools"


def dump_program() -> str | None:
    """Return the path of PostgreSQL's own program that copies a database."""
    return shutil.which("pg_dump")


def _copy_file(engine: Engine, path: Path) -> None:
    with (
        in_words(str(engine.url)),
        replacing(path.with_name(path.name + BACKUP)) as new,
        closing(engine.raw_connection()) as source,
        closing(sqlite3.connect(new)) as target,
    ):
        source.driver_connection.backup(target)  # type: ignore[union-attr]  # sqlite3's own


def _dump(engine: Engine, path: Path) -> str:
    """Have PostgreSQL's own program write the database into a file that only we may read."""
    program = dump_program()
    if program is None:
        return NO_PROGRAM
    from psycopg.conninfo import make_conninfo  # where the database is a server's, it is there

    _, arguments = engine.dialect.create_connect_args(engine.url)
    about = {name: str(value) for name, value in arguments.items() if isinstance(value, (str, int))}
    password = about.pop("password", None)  # not for the command line, which others may read
    environment = os.environ | ({} if password is None else {"PGPASSWORD": password})
    try:
        with as_user_error(path), replacing(path) as new:
            new.touch(mode=0o600)
            command = [
                program,
                "--format=custom",
                "--no-password",
                f"--file={new}",
                f"--dbname={make_conninfo(**about)}",
            ]
            subprocess.run(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=True,
            )
    except subprocess.TimeoutExpired:
        return f"pg_dump took more than {SECONDS:.0f} s"
    except subprocess.CalledProcessError as error:
        return " ".join(error.stderr.split()) or f"pg_dump ended with {error.returncode}"
    return ""
