"""An archive of an LMS into `submitted/`: unpacked aside, looked at, then put in place student by student.

Nothing that lies in `submitted/` is changed, unless it is asked for; what is replaced goes into `replaced/`.
"""

from __future__ import annotations

import datetime
import filecmp
import posixpath
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from grader import catalog
from grader.course import Course
from grader.errors import UserError
from grader.lms.collect.archive import DAMAGED, Archive, Entry, open_archive
from grader.lms.collect.attempts import MAX_BYTES, MAX_FILES, Attempt, Stray, is_litter, sort_entries
from grader.lms.formats.moodle_worksheet import participants
from grader.lms.roster import Roster
from grader.submission.find_notebook import NAMES, elsewhere, holds_cells_of
from grader.submission.notebook import MAX_BYTES as MAX_NOTEBOOK_BYTES
from grader.submission.regular_file import read_start
from grader.submission.timestamp import FILE_NAME as TIMESTAMP
from grader.submission.timestamp import read_timestamp
from grader.text.dates import zone_exists
from grader.text.printable import one_line

LOOKED_AT = 60
"""Notebooks that are opened to see which assignment an archive is of."""
REPLACED = "replaced"


class State(StrEnum):
    """What became of a student's files."""

    NEW = "collected"
    SAME = "there already"
    DIFFERENT = "not replaced"
    REPLACED = "replaced"
    REFUSED = "NOT collected"


@dataclass(frozen=True)
class Collected:
    """What became of one student's last attempt."""

    student: str
    state: State
    why: str = ""
    """Why a person has to look: it was not collected, or there is no notebook in it."""
    notes: tuple[str, ...] = ()
    """What is good to know."""
    handed_in_at: datetime.datetime | None = None
    """In UTC, without a zone."""


@dataclass(frozen=True)
class Report:
    """What a collection did."""

    assignment: str
    students: tuple[Collected, ...]
    strays: tuple[Stray, ...]
    missing: tuple[str, ...]
    """Students of the roster of whom nothing is in the archive."""

    @property
    def complete(self) -> bool:
        """Is there nothing for a person to look at?"""
        return not self.strays and not any(one.why for one in self.students)


@dataclass(frozen=True)
class Wishes:
    """How to collect."""

    lms: str
    assignment: str = ""
    """Empty: the one whose cells are in the archive's notebooks."""
    timezone: str = ""
    """The zone of the times that the LMS writes into names, such as `Asia/Seoul`."""
    worksheet: str = ""
    """The text of Moodle's grading worksheet, which says who participant 71 is, and when they handed in."""
    replace: bool = False
    dry_run: bool = False


def collect(archive: Path, course: Course, roster: Roster, wishes: Wishes) -> Report:
    """Unpack an archive into `submitted/`, or say what that would do.

    Raises `UserError` for an archive that cannot be read or does not say of which assignment it is, without the zone of
    times, and where the disk has no room.
    """
    zone = _zone(wishes.timezone)
    people = participants(wishes.worksheet) if wishes.worksheet else {}
    with open_archive(archive, str(archive)) as packed:
        found = sort_entries(packed.entries, wishes.lms, roster, people)
        assignment = wishes.assignment or _recognised(packed, str(archive))
        if zone is None and any(attempt.time for attempt in found.attempts):
            raise UserError(
                f"{wishes.lms.capitalize()} writes when something was handed in, but not in which time zone.",
                "Say it: --timezone Asia/Seoul, or the zone of your institution.",
            )
        _check_room(course.root, found.attempts)
        submitted = course.root / "submitted"
        submitted.mkdir(exist_ok=True)
        place = _Place(course, assignment, wishes)
        # Beside the folder itself, also where submitted/ is a link to another disk: putting in place is a rename.
        with tempfile.TemporaryDirectory(prefix=".collect-", dir=submitted.resolve().parent) as aside:
            students = [
                _collect_one(packed, _in_utc(attempt, zone), Path(aside) / str(number), place)
                for number, attempt in enumerate(found.attempts)
            ]
    there = {attempt.student for attempt in found.attempts}
    missing = tuple(person.student for person in roster.people if person.student not in there)
    return Report(assignment, tuple(students), found.strays, missing)


@dataclass(frozen=True)
class _Place:
    """Where things go."""

    course: Course
    assignment: str
    wishes: Wishes

    def folder(self, student: str) -> Path:
        return self.course.submitted(student, self.assignment)


