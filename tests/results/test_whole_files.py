"""Files that are whole or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from grader.errors import UserError
from grader.results.whole_files import CLOSED, FULL, OTHER, as_user_error, replacing, write


def test_a_file_that_cannot_be_written_to_the_end_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "file", "old")
    (tmp_path / "file").chmod(0o444)  # as nbgrader leaves it

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="No space"):
            write(tmp_path / "file", "new")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("file", "old")]
    write(tmp_path / "file", "new")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "new"


def test_what_a_killed_process_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "file.new").write_text("half", encoding="utf-8")
    (tmp_path / "file.new").chmod(0o444)
    with replacing(tmp_path / "file") as new:
        assert not new.exists()
        new.write_text("whole", encoding="utf-8")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("file", "whole")]


def test_an_interruption_leaves_the_old_file_alone(tmp_path: Path) -> None:
    write(tmp_path / "file", "old")
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "file") as new:  # noqa: PT012  # it happens half-way
        new.write_text("half", encoding="utf-8")
        raise KeyboardInterrupt
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("file", "old")]


@pytest.mark.parametrize(
    ("code", "remedy"), [(errno.ENOSPC, FULL), (errno.EDQUOT, FULL), (errno.EROFS, CLOSED), (errno.EIO, OTHER)]
)
def test_an_error_says_where_and_what_to_do(code: int, remedy: str) -> None:
    with pytest.raises(UserError) as told, as_user_error(Path("/course/kim")):
        raise OSError(code, os.strerror(code))
    assert told.value.what == f"/course/kim cannot be written: {os.strerror(code)}."
    assert told.value.remedy == remedy
