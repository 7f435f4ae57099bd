"""A submitted notebook: read without trust, and restored to what the release gave.

`read_notebook` refuses what is no notebook, with a reason a person can act on. `restore` gives back locked cells,
test cells and metadata from the release, so that only answers remain of what a student may change. Pure: bytes and
notebooks in, notebooks out.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.submission.answer_cells import answers_of
from grader.submission.misplaced_answers import (
    fill_empty_answers,
    flat_text,
    is_same_text,
    is_written_answer,
    unread_answers,
)
from grader.text import Bilingual

MAX_BYTES = 20 * 2**20
MAX_CELLS = 2_000
NAMED = 10
"""How many ids of cells a sentence names."""


class DamagedNotebook(Exception):
    """The file is no notebook that can be graded; `code` names the damage, `message` says what and what to do."""

    def __init__(self, code: str, message: Bilingual) -> None:
        super().__init__(message.en)
        self.code, self.message = code, message


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────


def read_notebook(content: bytes) -> NotebookNode:
    """Return the notebook in a file.

    Cells of kinds that other programs invent count as raw text.

    Raises `DamagedNotebook` for a file that is empty, too large, not JSON, of another nbformat, or misshapen.
    """
    if not content.strip():
        raise DamagedNotebook("empty_file", EMPTY)
    if len(content) > MAX_BYTES:
        raise DamagedNotebook("too_large", TOO_LARGE.fill(size=len(content) / 2**20, limit=MAX_BYTES / 2**20))
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        raise DamagedNotebook("not_json", _what_it_is(content)) from None
    if not isinstance(plain, dict) or type(plain.get("nbformat")) is not int:
        raise DamagedNotebook("not_a_notebook", NOT_A_NOTEBOOK)
    if plain["nbformat"] != 4:
        raise DamagedNotebook("nbformat", NBFORMAT.fill(version=plain["nbformat"]))
    cells = plain.get("cells")
    if not isinstance(cells, list):
        raise DamagedNotebook("not_a_notebook", NOT_A_NOTEBOOK)
    if len(cells) > MAX_CELLS:
        raise DamagedNotebook("too_many_cells", TOO_MANY_CELLS.fill(count=len(cells), limit=MAX_CELLS))
    return nbformat.from_dict({"cells": _writable([_read_cell(cell) for cell in cells]), "metadata": {}})


def _what_it_is(content: bytes) -> Bilingual:
    """Return what a file is that is not JSON, by how it begins; of a text with conflicts, that it has them."""
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    kind = next((said for begin, said in KINDS.items() if start.startswith(begin)), None)
    if kind:
        return IN_TRUTH.fill(kind=kind)
    return CONFLICT if re.search(rb"^<{7} ", content, re.MULTILINE) else NOT_JSON


def _writable(cells: list[dict[str, Any]]) -> Any:
    """Return the same with a question mark for each half of a surrogate pair, which no file of ours can hold."""
    text = json.dumps(cells, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.loads(text.encode("utf-8", "replace"))
    return cells


def _read_cell(plain: Any) -> dict[str, Any]:
    """Return a cell's type, text, id and nbgrader metadata; everything else a student's file says is dropped."""
    if not isinstance(plain, dict):
        raise DamagedNotebook("not_a_notebook", NOT_A_NOTEBOOK)
    kind = plain.get("cell_type")
    source = "" if plain.get("source") is None else plain["source"]  # some editors leave an empty one out
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(kind, str) or not isinstance(source, str):
        raise DamagedNotebook("not_a_notebook", NOT_A_NOTEBOOK)
    kind = kind if kind in ("code", "markdown") else "raw"
    cell: dict[str, Any] = {"cell_type": kind, "source": source, "metadata": {}}
    identifier = plain.get("id")
    if isinstance(identifier, str):
        cell["id"] = identifier
    metadata = plain.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(marks, dict) and isinstance(marks.get("grade_id"), str):
        cell["metadata"] = {"nbgrader": {"grade_id": marks["grade_id"]}}
    attachments = _read_attachments(plain.get("attachments")) if kind == "markdown" else {}
    if attachments:
        cell["attachments"] = attachments
    return cell


_PICTURES = ("image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/webp")


def _read_attachments(plain: Any) -> dict[str, dict[str, str]]:
    """Return the attachments of a written answer; of one that cannot be shown, such as SVG, only name and type."""
    return {
        name: {mime: _joined(data) if mime.lower() in _PICTURES else "" for mime, data in bundle.items()}
        for name, bundle in (plain.items() if isinstance(plain, dict) else ())
        if isinstance(bundle, dict)
    }


def _joined(data: Any) -> str:
    """Return a text that nbformat may hold as a list of lines; nothing for anything else."""
    lines = data if isinstance(data, list) else [data]
    return "".join(lines) if all(isinstance(line, str) for line in lines) else ""


# ── restoring ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Restored:
    """The notebook to run, and what an instructor should know of how it was found."""

    notebook: NotebookNode
    notices: tuple[Bilingual, ...] = ()
    not_given: frozenset[str] = frozenset()
    """Graded cells of which the submitted notebook has nothing: it is older than they are, or they were deleted."""
    unread: frozenset[str] = frozenset()
    """Questions of which the notebook holds something that is not run: see `unread_answers`."""
    locked: tuple[str, ...] = ()
    """Locked cells into which the student has written code; it is gone."""


def restore(submitted: NotebookNode, release: NotebookNode, files: Collection[str] = ()) -> Restored:
    """Return the notebook to run: the student's cells, with all that is not theirs taken from the release.

    `files` are the names of what the student handed in beside it.

    * Locked and test cells get the release's text back, wherever they stand; deleted ones are put back after the
      cell they followed.
    * An answer cell keeps the student's text and nothing else.
    * Of several cells with one id, the last counts, as with nbgrader; the others run as the student's own code. A copy
      of the released stub is no answer while another cell of its id is one, and is left out.
    * A written answer that is empty gets what the student wrote in other cells, in comments, or names the documents
      that lie beside the notebook, for a person to read.
    * A written answer of which the notebook has nothing is told as such, for a person to decide.
    * Tags, outputs, unknown metadata and the notebook's own metadata are dropped.
    """
    known = {cell.metadata.nbgrader.grade_id: cell for cell in release.cells if "nbgrader" in cell.metadata}
    cells: list[NotebookNode] = []
    own: list[NotebookNode] = []
    found: dict[str, NotebookNode] = {}
    twice: set[str] = set()
    named = [(_name(cell, known), cell) for cell in submitted.cells]
    answered = {name for name, cell in named if name and not _is_stub(cell, known[name])}
    for claimed, cell in reversed(named):  # from below, so that the last of several is met first
        if claimed in answered and _is_stub(cell, known[claimed]):
            twice.add(claimed)
            continue
        if claimed in found:
            twice.add(claimed)
        name = "" if claimed in found else claimed
        if name:
            found[name] = cell
        else:
            own.insert(0, cell)
        cells.insert(0, _restore_cell(cell, known[name]) if name else _own_cell(cell))
    for name, cell in known.items():
        if name not in found and not _is_plain_answer(cell):
            cells.insert(_place(name, list(known), cells), _blank(cell))
    notices = _notices(submitted, known, twice)
    filled = fill_empty_answers(cells, release, own, dict(reversed(found.items())), files)
    answers = answers_of(release)
    not_given = _not_given(release, answers, found, own) - set(filled)
    for cell in cells:
        if cell.metadata and cell.metadata["nbgrader"]["grade_id"] in not_given and is_written_answer(cell):
            cell.source = NOT_GIVEN_HEADING
    for text, ids in ((NOT_GIVEN, sorted(not_given)), (MISPLACED, filled)):
        notices += (text.fill(ids=", ".join(ids)),) if ids else ()
    unread = unread_answers(named, release, answers)
    locked = tuple(name for name, cell in named if name and _is_code_in_locked_cell(cell, known[name]))
    return Restored(_numbered(cells, release), notices, not_given, unread, locked)


def _is_code_in_locked_cell(cell: NotebookNode, original: NotebookNode) -> bool:
    """Has a student written lines of code into a locked cell?"""
    if cell["source"] == original["source"]:
        return False
    lines = {line.strip() for line in original.source.splitlines()}
    written = (line.strip() for line in cell.source.splitlines())
    return not original.metadata.nbgrader.solution and any(
        line and not line.startswith("#") and line not in lines for line in written
    )


def _not_given(
    release: NotebookNode, answers: Mapping[str, str], found: Collection[str], own: Sequence[NotebookNode]
) -> frozenset[str]:
    """Return the graded cells of which a notebook has nothing: neither the cell, nor its answer's, nor a copy of it.

    `answers` are the cells of answers by question. Of a notebook that has lost all its ids nothing is known.
    """
    marked = [cell for cell in release.cells if "nbgrader" in cell.metadata and cell.metadata.nbgrader.grade]
    texts = set(map(flat_text, own))
    return frozenset(
        name
        for name, cell in ((cell.metadata.nbgrader.grade_id, cell) for cell in marked)
        if found and not {name, answers.get(name, name)} & set(found) and flat_text(cell) not in texts
    )


def _notices(submitted: NotebookNode, known: Iterable[str], twice: set[str]) -> tuple[Bilingual, ...]:
    claimed = {cell.metadata.nbgrader.grade_id for cell in submitted.cells if "nbgrader" in cell.metadata}
    unknown = claimed.difference(known)
    return tuple(text.fill(ids=_some(ids)) for text, ids in ((TWICE, twice), (UNKNOWN, unknown)) if ids)


def _some(ids: Collection[str]) -> str:
    listed = ", ".join(sorted(identifier[:60] for identifier in ids)[:NAMED])
    return f"{listed}, … ({len(ids)})" if len(ids) > NAMED else listed


def _name(cell: NotebookNode, known: Iterable[str]) -> str:
    """Return which of the release's cells this is: by nbgrader's id, else by the notebook's own."""
    grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id") or cell.get("id", "")
    return grade_id if grade_id in known else ""