def _zone(name: str) -> ZoneInfo | None:
    if name and not zone_exists(name):
        raise UserError(f"{name!r} is no time zone.", "Name it by region and city: Asia/Seoul, or UTC.")
    return ZoneInfo(name) if name else None


def _in_utc(attempt: Attempt, zone: ZoneInfo | None) -> Attempt:
    if attempt.time is None or zone is None:
        return attempt
    return replace(attempt, time=attempt.time.replace(tzinfo=zone).astimezone(datetime.UTC).replace(tzinfo=None))


def _recognised(packed: Archive, name: str) -> str:
    """Return the assignment whose cells most notebooks hold.

    Raises `UserError` where none does, or two have as many.
    """
    whole = (entry for entry in packed.entries if not entry.problem and entry.size <= MAX_NOTEBOOK_BYTES)
    counts: Counter[str] = Counter()
    for entry in islice((entry for entry in whole if NAMES.search(entry.path)), LOOKED_AT):
        try:
            content = packed.read(entry)
        except DAMAGED:
            continue
        counts.update(one for one in catalog.names() if holds_cells_of(content, one))
    best = counts.most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        what = "holds no notebook of this course that can be told" if not best else "holds several assignments"
        raise UserError(f"{name} {what}.", f"Name it: --assignment {catalog.names()[0]}, or another one.")
    return best[0][0]


def _check_room(root: Path, attempts: Iterable[Attempt]) -> None:
    needed = sum(entry.size for attempt in attempts for entry, _ in attempt.files)
    free = shutil.disk_usage(root).free
    if needed > free:
        raise UserError(
            f"The archive unpacks to {needed / 1e6:.0f} MB, and the disk has {free / 1e6:.0f} MB left.",
            "Make room, and run the same command again.",
        )


# ── one student ────────────────────────────────────────────────────────────────────────────────────────────


def _collect_one(packed: Archive, attempt: Attempt, aside: Path, place: _Place) -> Collected:
    problem = attempt.problem or _unsafe_id(attempt.student)
    if problem:
        return Collected(attempt.student, State.REFUSED, problem, attempt.notes)
    try:
        _unpack(packed, attempt.files, aside)
        notes, why = _make_ready(aside, place.assignment, place.course.release(place.assignment))
        if attempt.time:
            (aside / TIMESTAMP).write_text(f"{attempt.time:%Y-%m-%d %H:%M:%S.%f} UTC\n", encoding="ascii")
        late = ("late, says the LMS, without saying when",) if attempt.late and not attempt.time else ()
        found = Collected(attempt.student, State.NEW, why, (*attempt.notes, *notes, *late), attempt.time)
        return _put(aside, found, place)
    except DAMAGED as error:
        return Collected(attempt.student, State.REFUSED, f"damaged: {one_line(str(error), 100)}", attempt.notes)
    except OSError as error:
        return Collected(attempt.student, State.REFUSED, f"cannot be written: {error.strerror}", attempt.notes)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _unsafe_id(student: str) -> str:
    return "the roster's id is no name for a folder" if "/" in student or student.startswith(".") else ""


def _unpack(packed: Archive, files: Iterable[tuple[Entry, str]], folder: Path) -> None:
    folder.mkdir()
    for entry, file in files:
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        packed.write(entry, target)


def _put(aside: Path, found: Collected, place: _Place) -> Collected:
    """Put a folder in place, unless there is one already that differs."""
    target = place.folder(found.student)
    if target.is_symlink() or target.parent.is_symlink():
        return replace(found, state=State.REFUSED, why="its folder in submitted/ is a link")
    if target.exists():
        if _same(aside, target, timed=found.handed_in_at is not None):
            return replace(found, state=State.SAME)
        if not place.wishes.replace:
            return replace(found, state=State.DIFFERENT, why=_which_is_newer(target, found.handed_in_at))
        found = replace(found, state=State.REPLACED)
    if place.wishes.dry_run:
        return found
    if target.exists():
        _keep(target, place.course.root / REPLACED / found.student)
    target.parent.mkdir(exist_ok=True)
    aside.rename(target)
    return found


def _keep(folder: Path, to: Path) -> None:
    """Move a folder that is replaced out of the way, under a name that is free."""
    to.mkdir(parents=True, exist_ok=True)
    number = 1
    while (to / f"{folder.name}-{number}").exists():
        number += 1
    shutil.move(folder, to / f"{folder.name}-{number}")


