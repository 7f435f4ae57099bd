"""A small assignment for the tests of the engine: what `grader new` writes, and two questions more.

No test of the engine needs a question, a point or a sentence of the class that this repository holds: these are enough.
`lay_out` writes and builds it in a folder; `known` has this process, and the workers that it starts, find it there.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from nbformat import NotebookNode

import grader.hidden_tests
import solutions
from grader import catalog
from grader.grading import worker, workers

NAME = "a99_slopes"
ROOT = Path(__file__).parents[1]
POINTS = {"example_derivative": 1, "step_slope": 2, "cube_derivative": 4}
"""The questions that are marked automatically; besides, `WRITTEN` is worth one point, which a person gives."""
WRITTEN = "why_negative"

SOLUTIONS = """

def step_slope(f, x, h):
    return (f(x + h) - f(x)) / h


def cube_derivative(x):
    return 3 * x**2
"""
CASES = '''
def steps(rng: np.random.Generator) -> Iterable[Case]:
    """Two functions, steps of either sign."""
    for f in (Code("lambda x: x**3"), Code("lambda x: np.sin(x)")):
        yield case("positive", f=f, x=rng.uniform(0.3, 1.3), h=rng.uniform(0.1, 0.5))
        yield case("negative", f=f, x=rng.uniform(-1.3, -0.3), h=rng.uniform(-0.5, -0.1))


'''
QUESTIONS = """    Question(
        solution.step_slope,
        points=2,
        cases=steps,
        mistakes=(Mistake("not_divided", lambda f, x, h: f(x + h) - f(x), credit=0.25),),
    ),
    Question(
        solution.cube_derivative,
        points=4,
        cases=anywhere,
        mistakes=(Mistake("coefficient_lost", lambda x: x**2, credit=0.25),),
    ),
"""
SENTENCES = """
[step_slope.not_divided]
en = "That is the rise. Over which run?"
ko = "그것은 높이의 차이입니다. 얼마의 거리에 대한 차이입니까?"

[cube_derivative.coefficient_lost]
en = "The square is right. Which number stands before it?"
ko = "제곱은 맞습니다. 그 앞에는 어떤 수가 있습니까?"
"""
CELLS = """
# %% answer="step_slope"
def step_slope(f, x, h):

# %% name="setup_close" locked=true
from checks import call, check_close

# %% check="step_slope"
check_close("step_slope(x**2, 1, 0.5)", call(step_slope, lambda x: x**2, 1.0, 0.5), 2.5)

# %% answer="cube_derivative"
def cube_derivative(x):

# %% check="cube_derivative"
check_derivative(cube_derivative, lambda x: x**3)
"""

RISE_ONLY = '# %% answer="step_slope"\ndef step_slope(f, x, h):\n    return f(x + h) - f(x)\n'
SAMPLES = {
    "wrong_step": f"# base: solution\n# expect: step_slope wrong not_divided\n{RISE_ONLY}",
    "wrong_everywhere": f"""# base: solution
# expect: example_derivative wrong function_itself
# expect: step_slope wrong not_divided
# expect: cube_derivative wrong coefficient_lost
{RISE_ONLY}
# %% answer="example_derivative"
def example_derivative(x):
    return 5 * x**2
# %% answer="cube_derivative"
def cube_derivative(x):
    return x**2
""",
    "wrong_duplicated_answer_cell": """# base: solution
# expect: cube_derivative wrong coefficient_lost
# %% answer="cube_derivative"
def cube_derivative(x):
    return x**2
# %% duplicate="cube_derivative_answer"
""",
    "half_done": """# base: release
# expect: example_derivative correct correct
# %% answer="example_derivative"
def example_derivative(x):
    return x * 10
""",
    "invalid_answers": """# base: solution
# expect: example_derivative invalid text
# expect: step_slope invalid none
# expect: cube_derivative invalid nan
# %% answer="example_derivative"
def example_derivative(x):
    return "10"
# %% answer="step_slope"
def step_slope(f, x, h):
    (f(x + h) - f(x)) / h
# %% answer="cube_derivative"
def cube_derivative(x):
    return x * float("nan")
""",
    "killed_process": """# base: solution
# expect: example_derivative killed no_answer
# expect: cube_derivative killed crash
# %% answer="example_derivative"
import os
def example_derivative(x):
    os._exit(0)