def _restore_cell(cell: NotebookNode, original: NotebookNode) -> NotebookNode:
    restored = _blank(original)
    if original.metadata.nbgrader.solution:
        restored.source = cell.source
        if "attachments" in cell and original.cell_type == "markdown":
            restored.attachments = cell.attachments
    return restored


def _blank(original: NotebookNode) -> NotebookNode:
    cell = NotebookNode(original)  # what is in it is only read
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
    return cell


def _own_cell(cell: NotebookNode) -> NotebookNode:
    own = NotebookNode(cell_type=cell.cell_type, source=cell.source, metadata=NotebookNode())
    if "id" in cell:
        own.id = cell.id
    if "attachments" in cell:
        own.attachments = cell.attachments
    if own.cell_type == "code":
        own.outputs, own.execution_count = [], None
    return own


def _is_stub(cell: NotebookNode, original: NotebookNode) -> bool:
    """Is a cell for an answer, and still holds what was released?"""
    return bool(original.metadata.nbgrader.solution) and is_same_text(cell, original)


def _is_plain_answer(cell: NotebookNode) -> bool:
    """An answer cell that carries no points: putting its stub back could undo an answer given elsewhere."""
    return bool(cell.metadata.nbgrader.solution and not cell.metadata.nbgrader.grade)


