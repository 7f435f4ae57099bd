"""Feedback pages of a class, written where students find them: what `nbgrader generate_feedback` writes, sooner.

The pages are the same, byte for byte. What each was made from is noted beside the graded notebook, so that a page that
would not change is left alone.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader import catalog
from grader.course import Course
from grader.digests import digest
from grader.feedback.page import NO_TITLES, feedback_page, titles_of
from grader.processes import cores, mapping
from grader.results import stamp
from grader.results.records import SubmissionRecord
from grader.results.result import FILE_NAME, from_json
from grader.results.stamp import code_digest
from grader.results.whole_files import as_user_error, replacing
from grader.submission.documents import find_documents
from grader.submission.regular_file import read_start

STAMP = ".feedback.json"
"""By the name of the graded notebook: what its page was made from, and the page's own digest."""
LIBRARIES = ("jinja2", "latex2mathml", "mistune", "nbconvert", "nh3", "pygments")
"""What draws the pages."""
IGNORED = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.ipynb")
"""Names of files and folders that nbgrader does not copy."""
MAX_COMPANION_BYTES = 10 * 2**20
A_BATCH = 8
"""Pages that one process writes before it asks for more."""


@dataclass(frozen=True)
class Permissions:
    """Who may read feedback, as nbgrader is told."""

    files: int = 0o644
    shared: bool = False
    """Do folders belong to a group of instructors?"""


@dataclass(frozen=True)
class Feedback:
    """What became of one submission's page."""

    student: str
    assignment: str
    written: bool = False
    """False where the page was there, and is what would be written."""
    problem: str = ""
    """Why there is no page; empty where there is one."""


