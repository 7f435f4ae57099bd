"""What `grader autograde` says where nothing has changed since it last found nothing to do: the same, at once.

A run that grades nothing notes what it said and in which state the course was; in the same state the next run repeats
it, and neither a submission nor the gradebook is read. The state is made of every file's name, size, dates and inode
number, as in git's index. Anything else about them, and whatever is unusual, such as a link, has all be read as ever:
by their contents it is decided what is graded.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from grader.lock import FILE_NAME as LOCK_NAME

if TYPE_CHECKING:
    from grader.course import Course

FILE_NAME = ".grader.unchanged.json"
SETTLED_NS = 2 * 10**9
"""A file changed so shortly before it is looked at may change again and bear the same date: some clocks are coarse."""
MAX_FILES = 200_000
ENVIRONMENT = ("COLORTERM", "COLUMNS", "FORCE_COLOR", "LANG", "LC_ALL", "LINES", "NO_COLOR", "TERM", "TZ")
"""Variables on which it depends how a table looks."""
SEARCHED = tuple(sys.path)
"""Where packages lie: as Python has started, for some that are imported later add folders of their own."""
SQLITE, SQLITE_HEADER = "sqlite:///", 100
"""How a gradebook's address begins that is a file; the bytes in which SQLite counts its transactions."""


class Facts(NamedTuple):
    """What is known of a file that is not read."""

    path: str
    changed: int = 0
    written: int = 0
    mode: int = 0
    size: int = 0
    inode: int = 0


class Unknown(Exception):
    """From a look at names and dates the state cannot be told."""


@dataclass(frozen=True)
class Said:
    """What a run that graded nothing said, in which state of the course."""

    state: str
    text: str
    needs_person: bool


def state_of(course: Course, assignments: Sequence[str], asked: Mapping[str, object]) -> str:
    """Return the digest of all that a run depends on which grades nothing, `asked` being its options.

    It is empty where a look at names and dates does not tell: links, files changed a moment ago, a gradebook in a
    server, a rule for late work of the course's own.
    """
    facts = [repr(course), sorted(asked.items()), _terminal(), sys.version, sys.prefix, _packages(course)]
    try:
        return hashlib.sha256(repr([*facts, *_files(course, assignments)]).encode(errors="surrogateescape")).hexdigest()
    except (OSError, Unknown):
        return ""


def recall(course: Course, state: str) -> Said | None:
    """Return what a run said in this state, if one has noted it."""
    try:
        said = Said(**json.loads((course.root / FILE_NAME).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None
    return said if state and said.state == state else None


def note(course: Course, said: Said) -> None:
    """Note what a run that graded nothing has said; without a right to write there the next one reads all again."""
    from grader.results.whole_files import replacing

    with suppress(OSError), replacing(course.root / FILE_NAME) as new:
        new.touch(0o600)  # it names students and their points
        new.write_text(json.dumps(asdict(said)), encoding="utf-8")


class Copied:
    """Stands for a stream: writes there, and keeps the text."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream, self._texts = stream, list[str]()

    def write(self, text: str) -> int:
        self._texts.append(text)
        return self._stream.write(text)

    @property
    def text(self) -> str:
        return "".join(self._texts)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


# ── the state ──────────────────────────────────────────────────────────────────────────────────────────────


def _terminal() -> tuple[object, ...]:
    size = tuple(shutil.get_terminal_size((0, 0)))
    return (sys.stdout.isatty(), sys.stdout.encoding, size, [os.environ.get(name) for name in ENVIRONMENT])


def _packages(course: Course) -> list[tuple[str, int]]:
    """Return when anything was installed or removed last: a package's new version makes a folder of another name."""
    from grader.course import HOME

    folders = (Path(entry) for entry in SEARCHED if entry)
    return [(str(one), one.stat().st_mtime_ns) for one in folders if one.is_dir() and one not in (HOME, course.root)]


def _files(course: Course, assignments: Sequence[str]) -> Iterator[object]:
    """Yield the facts on each file; the package's and the course's own, submissions, what was made of them.

    Raises `Unknown`, and OSError where something cannot be looked at.
    """
    from grader.course import HOME, load_config

    if "AssignLatePenalties" in load_config(course.root):
        raise Unknown("its rule for late work may lie in any file")
    latest = time.time_ns() - SETTLED_NS
    given = (course.root / kind / name for kind in ("release", "source") for name in assignments)
    trees = [HOME / "grader", HOME / "solutions", *(course.root / kind for kind in ("hidden_tests", "solutions"))]
    graded = (Path(one.path, name) for one in _entries(course.root / "autograded") for name in assignments)
    own = (one for one in _entries(course.root) if one.is_file() and one.name not in (LOCK_NAME, FILE_NAME))
    below = (entry for tree in (course.root / "submitted", *trees, *given, *graded) for entry in _below(tree))
    yield from _gradebook(course.db_url)
    for count, entry in enumerate(chain(own, below)):
        facts = _facts(entry)
        if count > MAX_FILES or facts.changed > latest:
            raise Unknown("there are too many files, or one has changed a moment ago")
        yield facts


def _gradebook(db_url: str) -> Iterator[object]:
    if not db_url.startswith(SQLITE):
        raise Unknown("it is in a server")
    path = Path(db_url.removeprefix(SQLITE))
    with path.open("rb") as file:
        yield file.read(SQLITE_HEADER)
    for one in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-journal")):
        if one.exists():
            yield _of(str(one), one.stat())


def _below(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Yield all entries below a folder, by name; none where there is no folder."""
    for entry in _entries(folder):
        if entry.name == "__pycache__":
            continue
        yield entry
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return []


def _facts(entry: os.DirEntry[str]) -> Facts:
    if entry.is_symlink():
        raise Unknown("what a link leads to is elsewhere")
    if entry.is_dir():  # its dates tell nothing that its entries do not
        return Facts(entry.path)
    return _of(entry.path, entry.stat())


def _of(path: str, found: os.stat_result) -> Facts:
    changed = max(found.st_mtime_ns, found.st_ctime_ns)  # a copy may bear an old date; when it was copied, nobody sets
    return Facts(path, changed, found.st_mtime_ns, found.st_mode, found.st_size, found.st_ino)
