"""A zip archive of which nothing is trusted: what is in it, and why a file in it is not unpacked.

Names, sizes and kinds are judged before anything is written. `zipfile` reads no more of a file than the archive's
list says, so the sizes told there are bounds of what is written.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO

from grader.errors import UserError

MAX_ENTRIES = 20_000
MAX_FILE_BYTES = 256_000_000
"""A little more than `c.CourseDirectory.max_file_size` of the course, which the project's video needs."""
MAX_DEPTH, MAX_NAME_BYTES = 20, 200
"""Folders below each other, as `grader.submission.intake` reads them, and the UTF-8 bytes of one name."""
_UTF8_NAME, _LOCKED = 0x800, 0x1
"""Flags of an entry, APPNOTE.TXT 4.4.4: its name is UTF-8; it needs a password."""
_UNIX = 3
_CHUNK = 2**20

DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError)
"""What `zipfile` raises for an archive that is damaged, locked, or packed in a way that Python does not know."""


@dataclass(frozen=True)
class Entry:
    """A file in an archive. `problem` is why it must not be unpacked, as the end of a sentence."""

    path: str
    """Its parts with `/` between them, composed (NFC)."""
    size: int
    info: zipfile.ZipInfo
    problem: str = ""


class Archive:
    """An open archive. Made by `open_archive`."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        infos = [info for info in packed.infolist() if not _name(info).endswith(("/", "\\"))]
        self.entries = tuple(_judged(Entry(path_of(_name(info)), info.file_size, info) for info in infos))

    def read(self, entry: Entry) -> bytes:
        """Return a file's content. Raises one of `DAMAGED` where it cannot be read."""
        return self._packed.read(entry.info)

    def write(self, entry: Entry, target: Path) -> None:
        """Write a file to a place where none is. Raises one of `DAMAGED`, or OSError."""
        with self._packed.open(entry.info) as packed, _new_file(target) as file:
            while part := packed.read(_CHUNK):
                file.write(part)


@contextmanager
def open_archive(source: Path | IO[bytes], name: str) -> Iterator[Archive]:
    """Open an archive; `name` is what to call it.

    Raises `UserError` where it is none, or has too many entries to be one of a class.
    """
    try:
        packed = zipfile.ZipFile(source)
    except OSError as error:
        raise UserError(f"{name} cannot be read: {error.strerror}.", "Check the path.") from error
    except DAMAGED as error:
        raise UserError(f"{name} is no zip archive, or is damaged: {error}.", "Download it again.") from error
    with packed:
        if len(packed.infolist()) > MAX_ENTRIES:
            raise UserError(
                f"{name} has {len(packed.infolist())} entries, more than the {MAX_ENTRIES} that are read.",
                "Download the assignment in parts, or leave out what is no submission.",
            )
        yield Archive(packed)


@contextmanager
def _new_file(target: Path) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644), "wb") as file:
        yield file


# ── pure functions ─────────────────────────────────────────────────────────────────────────────────────────


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name as its program meant it.

    Names without the flag for UTF-8 are code page 437 to `zipfile`; rubyzip writes UTF-8 without it, and Windows in
    Korean its own code page.
    """
    name = info.orig_filename
    if info.flag_bits & _UTF8_NAME:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def path_of(name: str) -> str:
    """Return a path with `/` between its parts, where some programs of Windows write backslashes."""
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def _judged(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries, each with what is wrong with it by itself or beside the others."""
    found = [replace(entry, problem=_problem(entry)) for entry in entries]
    names = Counter(_folded(entry.path) for entry in found)
    folders = {str(folder) for entry in found for folder in PurePosixPath(_folded(entry.path)).parents}
    return [replace(entry, problem=entry.problem or _twin(entry, names, folders)) for entry in found]


def _folded(path: str) -> str:
    return path.casefold()


def _twin(entry: Entry, names: Counter[str], folders: set[str]) -> str:
    path = _folded(entry.path)
    if names[path] > 1:
        return "the archive has two files of this name, or of one that differs only in capitals"
    return "the archive has a folder of the same name" if path in folders else ""


def _problem(entry: Entry) -> str:
    """Return why an entry must not be unpacked, whatever else is in the archive."""
    parts = entry.path.split("/")
    mode = entry.info.external_attr >> 16 if entry.info.create_system == _UNIX else 0
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "it is a link, or no regular file"
    if entry.path.startswith("/") or re.match(r"[A-Za-z]:", entry.path) or not set(parts).isdisjoint({"", ".", ".."}):
        return "its path leads out of the folder"
    if re.search(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", entry.path):
        return "its name holds control characters"
    if len(parts) > MAX_DEPTH or max(len(part.encode()) for part in parts) > MAX_NAME_BYTES:
        return "its path is too long"
    if entry.info.flag_bits & _LOCKED:
        return "it is locked with a password"
    if entry.size > MAX_FILE_BYTES:
        return f"it would have {entry.size / 1e6:.0f} MB, and the limit is {MAX_FILE_BYTES / 1e6:.0f} MB"
    return ""
