"""The calls of visible checks, recorded: what a check asks is a case."""

from __future__ import annotations

import importlib
import json
import sys
import types
from pathlib import Path

import numpy as np
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from grader.answers.code import Code
from grader.authoring.visible import beside, recorded, same, write
from grader.questions.question import Assignment, Call, Question, case
from grader.questions.seen import with_seen

CELLS = {
    "setup": "import numpy as np\ndef square(x):\n    return x * x\noffset = 2",
    "area_answer": "def area(w, h=1.0):\n    if np.size(w) == 0:\n        raise ValueError\n    return w * h",
    "area": "area(2.0)\narea(2.0)\narea(np.array([1, 2]), h=0.5)\n"
    "try:\n    area(np.zeros(0))\nexcept ValueError:\n    pass",
    "apply_answer": "def apply(f, x):\n    return area(f(x))",
    "apply": "for f in (square, np.sin, lambda x: x + 1, lambda x: x + offset):\n    apply(f, 3)\n1 / 0",
}


def area(w, h=1.0):
    return w * h


def apply(f, x):
    return f(x)


def wrapped(answer, f, x):
    return answer(f, x)


ASSIGNMENT = Assignment("a0", (Question(area, 1, lambda rng: [case(w=1.0)]), Question(apply, 1, lambda rng: [])))


def notebook() -> NotebookNode:
    cells = [new_code_cell(source, id=name, metadata={"nbgrader": {}}) for name, source in CELLS.items()]
    return new_notebook(cells=[*cells, new_code_cell("area(7.0)", id="play", metadata={})])


@pytest.fixture(scope="module")
def calls() -> dict[str, object]:
    found: dict[str, object] = json.loads(recorded(notebook(), ASSIGNMENT, Path.cwd()).calls)
    return found


def asked(calls: dict[str, object], name: str) -> list[dict[str, object]]:
    question = next(one for one in with_seen(ASSIGNMENT, calls).functions if one.name == name)
    return [dict(one.inputs) for one in question.beside]


def test_each_call_of_a_check_is_a_case_once(calls: dict[str, object]) -> None:
    first, second, _ = asked(calls, "area")
    assert first == {"w": 2.0}
    np.testing.assert_array_equal(second.pop("w"), [1, 2])
    assert second == {"h": 0.5}


def test_a_call_that_is_refused_must_be_refused(calls: dict[str, object]) -> None:
    question = with_seen(ASSIGNMENT, calls).functions[0]
    assert [one.must_raise for one in question.beside] == [False, False, True]


def test_functions_are_recorded_as_their_source_unless_they_use_names_of_the_notebook(calls: dict[str, object]) -> None:
    assert [one["f"] for one in asked(calls, "apply")] == [
        Code("lambda x: x * x"),
        Code("np.sin"),
        Code("lambda x: x + 1"),
    ]


def test_what_another_function_calls_is_not_recorded_for_it(calls: dict[str, object]) -> None:
    assert all("h" in one or "w" in one for one in asked(calls, "area"))
    assert len(asked(calls, "area")) == 3


def test_a_question_that_is_not_asked_by_a_plain_call_is_left_out() -> None:
    question = Question(apply, 1, lambda rng: [], ask=Call(wrapped))
    assert recorded(notebook(), Assignment("a0", (question,)), Path.cwd()).calls == "{}\n"


def test_a_check_that_fails_on_the_solution_is_named() -> None:
    (failure,) = recorded(notebook(), ASSIGNMENT, Path.cwd()).failures
    assert failure == "apply: the visible check fails on the solution: ZeroDivisionError: division by zero"


def test_a_file_is_written_only_where_the_calls_are_others(tmp_path: Path) -> None:
    path = tmp_path / "a0.visible.json"
    write(path, '{"f": [1.0]}')
    write(path, '{"f": [1.0000000000001]}')
    assert path.read_text() == '{"f": [1.0]}'
    write(path, '{"f": [2.0]}')
    assert path.read_text() == '{"f": [2.0]}'


@pytest.mark.parametrize(("left", "right"), [('{"a": [1]}', '{"a": [1, 2]}'), ("[true]", "[1.5]"), ('{"a": 1}', "{}")])
def test_other_calls_are_not_the_same(left: str, right: str) -> None:
    assert not same(left, right)


def test_a_module_beside_a_notebook_hides_one_of_that_name_for_as_long_as_its_cells_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another = types.ModuleType("helper_beside")
    monkeypatch.setitem(sys.modules, "helper_beside", another)
    (tmp_path / "helper_beside.py").write_text("value = 1\n")
    with beside(tmp_path):
        assert importlib.import_module("helper_beside").value == 1
    assert sys.modules["helper_beside"] is another


def test_cells_to_play_with_are_run_where_they_are_asked_for_and_told_with_their_line_if_they_fail() -> None:
    broken = new_notebook(cells=[new_code_cell("import math\nmath.nothing", id="look", metadata={})])
    assert recorded(broken, ASSIGNMENT, Path.cwd()).failures == ()
    (failure,) = recorded(broken, ASSIGNMENT, Path.cwd(), all_cells=True).failures
    assert failure == "the cell look fails in its line 2: AttributeError: module 'math' has no attribute 'nothing'"
