"""A notebook under another name is graded and told so; what cannot be read or told apart waits for a person."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import nbformat
import pytest
from small_assignment import NAME, WRITTEN

from grader.course import Course
from grader.submission.find_notebook import AS_RELEASED, FoundNotebook, _asked, _work_in, elsewhere
from grader.submission.intake import read_submission
from grader.submission.notebook import MAX_BYTES, read_notebook
from grader.submission.submission import Submission


@pytest.fixture
def folder(scratch: Course) -> Path:
    """Return the folder in which `someone` hands in."""
    place = scratch.submitted("someone", NAME)
    place.mkdir(parents=True)
    (place / "checks.py").write_text("# the course's own")
    return place


@pytest.fixture
def untouched(scratch: Course) -> bytes:
    return scratch.release(NAME).read_bytes()


@pytest.fixture
def finished(untouched: bytes) -> bytes:
    return answered(untouched, "9 + 18 * x")


def answered(release: bytes, expression: str) -> bytes:
    """Return a release with an answer to its first question."""
    notebook = nbformat.reads(release.decode(), as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == "example_derivative_answer")
    cell.source = f"def example_derivative(x):\n    return {expression}"
    return nbformat.writes(notebook).encode()


def zipped(*files: tuple[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files:
            packed.writestr(
                zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED
            )  # no time of day: names of tests hold it
    return archive.getvalue()


def read(course: Course) -> Submission:
    return read_submission(course, "someone", NAME)


@pytest.mark.parametrize(
    "name",
    [
        *(
            f"{NAME}.ipynb.txt",
            f"{NAME}.ipynb.json",
            f"{NAME}.ipynb.download",
            f"{NAME}.ipynb_",
            f"{NAME}.json",
            f"{NAME}.IPYNB",
            f"{NAME} (1).ipynb",
        ),
        *(f"{NAME}-Copy1.ipynb", "homework.ipynb", f"{NAME}/{NAME}.ipynb", f"Kim/hand in/{NAME}.ipynb", "과제1.ipynb"),
    ],
)
def test_a_single_notebook_with_our_cells_is_graded_under_any_name(
    scratch: Course, folder: Path, finished: bytes, name: str
) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(finished)
    found = read(scratch)
    assert (found.notebook, found.problem) == (finished, None)
    assert name in found.notices[0].en
    assert name in found.notices[0].ko


@pytest.mark.parametrize("inside", [f"{NAME}.ipynb", f"my folder/{NAME} (2).ipynb"])
def test_a_lone_archive_is_unpacked(scratch: Course, folder: Path, finished: bytes, inside: str) -> None:
    archive = zipped((inside, finished), (f"__MACOSX/._{NAME}.ipynb", b"\0\5"), ("../../escape.ipynb", b"{}"))
    (folder / "homework.zip").write_bytes(archive)
    found = read(scratch)
    assert (found.notebook, found.problem) == (finished, None)
    assert f"homework.zip/{inside}" in found.notices[0].en
    assert not (folder.parents[1] / "escape.ipynb").exists()


def test_an_editors_notebook_without_ids_is_known_by_its_functions(
    scratch: Course, folder: Path, finished: bytes
) -> None:
    plain = json.loads(finished)
    for cell in plain["cells"]:
        cell["metadata"] = {}
        cell.pop("id")
    (folder / "colab.ipynb").write_bytes(json.dumps(plain).encode())
    assert read(scratch).notebook == (folder / "colab.ipynb").read_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("homework.py", b"def example_derivative(x):\n    return 9 + 18 * x"),
        ("homework.html", b"<html></html>"),
        (f"{NAME}.ipynb.txt", b"{ half a notebook"),
        ("other.ipynb", b'{"nbformat": 4, "cells": [], "metadata": {}}'),
        ("homework.zip", b"PK damaged"),
        pytest.param("homework.zip", zipped((f"{NAME}.ipynb", b" " * (MAX_BYTES + 1))), id="a bomb"),
        ("photo of my notes.jpg", b"\xff\xd8"),
        *((name, b"some") for name in (f"{NAME}.ipynb.crdownload", f"{NAME}.ipynb.part", NAME, f"{NAME}.ipynb~")),
        *((name, b"bplist00") for name in (f".{NAME}.ipynb.icloud", ".answers.pdf.icloud")),
        *((name, b"some") for name in ("Colab.url", "homework.gdoc", "과제.egg", "과제.hwpx", "IMG_1.HEIC", "a.pages")),
    ],
)
def test_what_cannot_be_graded_is_named_and_waits(scratch: Course, folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    found = read(scratch)
    assert found.notebook is None
    assert found.problem
    assert found.problem[0] == "other_name"
    assert name in found.problem[1].en


@pytest.mark.parametrize(
    "name", ["timestamp.txt", ".DS_Store", "Thumbs.db", "__MACOSX/x.ipynb", "notebook_language.py"]
)
def test_where_nothing_is_but_litter_and_the_courses_own_nothing_was_handed_in(
    scratch: Course, folder: Path, name: str
) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("2026-11-20 10:00:00 UTC")
    found = read(scratch)
    assert (found.notebook, found.problem, found.notices) == (None, None, ())


def test_a_finished_copy_beside_an_untouched_notebook_counts(
    scratch: Course, folder: Path, untouched: bytes, finished: bytes
) -> None:
    (folder / f"{NAME}.ipynb").write_bytes(untouched)
    (folder / f"{NAME}-Copy1.ipynb").write_bytes(finished)
    found = read(scratch)
    assert found.notebook == finished
    assert f"{NAME}-Copy1.ipynb" in found.notices[0].en


@pytest.mark.parametrize("name", ["a2_gradients", "a4_chain_rule"])
def test_a_check_that_defines_a_helper_is_no_answer(course: Course, name: str) -> None:
    cells = read_notebook(course.release(name).read_bytes()).cells
    assert _work_in(cells, _asked(name, course.release(name))) == AS_RELEASED


def written(release: bytes, how: str) -> bytes:
    """Return a release of the small assignment whose only work is a written answer: in its cell, or in a new one."""
    notebook = nbformat.reads(release.decode(), as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == WRITTEN)
    if how == "in its cell":
        cell.source = "The slope doubles, since the cost is squared."
    else:
        notebook.cells.append(nbformat.v4.new_markdown_cell("The slope doubles, since the cost is squared."))
    return nbformat.writes(notebook).encode()


@pytest.mark.parametrize("how", ["in its cell", "in a new cell"])
def test_a_written_answer_alone_is_work_too(scratch: Course, folder: Path, untouched: bytes, how: str) -> None:
    (folder / f"{NAME}.ipynb").write_bytes(untouched)
    work = written(untouched, how)
    (folder / f"{NAME}-Copy1.ipynb").write_bytes(work)
    found = read(scratch)
    assert found.notebook == work
    assert f"{NAME}-Copy1.ipynb" in found.notices[0].en


def test_a_note_in_one_notebook_and_answers_in_another_wait_for_a_person(
    scratch: Course, folder: Path, untouched: bytes, finished: bytes
) -> None:
    (folder / f"{NAME}.ipynb").write_bytes(written(untouched, "in a new cell"))
    (folder / f"{NAME}-Copy1.ipynb").write_bytes(finished)
    found = read(scratch)
    assert found.notebook is None
    assert found.problem
    assert found.problem[0] == "several_notebooks"


def test_a_copy_beside_a_finished_notebook_is_told_and_the_right_name_counts(
    scratch: Course, folder: Path, finished: bytes, untouched: bytes
) -> None:
    (folder / f"{NAME}.ipynb").write_bytes(finished)
    (folder / f"{NAME}-Copy1.ipynb").write_bytes(finished)
    assert read(scratch).notices == (), "the same bytes twice are one notebook"
    (folder / f"{NAME}-Copy1.ipynb").write_bytes(answered(untouched, "x"))
    found = read(scratch)
    assert found.notebook == finished
    assert f"{NAME}-Copy1.ipynb" in found.notices[0].en


def test_several_finished_notebooks_wait_for_a_person(scratch: Course, folder: Path, untouched: bytes) -> None:
    for name, expression in (("first.ipynb", "9 + 18 * x"), ("second.ipynb", "x")):
        (folder / name).write_bytes(answered(untouched, expression))
    for _ in range(2):
        found = read(scratch)
        assert found.notebook is None
        assert found.problem
        assert found.problem[0] == "several_notebooks"
        assert "first.ipynb, second.ipynb" in found.problem[1].en
        (folder / f"{NAME}.ipynb").write_bytes(untouched)  # it tells nothing


def test_an_untouched_copy_is_no_second_answer(
    scratch: Course, folder: Path, untouched: bytes, finished: bytes
) -> None:
    (folder / "mine.ipynb").write_bytes(finished)
    (folder / "original.ipynb").write_bytes(untouched)
    assert read(scratch).notebook == finished


def test_links_are_no_candidates(scratch: Course, folder: Path, tmp_path: Path, finished: bytes) -> None:
    (tmp_path / "elsewhere.ipynb").write_bytes(finished)
    (folder / "homework.ipynb").symlink_to(tmp_path / "elsewhere.ipynb")
    assert read(scratch).notebook is None


@pytest.mark.parametrize(
    "place",
    [
        f".ipynb_checkpoints/{NAME}-checkpoint.ipynb",
        f"venv/{NAME}.ipynb",
        f"work/.venv/{NAME}.ipynb",
        ".hidden.ipynb",
        f"a/b/c/d/e/{NAME}.ipynb",
        f"__MACOSX/{NAME}.ipynb",
    ],
)
def test_work_in_a_programs_folder_or_deep_down_is_named_and_waits(
    scratch: Course, folder: Path, finished: bytes, place: str
) -> None:
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    (folder / place).write_bytes(finished)
    problem = read(scratch).problem
    assert problem is not None
    assert place in problem[1].en


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (f"{NAME} (1).ipynb", b'{"cells": [{"cell_type'),
        (f"{NAME}.py", b"def cube_derivative(x):\n    return 3 * x**2\n"),
        ("Untitled.ipynb", b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "f = lambda x: 3 * x**2"}]}'),
        ("answers.pdf", b"%PDF-1.7"),
    ],
)
def test_what_cannot_be_graded_beside_an_untouched_notebook_waits(
    scratch: Course, folder: Path, untouched: bytes, finished: bytes, name: str, content: bytes
) -> None:
    (folder / f"{NAME}.ipynb").write_bytes(untouched)
    (folder / name).write_bytes(content)
    problem = read(scratch).problem
    assert problem is not None
    assert name in problem[1].en
    (folder / f"{NAME}.ipynb").write_bytes(finished)
    assert read(scratch).problem is None


def test_a_copy_that_answers_more_than_the_notebook_of_the_right_name_waits(
    scratch: Course, folder: Path, finished: bytes
) -> None:
    more = nbformat.reads(finished.decode(), as_version=4)
    cell = next(cell for cell in more.cells if cell.id == "cube_derivative_answer")
    cell.source = "def cube_derivative(x):\n    return x"
    (folder / f"{NAME}.ipynb").write_bytes(finished)
    (folder / f"{NAME}-Copy1.ipynb").write_bytes(nbformat.writes(more).encode())
    problem = read(scratch).problem
    assert problem is not None
    assert problem[0] == "several_notebooks"


@pytest.mark.parametrize(("name", "file"), [("a8_data_app", "app.py"), ("a9_project", "report.pdf")])
def test_files_that_are_asked_for_may_lie_beside_an_untouched_notebook(
    course: Course, tmp_path: Path, name: str, file: str
) -> None:
    (tmp_path / file).write_bytes(b"print(1)")
    named = course.release(name).read_bytes()
    assert elsewhere(tmp_path, name, named, (), course.release(name)) == FoundNotebook(named)


@pytest.mark.parametrize("named", [b"", b'{"cells": [', b"<!doctype html>"])
def test_answers_beside_a_notebook_that_cannot_be_read_are_named(
    scratch: Course, folder: Path, finished: bytes, named: bytes
) -> None:
    (folder / f"{NAME}.ipynb").write_bytes(named)
    (folder / f"{NAME} (1).ipynb").write_bytes(finished)
    found = read(scratch)
    assert found.problem
    assert found.problem[0] == "several_notebooks"
    assert f"{NAME} (1).ipynb" in found.problem[1].en