def write_class(
    course: Course,
    records: Sequence[SubmissionRecord],
    permissions: Permissions,
    report: Callable[[Feedback], None],
    *,
    jobs: int | None = None,
    force: bool = False,
) -> list[Feedback]:
    """Write the pages of graded submissions, `report` each, and return what became of them, in their order.

    A submission whose autograded notebook is not there has no page. A page that would not change is left alone, unless
    `force`. One that cannot be made is told, and the others are written.

    Raises `UserError` where pages cannot be written.
    """
    done = [write_page(course, one, permissions, force=force) for one in records[:1]]
    for one in done:
        report(one)
    with mapping(min(jobs or cores(), len(records) // A_BATCH)) as map_:  # they have what the first page has loaded
        parts = [records[at : at + A_BATCH] for at in range(1, len(records), A_BATCH)]
        tasks = ((course, part, permissions, force) for part in parts)
        for one in (one for part in map_(_write_some, tasks) for one in part):
            report(one)
            done.append(one)
    return done


def _write_some(task: tuple[Course, Sequence[SubmissionRecord], Permissions, bool]) -> list[Feedback]:
    course, records, permissions, force = task
    return [write_page(course, record, permissions, force=force) for record in records]


# ── one page ───────────────────────────────────────────────────────────────────────────────────────────────


def write_page(course: Course, record: SubmissionRecord, permissions: Permissions, *, force: bool = False) -> Feedback:
    """Write one submission's page and what belongs beside it.

    Raises `UserError` where it cannot be written.
    """
    student, name = record.student, record.assignment
    graded = course.autograded(student, name)
    page = course.root / "feedback" / student / name / f"{name}.html"
    try:
        notebook = (graded / f"{name}.ipynb").read_bytes()
        results = (graded / FILE_NAME).read_bytes() if (graded / FILE_NAME).is_file() else b""
    except FileNotFoundError:
        return Feedback(student, name, problem="its autograded notebook is not there")
    except OSError as error:
        return Feedback(student, name, problem=f"{error}")
    beside, release = companions(graded, name), read_release_notebook(course, name)
    made_from = _digest(course, record, (notebook, results, release), beside)
    if not force and _is_noted(graded, name, made_from, page):
        return Feedback(student, name)
    try:
        result = from_json(results.decode()) if results else None
        titles = titles_of(release) if release else NO_TITLES
        shown = feedback_page(_read_notebook(notebook), record, result, course.language, course.dates.zone, titles)
        text = shown.encode()
    except Exception as error:  # the notebook may be anything that lies there by that name
        return Feedback(student, name, problem=f"no page can be made of its autograded notebook: {error!r}"[:300])
    with as_user_error(page):
        page.parent.mkdir(parents=True, exist_ok=True)
        for path, _ in beside:
            _copy(graded / path, page.parent / path, permissions)
        _write(page, text, permissions)
        _note(graded, name, made_from, text)
    return Feedback(student, name, written=True)


def read_release_notebook(course: Course, assignment: str) -> bytes:
    """Return the file of the released notebook, from which the page has its titles; nothing where it is not there."""
    try:
        return course.release(assignment).read_bytes()
    except OSError:
        return b""


@cache
def _code() -> str:
    """Return the digest of all that makes a page of a graded notebook."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return digest(code_digest().encode(), repr(versions).encode())


def is_current(course: Course, record: SubmissionRecord, graded: Path, notebook: str, page: Path) -> bool:
    """Is the page of a notebook in the folder `graded` there, and is it what would be written?"""
    try:
        return _is_noted(graded, notebook, _made_from(course, record, graded, notebook), page)
    except OSError:
        return False


def _is_noted(graded: Path, notebook: str, made_from: str, page: Path) -> bool:
    try:
        made = {"made_from": made_from, "page": digest(page.read_bytes())}
    except OSError:
        return False
    return _noted(graded).get(notebook) == made


def note_page(course: Course, record: SubmissionRecord, graded: Path, notebook: str, page: bytes) -> None:
    """Note beside a graded notebook what the page was made from that is written of it.

    Raises OSError where the notebook cannot be read, or the note not be written.
    """
    _note(graded, notebook, _made_from(course, record, graded, notebook), page)


def _note(graded: Path, notebook: str, made_from: str, page: bytes) -> None:
    made = {"made_from": made_from, "page": digest(page)}
    _write(graded / STAMP, json.dumps(_noted(graded) | {notebook: made}).encode(), Permissions())


def _noted(graded: Path) -> dict[str, Any]:
    try:
        noted = json.loads((graded / STAMP).read_bytes())
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _made_from(course: Course, record: SubmissionRecord, graded: Path, notebook: str) -> str:
    """Return the digest of all that the page of a graded notebook depends on. Raises OSError where it is not there."""
    content = (graded / f"{notebook}.ipynb").read_bytes()
    results = (graded / FILE_NAME).read_bytes() if (graded / FILE_NAME).is_file() else b""
    release = read_release_notebook(course, record.assignment)
    return _digest(course, record, (content, results, release), companions(graded, record.assignment))


def _digest(
    course: Course, record: SubmissionRecord, contents: Sequence[bytes], beside: Sequence[tuple[str, int]]
) -> str:
    """Return the digest of what a page is made from; `contents` are those of notebook, results and release."""
    facts = repr((course.language, course.dates.zone, record, beside)).encode(errors="surrogateescape")
    return digest(_code().encode(), facts, *contents)


def _read_notebook(content: bytes) -> NotebookNode:
    """Read a notebook of the current format without validating it: the page shows text only. Others as nbformat."""
    plain = json.loads(content)
    if isinstance(plain, dict) and plain.get("nbformat") == 4:
        return nbformat.v4.to_notebook(plain)
    return nbformat.reads(content.decode(), as_version=4)


# ── what lies beside it ────────────────────────────────────────────────────────────────────────────────────


def kept_back(folder: Path, assignment: str) -> tuple[str, ...]:
    """Return the names of files that do not go from a graded folder to its student.

    The grader's own files tell the course's seed; documents are large, and their owner has them.
    """
    documents = (held.file for held in find_documents(folder, catalog.find(assignment).documents))
    return (FILE_NAME, stamp.FILE_NAME, STAMP, *documents)


def companions(folder: Path, assignment: str) -> list[tuple[str, int]]:
    """Return the files that go with a page, no links: path from the graded folder, and when it was changed."""
    left = kept_back(folder, assignment)
    found: list[Path] = []
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _ignored(name)]
        found += [Path(where, name) for name in files if not _ignored(name)]
    chosen = (path for path in sorted(found) if path.is_file() and not path.is_symlink())
    named = ((str(path.relative_to(folder)), path.stat().st_mtime_ns) for path in chosen)
    return [(path, changed) for path, changed in named if path not in left]


def _ignored(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in IGNORED)


def _copy(source: Path, target: Path, permissions: Permissions) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, read_start(source, MAX_COMPANION_BYTES), permissions)


def _write(path: Path, content: bytes, permissions: Permissions) -> None:
    """Write a file whole or not at all. It can be made again, so the disk need not be waited for."""
    with replacing(path) as new:
        new.write_bytes(content)
        new.chmod(permissions.files)
    if permissions.shared and (mode := path.parent.stat().st_mode & 0o7777) != (wanted := (mode | 0o2770) & 0o2777):
        with suppress(PermissionError):  # it is another grader's, and may be written all the same
            path.parent.chmod(wanted)
