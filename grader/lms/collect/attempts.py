"""Which files of an archive are collected: of each student those of the last attempt. Pure."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.lms.collect.archive import Entry
from grader.lms.collect.file_names import OF_THE_LMS, READERS, NamedFile
from grader.lms.collect.owners import owners_of, with_participant
from grader.lms.formats.moodle_worksheet import Participant
from grader.lms.roster import Person, Roster
from grader.submission.timestamp import FILE_NAME as TIMESTAMP
from grader.text import litter

MAX_FILES = 1000
"""Files of one attempt, as many as `grader.submission.intake` reads."""
MAX_BYTES = 512_000_000
"""Bytes of one attempt: a notebook, two documents, and a video of up to 250 MB."""


@dataclass(frozen=True)
class Attempt:
    """What one student handed in at one time. `problem` is why it is not unpacked, as the end of a sentence."""

    student: str
    files: tuple[tuple[Entry, str], ...]
    """Each with its path in the student's folder."""
    time: datetime.datetime | None = None
    """By the clock of the LMS."""
    late: bool = False
    """Canvas says that it was late."""
    notes: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Stray:
    """Files that belong to nobody, under one name."""

    name: str
    count: int
    why: str


@dataclass(frozen=True)
class Sorted:
    """The files of an archive by student."""

    attempts: tuple[Attempt, ...]
    strays: tuple[Stray, ...]


def sort_entries(entries: Iterable[Entry], lms: str, roster: Roster, people: Mapping[str, Participant]) -> Sorted:
    """Return the last attempt of each student, and what belongs to nobody.

    `people` is what Moodle's grading worksheet says of each participant, by number.
    """
    named: list[tuple[Entry, NamedFile]] = []
    strays: dict[tuple[str, str], int] = {}
    for entry in entries:
        if is_litter(entry.path, lms):
            continue
        file = READERS[lms](entry.path)
        if file is None:
            why = entry.problem or f"{lms.capitalize()} gives files no names like this"
            why += "; if it holds the submissions, unpack it and collect from it" * entry.path.lower().endswith(".zip")
            strays[entry.path, why] = 1
        else:
            named.append((entry, with_participant(file, people)))
    owner_of = owners_of((file for _, file in named), roster)
    groups: dict[str, list[tuple[Entry, NamedFile]]] = {}
    for entry, file in named:
        owner = owner_of(file)
        if isinstance(owner, Person):
            groups.setdefault(owner.student, []).append((entry, file))
        elif file.file:
            strays[file.owner, owner] = strays.get((file.owner, owner), 0) + 1
    attempts = [_last_attempt(student, group) for student, group in sorted(groups.items())]
    found = tuple(Stray(name, count, why) for (name, why), count in sorted(strays.items()))
    return Sorted(tuple(one for one in attempts if one.files or one.problem), found)


def is_litter(path: str, lms: str = "") -> bool:
    """Is a file what programs or the LMS leave behind, and no work?"""
    of_the_lms = OF_THE_LMS.get(lms)
    # An empty part, `.` and `..` are of a path that leads elsewhere: it is told, not left out as litter.
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return any(litter.is_litter(part) for part in parts) or bool(of_the_lms and of_the_lms.search(path))


def _last_attempt(student: str, group: Sequence[tuple[Entry, NamedFile]]) -> Attempt:
    attempts: dict[str, list[tuple[Entry, NamedFile]]] = {}
    for entry, file in group:
        attempts.setdefault(file.attempt, []).append((entry, file))
    if len(attempts) == 1:
        return _attempt(student, group)
    times = {key: files[0][1].time for key, files in attempts.items()}
    if None in times.values():
        return Attempt(student, (), problem=f"{len(attempts)} attempts, and their names do not tell which is the last")
    ordered = sorted(attempts, key=lambda key: times[key] or datetime.datetime.min)
    last, before = ordered[-1], ordered[-2]
    if times[last] == times[before]:
        return Attempt(student, (), problem=f"two attempts of {times[last]:%Y-%m-%d %H:%M}, and nothing tells the last")
    found = _attempt(student, attempts[last])
    earlier = {file.file.casefold() for key in ordered[:-1] for _, file in attempts[key] if file.file}
    gone = sorted(earlier - {file.casefold() for _, file in found.files})
    more = f"; in earlier ones alone: {', '.join(gone[:5])}" if gone else ""
    return replace(found, notes=(*found.notes, f"{len(attempts)} attempts, the last was taken{more}"))


def _attempt(student: str, group: Sequence[tuple[Entry, NamedFile]]) -> Attempt:
    """Return an attempt with a place for each of its files, or with the reason why it must not be unpacked."""
    bad = next((f"{file.file or entry.path}: {entry.problem}" for entry, file in group if entry.problem), "")
    work = [(entry, file.file) for entry, file in group if file.file]
    too_much = _too_much([entry.size for entry, _ in work])
    if bad or too_much:
        return Attempt(student, (), problem=bad or too_much)
    files: list[tuple[Entry, str]] = []
    notes: list[str] = []
    taken: set[str] = set()
    for entry, file in work:
        if posixpath.basename(file).casefold() == TIMESTAMP:
            notes.append(f"{file} is a file of the student's own and says nothing of the time: left out")
            continue
        place = _free_place(file, taken)
        taken.add(place.casefold())
        files.append((entry, place))
    named = [file for _, file in group]
    if unread := next((file.unread_time for file in named if file.unread_time), ""):
        notes.append(f"the time {unread} is not understood: when it was handed in is not kept")
    time = max((file.time for file in named if file.time), default=None)
    return Attempt(student, tuple(files), time, any(file.late for file in named), tuple(notes))


def _too_much(sizes: Sequence[int]) -> str:
    if len(sizes) > MAX_FILES:
        return f"{len(sizes)} files, and the limit is {MAX_FILES}"
    if sum(sizes) > MAX_BYTES:
        return f"{sum(sizes) / 1e6:.0f} MB, and the limit is {MAX_BYTES / 1e6:.0f} MB"
    return ""


def _free_place(file: str, taken: set[str]) -> str:
    """Return a path that no other file of the attempt has: Canvas takes two files of one name."""
    stem, ending = posixpath.splitext(file)
    place, number = file, 2
    while place.casefold() in taken:
        place, number = f"{stem} ({number}){ending}", number + 1
    return place
