"""What a submitted file may be, and what is given back before it runs."""

from __future__ import annotations

import copy
import json
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from grader.course import Course
from grader.submission.notebook import DamagedNotebook, read_notebook, restore


@pytest.fixture(scope="session")
def release(course: Course) -> NotebookNode:
    return nbformat.read(course.release("a1_derivatives"), as_version=4)


def notebook(cells: list[Any], **fields: Any) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | fields).encode()


def code(source: Any, **fields: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None} | fields


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "damage"),
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (b'{"cells": [', "not_json"),
        (b"\x89PNG\r\n", "not_json"),
        (b"\xff\xfe\x00", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"[]", "not_a_notebook"),
        (b"{}", "not_a_notebook"),
        (b'{"nbformat": "4"}', "not_a_notebook"),
        (b'{"nbformat": 3, "worksheets": []}', "nbformat"),
        (b'{"nbformat": 5, "cells": []}', "nbformat"),
        (b'{"nbformat": 4, "cells": {}}', "not_a_notebook"),
        (notebook(["text"]), "not_a_notebook"),
        (notebook([code(3)]), "not_a_notebook"),
        (notebook([{"source": ""}]), "not_a_notebook"),
        (notebook([code("x")] * 2001), "too_many_cells"),
        (b" " * (21 * 2**20) + b"{}", "too_large"),
    ],
    ids=range(17),
)
def test_what_is_no_notebook_is_refused_with_a_reason_in_both_languages(content: bytes, damage: str) -> None:
    with pytest.raises(DamagedNotebook) as refused:
        read_notebook(content)
    assert refused.value.code == damage
    assert refused.value.message.en
    assert refused.value.message.ko


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "a zip archive"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><title>Sign in</title>", "a web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid", "Git LFS"),
        (b"bplist00", "iCloud"),
        (b'{"cells": [\n<<<<<<< HEAD\n"a"\n=======\n"b"\n>>>>>>> other\n]}', "conflicts of a merge in git"),
        (b'{"cells": ["<<<<<<< HEAD', "not JSON"),
        (b'{"a": 1}{"a": 1}', "not JSON"),
    ],
    ids=range(7),
)
def test_what_lies_in_the_notebooks_place_is_named(content: bytes, says: str) -> None:
    with pytest.raises(DamagedNotebook, match=says) as refused:
        read_notebook(content)
    assert refused.value.code == "not_json"


def test_cells_of_other_kinds_and_without_a_text_are_no_reason_to_refuse_the_others() -> None:
    others = [{"cell_type": "sql", "source": "select 1"}, {"cell_type": "heading", "level": 1, "source": ["Mine"]}]
    empty = [{"cell_type": "markdown"}, {"cell_type": "code", "source": None}]
    cells = read_notebook(notebook([*others, *empty, code("x = 1")])).cells
    assert [(cell.cell_type, cell.source) for cell in cells] == [
        ("raw", "select 1"), ("raw", "Mine"), ("markdown", ""), ("code", ""), ("code", "x = 1")
    ]  # fmt: skip


def test_source_may_be_a_list_of_lines() -> None:
    assert read_notebook(notebook([code(["a = 1\n", "b = 2"])])).cells[0].source == "a = 1\nb = 2"


def test_nothing_but_text_ids_and_pictures_is_read() -> None:
    marks = {"grade_id": "df", "points": 1000, "locked": False}
    hostile = code("1", id="df", metadata={"tags": ["skip-execution"], "nbgrader": marks})
    pasted = {
        "cell_type": "markdown",
        "source": "x",
        "metadata": {},
        "attachments": {"a.png": {"image/png": "iVBO"}},
    }
    script = pasted | {"attachments": {"a.svg": {"image/svg+xml": "<svg onload=alert(1)>"}}}
    cells = read_notebook(notebook([hostile, pasted, script], metadata={"kernelspec": {"name": "bash"}})).cells
    assert cells[0].metadata == {"nbgrader": {"grade_id": "df"}}
    assert cells[1].attachments == {"a.png": {"image/png": "iVBO"}}
    assert cells[2].attachments == {"a.svg": {"image/svg+xml": ""}}


@pytest.mark.parametrize("odd", [None, 7, [], {"a.png": 7}, "x"])
def test_attachments_of_another_shape_are_left_out(odd: object) -> None:
    cell = {"cell_type": "markdown", "source": "x", "metadata": {}, "attachments": odd}
    assert "attachments" not in read_notebook(notebook([cell])).cells[0]


