"""A case and an answer in words: what a student recognises, and never what was expected."""

from __future__ import annotations

import numpy as np
import pytest
import sympy
from small_question import value

from grader.answers.code import Code
from grader.marking.compare import compare
from grader.marking.describe import LONGEST, describe_case, describe_error, describe_place
from grader.questions.question import Question, Rules, case
from grader.text import Bilingual


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"x": -1.5}, "x = -1.5"),
        ({"x": 1 / 3, "n": 2}, "x = 0.333333, n = 2"),
        ({"x": np.array([1.0, 2.5])}, "x = [1., 2.5]"),
        ({"x": np.array([[3.0, -1.0], [0.1, 0.0]])}, "x = [[3., -1.], [0.1, 0.]]"),
        ({"W": np.zeros((4, 5))}, "W.shape = (4, 5)"),
        ({"v": np.zeros(LONGEST)}, f"v = [{', '.join(['0.'] * LONGEST)}]"),
        ({"v": np.zeros(LONGEST + 1)}, f"v.shape = ({LONGEST + 1},)"),
        ({"data": (np.array([1.0]), [2.0, "three"])}, "data = ([1.], [2, 'three'])"),
        ({"node": ("y", "sin", ("x",))}, "node = ('y', 'sin', ('x',))"),
        ({"f": Code("lambda x: x**2")}, "f(x) = x**2"),
        ({"expression": Code("sympify('x*2')")}, "expression = x*2"),
        ({"expression": Code("sympy.sin(2)"), "x": Code("sympy.Symbol('x')")}, "expression = sin(2)"),
        ({"expression": Code("sympy.Symbol('x0')**2")}, "expression = Symbol('x0')**2"),
    ],
)
def test_a_case_is_told_by_its_inputs(given: dict[str, object], line: str) -> None:
    assert describe_case(case(**given)) == line


@pytest.mark.parametrize(
    ("answer", "reference", "sentence"),
    [
        (3.0, 2.0, "At x = 1 your answer is 3, a relative error of 50 %."),
        (0.5, 0.0, "At x = 1 your answer is 0.5, off by 0.5."),
        (np.array([1.0, 2.0]), np.array([1.0, 4.0]), "At x = 1 your answer is [1., 2.], a relative error of 50 %."),
        ((1.0, 2.0), (1.0, 4.0), "At x = 1 your answer is (1, 2), a relative error of 50 %."),
        ([1.0, 2.0], np.array([1.0, 2.0, 3.0]), "At x = 1 your answer is [1, 2]."),
        (1 + 2j, 1.0, "At x = 1 your answer is 1+2j."),
        (None, 1.0, "(Seen at x = 1.)"),
        (sympy.Symbol("y"), sympy.Symbol("x"), "(Seen at x = 1.)"),
        (np.zeros(LONGEST + 1), np.ones(LONGEST + 1), "(Seen at x = 1.)"),
        (["text", 1.0], (1.0, 2.0), "(Seen at x = 1.)"),
        ((1.0,) * 6, (2.0,) * 6, "At x = 1 your answer is (1, 1, 1, 1, 1, 1), a relative error of 50 %."),
        ((1.0,) * 7, (2.0,) * 7, "(Seen at x = 1.)"),
    ],
)
def test_an_error_is_told_by_the_answer_and_by_how_much_it_is_off(
    answer: object, reference: object, sentence: str
) -> None:
    given = value(answer)
    assert describe_error("x = 1", given, compare(given, value(reference), Rules())).en == sentence


def test_a_percent_sign_follows_its_number_without_a_space_in_korean() -> None:
    given = value(3.0)
    assert (
        describe_error("x = 1", given, compare(given, value(2.0), Rules())).ko
        == "x = 1에서 답은 3이고, 상대 오차는 50%입니다."
    )


def test_the_longest_array_that_is_shown_is_shown_whole() -> None:
    answer = value(np.arange(float(LONGEST)))
    assert " 11.]" in describe_error("x = 1", answer, compare(answer, value(np.ones(LONGEST)), Rules())).en


def test_inputs_of_ours_are_told_by_their_kind() -> None:
    def build() -> None: ...

    words = Bilingual("the optimizer", "옵티마이저")
    question = Question(build, 1, lambda rng: [], kinds={"optimizer": words})
    assert describe_place(question, case("optimizer", aspect="optimizer")) == words


def test_inputs_of_the_student_are_told_as_they_are() -> None:
    question = Question(lambda x: x, 1, lambda rng: [], kinds={"few": Bilingual("few", "적은")})
    assert describe_place(question, case("few", x=2.0)) == "x = 2"


def test_functions_in_a_list_are_shown_as_they_compute() -> None:
    functions = [Code("lambda v: 2 * v"), Code("np.sin")]
    assert describe_case(case(gradients=functions)) == "gradients = [2 * v, np.sin]"
