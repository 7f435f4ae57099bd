"""What lies in `submitted/`: who handed in which assignment, and what lies where no command looks for work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader import catalog
from grader.course import Course
from grader.errors import UserError
from grader.questions.choices import FILE_NAME
from grader.text.litter import is_litter
from grader.text.printable import one_line
from grader.text.similar import did_you_mean
from grader.text.student_ids import look, matches, name_letters

MAX_NAMES = 50
"""Files of a folder that is no assignment's whose names are looked at."""


def submissions(course: Course, assignment: str, pattern: str = "*") -> list[str]:
    """Return the students who handed in an assignment, sorted; `pattern` fits in either Unicode normal form."""
    students = (one for one in handed_in_by(course) if _is_folder(course.submitted(one, assignment)))
    return [student for student in students if matches(student, pattern)]


def handed_in_by(course: Course) -> list[str]:
    """Return the students with a folder in submitted/, sorted; folders that programs leave there are nobody's.

    One that is called as an assignment is nobody's either: see `misplaced`.
    """
    assignments = set(map(look, catalog.names()))
    return [name for name in _folders_in(course.root / "submitted") if look(name) not in assignments]


def _folders_in(folder: Path) -> list[str]:
    return sorted(path.name for path in _inside(folder) if path.is_dir() and not is_litter(path.name))


