"""Landlock's rules: which accesses a version of the kernel knows, and what they forbid, tried out in forks."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from forked import in_a_fork

from grader.sandbox.isolation import landlock, syscalls

needs_landlock = pytest.mark.skipif(
    syscalls.landlock_version() < landlock.LEAST_VERSION, reason="this kernel has no Landlock, or an old one"
)


@pytest.mark.parametrize(
    ("version", "governed"),
    [
        (1, (0x1FFF,)),
        (2, (0x3FFF,)),  # moving and linking between folders
        (3, (0x7FFF,)),  # emptying files
        (4, (0x7FFF, 3)),  # TCP
        (5, (0xFFFF, 3)),  # ioctl on devices
        (6, (0xFFFF, 3, 3)),  # abstract sockets and signals
        (9, (0xFFFF, 3, 3)),
    ],
)
def test_all_is_governed_that_a_version_knows(version: int, governed: tuple[int, ...]) -> None:
    assert landlock._attributes(version) == struct.pack(f"={len(governed)}Q", *governed)


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for name in ("read", "write", "neither"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("text")
    return tmp_path


@needs_landlock
@pytest.mark.parametrize(
    ("folder", "reading", "writing"),
    [
        ("read", "text", "PermissionError"),
        ("write", "text", "4"),
        ("neither", "PermissionError", "PermissionError"),
    ],
)
def test_only_what_is_named_can_be_read_or_written(folders: Path, folder: str, reading: str, writing: str) -> None:
    file = folders / folder / "file"

    def restricted() -> None:
        landlock.restrict([str(folders / "read"), str(folders / "gone")], [str(folders / "write")], [])

    assert in_a_fork(lambda: (restricted(), file.read_text())[1]) == reading
    assert in_a_fork(lambda: (restricted(), file.open("a").write("mine"))[1]) == writing
    emptied = "None" if writing == "4" else writing
    assert in_a_fork(lambda: (restricted(), os.truncate(file, 0))[1]) == emptied


def test_without_landlock_nothing_is_restricted(monkeypatch: pytest.MonkeyPatch, folders: Path) -> None:
    monkeypatch.setattr(syscalls, "landlock_version", lambda: 0)
    landlock.try_restrict([], [], [])
    assert (folders / "neither" / "file").read_text() == "text"
