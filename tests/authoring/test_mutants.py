"""Mutants, small changes of right answers: which are made, how they are asked, and what becomes of survivors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader import catalog
from grader.authoring.mutants import changes
from grader.authoring.mutants_asked import (
    Asked,
    Equivalent,
    Original,
    accepted,
    ask,
    form_of,
    judge,
    listed,
    matches,
    originals,
)
from grader.authoring.mutants_behaviour import Form, Parameter, spoiled
from grader.authoring.mutants_counted import read
from grader.course import Course
from grader.questions.kinds import place
from grader.questions.question import Call, Case, Question, case, must_raise
from grader.questions.scheme import make_scheme


def lines(source: str) -> set[str]:
    """Return the lines that follow ``return`` in the mutants of a function that has one line."""
    return {mutant.description.partition(" → return ")[2] for mutant in changes(source)}


@pytest.mark.parametrize(
    ("expression", "changed"),
    [
        ("z > 0", {"z >= 0", "z > 1e-06", "z > 0.1", "z > 6", "z < 0"}),
        ("a + b", {"a - b", "a", "b", "a + 2 * b", "2 * a + b"}),
        ("a - b", {"b - a"}),
        ("z * 2", {"z * 3", "z * -2", "z / 2"}),
        ("np.maximum(z, 0)", {"np.minimum(z, 0)", "np.maximum(z, 1)"}),
        ("abs(z)", {"z"}),
        ("-z", {"z"}),
        ("z.sum(axis=1, keepdims=True)", {"z.sum(axis=0, keepdims=True)", "z.sum(axis=1)", "z.sum(keepdims=True)"}),
        ("z.max(axis=1, keepdims=True)", {"z.min(axis=1, keepdims=True)", "z[:, :1]", "z[:, -1:]"}),
        ("m / (np.sqrt(v) + 1e-07)", {"m / np.sqrt(v)", "m / np.sqrt(v + 1e-07)", "m / (np.sqrt(v) + 1e-08)"}),
        ("np.zeros(3)", {"np.zeros(3, dtype=int)"}),
        ("np.array(z)", {"np.asarray(z)"}),
        ("z[::-1]", {"z"}),
        ("2 * z", {"-2 * z"}),
        ("n == 0", {"abs(n) <= 1e-06", "abs(n) <= 0.1"}),
        ("s == '+'", {"s in '+'", "s.startswith('+')"}),
    ],
)
def test_an_expression_is_changed_in_one_place(expression: str, changed: set[str]) -> None:
    assert changed <= lines(f"def f(z):\n    return {expression}")


def test_parameters_are_taken_for_each_other() -> None:
    assert {"x @ x + b", "w @ x + w"} <= lines("def f(w, x, b):\n    return w @ x + b")


@pytest.mark.parametrize(
    ("source", "description"),
    [
        ("def f(x, h=1e-5):\n    return x + h", "def f(x, h=1e-05): → def f(x, h):"),
        ("def f(x):\n    x = x + 1\n    return x", "x = x + 1 → x += 1"),
        ("def f(x):\n    for i in x:\n        t = i\n    return t", "→ break"),
        (
            "def f(x):\n    if x < 0:\n        raise ValueError('no')\n    return x",
            "raise ValueError('no') → return 0.0",
        ),
    ],
)
def test_a_statement_is_changed(source: str, description: str) -> None:
    assert description in {mutant.description.removeprefix(" ") for mutant in changes(source)}


def test_no_mutant_comes_to_the_same_code_as_another() -> None:
    found = [mutant.source for mutant in changes("def f(a, b):\n    return a + b + 0")]
    assert len(found) == len(set(found))


# ── bad behaviour ──────────────────────────────────────────────────────────────────────────────────────────


def run(description: str, source: str, *inputs: Any, axes: int = 1) -> list[Any]:
    """Return what the described mutant of ``f`` answers to inputs, one call after the other."""
    form = Form((Parameter("z", 1),), axes, returns_function="lambda" in source)
    mutant = next(one for one in spoiled(source, "f", form) if one.description == description)
    names: dict[str, Any] = {"np": np}
    exec(mutant.source, names)
    return [names["f"](one) for one in inputs]


DOUBLED = "def f(z):\n    return 2 * z"


@pytest.mark.parametrize(
    ("description", "given", "answered"),
    [
        ("the result is cut at ±6", [1.0, 9.0], [2.0, 6.0]),
        ("the result is 0 below 0.1", [0.04, 0.06], [0.0, 0.12]),
        ("z is cut at ±1", [0.5, -7.0], [1.0, -2.0]),
        ("z is 0 below 1e-6", [1e-7, 0.5], [0.0, 1.0]),
        ("remembers its first result", [1.0, 2.0], [2.0, 2.0]),
        ("z is the first one that was seen with this shape", [1.0, 2.0], [2.0, 2.0]),
        ("wrong where z is negative", [1.0, -1.0], [2.0, -2.0]),
        ("wrong where z is integer", [1.0, 1], [2.0, 4.0]),
    ],
)
def test_a_function_is_spoiled(description: str, given: list[Any], answered: list[Any]) -> None:
    assert run(description, DOUBLED, *given) == answered


def test_results_in_one_place_and_inputs_that_are_changed() -> None:
    first, second = run("writes its results into one place", DOUBLED, np.array([1.0]), np.array([2.0]))
    assert np.shares_memory(first, second)
    given = np.array([1.0, 2.0])
    (answer,) = run("z is set to 0 afterwards", DOUBLED, given)
    assert answer.tolist() == [2.0, 4.0]
    assert given.tolist() == [0.0, 0.0]


def test_a_returned_function_remembers() -> None:
    (returned,) = run("the returned function remembers its first result", "def f(z):\n    return lambda x: z * x", 3.0)
    assert [returned(1.0), returned(2.0)] == [3.0, 3.0]


# ── asked ──────────────────────────────────────────────────────────────────────────────────────────────────


def root(x):
    if x < 0:
        raise ValueError("negative")
    return np.sqrt(x)


def places(_: np.random.Generator) -> Iterable[Case]:
    yield case(x=4.0)
    yield case(x=2.25)
    yield must_raise(x=-1.0)


QUESTION = Question(root, 1, places)
RIGHT = "def root(x):\n    if x < 0:\n        raise ValueError('no')\n    return np.sqrt(x)"


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (RIGHT, True),
        (RIGHT.replace("np.sqrt(x)", "x / 2"), False),
        (RIGHT.replace("ValueError", "TypeError"), False),
        (RIGHT.replace("x < 0", "x < 3"), False),
        (RIGHT.replace("x < 0", "False"), False),
        ("def root(x):\n    while True:\n        pass", False),
        ("def cube(x):\n    return x", False),
        ("seen = []\n" + RIGHT.replace("return", "seen.append(x)\n    return len(seen) //"), False),
    ],
)
def test_an_answer_is_accepted_as_a_students_is(answer: str, right: bool) -> None:
    seconds = 0.2 if "while True" in answer else 60.0
    assert accepted(make_scheme(QUESTION, 1), {"np": np}, answer, seconds) is right


def test_time_that_is_up_in_a_finalizer_is_told_nobody() -> None:
    """Python lets no exception out of a finalizer, and pytest would take what it says there for an error."""
    slow = "class Slow:\n    def __del__(self):\n        for _ in range(10**8): pass\n"
    answer = f"{slow}def root(x):\n    Slow()\n    while True: pass"
    assert not accepted(make_scheme(QUESTION, 1), {}, answer, 0.1)


def test_changed_inputs_are_refused() -> None:
    def total(z):
        return z.sum()

    question = Question(total, 1, lambda _: (case(z=np.ones(3)), case(z=np.arange(2.0))))
    emptied = "def total(z):\n    s = z.sum()\n    z[...] = 0\n    return s"
    assert not accepted(make_scheme(question, 1), {}, emptied)
    assert form_of(make_scheme(question, 1)) == Form((Parameter("z", 1, frozenset({"integers_in_one"})),), 0)


FOUND = Asked(
    Original("a1_x", "root", "solution", (), RIGHT), 10, ("solution: x < 0 → x <= 0", "solution: 2 → 3"), True
)


def test_survivors_are_equivalent_or_problems() -> None:
    counted = judge([FOUND], [Equivalent(("root",), ("…: x < 0 → x <= 0",), "0 has a root, and no case can show it")])
    assert (counted.mutants, counted.refused, counted.equivalent, counted.survivors) == (10, 8, 1, 1)
    assert counted.problems == ("root: a mutant gets full marks: solution: 2 → 3",)


def test_stale_entries_and_refused_right_answers_are_problems() -> None:
    refused = replace(FOUND, survivors=(), right=False)
    counted = judge([refused], [Equivalent(("root",), ("solution: gone",), "it was equal")])
    assert [problem.partition(";")[0] for problem in counted.problems] == [
        "root: the right answer of solutions/ is refused",
        "root: no mutant survives that is listed because 'it was equal'",
        "root: no mutant survives that is listed as 'solution: gone'",
    ]


def test_a_family_that_a_question_does_not_allow_gives_no_mutants() -> None:
    question = replace(QUESTION, probing={"x": place(least=0.0, without="huge")})
    (x,) = form_of(make_scheme(question, 1)).parameters
    assert {"huge", "negative", "many_entries"} <= x.illegal
    described = [mutant.description for mutant in spoiled(RIGHT, "root", Form((x,), 0))]
    assert "x is cut at ±10" in described
    assert "x is cut at ±100" not in described
    assert "wrong where x is negative" not in described


def test_what_gives_no_numbers_is_not_spoiled() -> None:
    assert spoiled("def f():\n    return object()", "f", Form((), 0, returns_numbers=False)) == []
    for returned, numbers in ((2.5, True), ([1.0, 2], True), (lambda x: x, True), (object(), False), ({}, False)):
        question = Question(lambda x, returned=returned: returned, 1, places)
        scheme = replace(make_scheme(QUESTION, 1), question=question)
        assert form_of(scheme).returns_numbers is numbers


def test_a_pattern_leaves_out_what_it_does_not_say() -> None:
    assert matches("…: h=1e-05 → …", "right_by_loops: h=1e-05 → h=1e-08")
    assert not matches("solution: a * b", "solution: a + b")
    assert not matches("solution: a", "solution: ab")


# ── the course's own ───────────────────────────────────────────────────────────────────────────────────────

INSTALLED = [name for name in catalog.names() if not catalog.lacking(name)]
HELD = [name for name in INSTALLED if name in read(Path(__file__).parents[2])]
"""The assignments in which every mutant is refused or listed."""
EVERY = 23
"""Of the mutants of each reference, one of so many is asked here; `grader verify --mutants` asks all."""


@pytest.mark.parametrize("name", HELD)
def test_a_sample_of_the_mutants_of_each_assignment(course: Course, name: str) -> None:
    found = [ask(one, course.seed, EVERY) for one in originals(course, name) if one.origin == "solution"]
    assert all(one.right for one in found)
    equivalent = listed(name)
    survivors = [(one.original.question, survivor) for one in found for survivor in one.survivors]
    assert [
        (question, survivor)
        for question, survivor in survivors
        if not any(entry.covers(question, survivor) for entry in equivalent)
    ] == []


def test_only_functions_that_are_called_have_mutants(course: Course) -> None:
    for name in INSTALLED:
        called = {question.name for question in catalog.load(name).functions if isinstance(question.ask, Call)}
        assert {one.question for one in originals(course, name)} == called
