"""A submitted notebook: read without trust, and restored to what the release gave.

`read_notebook` refuses what is no notebook, with a reason a person can act on. `restore` gives back locked cells,
test cells and metadata from the release, so that only answers remain of what a student may change. Pure: bytes and
notebooks in, notebooks out.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.text import Bilingual

MAX_BYTES = 20 * 2**20
MAX_CELLS = 2_000


class DamagedNotebook(Exception):
    """The file is no notebook that can be graded; `code` names the damage, `message` says what and what to do."""

    def __init__(self, code: str, message: Bilingual) -> None:
        super().__init__(message.en)
        self.code, self.message = code, message


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────


def read_notebook(content: bytes) -> NotebookNode:
    """Return the notebook in a file.

    Raises `DamagedNotebook` for a file that is empty, too large, not JSON, of another nbformat, or misshapen.
    """
    if not content.strip():
        raise DamagedNotebook("empty_file", EMPTY)
    if len(content) > MAX_BYTES:
        raise DamagedNotebook("too_large", TOO_LARGE.fill(size=len(content) / 2**20, limit=MAX_BYTES / 2**20))
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        raise DamagedNotebook("not_json", NOT_JSON) from None
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


def _writable(cells: list[dict[str, Any]]) -> Any:
    """Return the same with a question mark for each half of a surrogate pair, which no file of ours can hold."""
    return json.loads(json.dumps(cells, ensure_ascii=False).encode("utf-8", "replace"))


def _read_cell(plain: Any) -> dict[str, Any]:
    """Return a cell's type, text, id and nbgrader metadata; everything else a student's file says is dropped."""
    if not isinstance(plain, dict):
        raise DamagedNotebook("not_a_notebook", NOT_A_NOTEBOOK)
    kind = plain.get("cell_type")
    source = plain.get("source")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if kind not in ("code", "markdown", "raw") or not isinstance(source, str):
        raise DamagedNotebook("not_a_notebook", NOT_A_NOTEBOOK)
    cell: dict[str, Any] = {"cell_type": kind, "source": source, "metadata": {}}
    identifier = plain.get("id")
    if isinstance(identifier, str):
        cell["id"] = identifier
    metadata = plain.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if isinstance(marks, dict) and isinstance(marks.get("grade_id"), str):
        cell["metadata"] = {"nbgrader": {"grade_id": marks["grade_id"]}}
    attachments = plain.get("attachments")
    if kind == "markdown" and _are_pictures(attachments):
        cell["attachments"] = attachments
    return cell


def _are_pictures(attachments: Any) -> bool:
    """A picture pasted into a written answer is kept."""
    return isinstance(attachments, dict) and all(
        isinstance(bundle, dict)
        and all(mime in ("image/png", "image/jpeg") and isinstance(data, str) for mime, data in bundle.items())
        for bundle in attachments.values()
    )


# ── restoring ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Restored:
    """The notebook to run, and what an instructor should know of how it was found."""

    notebook: NotebookNode
    notices: tuple[Bilingual, ...] = ()


def restore(submitted: NotebookNode, release: NotebookNode) -> Restored:
    """Return the notebook to run: the student's cells, with all that is not theirs taken from the release.

    * Locked and test cells get the release's text back, wherever they stand; deleted ones are put back after the
      cell they followed.
    * An answer cell keeps the student's text and nothing else.
    * Of several cells with one id, the last counts, as with nbgrader; the others run as the student's own code.
    * Tags, outputs, unknown metadata and the notebook's own metadata are dropped.
    """
    known = {cell.metadata.nbgrader.grade_id: cell for cell in release.cells if "nbgrader" in cell.metadata}
    cells: list[NotebookNode] = []
    found: set[str] = set()
    twice: set[str] = set()
    for cell in reversed(submitted.cells):
        name = _name(cell, known)
        if name in found:
            twice.add(name)
            name = ""
        if name:
            found.add(name)
        cells.insert(0, _restore_cell(cell, known[name]) if name else _own_cell(cell))
    for name, cell in known.items():
        if name not in found and not _is_plain_answer(cell):
            cells.insert(_place(name, list(known), cells), _blank(cell))
    return Restored(_numbered(cells, release), _notices(submitted, known, twice))


def _notices(submitted: NotebookNode, known: Iterable[str], twice: set[str]) -> tuple[Bilingual, ...]:
    claimed = {cell.metadata.nbgrader.grade_id for cell in submitted.cells if "nbgrader" in cell.metadata}
    unknown = claimed.difference(known)
    return tuple(
        text.fill(ids=", ".join(sorted(identifier[:60] for identifier in ids)))
        for text, ids in ((TWICE, twice), (UNKNOWN, unknown))
        if ids
    )


def _name(cell: NotebookNode, known: Iterable[str]) -> str:
    """Return which of the release's cells this is: by nbgrader's id, else by the notebook's own."""
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id", "")
    return grade_id if grade_id in known else ""


