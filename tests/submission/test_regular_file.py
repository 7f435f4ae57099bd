"""Files of which nothing is known but the name: opened once, and never through a link."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.course import Course
from grader.questions.question import Document
from grader.submission.companions import read_companions
from grader.submission.documents import find_documents
from grader.submission.intake import read_submission
from grader.submission.regular_file import CHUNK, IsLink, NotRegular, open_regular, read_start
from grader.submission.timestamp import read_timestamp

NAME = "a1_derivatives"
SECRET = b"2020-01-01 00:00:00"
"""What a link leads to; it would pass as a date."""


def test_a_file_is_read_as_far_as_asked(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * CHUNK + b"yz")
    with open_regular(tmp_path / "file") as file:
        assert file.size == CHUNK + 2
        assert file.read(CHUNK + 1) == b"x" * CHUNK + b"y"
        assert file.read(3 * CHUNK)[-2:] == b"yz"
    assert read_start(tmp_path / "file", 2) == b"xx"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(SECRET)
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    for name in ("link", "dangling"):
        with pytest.raises(IsLink):
            read_start(tmp_path / name, 10)


def test_what_is_no_regular_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)  # a socket's name must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        for name in ("pipe", "folder", "socket", "/dev/zero"):
            with pytest.raises(NotRegular):
                read_start(tmp_path / name, 10)


def test_what_is_not_there_or_closed_is_told_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_start(tmp_path / "file", 10)


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    before = len(list(Path("/proc/self/fd").iterdir()))
    read_start(tmp_path / "file", 10)
    with pytest.raises(NotRegular):
        read_start(tmp_path, 10)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


READERS: dict[str, Callable[[Course, Path], Any]] = {
    f"{NAME}.ipynb": lambda course, folder: read_submission(course, folder.parent.name, NAME),
    "timestamp.txt": lambda course, folder: read_timestamp(folder),
    "report.pdf": lambda course, folder: find_documents(folder, [Document(("report",), (".pdf",), most_mb=1)]),
    "data.csv": lambda course, folder: read_companions(folder).files,
}


@pytest.mark.parametrize("name", READERS)
def test_a_file_exchanged_for_a_link_at_the_last_moment_is_not_followed(
    scratch: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever is looked at before the open, at the open there is a link."""
    folder = scratch.submitted("someone", NAME)
    folder.mkdir(parents=True)
    (tmp_path / "secret").write_bytes(SECRET)
    (folder / name).write_bytes(b"harmless")
    really_open = os.open
    exchanged = []

    def exchange_then_open(path: Any, *arguments: Any, **options: Any) -> int:
        if path == name and not exchanged:
            (folder / name).unlink()
            (folder / name).symlink_to(tmp_path / "secret")
            exchanged.append(name)
        return really_open(path, *arguments, **options)

    monkeypatch.setattr(os, "open", exchange_then_open)
    try:
        found = READERS[name](scratch, folder)
    except OSError as error:
        found = error
    assert exchanged == [name], "the file was not opened in the one way that does not follow links"
    assert SECRET.decode() not in repr(found)
    assert not getattr(found, "notebook", None)
    assert all(not getattr(one, "digest", "") for one in (found if isinstance(found, tuple) else ()))


IN_FOLDERS: dict[str, Callable[[Course, Path], Any]] = {
    f"work/{NAME}.ipynb": READERS[f"{NAME}.ipynb"],
    "work/data.csv": READERS["data.csv"],
    "work/deeper/data.csv": READERS["data.csv"],
}


@pytest.mark.parametrize("name", [*IN_FOLDERS, *READERS])
def test_a_folder_exchanged_for_a_link_at_the_last_moment_is_not_followed(
    scratch: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Of a path with folders in it, the system would not follow the last part alone."""
    folder = scratch.submitted("someone", NAME)
    path = folder / name
    secret = tmp_path / "secret" / path.name
    secret.parent.mkdir()
    path.parent.mkdir(parents=True)
    secret.write_bytes(SECRET)
    path.write_bytes(b"harmless")
    really_open = os.open

    def exchange_then_open(opened: Any, *arguments: Any, **options: Any) -> int:
        if not path.parent.is_symlink():
            path.parent.rename(tmp_path / "away")
            path.parent.symlink_to(secret.parent)
        return really_open(opened, *arguments, **options)

    monkeypatch.setattr(os, "open", exchange_then_open)
    try:
        found = (READERS | IN_FOLDERS)[name](scratch, folder)
    except OSError as error:
        found = error
    assert SECRET.decode() not in repr(found)
    assert path.parent.is_symlink(), "nothing was exchanged"
