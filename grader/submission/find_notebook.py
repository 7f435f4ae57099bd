"""Which file of a submitted folder is the notebook: the one of the right name, or the only one that is ours.

Browsers, mail programs and LMSs rename files (``a2_gradients (1).ipynb``, ``a2_gradients.ipynb.txt``), and students
zip them or put them into a folder. One notebook that holds cells of the assignment is graded under whatever name; what
cannot be read or told apart is named, and a person looks. Links are not followed, and nothing is written.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from grader import catalog
from grader.submission.answer_cells import answer_cells, question_of_cells
from grader.submission.misplaced_answers import DOCUMENTS, is_blank, is_same_text, is_written_answer, misplaced_texts
from grader.submission.notebook import MAX_BYTES, DamagedNotebook, read_notebook
from grader.submission.regular_file import open_regular
from grader.text import Bilingual
from grader.text.litter import is_litter
from grader.text.printable import one_line

NAMES = re.compile(r"\.ipynb([._]\w{0,12})?$|\.json$|\.zip$", re.IGNORECASE)
"""How a file's name ends that may hold a notebook: `.ipynb.txt`, `.ipynb.download` and the like too."""
ENVIRONMENTS = frozenset({".git", ".venv", "venv", "node_modules", "__pycache__"})
COMPANIONS_DEPTH = 20
"""Folders below each other in which files are still seen where no notebook is found."""
MAX_CANDIDATES, MAX_DEPTH, MAX_ENTRIES = 20, 3, 500
"""Files that are opened, folders below each other that are looked into, and names that are looked at in all."""


