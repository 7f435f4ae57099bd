"""A written answer that is not in its cell is shown with its question and waits; an untouched one stays untouched."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from grader.course import Course
from grader.submission.misplaced_answers import HEADING
from grader.submission.notebook import NOT_GIVEN_HEADING, restore

QUESTION = "why_steepest"
TEXT = "The gradient points uphill, because the cosine is 1 there."


@pytest.fixture(scope="session")
def release(course: Course) -> NotebookNode:
    return nbformat.read(course.release("a2_gradients"), as_version=4)


def place_of(notebook: NotebookNode) -> int:
    return next(index for index, cell in enumerate(notebook.cells) if cell.id == QUESTION)


def deleted_and_written_anew(notebook: NotebookNode) -> None:
    notebook.cells[place_of(notebook)] = new_markdown_cell(TEXT)


def below_the_stub(notebook: NotebookNode) -> None:
    notebook.cells.insert(place_of(notebook) + 1, new_markdown_cell(TEXT))


def at_the_end_as_raw_text(notebook: NotebookNode) -> None:
    notebook.cells.append(new_raw_cell(TEXT))


def in_a_code_cell(notebook: NotebookNode) -> None:
    notebook.cells.insert(place_of(notebook) + 1, new_code_cell(TEXT))


def as_a_comment(notebook: NotebookNode) -> None:
    notebook.cells.insert(place_of(notebook) + 1, new_code_cell(f"# {TEXT}"))


def printed(notebook: NotebookNode) -> None:
    notebook.cells.insert(place_of(notebook) + 1, new_code_cell(f'print("""{TEXT}""")'))


def shown_by_a_magic(notebook: NotebookNode) -> None:
    notebook.cells.insert(place_of(notebook) + 1, new_code_cell(f"%%markdown\n{TEXT}"))


def turned_into_code(notebook: NotebookNode) -> None:
    place = place_of(notebook)
    notebook.cells[place] = new_code_cell(TEXT, metadata={})


def in_the_text_of_the_question(notebook: NotebookNode) -> None:
    place = place_of(notebook) - 1
    while notebook.cells[place].cell_type != "markdown" or "nbgrader" in notebook.cells[place].metadata:
        place -= 1
    notebook.cells[place].source += f"\n\n{TEXT}"


def without_ids_and_metadata(notebook: NotebookNode) -> None:
    notebook.cells[place_of(notebook)].source = TEXT
    for index, cell in enumerate(notebook.cells):
        cell.metadata, cell.id = NotebookNode(), f"c{index}"


@pytest.mark.parametrize(
    "misplace",
    [
        *(deleted_and_written_anew, below_the_stub, at_the_end_as_raw_text, in_a_code_cell, as_a_comment),
        *(printed, shown_by_a_magic, turned_into_code, in_the_text_of_the_question, without_ids_and_metadata),
    ],
)
def test_what_stands_elsewhere_is_put_into_the_empty_answer_and_told(
    release: NotebookNode, misplace: Callable[[NotebookNode], None]
) -> None:
    submitted = copy.deepcopy(release)
    misplace(submitted)
    restored = restore(submitted, release)
    answer = restored.notebook.cells[place_of(restored.notebook)]
    assert answer.source.startswith(HEADING)
    assert TEXT in answer.source
    assert any(QUESTION in notice.en for notice in restored.notices)


def test_a_copied_stub_is_no_answer_while_another_cell_is_one(release: NotebookNode) -> None:
    submitted = copy.deepcopy(release)
    stub = copy.deepcopy(submitted.cells[place_of(submitted)])
    submitted.cells[place_of(submitted)].source = TEXT
    submitted.cells.append(stub)
    restored = restore(submitted, release)
    assert [cell.source for cell in restored.notebook.cells if cell.id == QUESTION] == [TEXT]
    assert QUESTION in restored.notices[0].en


def test_a_copied_stub_of_a_function_does_not_undo_the_function(release: NotebookNode) -> None:
    submitted = copy.deepcopy(release)
    answer = next(cell for cell in submitted.cells if cell.id.endswith("_answer"))
    stub = copy.deepcopy(answer)
    answer.source = "def written(x):\n    return x"
    submitted.cells.append(stub)
    found = [cell for cell in restore(submitted, release).notebook.cells if cell.get("id") == answer.id]
    assert [cell.source for cell in found] == [answer.source]


def test_untouched_stays_untouched(release: NotebookNode) -> None:
    restored = restore(copy.deepcopy(release), release)
    assert restored.notebook.cells[place_of(restored.notebook)].source == release.cells[place_of(release)].source
    assert restored.notices == ()


@pytest.mark.parametrize(
    "cell",
    [
        new_code_cell("x = 3\nprint(x)"),
        new_code_cell("%timeit f(3)"),
        new_code_cell("def f(x)\n    return x"),
        new_code_cell("print('x')"),
        new_markdown_cell("  \n"),
    ],
    ids=["code", "a magic", "a function with a syntax error", "a word that is printed", "blanks"],
)
def test_code_of_the_students_own_and_empty_cells_are_no_written_answers(
    release: NotebookNode, cell: NotebookNode
) -> None:
    submitted = copy.deepcopy(release)
    submitted.cells.append(cell)
    assert restore(submitted, release).notices == ()


def test_an_answer_in_its_cell_is_left_alone_whatever_else_is_written(release: NotebookNode) -> None:
    submitted = copy.deepcopy(release)
    for cell in submitted.cells:
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("grade"):
            cell.source = TEXT
    submitted.cells.append(new_markdown_cell("My notes."))
    restored = restore(submitted, release)
    assert restored.notebook.cells[place_of(restored.notebook)].source == TEXT
    assert restored.notices == ()


def test_pictures_move_along_and_two_of_one_name_stay_two(release: NotebookNode) -> None:
    submitted = copy.deepcopy(release)
    for number, name in enumerate(("image.png", "image.png", "그림 1.png", "그림 1.png")):
        cell = new_markdown_cell(f"![](attachment:{quote(name)})", attachments={name: {"image/png": f"data{number}"}})
        submitted.cells.append(cell)
    restored = restore(submitted, release)
    answer = restored.notebook.cells[place_of(restored.notebook)]
    shown = [unquote(name) for name in re.findall(r"attachment:([^)]+)", answer.source)]
    assert [answer.attachments[name]["image/png"] for name in shown] == ["data0", "data1", "data2", "data3"]


# ── a notebook from before a question was added ────────────────────────────────────────────────────────────


def without(notebook: NotebookNode, *names: str) -> NotebookNode:
    """Return a notebook as it was released before there were some questions."""
    older = copy.deepcopy(notebook)
    gone = {*names, *(f"{name}_answer" for name in names)}
    older.cells = [cell for cell in older.cells if cell.metadata.get("nbgrader", {}).get("grade_id") not in gone]
    return older


def test_a_question_that_the_notebook_has_nothing_of_waits_for_a_person(release: NotebookNode) -> None:
    function = next(cell.metadata.nbgrader.grade_id for cell in release.cells if cell.id.endswith("_answer"))
    function = function.removesuffix("_answer")
    restored = restore(without(release, QUESTION, function), release)
    assert restored.not_given == {QUESTION, function}
    assert restored.notebook.cells[place_of(restored.notebook)].source == NOT_GIVEN_HEADING, (
        "so it is no stub, and waits"
    )
    assert any(QUESTION in notice.en and "wait for you" in notice.en for notice in restored.notices)


def test_neither_an_untouched_question_nor_one_whose_ids_are_lost_is_taken_for_new(release: NotebookNode) -> None:
    assert restore(copy.deepcopy(release), release).not_given == frozenset()
    bare = copy.deepcopy(release)
    for index, cell in enumerate(bare.cells):
        cell.metadata, cell.id = NotebookNode(), f"c{index}"
    assert restore(bare, release).not_given == frozenset()
    half = copy.deepcopy(release)
    half.cells = [cell for cell in half.cells if not cell.id.endswith("_answer")]
    assert restore(half, release).not_given == frozenset(), "the test cells are there: the student deleted answers"


@pytest.mark.parametrize(
    "code",
    [
        f'answer = "{TEXT}"\nprint(answer)',
        f'print(f"{TEXT}")',
        f'print("Because", "{TEXT}")',
        f'from IPython.display import Markdown\nMarkdown("{TEXT}")',
        f'def why():\n    return "{TEXT}"',
        f"# {TEXT}\nprint(1)",
        f'!echo "{TEXT}"',
        f"%%writefile why.md\n{TEXT}",
        "print(1)  # 기울기가 위를 가리킨다",
    ],
)
def test_words_among_code_of_the_students_own_are_found(release: NotebookNode, code: str) -> None:
    submitted = copy.deepcopy(release)
    submitted.cells.append(new_code_cell(code))
    assert code in restore(submitted, release).notebook.cells[place_of(release)].source


@pytest.mark.parametrize("locked", [True, False])
def test_words_in_the_releases_code_cells_are_found(release: NotebookNode, locked: bool) -> None:
    submitted = copy.deepcopy(release)
    cell = next(
        cell for cell in submitted.cells if "nbgrader" in cell.metadata and cell.metadata.nbgrader.locked is locked
    )
    cell.source = f"# {TEXT}\n{cell.source}"
    assert TEXT in restore(submitted, release).notebook.cells[place_of(release)].source


@pytest.mark.parametrize("code", ["x = 3  # test", "print(x)", "plt.title('Slope')", "# ours\nx = [1, 2, 3]"])
def test_code_is_no_written_answer(release: NotebookNode, code: str) -> None:
    submitted = copy.deepcopy(release)
    submitted.cells.append(new_code_cell(code))
    answer = next(cell for cell in submitted.cells if cell.id.endswith("_answer"))
    answer.source = "def written(x):\n    # this is how it is done here\n    return x"
    assert restore(submitted, release).notices == ()


def test_documents_beside_the_notebook_are_named_where_an_answer_is_empty(release: NotebookNode) -> None:
    restored = restore(copy.deepcopy(release), release, ["data.csv", "scan of page `1`.JPG", "why.docx"])
    answer = restored.notebook.cells[place_of(release)]
    assert "`scan of page '1'.JPG`" in answer.source
    assert "`why.docx`" in answer.source
    assert "data.csv" not in answer.source
    assert restore(copy.deepcopy(release), release, ["data.csv"]).notices == ()


def in_the_check(notebook: NotebookNode, name: str) -> None:
    check = next(cell for cell in notebook.cells if cell.id == name)
    check.source = f"def {name}(x):\n    return x\n{check.source}"


def in_a_text(notebook: NotebookNode, name: str) -> None:
    notebook.cells.append(new_markdown_cell(f"```python\ndef {name}(x):\n    return x\n```"))


def above_the_stub(notebook: NotebookNode, name: str) -> None:
    answer = next(cell for cell in notebook.cells if cell.id == f"{name}_answer")
    answer.source = f"def {name}(x):\n    return x\n\n{answer.source}"


def below_the_line_of_the_stub(notebook: NotebookNode, name: str) -> None:
    answer = next(cell for cell in notebook.cells if cell.id == f"{name}_answer")
    answer.source = f"{answer.source}\n    return 2 * x"


def under_another_name(notebook: NotebookNode, name: str) -> None:
    next(cell for cell in notebook.cells if cell.id == f"{name}_answer").source = "def other(x):\n    return x"


def commented_out(notebook: NotebookNode, name: str) -> None:
    next(cell for cell in notebook.cells if cell.id == f"{name}_answer").source = f"# def {name}(x):\n#     return x"


PLACES = [in_the_check, in_a_text, above_the_stub, below_the_line_of_the_stub, under_another_name, commented_out]


@pytest.mark.parametrize("place", PLACES)
def test_a_function_that_is_written_where_it_is_not_run_is_told(
    release: NotebookNode, place: Callable[[NotebookNode, str], None]
) -> None:
    submitted = copy.deepcopy(release)
    name = next(cell.id for cell in submitted.cells if cell.id.endswith("_answer")).removesuffix("_answer")
    place(submitted, name)
    assert restore(submitted, release).unread == {name}


def test_of_a_stub_that_is_still_one_nothing_is_told(release: NotebookNode) -> None:
    submitted = copy.deepcopy(release)
    for cell in submitted.cells:
        if cell.id.endswith("_answer"):
            cell.source = f"# I do not know\n{cell.source}"
    restored = restore(submitted, release)
    assert (restored.unread, restored.locked) == (frozenset(), ())


def test_code_in_a_locked_cell_is_told(release: NotebookNode) -> None:
    submitted = copy.deepcopy(release)
    locked = next(cell for cell in submitted.cells if "nbgrader" in cell.metadata and cell.metadata.nbgrader.locked)
    locked.source += "\nimport math"
    assert restore(submitted, release).locked == (locked.metadata.nbgrader.grade_id,)
