"""A small class, laid out by hand."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import browser  # noqa: F401  # a fixture
from small_assignment import NAME, known

from grader.course import Course
from grader.results.result import FILE_NAME, Result, to_json


@pytest.fixture(autouse=True)
def _known(small: Course) -> Iterator[None]:
    """The assignment of these tests, in the catalogue."""
    with known(small.root):
        yield


@pytest.fixture
def mark(scratch: Course) -> Callable[[Result], Path]:
    """Lay a result where the grader would."""

    def lay(result: Result) -> Path:
        folder = scratch.autograded(result.student, NAME)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_text(to_json(result), encoding="utf-8")
        return folder / FILE_NAME

    return lay


@pytest.fixture
def hand_in(scratch: Course, small: Course) -> Callable[..., None]:
    """Lay a submission that is the solution but for the answers named."""
    import nbformat

    solution = nbformat.read(small.root / "source" / NAME / f"{NAME}.ipynb", as_version=4)

    def lay(student: str, **answers: str) -> None:
        notebook = copy.deepcopy(solution)
        for cell in notebook.cells:
            cell.source = answers.get(cell.id.removesuffix("_answer"), cell.source)
        scratch.submitted(student, NAME).mkdir(parents=True, exist_ok=True)
        (scratch.submitted(student, NAME) / f"{NAME}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    return lay