@dataclass(frozen=True)
class FoundNotebook:
    """A notebook's bytes, or why there are none, and what a person should know of where they were found."""

    content: bytes | None = None
    problem: tuple[str, Bilingual] | None = None
    """A code and a sentence."""
    notices: tuple[Bilingual, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    """A file that holds cells of the assignment."""

    place: str
    content: bytes
    work: int
    """`ANSWERED`, `NOTED` or `AS_RELEASED`."""
    answers: frozenset[str]
    """What is answered in it."""


ANSWERED, NOTED, AS_RELEASED = 2, 1, 0
"""How much of a student's is in a notebook: an answer; a text of their own that is in no answer's cell; nothing."""


def elsewhere(
    folder: Path, assignment: str, named: bytes | None, given: Collection[str], released: Path
) -> FoundNotebook:
    """Return what to grade, now that ``<assignment>.ipynb`` is `named`, or that there is none of that name.

    `given` are files that a person need not look at where there is no notebook: documents, those of the release.
    `released` is the release's notebook; where it is not there, only code is known to be an answer.

    Raises OSError where the folder cannot be read.
    """
    places = [place for place in _names(folder, MAX_DEPTH) if place != f"{assignment}.ipynb" and NAMES.search(place)]
    asked = _asked(assignment, released)
    others, unread = _candidates(folder, places, asked)
    if named is not None:
        return _beside(named, asked, others, _left(folder, asked, given, released, unread))
    answered = _distinct([one for one in others if one.work] or others)
    if len(answered) == 1:
        told = GRADED_INSTEAD.fill(name=assignment, file=_shown(answered[0].place))
        return FoundNotebook(answered[0].content, notices=(told,))
    if answered:
        return _several(assignment, answered)
    if left := sorted({*unread, *_work(folder, given)}) or sorted(_hidden(folder, asked)):
        told = NOT_THERE.fill(name=assignment, files=", ".join(map(_shown, left[:5])))
        return FoundNotebook(problem=("other_name", told))
    return FoundNotebook()


def _beside(named: bytes, asked: _Asked, others: list[_Candidate], left: Sequence[str]) -> FoundNotebook:
    """Return what to grade of a notebook of the right name and of others: an untouched one is none of the student's.

    `left` are files that may hold work and are not read; they matter beside an untouched notebook alone.
    """
    name = asked.assignment
    finished = [one for one in _distinct(others) if one.work and one.content != named]
    cells = _cells_of(named) if finished or left else None
    files = ", ".join(_shown(one.place) for one in finished[:5])
    if cells is None:
        told = UNREADABLE_BESIDE.fill(name=name, files=files)
        return FoundNotebook(problem=("several_notebooks", told)) if finished else FoundNotebook(named)
    work = _work_in(cells, asked)
    if not finished:
        if work != AS_RELEASED:
            return FoundNotebook(named)
        told = UNTOUCHED_AND_LEFT.fill(name=name, files=", ".join(map(_shown, left[:5])))
        return FoundNotebook(problem=("other_name", told))
    if work == ANSWERED and all(one.answers <= _answers_in(cells, asked) for one in finished):
        return FoundNotebook(named, notices=(OTHERS_THERE.fill(name=name, files=files),))
    if work == AS_RELEASED and len(finished) == 1:
        return FoundNotebook(finished[0].content, notices=(UNTOUCHED.fill(name=name, file=files),))
    return _several(name, finished)


def _left(folder: Path, asked: _Asked, given: Collection[str], released: Path, unread: Iterable[str]) -> Sequence[str]:
    """Return what may hold work beside a notebook of the right name, and is not read."""
    return sorted({*unread, *_unlooked_at(folder, asked, given, released), *_hidden(folder, asked)})


def _several(assignment: str, found: list[_Candidate]) -> FoundNotebook:
    files = ", ".join(_shown(one.place) for one in found[:5])
    return FoundNotebook(problem=("several_notebooks", SEVERAL.fill(name=assignment, files=files)))


def _distinct(found: list[_Candidate]) -> list[_Candidate]:
    """Return candidates of different content, the first of each."""
    return list({one.content: one for one in reversed(found)}.values())[::-1]


def _shown(place: str) -> str:
    return one_line(place.encode(errors="replace").decode(), 80)


# ── what lies there ────────────────────────────────────────────────────────────────────────────────────────


def _candidates(folder: Path, places: Iterable[str], asked: _Asked) -> tuple[list[_Candidate], list[str]]:
    """Return the files that hold cells of the assignment, and the names of notebooks that cannot be read."""
    found: list[_Candidate] = []
    unread: list[str] = []
    for place in islice(places, MAX_CANDIDATES):
        for inside, content in _contents(folder, place):
            cells = None if content is None else _cells_of(content)
            if content is not None and cells is not None and _is_ours(cells, asked.questions):
                found.append(_Candidate(inside, content, _work_in(cells, asked), _answers_in(cells, asked)))
            elif cells is None and ".ipynb" in inside.lower():
                unread.append(inside)
    return found, unread


def _names(folder: Path, depth: int) -> Iterator[str]:
    """Yield the paths of regular files below a folder, sorted, litter and links left out."""
    waiting, seen = [(folder, "", depth)], 0
    while waiting:
        place, prefix, left = waiting.pop(0)
        with os.scandir(place) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                seen += 1
                if seen > MAX_ENTRIES:
                    return
                if is_litter(entry.name):
                    continue
                if entry.is_file(follow_symlinks=False):
                    yield prefix + entry.name
                elif left and entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), f"{prefix}{entry.name}/", left - 1))


def _contents(folder: Path, place: str) -> Iterator[tuple[str, bytes | None]]:
    """Yield a file's content, or that of the notebooks in an archive, by name; None for what cannot be read."""
    try:
        with open_regular(folder / place, folder) as file:
            content = file.read(file.size) if file.size <= MAX_BYTES else None
    except OSError:
        content = None
    if content is None or not place.lower().endswith(".zip"):
        yield place, content
        return
    try:
        yield from [(f"{place}/{name}", inner) for name, inner in _unzipped(content)]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        yield place, None  # damaged, locked with a password, or packed in a way that Python does not know