def _which_is_newer(target: Path, handed_in_at: datetime.datetime | None) -> str:
    there = read_timestamp(target)
    said = "other files lie in submitted/ and were kept: --replace takes these"
    if there is None or there.at is None or handed_in_at is None:
        return said
    before = there.at
    order = "older" if handed_in_at < before else "newer" if handed_in_at > before else "of the same time"
    return f"{said}, which are {order} ({handed_in_at:%Y-%m-%d %H:%M} UTC)"


def _same(one: Path, other: Path, *, timed: bool) -> bool:
    """Do two folders hold the same files? The time counts only where the archive tells one: a person may know it."""
    besides = set() if timed else {TIMESTAMP}
    mine, theirs = set(_files(one)) - besides, set(_files(other)) - besides
    return mine == theirs and all(
        not (other / file).is_symlink() and filecmp.cmp(one / file, other / file, shallow=False) for file in mine
    )


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


# ── what a student handed in, made ready for grading ───────────────────────────────────────────────────────


def _make_ready(folder: Path, assignment: str, released: Path) -> tuple[list[str], str]:
    """Unpack a student's own archive, and give the notebook and the other files asked for the names they should have.

    Returns what is good to know, and why a person has to look, if so.
    """
    notes = [] if any(folder.glob("*.ipynb")) else [_unpack_own(path) for path in sorted(folder.glob("*.[zZ][iI][pP]"))]
    notes += _rename_expected(folder, assignment)
    named = folder / f"{assignment}.ipynb"
    content = read_start(named, MAX_NOTEBOOK_BYTES + 1) if named.is_file() else None
    found = elsewhere(folder, assignment, content, (), released)
    if content is None and found.content is not None:
        alike = (path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink())
        same = next((path for path in alike if path.read_bytes() == found.content), None)
        if same and same.suffix == ".ipynb":
            same.rename(named)
        else:
            named.write_bytes(found.content)
    notes += [notice.say("en") for notice in found.notices]
    if found.problem:
        return notes, found.problem[1].say("en")
    return notes, "" if named.is_file() else f"there is no notebook of {assignment} in it"


def _rename_expected(folder: Path, assignment: str) -> list[str]:
    """Take off what a browser or Canvas put behind the name of a file that the assignment asks for: `app-1.py`."""
    asked = catalog.find(assignment)
    documents = (name + ending for one in asked.documents for name in one.names for ending in one.suffixes)
    wanted = {name.casefold() for name in (*asked.deliverables, *documents)}
    notes = []
    for path in sorted(folder.iterdir()):
        plain = re.sub(r"(-\d+| ?\(\d+\))(?=\.\w+$)", "", path.name)
        if plain != path.name and plain.casefold() in wanted and not (folder / plain).exists():
            path.rename(folder / plain)
            notes.append(f"{path.name} was taken for {plain}")
    return notes


def _unpack_own(path: Path) -> str:
    """Unpack a student's own archive in its place, one level; where it must not be, it stays as it is. Says which."""
    name = one_line(path.name, 80)
    aside = path.with_name(f".{path.name}")
    try:
        with path.open("rb") as file, open_archive(file, name) as packed:
            inside = [one for one in packed.entries if not is_litter(one.path)]
            if problem := _own_problem(inside):
                return f"{name} was not unpacked: {problem}"
            top = posixpath.commonpath([posixpath.dirname(one.path) for one in inside])
            _unpack(packed, [(one, posixpath.relpath(one.path, top or ".")) for one in inside], aside)
        if any((path.parent / one.name).exists() for one in aside.iterdir()):
            return f"{name} was not unpacked: files of its names lie beside it"
        for one in aside.iterdir():
            one.rename(path.parent / one.name)
        path.unlink()
        return f"{name} was unpacked"
    except (UserError, *DAMAGED) as error:
        return f"{name} was not unpacked: {one_line(str(error), 100)}"
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _own_problem(inside: list[Entry]) -> str:
    bad = next((f"{one_line(one.path, 60)}: {one.problem}" for one in inside if one.problem), "")
    total = sum(one.size for one in inside)
    if bad or not inside:
        return bad or "it is empty"
    if len(inside) > MAX_FILES or total > MAX_BYTES:
        return f"it would be {len(inside)} files of {total / 1e6:.0f} MB"
    return "it holds a timestamp.txt" if any(one.path.casefold().endswith(TIMESTAMP) for one in inside) else ""
