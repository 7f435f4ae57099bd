"""Plug-ins by which `nbgrader zip_collect` takes the last attempt of each student, and names what it leaves out.

nbgrader's own stop for the whole class at the first two files of one student, and at a damaged archive. The settings
name `LastAttempts` and `EachAlone` instead; the pattern of file names is `c.FileNameCollectorPlugin.named_regexp`, as
before.
"""

from __future__ import annotations

import datetime
import re
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbgrader.plugins.zipcollect import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import unzip

from grader.course import course_from_config
from grader.text.dates import UNSAID, DateRules, WrittenDate, read_date, shown
from grader.text.litter import is_litter
from grader.text.printable import one_line

_COPY_OF = re.compile(r"(?:Copy of |Copie de |Kopie von |\(사본\) ?|사본 ?- ?)+", re.IGNORECASE)
"""What Google Drive and others put before the name of a copy."""
_NUMBER = re.compile(r"[ _]?\((\d{1,4})\)|-(\d{1,4})")
"""What browsers, ` (1)`, and Canvas, `-1`, put behind the name of a later file."""


@dataclass(frozen=True)
class Attempt:
    """A file that a student handed in, as its name tells."""

    path: str
    student: str
    file: str
    """The name that it gets in the student's folder, without its ending."""
    ending: str
    number: int | None
    """0 for a plain name, n for the n-th later one; None for a copy, of which nobody knows whether it is later."""
    date: WrittenDate | None = None
    """The time in the name, understood or not."""

    @property
    def time(self) -> datetime.datetime | None:
        return self.date.at if self.date else None


@dataclass(frozen=True)
class Collection:
    """What is collected, and what a person should know of it."""

    attempts: Mapping[str, Attempt] = field(default_factory=dict)
    """By path."""
    notices: tuple[str, ...] = ()


def read_name(path: str, pattern: str, rules: DateRules = UNSAID) -> Attempt | str:
    """Return what a path tells by the course's pattern, or why it tells nothing.

    `pattern` has the groups `student_id` and `file_id`, and may have `timestamp`.
    """
    named = Path(unicodedata.normalize("NFC", path))
    stem, ending = named.stem, named.suffix
    plain = _COPY_OF.sub("", stem, count=1) if _COPY_OF.match(stem) else stem
    match = re.match(pattern, str(named.parent / (plain + ending)))
    if not match:
        return "its name does not fit the pattern"
    told = match.groupdict()
    student, file, written = (told.get(group) or "" for group in ("student_id", "file_id", "timestamp"))
    if not student or not file or student.startswith(".") or "/" in student + file or file.startswith("."):
        return "its name tells no student or no file"
    rest = match.string[match.end("file_id") :].removesuffix(ending)
    after = _NUMBER.fullmatch(rest)
    number = int(after[1] or after[2]) if after else None if rest or plain != stem else 0
    if match.end("file_id") < match.end("student_id"):  # the pattern says itself what stands behind the file's name
        number = None if plain != stem else 0
    return Attempt(path, student, Path(file).stem, ending, number, read_date(written, rules) if written else None)


