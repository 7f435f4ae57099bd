"""A course with one written question, answered by three students and graded by hand-made results; served for real."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
from hostile import HTML
from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from grader.by_hand.server import Marking, serve
from grader.course import Course
from grader.nbgrader import gradebook_rows
from grader.nbgrader.by_hand import HandMarking
from grader.nbgrader.gradebook import Gradebook
from grader.results.records import GradedSubmission
from grader.results.result import Result
from grader.text import Language

NAME, QUESTION = "essay", "why_flat"
SOLUTION = """### BEGIN SOLUTION
At its highest place the slope is 0, so $f$ is **flat** there.

- 1 point: names the slope, $f'(x) = 0$.
- ½ point: says where.
### END SOLUTION"""
STUB = "YOUR ANSWER HERE"
ANSWERS = {"ann": "At the top the slope is $0$.", "bob": f"It is steep. {' '.join(HTML)}", "cid": "The slope is $0$."}


def notebook(answer: str) -> NotebookNode:
    """Return a notebook with the question and this answer."""
    marks = {"grade_id": QUESTION, "grade": True, "solution": True, "locked": False, "task": False, "points": 1.5}
    cell = nbformat.v4.new_markdown_cell(STUB, metadata={"nbgrader": marks | {"schema_version": 3}})
    cell.metadata.nbgrader.checksum = compute_checksum(cell)
    cell.source = answer
    text = nbformat.v4.new_markdown_cell("## A hill\n\nWhy is a hill flat at its top? Say it with a slope.")
    return nbformat.v4.new_notebook(
        cells=[text, cell], metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )


def course_in(root: Path, language: Language = "en") -> Course:
    return Course(root, language, db_url=f"sqlite:///{root / 'gradebook.db'}")


def lay_out(root: Path, language: Language = "en") -> Course:
    """Write the course's folders and its gradebook."""
    course = course_in(root, language)
    for folder, text in (("source", SOLUTION), ("release", STUB)):
        (root / folder / NAME).mkdir(parents=True)
        nbformat.write(notebook(text), root / folder / NAME / f"{NAME}.ipynb")
    with Gradebook(course.db_url) as gradebook:
        gradebook.ensure_assignment(NAME, notebook(STUB))
    in_order = (f"{number:032}" for number in itertools.count())  # answers come in the order of these
    with mock.patch.object(gradebook_rows, "new_uuid", side_effect=in_order):
        for student, answer in ANSWERS.items():
            hand_in(course, student, answer)
    return course


def hand_in(course: Course, student: str, answer: str) -> None:
    """Have a student's answer graded: it waits for a person."""
    text = nbformat.writes(notebook(answer))
    folder = course.autograded(student, NAME)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.ipynb").write_text(text, encoding="utf-8")
    with Gradebook(course.db_url) as gradebook:
        gradebook.record(NAME, [GradedSubmission(Result(NAME, student, 1, ()), text)])


@contextmanager
def served(course: Course, marker: str = "Prof. Kim") -> Iterator[str]:
    """Serve the course's page for marking from a thread of its own; give the address with its token."""
    ready: list[Any] = []
    started = threading.Event()

    async def run() -> None:
        with HandMarking(course.db_url) as gradebook:
            server, address = serve(Marking(course, gradebook, marker), 0)
            end = asyncio.Event()
            ready.extend((asyncio.get_running_loop(), end, address))
            started.set()
            await end.wait()
            server.stop()
            await server.close_all_connections()

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    assert started.wait(120)
    try:
        yield ready[2]
    finally:
        ready[0].call_soon_threadsafe(ready[1].set)
        thread.join(20)
