"""Errors of the database under nbgrader's gradebook, as a sentence and a remedy; and which of them mean: once more.

A password in the address is told nowhere: neither by these sentences nor by what they are made from.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import DataError, DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from grader.errors import UserError

BACKUP = ".backup"
"""Ending of the name under which the copy of the last good gradebook lies."""
BUSY = (
    "Another program holds it: close formgrader or whatever writes there, and run this again. Nothing is lost: what is"
    " graded already is taken from autograded/."
)
REMEDIES = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": "Another program holds it: close it and run this again. Nothing is lost.",
    "SQLITE_FULL": "Free some space and run this again. Nothing is lost: what is graded already is taken from"
    " autograded/.",
    "SQLITE_READONLY": "Ask for the right to write this file and its folder, then run this again.",
    "SQLITE_CANTOPEN": "See that the folder is there and that you may write in it, and read the file.",
    "SQLITE_ERROR": "It may come from another version of nbgrader: make a copy of it, then run `nbgrader db upgrade`.",
    # PostgreSQL's documentation, appendix A, "Error Codes"
    "55P03": BUSY,
    "42501": "The server's user lacks this right. It is simplest to give the user a database of its own:"
    " `ALTER DATABASE name OWNER TO user`.",
    "25006": "The server, or its user, may only read (a standby, or default_transaction_read_only is on): name the"
    " server that takes changes in c.CourseDirectory.db_url, then run this again. Nothing is lost.",
    "22001": "A server holds what it has a limit for: shorten it, then run this again. Nothing is lost.",
    "53": "The server is at its limit, of disk or of connections. Ask who keeps it, then run this again. Nothing is"
    " lost: what is graded already is taken from autograded/.",
}
UNREACHED = (
    "See that the server runs, that it has the database (`createdb name`), and that address, user and password are"
    " those of c.CourseDirectory.db_url; then run this again. Nothing is lost: what is graded already is taken from"
    " autograded/."
)
OTHER = "See that it is in order and run this again."
DAMAGED = (
    "Move it away and put the copy {backup} in its place, which is as it was before the last grading; or, without a"
    " copy, run this again for a new gradebook: all automatic grades come back, grades given by hand do not."
)
CONFLICTS = frozenset({"23503", "23505", "40001", "40P01"})
"""What PostgreSQL tells of two transactions that came into each other's way: one of them is to be begun again."""


@contextmanager
def in_words(db_url: str) -> Iterator[None]:
    """Turn an error of the database into what happened, where, and what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        url = make_url(db_url)
        where = place(url)
        code = _code(cause)
        if code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            remedy = restore(Path(where))
        else:
            no_answer = not code and not isinstance(error, DataError) and not isinstance(cause, sqlite3.Error)
            unreached = no_answer or code.startswith(("08", "57"))
            known = (remedy for name, remedy in REMEDIES.items() if code.startswith(name))
            remedy = next(known, UNREACHED if unreached else OTHER)
        told = " ".join(str(cause).split())
        raise UserError(f"The gradebook {where} cannot be used: {told}.", remedy) from error


def _code(error: BaseException | None) -> str:
    """Return the name or number that SQLite, psycopg or psycopg2 gives an error; an empty text where it has none."""
    names = ("sqlite_errorname", "sqlstate", "pgcode")
    return next((str(code) for name in names if (code := getattr(error, name, None))), "")


def restore(path: Path) -> str:
    """Return what to do about a damaged file."""
    return DAMAGED.format(backup=path.name + BACKUP)


def is_conflict(error: DBAPIError | StaleDataError) -> bool:
    """Did another program change the same rows meanwhile, so that the transaction is to be begun again?"""
    return isinstance(error, StaleDataError) or _code(error.orig) in CONFLICTS


def place(url: URL) -> str:
    """Return where a database is, in words: the path of its file, or its address without a password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.difference_update_query(["password"]).render_as_string()
