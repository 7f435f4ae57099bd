"""What a database says is told in words, with what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from grader.errors import UserError
from grader.nbgrader.database_errors import BACKUP, in_words


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "close formgrader"),
        ("SQLITE_FULL", "Free some space"),
        ("SQLITE_READONLY_DIRECTORY", "the right to write"),
        ("SQLITE_CORRUPT_INDEX", f"gradebook.db{BACKUP}"),
        ("SQLITE_IOERR", "See that it is in order"),
    ],
)
def test_each_kind_of_error_says_what_to_do(tmp_path: Path, code: str, remedy: str) -> None:
    error = sqlite3.OperationalError("it is so")
    error.sqlite_errorname = code
    with pytest.raises(UserError) as told, in_words(f"sqlite:///{tmp_path}/gradebook.db"):
        raise error
    assert "it is so" in told.value.what
    assert remedy in told.value.remedy


def test_a_password_is_not_told() -> None:
    with pytest.raises(UserError) as told, in_words("postgresql://teacher:secret@db.school.test/grades"):
        raise sqlite3.OperationalError("no route")
    assert "db.school.test" in told.value.what
    assert "secret" not in str(told.value)
