"""The files beside a notebook: which are read, which are passed over, and which there is no room for.

Those that the assignment asks for are read first, then those that lie highest. Folders that programs make (virtual
environments, histories, caches) are no answers and may be large: they are named and passed over. No link is followed.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.submission.regular_file import IsLink, NotRegular, open_regular
from grader.submission.submission import File
from grader.submission.timestamp import FILE_NAME as TIMESTAMP
from grader.text import Bilingual
from grader.text.printable import one_line

EXCHANGE_SECRET = "submission_secret.txt"
"""Written by `nbgrader submit`; by it the student finds the feedback, so it goes along, but is no work of theirs."""
MAX_DEPTH, MAX_FILES = 20, 1000
MAX_ENTRIES = 20_000
"""Files and folders that are looked at, whether they are read or not."""
MAX_FILES_BYTES = 10 * 2**20
"""Bytes of all files together."""
MADE_BY_PROGRAMS = frozenset({".git", ".ipynb_checkpoints", ".venv", "__macosx", "__pycache__", "node_modules", "venv"})
EXPECTED = frozenset({".ipynb_checkpoints", "__macosx", "__pycache__"})
"""Of these, those that Jupyter, Python and macOS make unasked: a student did nothing that is worth a word."""
ENVIRONMENT = "pyvenv.cfg"
"""A folder that holds a file of this name is a virtual environment, whatever it is called."""
NAMED = 5
"""How many names a sentence holds."""


@dataclass(frozen=True)
class Companions:
    """What lies beside a notebook; paths are relative to its folder."""

    files: tuple[File, ...]
    passed_over: tuple[str, ...] = ()
    """Folders that programs make."""
    left_out: tuple[str, ...] = ()
    """Files for which there was no room."""
    incomplete: bool = False
    """There is more than was looked at, or lies deeper."""

    @property
    def told(self) -> tuple[Bilingual, ...]:
        """What the student should know of this."""
        named = [path for path in self.passed_over if path.rpartition("/")[2].lower() not in EXPECTED]
        return (*((PASSED_OVER.fill(folders=_listed(named)),) if named else ()), *self.notices)

    @property
    def notices(self) -> tuple[Bilingual, ...]:
        """What a person should know of it, too."""
        limits = {"count": MAX_FILES, "size": MAX_FILES_BYTES // 2**20}
        if self.left_out:
            return (LEFT_OUT.fill(files=_listed(self.left_out), **limits),)
        return (MORE,) if self.incomplete else ()


def read_companions(folder: Path, besides: Collection[str] = (), wanted: Sequence[str] = ()) -> Companions:
    """Return the companion files: no links, no notebooks but in folders, and nothing at the top that `besides` names.

    `wanted` are names at the top that the assignment asks for: they are read first.

    Raises OSError where one cannot be read.
    """
    walk = _Walk()
    found = [
        path
        for path in walk.files(folder)
        if path.name not in (TIMESTAMP, EXCHANGE_SECRET)
        and not (path.parent == folder and (path.suffix == ".ipynb" or path.name in {*besides, *wanted}))
    ]
    first = [folder / name for name in wanted if name not in besides]
    files: list[File] = []
    left_out: list[str] = []
    left = MAX_FILES_BYTES
    for path in (*first, *sorted(found, key=lambda path: (len(path.parts), path.parts))):
        name = path.relative_to(folder).as_posix()
        if len(files) == MAX_FILES:  # thousands more may lie there
            left_out.append(name)
            continue
        try:
            with open_regular(path, folder) as file:
                if file.size > left:
                    left_out.append(name)
                    continue
                content = file.read(file.size)
        except (FileNotFoundError, IsLink, NotRegular):
            if path not in first:  # it was a regular file a moment ago
                raise
            continue
        left -= len(content)
        files.append((name, content))
    passed_over = tuple(sorted(path.relative_to(folder).as_posix() for path in walk.passed_over))
    return Companions(tuple(sorted(files)), passed_over, tuple(left_out), walk.incomplete)


def mistaken(beside: Companions, folder: Path, wanted: Sequence[str], released: Path) -> tuple[Bilingual, ...]:
    """Return which files may be one that the assignment asks for, where that is missing or as it was handed out.

    Browsers and LMSs rename files (``app (1).py``), and students put them into folders. `released` is the folder of the
    release, whose own files are not meant.
    """
    contents = dict(beside.files)
    told = []
    for name in wanted:
        kind = Path(name).suffix
        others = [
            *(file for file in (*contents, *beside.left_out) if file != name and file.lower().endswith(kind)),
            *(f"{place}/{name}" for place in beside.passed_over if (folder / place / name).is_file()),
        ]
        others = [file for file in others if not (released / file).is_file()]
        handed_out = released / name
        as_released = others and handed_out.is_file() and contents.get(name) == handed_out.read_bytes()
        if others and (name not in contents or as_released):
            told.append(MISTAKEN.fill(name=name, files=_listed(others)))
    return tuple(told)


class _Walk:
    """One look through a folder, those that lie highest first."""

    def __init__(self) -> None:
        self.passed_over: list[Path] = []
        self.incomplete = False

    def files(self, folder: Path) -> Iterator[Path]:
        """Yield regular files, at most `MAX_ENTRIES` of all that is there, to a depth of `MAX_DEPTH`."""
        level, seen = [folder], 0
        for depth in range(MAX_DEPTH + 1):
            below: list[Path] = []
            for here in level:
                with os.scandir(here) as entries:
                    for entry in entries:
                        seen += 1
                        if seen > MAX_ENTRIES:
                            self.incomplete = True
                            return
                        if entry.is_file(follow_symlinks=False):
                            yield Path(entry.path)
                        elif entry.is_dir(follow_symlinks=False):
                            self._sort(Path(entry.path), below)
            level = sorted(below)
            self.incomplete = bool(level) and depth == MAX_DEPTH
            if not level:
                return

    def _sort(self, folder: Path, below: list[Path]) -> None:
        made = folder.name.lower() in MADE_BY_PROGRAMS or (folder / ENVIRONMENT).is_file()
        (self.passed_over if made else below).append(folder)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(one_line(name)[:60] for name in names[:NAMED])
    return f"{shown}, … ({len(names)})" if len(names) > NAMED else shown


PASSED_OVER = Bilingual(
    "{folders} was passed over: environments, histories and caches are no answers. Which files did you write?",
    "건너뛴 폴더: {folders}. 가상 환경, 버전 기록, 캐시는 답이 아닙니다. 직접 작성한 파일은 어느 것입니까?",
)
MISTAKEN = Bilingual(
    "{name} is missing, or as it was handed out. Is one of these meant: {files}? A person will look at it.",
    "{name} 파일이 없거나 나누어 준 그대로입니다. 다음 가운데 하나를 낸 것입니까: {files}? 사람이 직접 확인합니다.",
)
LEFT_OUT = Bilingual(
    "Beside a notebook {count} files and {size} MB are read. These were not: {files}. Does the work need them?",
    "노트북 옆의 파일은 {count}개, {size} MB까지 읽습니다. 읽지 않은 파일: {files}. 과제에 필요한 파일입니까?",
)
MORE = Bilingual(
    "Not all that lies beside the notebook was looked at: it is too much, or lies too deep in folders. Is it needed?",
    "노트북 옆에 있는 것을 모두 보지는 못했습니다. 너무 많거나 너무 깊은 폴더에 있습니다. 필요한 파일입니까?",
)