def _inside(folder: Path) -> list[Path]:
    """Return what lies in a folder of the course, if there is one.

    Raises `UserError` where it is closed.
    """
    try:
        return list(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise UserError(f"{folder} cannot be opened: {error.strerror}.", "Ask for the right to read it.") from error


def _is_folder(path: Path) -> bool:
    """Is this a folder, and may we know?"""
    try:
        return path.is_dir()
    except OSError:  # until Python 3.14
        return False


def _is_open(folder: Path) -> bool:
    """May we list a folder and enter it?"""
    return os.access(folder, os.R_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)


@dataclass(frozen=True)
class Misplaced:
    """What lies below submitted/ where no command finds it."""

    place: str
    """Its path in submitted/."""
    student: str = ""
    """Whose it is, and of which assignment; empty where that is not known."""
    assignment: str = ""
    closed: bool = False
    """Is it a student's folder that we may not open, so that nobody knows what lies in it?"""

    def belongs(self, student: str = "", assignment: str = "") -> str:
        """Return the folder in submitted/ where it belongs; the arguments are of a reader who knows them."""
        names = self.student or student or "<student>", self.assignment or assignment or "<assignment>"
        return "/".join(map(one_line, names))


def misplaced(course: Course) -> tuple[Misplaced, ...]:
    """Return what no command finds in submitted/, sorted by place.

    That is a folder of a student that is closed to us, a notebook or an archive beside the folders of students, a file
    beside the folders of assignments, a folder with work whose name only looks like an assignment's or is none, and all
    in folders of assignments that hold those of students.
    """
    names = catalog.names()
    alike = {look(name): name for name in names}
    submitted = course.root / "submitted"
    paths = _inside(submitted)
    found = [Misplaced(path.name) for path in paths if path.is_file() and path.suffix.lower() in (".ipynb", ".zip")]
    for folder in _folders_in(submitted):
        swapped = alike.get(look(folder), "")
        if not _is_open(submitted / folder):
            found.append(Misplaced(folder, "" if swapped else folder, swapped, closed=True))
            continue
        for path in (submitted / folder).iterdir():
            name, place = path.name, f"{folder}/{path.name}"
            if is_litter(name):
                continue
            if swapped:
                found.append(Misplaced(place, name if path.is_dir() else "", swapped))
            elif path.is_file():
                found.append(Misplaced(place, folder))
            elif path.is_dir() and name not in names and (work := _work_in(course, path)):
                found.append(Misplaced(place, folder, alike.get(look(name)) or _told_by((name, *work), names)))
    return tuple(sorted(found, key=lambda one: one.place))


def _work_in(course: Course, folder: Path) -> list[str]:
    """Return the names of files in a student's folder that is no assignment of this package; none of nbgrader's own."""
    name = folder.name
    if not _is_open(folder):
        return [name]  # nobody knows what
    if (folder / f"{name}.ipynb").is_file() and look(name) not in map(look, catalog.names()):
        return []  # told by `not_of_course`
    if any((course.root / place / name).is_dir() for place in ("release", "source")):
        return []
    files: list[str] = []
    for _, folders, here in os.walk(folder):
        folders[:] = [one for one in folders if not is_litter(one)]
        files += [one for one in here if not is_litter(one)]
        if len(files) >= MAX_NAMES:
            break
    return files[:MAX_NAMES]


def _told_by(texts: Sequence[str], names: Sequence[str]) -> str:
    """Return the only assignment that is named in texts, however its words are parted; empty where there is none."""
    told = {name for name in names if any(name_letters(name) in name_letters(text) for text in texts)}
    return told.pop() if len(told) == 1 else ""


def how_to_move(found: Sequence[Misplaced]) -> UserError | None:
    """Return what to tell of what lies in submitted/ where no command finds it. None: there is nothing."""
    if not found:
        return None
    closed, others = [one for one in found if one.closed], [one for one in found if not one.closed]
    told = [*([_how_to_open(closed)] if closed else ()), *([_how_to_place(others)] if others else ())]
    return UserError(" ".join(one.what for one in told), " ".join(one.remedy for one in told))


def _how_to_open(found: Sequence[Misplaced]) -> UserError:
    return UserError(
        f"Not graded: {len(found)} in submitted/ that we may not open: {_listed(found)}.",
        "Take the right to read and enter what lies there, such as with `chmod -R u+rX submitted`, and run this again.",
    )


def _listed(found: Sequence[Misplaced]) -> str:
    return ", ".join(one_line(one.place, 80) for one in found[:5]) + (", …" if len(found) > 5 else "")


def _how_to_place(found: Sequence[Misplaced]) -> UserError:
    first = found[0]
    return UserError(
        f"Not graded: {len(found)} in submitted/ where work is not looked for: {_listed(found)}.",
        "Work belongs in submitted/<student>/<assignment>/. If it is meant,"
        f" move submitted/{one_line(first.place, 80)} to submitted/{first.belongs()}"
        + (", and the others likewise." if len(found) > 1 else "."),
    )


def not_of_course(course: Course) -> dict[str, int]:
    """Return how many submissions there are of each assignment that this package has no questions of."""
    known = set(catalog.names())
    found = sorted(
        path.parent.name
        for student in handed_in_by(course)
        for path in (course.root / "submitted" / student).glob("*/*.ipynb")
        if path.stem == path.parent.name and path.stem not in known
    )
    return {name: found.count(name) for name in found}


def how_to_mark(course: Course) -> UserError | None:
    """Return what to tell of submissions that are not marked: their assignment is nbgrader's alone. None: of none."""
    others = not_of_course(course)
    if not others:
        return None
    name = next(iter(others))
    listed = ", ".join(f"{count} of {one}" for one, count in others.items())
    return UserError(
        f"Not marked: {listed}. There are no questions of it in this course.",
        f"`grader adopt source/{name}/{name}.ipynb` takes an assignment of your own into the course.",
    )


def known_assignments(course: Course, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of some assignments, each once.

    Raises `UserError` where the course does not have one.
    """
    names = tuple(dict.fromkeys(names))
    for name in names:
        if name in course.assignments:
            continue
        if name in not_of_course(course) and (other := how_to_mark(course)):
            raise other
        listed = f"Assignments are: {', '.join(course.assignments)}."
        if name in course.choices.left_out:
            raise UserError(f"{FILE_NAME} leaves {name} out.", f"Take it from the list there. {listed}")
        raise UserError(f"There is no assignment {name}.{did_you_mean(name, course.assignments)}", listed)
    return names
