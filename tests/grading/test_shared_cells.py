"""When a cell that ran for the whole class need not run again."""

from __future__ import annotations

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from grader import catalog
from grader.course import Course
from grader.grading.shared_cells import Names, independent, names, reusable, shared_cells

SETUP = ("setup", "import numpy as np\nfrom checks import check")
LOOK = ("look", "x = np.linspace(0, 1)\ny = x**2")
MORE = ("more", "print(y.sum())")
PRIMED = [SETUP, LOOK, MORE]
CHECK = ("check_f", "check(f, x)")


def own(source: str) -> tuple[str, str]:
    return ("own", source)


def test_names_are_those_of_the_notebook_and_not_of_functions() -> None:
    assert names("h = 1\nk = [h * j for j in range(i)]").reads == {"range", "i"}
    told = names("import math as m\nz = 1\ndef f(x):\n    y = x\n    return y + g + m.pi")
    assert told == Names(frozenset({"g", "m"}), frozenset({"m", "z", "f"}), frozenset({"z"}))


@pytest.mark.parametrize(
    "source",
    [
        "%timeit f(1)",
        "!ls",
        "exec('x = 1')",
        "globals()['x'] = 1",
        "from math import *",
        "(",
        "run helper.py",  # a magic without its sign
        "x = 1\nfiles = !ls",
        "y = 1\nf?",
        "  x = 1\n  y = 2",  # IPython moves it to the left
        ">>> x = 1\n>>> y = 2",
        "y = 1\n/f x",
    ],
)
def test_names_that_cannot_be_told(source: str) -> None:
    assert names(source) is None


@pytest.mark.parametrize(
    "source", ["def f(x):\n    return 9 + 18 x", "def f(x)\n    return x", "def f(x):\nreturn 2 * (x\n"]
)
def test_what_no_one_can_run_does_nothing(source: str) -> None:
    assert names(source) == Names(frozenset(), frozenset(), frozenset())
    assert reusable(PRIMED, [SETUP, own(source), LOOK, MORE]) == {0, 2, 3}
    with pytest.raises(SyntaxError):  # nor is it IPython
        compile(TransformerManager().transform_cell(source), "<cell>", "exec")


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    return 2 * x",  # x is its own
        "def f(t):\n    y = np.sin(t)\n    return y",
        "z = 3\nprint(z)",
        "y = 3",  # LOOK sets it before anyone reads it
    ],
)
def test_an_answer_that_minds_its_own_names_changes_nothing(source: str) -> None:
    assert reusable(PRIMED, [SETUP, own(source), LOOK, MORE]) == {0, 2, 3}


@pytest.mark.parametrize(
    "cells",
    [
        [SETUP, ("first", "y = 3"), LOOK, own("print(y)"), MORE],  # set again in between
        [SETUP, LOOK, own("y = 3"), MORE],  # read later
        [SETUP, LOOK, own("y[0] = 3"), MORE],  # changed in place, and read later
        [SETUP, LOOK, own("def f(t):\n    global y\n    y = t"), MORE],
        [SETUP, own("def f(t):\n    return t + x"), LOOK, MORE],  # x would not be there yet
        [SETUP, own("np = None"), LOOK, MORE],
        [SETUP, own("exec('y = 3')"), LOOK, MORE],
        [SETUP, own("%matplotlib inline"), LOOK, MORE],
        [LOOK, SETUP, own("pass"), MORE],  # another order
        [SETUP, SETUP, own("pass"), LOOK],
        [own("pass")],
        [SETUP, own("print(y)"), MORE],  # whoever deleted the cell that sets y has no y
    ],
)
def test_where_someone_could_tell_the_difference_everything_runs(cells: list[tuple[str, str]]) -> None:
    assert reusable(PRIMED, cells) == frozenset()


def test_a_picture_that_was_edited_runs_and_the_others_need_not() -> None:
    edited = ("look", "a = np.linspace(0, 2)\nb = a**2")
    assert reusable([SETUP, LOOK], [SETUP, edited, own("def f(x): return x")]) == {0}


@pytest.mark.parametrize("source", ["graded = 'X' in places", "there = x is not None", "one = a in b in c"])
def test_a_truth_value_is_no_data(source: str) -> None:
    told = names(source)
    assert told
    assert told.sets
    assert not told.data


@pytest.mark.parametrize(
    "source",
    ["n = [3]", "n = x == 3", "n = x < y in z", "n = f(3)", "n = (y := [1]) in z", "n += 3", "for n in (1, 2): ..."],
)
def test_what_may_be_an_array_or_a_list_is_data(source: str) -> None:
    told = names(source)
    assert told
    assert "n" in told.data


def test_a_name_may_be_read_where_nobody_goes_on_to_use_it() -> None:
    assert reusable(PRIMED, [SETUP, LOOK, MORE, own("print(x)")]) == {0, 1, 2}


def test_visible_checks_read_and_change_nothing() -> None:
    check = ("check_f", "check(f, y)")
    assert reusable(PRIMED, [SETUP, LOOK, check, MORE], trusted={"check_f"}) == {0, 1, 3}
    assert reusable(PRIMED, [SETUP, LOOK, check, MORE]) == frozenset()


def test_cells_that_use_what_a_student_writes_are_not_shared() -> None:
    train = ("train", "def train(): return f(x)\nhistory = train()")
    draw = ("draw", "print(history)")
    answers = ["def f(x):\n    raise NotImplementedError()"]
    assert independent([SETUP, LOOK, train, draw, MORE], answers) == PRIMED
    assert independent([SETUP, LOOK, ("own", "f = 1")], answers) == [SETUP, LOOK, ("own", "f = 1")]


@pytest.mark.parametrize("name", catalog.names())
def test_in_every_assignment_the_pictures_need_to_be_drawn_only_once(course: Course, name: str) -> None:
    release = nbformat.read(course.release(name), as_version=4)
    primed = shared_cells(release)
    code = [(cell.id, cell.source) for cell in release.cells if cell.cell_type == "code"]
    checks = {cell.id for cell in release.cells if cell.metadata.get("nbgrader", {}).get("grade")}
    assert len(reusable(primed, code, checks)) == len(primed) >= (2 if catalog.load(name).functions else 1)