def collect(
    paths: Iterable[str],
    pattern: str,
    endings: Iterable[str],
    rules: DateRules = UNSAID,
) -> Collection:
    """Return which files are collected: of each student and file the last attempt.

    Where nobody can tell which attempt is the last, all are collected under names of their own, so that grading tells
    a person to choose.
    """
    groups: dict[tuple[str, str, str], list[Attempt]] = {}
    left_out: list[str] = []
    for path in sorted(paths):
        if any(is_litter(part) for part in Path(path).parts):
            continue
        attempt: Attempt | str = f"files of this kind are not collected ({', '.join(endings)} are)"
        if Path(path).suffix in endings:
            attempt = read_name(path, pattern, rules)
        if isinstance(attempt, str):
            left_out.append(f"Not collected: {_shown(path)}: {attempt}.")
        else:
            groups.setdefault((attempt.student, attempt.file, attempt.ending), []).append(attempt)
    taken: dict[str, Attempt] = {}
    notices: list[str] = []
    for (student, file, ending), attempts in groups.items():
        last = _last(attempts)
        if len(attempts) == 1 or last:
            kept = [last or attempts[0]]
        else:
            kept = [replace(one, file=f"{file} ({number})") for number, one in enumerate(attempts, 1)]
        taken |= {one.path: one for one in kept}
        if len(attempts) > 1:
            names = ", ".join(_shown(one.path) for one in attempts)
            said = (
                f"the last was taken, {_shown(last.path)}" if last else "which is the last cannot be told: choose one"
            )
            notices.append(f"{_shown(student)} has {len(attempts)} files for {file}{ending} ({names}); {said}.")
    notices += [
        f"The time in {_shown(one.path)} is not understood ({shown(one.date.text)}: {one.date.reason.en}): nobody"
        f" will know whether {_shown(one.student)} was late. Write timestamp.txt beside the file after collecting."
        for one in taken.values()
        if one.date and not one.date.at
    ]
    return Collection(taken, (*notices, *left_out))


def _last(attempts: list[Attempt]) -> Attempt | None:
    """Return the last attempt by time where every file's name tells one, else by number; None where neither does."""
    timed = [(one.time, one) for one in attempts if one.time is not None]
    numbered = [(one.number, one) for one in attempts if one.number is not None]
    for known in (timed, numbered):
        if len(known) == len(attempts):
            last = max(order for order, _ in known)
            found = [one for order, one in known if order == last]
            if len(found) == 1:
                return found[0]
    return None


def _shown(path: str) -> str:
    return one_line(Path(path).name.encode(errors="replace").decode(), 120)


class EachAlone(ExtractorPlugin):  # type: ignore[misc]  # nbgrader has no types
    """Extracts each archive alone: one that is damaged or locked stops no other, and is named."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Extract the archives in a folder, and copy its other files, into another folder."""
        for path in sorted(Path(archive_path).rglob("*")):
            relative = path.relative_to(archive_path)
            if path.is_dir() or any(map(is_litter, relative.parts)):
                continue
            folder = Path(extracted_path) / relative.parent
            folder.mkdir(parents=True, exist_ok=True)
            if path.suffix not in self.zip_ext:
                shutil.copy(path, folder)
                continue
            try:
                unzip(str(path), str(folder), zip_ext=self.zip_ext, create_own_folder=True, tree=True)
            except Exception as error:  # zipfile, zlib, tarfile and setuptools raise what they like at strangers' bytes
                self.log.warning("Not unpacked, or not all of it: %s (%s).", _shown(str(relative)), error)
                shutil.copy(path, folder)


class LastAttempts(FileNameCollectorPlugin):  # type: ignore[misc]  # nbgrader has no types
    """Collects each student's last attempt; says which that was, and which files were left out, after the last file."""

    _collection: Collection | None = None
    _waiting: frozenset[str] = frozenset()

    def collect(self, submitted_file: str) -> dict[str, Any] | None:
        """Return the student, file and time of a file in the folder of extracted files; None leaves it out."""
        if self._collection is None:
            root = Path(self.parent._format_collect_path(self.parent.extracted_directory))
            paths = [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()]
            rules = course_from_config(root, self.config).dates
            found = collect([f"/{path}" for path in paths], self.named_regexp, self.valid_ext, rules)
            self._collection = replace(
                found, attempts={str(root / path.lstrip("/")): one for path, one in found.attempts.items()}
            )
            self._waiting = frozenset(str(root / path) for path in paths)
        self._waiting -= {submitted_file}
        if not self._waiting:
            for notice in self._collection.notices:
                self.log.warning(notice)
        attempt = self._collection.attempts.get(submitted_file)
        if attempt is None:
            return None
        told = {"student_id": attempt.student, "file_id": attempt.file + attempt.ending}
        return told | ({"timestamp": attempt.time} if attempt.time else {})