def test_each_attachment_is_read_alone() -> None:
    bundles = {"a.gif": {"image/gif": ["R0lG", "ODlh"]}, "b.png": {"image/png": 7}, "c": {"text/html": "<b>"}}
    cell = {"cell_type": "markdown", "source": "x", "metadata": {}, "attachments": bundles}
    read = read_notebook(notebook([cell])).cells[0].attachments
    assert read == {"a.gif": {"image/gif": "R0lGODlh"}, "b.png": {"image/png": ""}, "c": {"text/html": ""}}


# ── restoring ──────────────────────────────────────────────────────────────────────────────────────────────


def submitted(release: NotebookNode) -> NotebookNode:
    return read_notebook(nbformat.writes(release).encode())


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    (cell,) = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id]
    return cell


def test_the_untouched_release_comes_back_as_it_was(release: NotebookNode) -> None:
    restored = restore(submitted(release), release).notebook
    assert [cell.id for cell in restored.cells] == [cell.id for cell in release.cells]
    assert [cell.source for cell in restored.cells] == [cell.source for cell in release.cells]
    assert restored.metadata == release.metadata
    nbformat.validate(restored)


def test_an_answer_is_the_students_and_nothing_else_of_its_cell(release: NotebookNode) -> None:
    changed = submitted(release)
    answer = next(cell for cell in changed.cells if cell.id == "df_answer")
    answer.source, answer.cell_type = "def df(x):\n    return 1", "markdown"
    restored = cell_of(restore(changed, release).notebook, "df_answer")
    assert restored.source == "def df(x):\n    return 1"
    assert restored.cell_type == "code"
    assert restored.metadata == cell_of(release, "df_answer").metadata


@pytest.mark.parametrize("grade_id", ["df", "setup"])
def test_a_locked_cell_gets_its_text_and_points_back(release: NotebookNode, grade_id: str) -> None:
    changed = submitted(release)
    next(cell for cell in changed.cells if cell.id == grade_id).source = "print('full marks')"
    assert cell_of(restore(changed, release).notebook, grade_id) == cell_of(release, grade_id)


@pytest.mark.parametrize("grade_id", ["df", "setup", "differentiate"])
def test_a_deleted_cell_is_put_back_in_its_place(release: NotebookNode, grade_id: str) -> None:
    changed = submitted(release)
    changed.cells = [cell for cell in changed.cells if cell.id != grade_id]
    restored = restore(changed, release).notebook
    order = [c.metadata.nbgrader.grade_id for c in restored.cells if "nbgrader" in c.metadata]
    assert order == [c.metadata.nbgrader.grade_id for c in release.cells if "nbgrader" in c.metadata]


def test_a_deleted_answer_stays_away_so_that_no_stub_undoes_an_answer_elsewhere(release: NotebookNode) -> None:
    changed = submitted(release)
    changed.cells = [cell for cell in changed.cells if cell.id != "df_answer"]
    assert "df_answer" not in [cell.id for cell in restore(changed, release).notebook.cells]


def test_of_two_cells_with_one_id_the_last_counts(release: NotebookNode) -> None:
    changed = submitted(release)
    again = copy.deepcopy(next(cell for cell in changed.cells if cell.id == "df_answer"))
    again.source = "def df(x):\n    return 2"
    changed.cells.append(again)
    restored = restore(changed, release).notebook
    assert cell_of(restored, "df_answer").source == again.source
    assert len({cell.id for cell in restored.cells}) == len(restored.cells)
    nbformat.validate(restored)


def test_a_notebook_that_lost_nbgraders_marks_is_known_by_its_cell_ids(release: NotebookNode) -> None:
    bare = submitted(release)
    for cell in bare.cells:
        cell.metadata = NotebookNode()
    assert cell_of(restore(bare, release).notebook, "df").metadata == cell_of(release, "df").metadata


def test_a_notebook_of_other_cells_is_graded_too(release: NotebookNode) -> None:
    other = read_notebook(notebook([code("def df(x):\n    return 9 + 18 * x", id="bad id!"), code("1", id="x" * 99)]))
    restored = restore(other, release).notebook
    assert "return 9 + 18 * x" in "".join(cell.source for cell in restored.cells)
    assert cell_of(restored, "df")
    nbformat.validate(restored)


def test_double_and_unknown_ids_are_told(release: NotebookNode) -> None:
    changed = submitted(release)
    changed.cells.append(copy.deepcopy(next(cell for cell in changed.cells if cell.id == "df_answer")))
    stranger = copy.deepcopy(changed.cells[-1])
    stranger.metadata.nbgrader.grade_id = "cost_gradient_w"
    changed.cells.append(stranger)
    notices = restore(changed, release).notices
    assert ["df_answer" in notices[0].en, "cost_gradient_w" in notices[1].en] == [True, True]
    assert restore(submitted(release), release).notices == ()
