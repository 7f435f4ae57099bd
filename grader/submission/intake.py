"""What students handed in, and what they had been given, read from the course's folders.

Nothing in a submitted folder is trusted to be what its name says: links are not followed, what is no regular file is
not opened, and there is a limit to how much is read of anything.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

from grader.course import Course
from grader.errors import UserError
from grader.questions.question import Document
from grader.results.store import TIMESTAMP
from grader.submission.documents import find_documents
from grader.submission.notebook import LINKED, MAX_BYTES, OTHER_NAME, TOO_LARGE, UNREADABLE
from grader.submission.submission import File, Release, Submission

MAX_DEPTH, MAX_FILES = 20, 1000
MAX_FILES_BYTES = 10 * 2**20
"""Bytes of other submitted files that are laid beside the notebook; more are left out."""
MAX_NOTE_BYTES = 4096
"""Of the small text files that nbgrader lays beside a submission."""


def read_release(course: Course, assignment: str) -> Release:
    """Return what students were given.

    Raises `UserError` where the release is not built.
    """
    path = course.release(assignment)
    if not path.is_file():
        raise UserError(f"{path} is not there.", f"Run `grader build {assignment}` first.")
    return Release(assignment, path.read_text(encoding="utf-8"), read_files(path.parent))


def read_submission(course: Course, student: str, assignment: str, wanted: Sequence[Document] = ()) -> Submission:
    """Return what a student handed in, with the reason if its notebook must not or cannot be read.

    Of the documents, those that are `wanted`; each is read once, for its digest.
    """
    folder = course.submitted(student, assignment)
    path = folder / f"{assignment}.ipynb"
    try:
        if any(place.is_symlink() for place in (path, folder, folder.parent)):
            return Submission(student, assignment, None, (), ("linked", LINKED))
        documents = find_documents(folder, wanted)
        files = read_files(folder, {held.file for held in documents})
        if not path.is_file():  # also where it is a folder, a pipe or a device
            others = sorted(other.name for other in folder.glob("*.ipynb") if other.is_file())
            renamed = OTHER_NAME.fill(name=assignment, others=", ".join(others))
            problem = ("other_name", renamed) if others else None
            return Submission(student, assignment, None, files, problem, documents)
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = TOO_LARGE.fill(size=size / 2**20, limit=MAX_BYTES / 2**20)
            return Submission(student, assignment, None, files, ("too_large", message), documents)
        return Submission(student, assignment, path.read_bytes(), files, documents=documents)
    except OSError as error:
        return Submission(student, assignment, None, (), ("unreadable", UNREADABLE.fill(reason=error.strerror)))


def read_files(folder: Path, besides: Collection[str] = ()) -> tuple[File, ...]:
    """Return the files beside a notebook, sorted, up to `MAX_FILES_BYTES`; no links, no notebooks but in folders.

    Those at the top that `besides` names are left out, and each that would take more than is left of the bytes.
    Folders deeper than `MAX_DEPTH`, and what comes after `MAX_FILES` entries, are left out.
    """
    files: list[File] = []
    left = MAX_FILES_BYTES
    for path in sorted(islice(_below(folder, MAX_DEPTH), MAX_FILES)):
        size = path.stat().st_size
        at_top = path.parent == folder
        if size > left or path.name == TIMESTAMP or (at_top and (path.suffix == ".ipynb" or path.name in besides)):
            continue
        left -= size
        files.append((path.relative_to(folder).as_posix(), path.read_bytes()))
    return tuple(files)


def _below(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the regular files in a folder and those in it, as deep as told; links are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                yield Path(entry.path)
            elif depth and entry.is_dir(follow_symlinks=False):
                yield from _below(Path(entry.path), depth - 1)


def read_handed_in_at(course: Course, student: str, assignment: str) -> str | None:
    """Return the date in a submission's ``timestamp.txt``, if it holds one."""
    from grader.nbgrader.gradebook import read_timestamp

    try:
        path = course.submitted(student, assignment) / TIMESTAMP
        return read_timestamp(read_note(path))
    except OSError:
        return None


def read_note(path: Path) -> str:
    """Return the beginning of a small text file.

    Raises OSError where it is not there, is a link, or is no regular file: a pipe would keep us waiting for ever.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path} is no regular file")
        return file.read(MAX_NOTE_BYTES).decode(errors="replace")