def _place(name: str, order: list[str], cells: list[NotebookNode]) -> int:
    """Return where to put a cell back: after the nearest of those that stand before it in the release."""
    places = {cell.metadata["nbgrader"]["grade_id"]: index for index, cell in enumerate(cells) if cell.metadata}
    before = [places[other] for other in order[: order.index(name)] if other in places]
    return before[-1] + 1 if before else 0


def _numbered(cells: list[NotebookNode], release: NotebookNode) -> NotebookNode:
    """Return a notebook in which every cell has a valid id of its own."""
    taken = {cell.metadata["nbgrader"]["grade_id"] for cell in cells if cell.metadata}
    for index, cell in enumerate(cells):
        if cell.metadata:
            continue
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", cell.get("id", "")) or cell.id in taken:
            cell.id = f"student-cell-{index}"
        taken.add(cell.id)
    return NotebookNode(nbformat=4, nbformat_minor=5, metadata=copy.deepcopy(release.metadata), cells=list(cells))


# ── what is said ───────────────────────────────────────────────────────────────────────────────────────────

# Students read these sentences too, so what a person who grades can do about it stands by itself, in `REMEDIES`.

EMPTY = Bilingual("The file is empty.", "파일이 비어 있습니다.")
NOT_JSON = Bilingual("The file is not JSON, so it is damaged.", "파일이 JSON 형식이 아닙니다. 손상된 파일입니다.")
IN_TRUTH = Bilingual("The file is no notebook: it is {kind}.", "노트북 파일이 아닙니다. 실제로는 {kind}입니다.")
KINDS: Mapping[bytes, Bilingual] = {
    b"pk\x03\x04": Bilingual(
        "a zip archive or an Office document under this name", "이름만 바꾼 zip 압축 파일 또는 오피스 문서"
    ),
    b"\x1f\x8b": Bilingual("an archive (gzip) under this name", "이름만 바꾼 gzip 압축 파일"),
    b"7z\xbc\xaf": Bilingual("an archive (7z) under this name", "이름만 바꾼 7z 압축 파일"),
    b"rar!": Bilingual("an archive (RAR) under this name", "이름만 바꾼 RAR 압축 파일"),
    b"%pdf": Bilingual("a PDF under this name", "이름만 바꾼 PDF 파일"),
    b"<!doctype html": Bilingual("a web page, saved in the notebook's place", "노트북 대신 저장된 웹 페이지"),
    b"<html": Bilingual("a web page, saved in the notebook's place", "노트북 대신 저장된 웹 페이지"),
    b"version https://git-lfs": Bilingual(
        "a pointer of Git LFS, without the content", "내용 없이 Git LFS 포인터만 있는 파일"
    ),
    b"bplist00": Bilingual("a placeholder of iCloud, without the content", "내용 없이 iCloud 자리 표시만 있는 파일"),
}
"""How files begin, in small letters, that are handed in as notebooks."""
CONFLICT = Bilingual(
    "The file holds conflicts of a merge in git (lines with <<<<<<<), so it is no notebook any more.",
    "파일에 git 병합 충돌 표시(<<<<<<<)가 남아 있어 노트북으로 읽을 수 없습니다.",
)
NOT_A_NOTEBOOK = Bilingual("The file is JSON, but no notebook.", "JSON 파일이지만 노트북이 아닙니다.")
LINKED = Bilingual(
    "The submission is a link to another place, which may be someone else's.",
    "제출물이 다른 위치를 가리키는 링크입니다. 다른 사람의 파일일 수 있습니다.",
)
TOO_LARGE = Bilingual(
    "The file has {size:.0f} MB; the limit is {limit:.0f} MB.",
    "파일 크기가 {size:.0f} MB입니다. 한도는 {limit:.0f} MB입니다.",
)
TOO_MANY_CELLS = Bilingual(
    "The notebook has {count} cells; the limit is {limit}.", "노트북에 셀이 {count}개 있습니다. 한도는 {limit}개입니다."
)
NBFORMAT = Bilingual(
    "The notebook is of nbformat {version}; 4 is needed.",
    "노트북의 형식이 nbformat {version}입니다. nbformat 4여야 합니다.",
)
TWICE = Bilingual(
    "Several cells claim to be {ids}; of each, the last one in the notebook was graded. Look whether it is the one meant.",
    "{ids}에 해당하는 셀이 여럿 있어 노트북에서 마지막 셀을 채점했습니다. 학생이 의도한 답인지 확인하세요.",
)
MISPLACED = Bilingual(
    "The written answer {ids} was empty; what the student wrote in other cells or handed in beside the notebook"
    " stands in it now, for you to mark.",
    "비어 있던 서술형 답({ids})의 자리에 학생이 다른 셀에 쓴 글이나 함께 제출한 파일의 이름을 넣었습니다. 직접 채점하세요.",
)
NOT_GIVEN_HEADING = (
    "*(This question was not in the notebook that was handed in. · 제출한 노트북에 이 문제가 없었습니다.)*"
)
NOT_GIVEN = Bilingual(
    "The notebook has nothing of {ids}: it is older than these questions, or their cells were deleted. Their points wait for"
    " you.",
    "노트북에 {ids} 문제가 없습니다. 문제가 추가되기 전의 노트북이거나 셀이 지워졌습니다. 점수를 직접 정해야 합니다.",
)
UNKNOWN = Bilingual(
    "Cells bear ids that this assignment does not have: {ids}. They ran as the student's own code. Look whether the"
    " notebook belongs to another assignment or an older release.",
    "이 과제에 없는 셀 id가 있습니다: {ids}. 학생이 추가한 코드로 실행했습니다. 다른 과제나 이전 배포본의 노트북인지 확인하세요.",
)
NO_NOTEBOOK = Bilingual("There is no {name}.ipynb in the submission.", "제출물에 {name}.ipynb가 없습니다.")
OTHER_FILES = Bilingual("Its other files are there.", "다른 파일은 있습니다.")
UNREADABLE = Bilingual("The submission cannot be read: {reason}.", "제출물을 읽을 수 없습니다: {reason}.")

