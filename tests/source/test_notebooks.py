"""The notebooks as a student meets them: they run from top to bottom, and the checks know right from untouched."""

from __future__ import annotations

import contextlib
import dis
import functools
import re
from collections.abc import Callable, Iterator

import nbformat
import pytest
from nbformat import NotebookNode

from grader import catalog
from grader.answers.answer import CellRun
from grader.authoring.build import files_beside, weave
from grader.course import Course
from grader.questions.question import Extra
from grader.sandbox.host.fork_server import ForkServer, Shared
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.limits import Allowance, Limits
from grader.text import Language

FUNCTIONS = [name for name in catalog.names() if catalog.load(name).functions]
"""Assignments that functions answer; the others have a test module of their own."""
NAMES = [pytest.param(name, marks=pytest.mark.xdist_group(f"notebook of {name}")) for name in FUNCTIONS]
LIMITS = Limits(cell_seconds=30.0, call_seconds=5.0, notebook_seconds=120.0)
AT_THE_DESK = 'import os; os.environ["NBGRADER_EXECUTION"] = "validate"'
"""Some checks rest in a grading run."""


@pytest.fixture(scope="module")
def warm(lasting_fork_server: ForkServer) -> Iterator[Callable[[Extra], Sandbox]]:
    """Return a sandbox that has imported what an assignment needs beyond the others; that takes long."""
    with contextlib.ExitStack() as opened:

        @functools.cache
        def one(extra: Extra) -> Sandbox:
            shared = Shared((("extra", f"import {', '.join(extra.modules)}"),))
            return opened.enter_context(Sandbox("auto", lasting_fork_server.control, shared))

        yield one


@pytest.fixture
def place(name: str, sandbox: Sandbox, warm: Callable[[Extra], Sandbox]) -> Sandbox:
    """Where a notebook runs."""
    extra = catalog.load(name).extra
    return warm(extra) if extra else sandbox


def run(
    name: str, notebook: NotebookNode, course: Course, language: Language, sandbox: Sandbox, *, solved: bool
) -> dict[str, CellRun]:
    """Run all code cells and return what became of each, by its id."""
    if lacking := catalog.lacking(name):
        pytest.skip(str(lacking))
    assignment = catalog.load(name)
    texts = files_beside(course, assignment, language)
    if solved:
        solution = (course.root / "solutions" / f"{name}.py").read_text(encoding="utf-8")
        texts |= dict.fromkeys(assignment.deliverables, solution)
    files = [(file, text.encode()) for file, text in texts.items()]
    cells = [(index, cell.source) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    with sandbox.open(files, LIMITS) as session:
        session.run([(len(notebook.cells), AT_THE_DESK)], Allowance.of(LIMITS.cell_seconds))
        runs = session.run(cells, Allowance.of(LIMITS.notebook_seconds))
    return {notebook.cells[index].id: run for index, run in runs.items()}


@functools.cache
def released(name: str, course: Course, sandbox: Sandbox) -> dict[str, CellRun]:
    """Return what becomes of the cells of the release as students get it."""
    return run(name, nbformat.read(course.release(name), as_version=4), course, "en", sandbox, solved=False)


def errors(runs: dict[str, CellRun]) -> dict[str, str]:
    return {name: f"{run.failed.kind}: {run.failed.text}" for name, run in runs.items() if run.failed}


def noise(runs: dict[str, CellRun]) -> list[object]:
    """Return what was written beside the answers, such as a warning of a character that a font lacks."""
    return [output for run in runs.values() for output in run.outputs if output.get("name") == "stderr"]


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", NAMES)
def test_the_solutions_pass_every_visible_check_quietly(
    course: Course, name: str, language: Language, place: Sandbox
) -> None:
    notebook = weave(course.root / "source" / f"{name}.py", catalog.load(name), language)
    if language == "en":  # what is to play with, most of it pictures, is seen in English in the untouched release
        notebook.cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    runs = run(name, notebook, course, language, place, solved=True)
    assert errors(runs) == {}
    assert noise(runs) == []
    said = [o["data"]["text/plain"] for r in runs.values() for o in r.outputs if "data" in o]
    hangul = [any("가" <= character <= "힣" for character in text) for text in said if text.startswith("✔")]
    assert hangul
    assert set(hangul) == {language == "ko"}


@pytest.mark.parametrize("name", NAMES)
def test_in_the_untouched_release_the_pictures_draw_and_no_check_passes(
    course: Course, name: str, place: Sandbox
) -> None:
    runs = released(name, course, place)
    assert set(errors(runs)) == {question.name for question in catalog.load(name).questions}
    assert noise(runs) == []


@pytest.mark.parametrize("name", catalog.names())
def test_a_check_leaves_no_name_that_a_students_helper_may_have(course: Course, name: str) -> None:
    notebook = nbformat.read(course.release(name), as_version=4)
    graded = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    steps = [step for cell in graded if cell.cell_type == "code" for step in dis.get_instructions(cell.source)]
    left = {step.argval for step in steps if step.opname == "STORE_NAME"}
    assert {stored for stored in left if not stored.startswith("_")} == set()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_assignment_draws_pictures_and_asks_for_words(course: Course, name: str) -> None:
    notebook = nbformat.read(course.release(name), as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    assert sum("plt." in source or "pictures." in source for source in code) >= 2
    written = [cell for cell in notebook.cells if cell.cell_type == "markdown" and "nbgrader" in cell.metadata]
    assert len(written) in ((0,) if name == "a1_derivatives" else (1, 2))
    assert all("YOUR ANSWER HERE" in cell.source for cell in written)


@pytest.mark.parametrize("name", NAMES[:6])  # before those that need more packages
def test_pictures_say_what_they_show_and_their_cells_hold_no_drawing(
    course: Course, name: str, sandbox: Sandbox
) -> None:
    notebook = nbformat.read(course.release(name), as_version=4)
    drawing = [cell.id for cell in notebook.cells if cell.cell_type == "code" and "pictures." in cell.source]
    assert all("plt." not in cell.source for cell in notebook.cells if cell.cell_type == "code")
    runs = released(name, course, sandbox)
    for cell in drawing:
        (picture,) = [output["data"] for output in runs[cell].outputs if "image/png" in output.get("data", {})]
        assert len(picture["text/plain"]) > 60


NUMBERS = r"two|three|four|five|six|seven|eight|nine|ten|\d+"
KOREAN_NUMBERS = r"두|세|네|다섯|여섯|일곱|여덟|아홉|열|\d+"
COUNTED = re.compile(
    rf"\b({NUMBERS}) (\w+ )?(questions|functions below|answers below)\b(?!:)"
    rf"|({KOREAN_NUMBERS}) ?(개의 |가지 )?(문제|문항|질문)|(문제|문항|질문) (둘|셋|넷|({KOREAN_NUMBERS}) ?개)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", catalog.names())
def test_no_text_counts_the_questions_since_a_course_may_leave_some_out(course: Course, name: str) -> None:
    text = (course.root / "source" / f"{name}.py").read_text(encoding="utf-8").replace("\n# ", " ")
    assert [found[0] for found in COUNTED.finditer(text)] == []