# %% answer="cube_derivative"
def cube_derivative(x):
    import ctypes
    return ctypes.string_at(0)
""",
    "timeout_endless_loop": """# base: solution
# expect: cube_derivative timeout timeout
# %% answer="cube_derivative"
def cube_derivative(x):
    while True:
        pass
""",
    "written": f"""# base: solution
# %% replace="{WRITTEN}"
There the curve falls as x grows.
""",
    "damaged_file": '# base: release\n# expect: * missing not_json\n# %% file\n{"cells": [{"cell_type": "code"',
    "no_notebook": "# base: release\n# expect: * missing no_notebook\n# %% nothing\n",
}
"""Submissions by name, besides the four that `grader new` writes: see `grader.authoring.samples`."""


def lay_out(root: Path) -> Path:
    """Write the assignment into a folder, build it there, and return the folder."""
    from grader.authoring.build import build
    from grader.authoring.new import write_assignment
    from grader.course import load_course

    for place in ("grader/hidden_tests", "source"):
        (root / place).mkdir(parents=True)
    shutil.copy(ROOT / "nbgrader_config.py", root)
    shutil.copy(ROOT / "source" / "checks.py", root / "source")
    write_assignment(root, NAME)
    hidden_tests = root / "grader" / "hidden_tests" / f"{NAME}.py"
    text = hidden_tests.read_text(encoding="utf-8")
    for mark, with_more in (
        ("from grader.questions.kinds", "from grader.answers.code import Code\nfrom grader.questions.kinds"),
        ("QUESTIONS = (", f"{CASES.lstrip()}QUESTIONS = ("),
        (")\n\nASSIGNMENT = ", f"{QUESTIONS})\n\nASSIGNMENT = "),
    ):
        assert text.count(mark) == 1
        text = text.replace(mark, with_more)
    hidden_tests.write_text(text, encoding="utf-8")
    for path, added in (
        (hidden_tests.with_suffix(".toml"), SENTENCES),
        (root / "solutions" / f"{NAME}.py", SOLUTIONS),
        (root / "source" / f"{NAME}.py", CELLS),
    ):
        with path.open("a", encoding="utf-8") as file:
            file.write(added)
    for name, sample in SAMPLES.items():
        (root / "tests" / "submissions" / NAME / f"{name}.py").write_text(sample, encoding="utf-8")
    with known(root):
        build(load_course(root), NAME, "en")
    return root


def without(notebook: NotebookNode, question: str) -> NotebookNode:
    """Return a notebook as it was before a question was added: without its cells."""
    older = copy.deepcopy(notebook)
    older.cells = [cell for cell in older.cells if cell.id.removesuffix("_answer") != question]
    return older


@contextmanager
def known(root: Path) -> Iterator[None]:
    """Have this process, and the workers that it starts, find the assignment that lies in a folder."""
    start = partial(start_worker, str(root))
    with ExitStack() as stack:
        for package, folders in _with_folders(root):
            stack.enter_context(mock.patch.object(package, "__path__", folders))
        stack.enter_context(mock.patch.object(workers, "start_worker", start))
        yield


def settings(root: Path) -> str:
    """Return lines of a course's settings by which a command, a process of its own, finds the assignment."""
    return f"""
import sys
sys.path.append({str(Path(__file__).parent)!r})
import small_assignment
small_assignment.make_known({str(root)!r})
"""


def make_known(root: str) -> None:
    """As `known`, for as long as this process lives; where the assignment is known already, do nothing."""
    if NAME not in catalog.names():
        _add_folders(root)
        workers.start_worker = partial(start_worker, root)


def start_worker(root: str, *arguments: Any) -> None:
    """Start a worker process that finds the assignment, too."""
    _add_folders(root)
    worker.start_worker(*arguments)


def _add_folders(root: str) -> None:
    for package, folders in _with_folders(Path(root)):
        package.__path__ = folders


def _with_folders(root: Path) -> list[tuple[Any, list[str]]]:
    """Return the packages in which an assignment's modules lie, each with its folders and those of the assignment."""
    packages = {grader.hidden_tests: "grader/hidden_tests", solutions: "solutions"}
    return [(package, [*package.__path__, str(root / place)]) for package, place in packages.items()]