DOWNLOAD_AGAIN = Bilingual(
    "Ask the student for the file as JupyterLab downloads it.",
    "JupyterLab에서 내려받은 파일을 학생에게 다시 요청하세요.",
)
REMEDIES: Mapping[str, Bilingual] = {
    **dict.fromkeys(("empty_file", "not_json", "not_a_notebook", "other_name"), DOWNLOAD_AGAIN),
    "linked": Bilingual("Put the file itself there and grade again.", "파일 자체를 그 자리에 넣고 다시 채점하세요."),
    "too_large": Bilingual(
        "Ask the student to clear all outputs and submit again.",
        "출력을 모두 지우고 다시 제출하도록 학생에게 요청하세요.",
    ),
    "too_many_cells": Bilingual(
        "Ask the student for a notebook without the extra cells.", "불필요한 셀을 지운 노트북을 학생에게 요청하세요."
    ),
    "nbformat": Bilingual(
        "Open it in a current JupyterLab, save it, and grade again.",
        "최신 JupyterLab에서 열고 저장한 뒤 다시 채점하세요.",
    ),
    "documents_only": Bilingual(
        "Put the released notebook beside them, and grade again.", "배포한 노트북을 그 옆에 넣고 다시 채점하세요."
    ),
    "unreadable": Bilingual(
        "Give the grader the right to read it, and grade again.", "채점 프로그램에 읽기 권한을 준 뒤 다시 채점하세요."
    ),
    "several_notebooks": Bilingual(
        "Ask the student which one counts, leave that one there, and grade again.",
        "어느 것이 답인지 학생에게 묻고 그 파일만 남긴 뒤 다시 채점하세요.",
    ),
}
"""What a person can do about a submission that cannot be graded as it is, by the code of its problem."""