def _unzipped(archive: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Yield the notebooks in an archive, unpacked in memory: `MAX_BYTES` in all, and None for what is beyond that."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        infos = [info for info in packed.infolist()[:MAX_ENTRIES] if not info.is_dir()]
        names = [info for info in infos if not any(is_litter(part) for part in info.filename.split("/"))]
        wanted = [info for info in names if NAMES.search(info.filename) and not info.filename.lower().endswith(".zip")]
        left = MAX_BYTES
        for info in wanted[:MAX_CANDIDATES]:
            with packed.open(info) as file:  # its header may lie about the size
                content = file.read(left + 1)
            yield info.filename, content if len(content) <= left else None
            left -= min(left, len(content))


def _work(folder: Path, given: Collection[str], depth: int = COMPANIONS_DEPTH) -> Iterator[str]:
    """Yield the names of files that may be a student's work: whatever their kind, they were handed in."""
    return (name for name in _names(folder, depth) if name not in given)


def _unlooked_at(folder: Path, asked: _Asked, given: Collection[str], released: Path) -> Iterator[str]:
    """Yield the names of programs, documents and notebooks without our cells that are none of the release's.

    Of an assignment that asks for files, they are marked, or a person looks at them anyhow.
    """
    if asked.asks_for_files:
        return
    ours = {*given, f"{asked.assignment}.ipynb"}
    for name in _work(folder, ours, MAX_DEPTH):
        kind = Path(name.removesuffix(".icloud")).suffix.lower()
        if (kind == ".py" or kind in DOCUMENTS) and not (released.parent / name).is_file():
            yield name
        elif kind == ".ipynb":
            content = next((content for _, content in _contents(folder, name)), None)
            cells = (content and _cells_of(content)) or []
            if any(not is_blank(cell) for cell in cells) and not _is_ours(cells, asked.questions):
                yield name


def _hidden(folder: Path, asked: _Asked) -> Iterator[str]:
    """Yield the notebooks with work in folders and under names that programs use, such as ``.ipynb_checkpoints``.

    In the folder of an environment, only the notebook of the right name is looked for.
    """
    seen = 0
    for place, folders, files in os.walk(folder):
        inside = [f"{name}/{asked.assignment}.ipynb" for name in folders if name in ENVIRONMENTS]
        folders[:] = sorted(name for name in folders if name not in ENVIRONMENTS)
        seen += len(files) + len(folders)
        if seen > MAX_ENTRIES:
            return
        for path in (Path(place) / name for name in [*sorted(inside), *sorted(files)] if NAMES.search(name)):
            name = path.relative_to(folder)
            if any(map(is_litter, name.parts)) and not name.name.lower().endswith(".zip"):
                content = next((content for _, content in _contents(folder, name.as_posix())), None)
                cells = content and _cells_of(content)
                if cells and _is_ours(cells, asked.questions) and _work_in(cells, asked):
                    yield name.as_posix()


# ── what a notebook holds ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Asked:
    """What an assignment asks for: its questions, and the notebook that was released."""

    assignment: str
    questions: frozenset[str]
    """Their names; an answer's cell is called after its question."""
    asks_for_files: bool
    released: Path | None

    @cached_property
    def release(self) -> NotebookNode:
        """Read the notebook, when it is first needed: most submissions are one notebook and nothing else."""
        try:
            return nbformat.read(self.released, as_version=4) if self.released else nbformat.v4.new_notebook()
        except (OSError, ValueError):
            return nbformat.v4.new_notebook()

    @cached_property
    def written(self) -> dict[str, NotebookNode]:
        """Return the released cells of written answers by name."""
        return {cell.metadata.nbgrader.grade_id: cell for cell in self.release.cells if is_written_answer(cell)}

    @cached_property
    def stubs(self) -> dict[str, NotebookNode]:
        """Return the released cells of functions by name."""
        return answer_cells(self.release)

    @cached_property
    def question_of(self) -> dict[str, str]:
        """Return the questions by the cells that answer them."""
        return question_of_cells(self.release)


def _asked(assignment: str, released: Path | None) -> _Asked:
    questions = catalog.find(assignment)
    names = {*(one.name for one in questions.questions), *(one.function for one in questions.functions)}
    return _Asked(assignment, frozenset(names), bool(questions.documents or questions.deliverables), released)


def _cells_of(content: bytes) -> list[NotebookNode] | None:
    """Return the cells of a notebook, or None where a file is none."""
    try:
        return list(read_notebook(content).cells)
    except DamagedNotebook:
        return None


def _id_of(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id") or "")


def _is_ours(cells: Sequence[NotebookNode], questions: Collection[str]) -> bool:
    """Does a notebook hold cells of the assignment, by their ids or, where an editor dropped these, its functions?"""
    ids = {_id_of(cell).removesuffix("_answer") for cell in cells}
    defined = {name for cell in cells for name in _defined(cell.source)}
    return bool((ids | defined) & set(questions))


def holds_cells_of(content: bytes, assignment: str) -> bool:
    """Is a file a notebook that holds cells of the assignment?"""
    cells = _cells_of(content)
    return cells is not None and _is_ours(cells, _asked(assignment, None).questions)


def _work_in(cells: Sequence[NotebookNode], asked: _Asked) -> int:
    """Return how much of the student's is in a notebook: `ANSWERED`, `NOTED` or `AS_RELEASED`."""
    if _answers_in(cells, asked):
        return ANSWERED
    return NOTED if asked.written and misplaced_texts(cells, asked.release) else AS_RELEASED


def _answers_in(cells: Sequence[NotebookNode], asked: _Asked) -> frozenset[str]:
    """Return the questions and written answers that a notebook answers, by name."""
    written = asked.written
    answers: set[str] = set()
    for cell in cells:
        if cell.cell_type == "code":
            answers |= _written(cell, asked)
        elif (given := written.get(_id_of(cell))) and not is_same_text(cell, given) and not is_blank(cell):
            answers.add(_id_of(cell))
    return frozenset(answers)


def _written(cell: NotebookNode, asked: _Asked) -> set[str]:
    """Return which functions of the assignment a cell answers: defines, or has other code for in an answer's cell.

    A stub answers nothing. A check is no answer, though it may define helpers.
    """
    name, defined = _id_of(cell), _defined(cell.source)
    stub = asked.stubs.get(name)
    changed = stub is not None and not is_same_text(cell, stub) and not is_blank(cell)
    left = cell.source.count("raise NotImplementedError")
    if left and not (changed and stub and left < stub.source.count("raise NotImplementedError")):
        return set()
    own = {asked.question_of.get(name, name)} if changed else set()
    return own | (defined & asked.questions)


def _defined(source: str) -> set[str]:
    return set(re.findall(r"^def (\w+)\(", source, re.MULTILINE))


# ── what is said ───────────────────────────────────────────────────────────────────────────────────────────

GRADED_INSTEAD = Bilingual(
    "There is no {name}.ipynb; {file} holds the cells of this assignment and counts instead.",
    "{name}.ipynb는 없습니다. 이 과제의 셀이 들어 있는 {file} 파일을 대신 채점합니다.",
)
UNTOUCHED = Bilingual(
    "{name}.ipynb is as it was released; {file} holds answers and counts instead.",
    "{name}.ipynb는 배포한 그대로입니다. 답이 들어 있는 {file} 파일을 대신 채점합니다.",
)
UNTOUCHED_AND_LEFT = Bilingual(
    "{name}.ipynb is as it was released. What lies beside it could not be graded by itself: {files}.",
    "{name}.ipynb는 배포한 그대로입니다. 함께 제출한 파일을 자동으로 채점할 수 없었습니다: {files}.",
)
OTHERS_THERE = Bilingual(
    "{name}.ipynb counts. Other notebooks with answers lie beside it: {files}.",
    "{name}.ipynb를 채점합니다. 답이 들어 있는 다른 노트북도 있습니다: {files}.",
)
SEVERAL = Bilingual(
    "Several notebooks hold answers, and none can be told to be the one that counts for {name}: {files}.",
    "답이 들어 있는 노트북이 여럿이라 어느 것이 {name}의 답인지 알 수 없습니다: {files}.",
)
UNREADABLE_BESIDE = Bilingual(
    "{name}.ipynb is empty or damaged. Answers are in other notebooks beside it: {files}.",
    "{name}.ipynb가 비어 있거나 손상되었습니다. 답은 함께 제출한 다른 노트북에 있습니다: {files}.",
)
NOT_THERE = Bilingual(
    "There is no notebook {name}.ipynb. What was handed in could not be graded by itself: {files}.",
    "{name}.ipynb 노트북이 없습니다. 제출한 파일을 자동으로 채점할 수 없었습니다: {files}.",
)
