"""A small class of a1_derivatives, laid out by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from browser import browser  # noqa: F401  # a fixture
from class_by_hand import NAME

from grader.authoring.samples import load_samples, notebook_bytes
from grader.course import Course
from grader.results.result import FILE_NAME, Result, to_json


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
def hand_in(scratch: Course, course: Course) -> Callable[..., None]:
    """Lay a submission that is the solution but for the answers named."""
    import nbformat

    release = nbformat.read(course.release(NAME), as_version=4)
    solution = nbformat.read(course.root / "source" / NAME / f"{NAME}.ipynb", as_version=4)
    samples = load_samples(course.root / "tests" / "submissions" / NAME)
    sample = next(sample for sample in samples if sample.name == "right_solution")

    def lay(student: str, **answers: str) -> None:
        notebook = json.loads(notebook_bytes(sample, release, solution) or b"")
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"].removesuffix("_answer"), cell["source"])
        scratch.submitted(student, NAME).mkdir(parents=True, exist_ok=True)
        (scratch.submitted(student, NAME) / f"{NAME}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    return lay