def _restore_cell(cell: NotebookNode, original: NotebookNode) -> NotebookNode:
    restored = _blank(original)
    if original.metadata.nbgrader.solution:
        restored.source = cell.source
        if "attachments" in cell and original.cell_type == "markdown":
            restored.attachments = cell.attachments
    return restored


def _blank(original: NotebookNode) -> NotebookNode:
    cell = copy.copy(original)  # what is in it is only read
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

AGAIN = Bilingual(
    "Ask the student to download it from JupyterLab again.", "학생에게 JupyterLab에서 다시 내려받도록 요청하세요."
)
EMPTY = Bilingual("The file is empty.", "파일이 비어 있습니다.") + AGAIN
NOT_JSON = Bilingual("The file is not JSON, so it is damaged.", "파일이 JSON이 아니므로 손상되었습니다.") + AGAIN
NOT_A_NOTEBOOK = Bilingual("The file is JSON, but no notebook.", "JSON 파일이지만 노트북이 아닙니다.") + AGAIN
LINKED = Bilingual(
    "The submission is a link to another place, which may be someone else's. Put the file itself there and grade again.",
    "제출물이 다른 위치를 가리키는 링크입니다. 다른 사람의 파일일 수 있으니, 파일 자체를 넣고 다시 채점하세요.",
)
TOO_LARGE = Bilingual(
    "The file has {size:.0f} MB; the limit is {limit:.0f} MB. Ask the student to clear all outputs and submit again.",
    "파일 크기가 {size:.0f} MB입니다. 한도는 {limit:.0f} MB입니다. 출력을 모두 지우고 다시 제출하도록 요청하세요.",
)
TOO_MANY_CELLS = Bilingual(
    "The notebook has {count} cells; the limit is {limit}. Ask the student for one without the extra cells.",
    "노트북에 셀이 {count}개 있습니다. 한도는 {limit}개입니다. 불필요한 셀을 지우고 다시 제출하도록 요청하세요.",
)
NBFORMAT = Bilingual(
    "The notebook is of nbformat {version}; 4 is needed. Open and save it in a current JupyterLab.",
    "노트북이 nbformat {version} 형식입니다. 4가 필요합니다. 최신 JupyterLab에서 열고 다시 저장하세요.",
)
TWICE = Bilingual(
    "Several cells claim to be {ids}; of each, the last one in the notebook was graded. Look whether it is the one meant.",
    "{ids}에 해당하는 셀이 여럿 있어 노트북에서 마지막 셀을 채점했습니다. 그것이 의도한 답인지 확인하세요.",
)
UNKNOWN = Bilingual(
    "Cells bear ids that this assignment does not have: {ids}. They ran as the student's own code. Look whether the"
    " notebook belongs to another assignment or an older release.",
    "이 과제에 없는 셀 id가 있습니다: {ids}. 학생이 추가한 코드로 실행했습니다. 다른 과제나 이전 배포본의 노트북인지 확인하세요.",
)
NO_NOTEBOOK = Bilingual("There is no {name}.ipynb in the submission.", "제출물에 {name}.ipynb가 없습니다.")
PUT_RELEASE = Bilingual(
    "Its other files are there. Put the released notebook beside them, and grade again.",
    "다른 파일은 있습니다. 배포한 노트북을 그 옆에 넣고 다시 채점하세요.",
)
UNREADABLE = Bilingual(
    "The submission cannot be read: {reason}. Give the grader the right to read it, and grade again.",
    "제출물을 읽을 수 없습니다: {reason}. 채점 프로그램에 읽기 권한을 준 뒤 다시 채점하세요.",
)
OTHER_NAME = Bilingual(
    "There is no {name}.ipynb, but {others}. If that is the answer, rename it to {name}.ipynb and grade again.",
    "{name}.ipynb는 없고 {others}이(가) 있습니다. 그것이 답이면 이름을 {name}.ipynb로 바꾸고 다시 채점하세요.",
)
