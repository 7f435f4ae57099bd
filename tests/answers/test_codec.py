"""What a value is called on its way out, and that inputs arrive as they were given."""

import itertools
from array import array
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
import sympy

from grader.answers import codec
from grader.answers.code import Code
from grader.answers.codec import build_inputs, encode, encode_inputs, evaluate
from grader.answers.values import Array, Expression, Items, Number, Other, parse_value


@pytest.mark.parametrize(
    ("value", "parsed"),
    [
        (3, Number(3.0)),
        (10**400, Number(float("inf"))),
        (np.float32(0.5), Number(0.5)),
        (Fraction(1, 4), Number(0.25)),
        (1 + 2j, Number(1.0, 2.0)),
        (True, Other("bool")),
        (np.bool_(False), Other("bool")),
        (None, Other("none")),
        ("1.0", Other("text")),
        (print, Other("function")),
        ({}, Other("dict")),
        ([1, (2.0, None)], Items((Number(1.0), Items((Number(2.0), Other("none")), is_tuple=True)), is_tuple=False)),
        (sympy.Symbol("x") + 1, Expression(("Add", 1.0, ("Symbol", "x")))),
        (array("d", [1.0, 2.0]), Items((Number(1.0), Number(2.0)), is_tuple=False)),
        (array("i"), Items((), is_tuple=False)),
        (np.ma.masked_array([1.0], mask=[True]), Other("masked")),
        (itertools.accumulate([1, 2]), Items((Number(1.0), Number(3.0)), is_tuple=False)),
        (itertools.count(), Other("too_large")),
        ((n for n in itertools.count()), Other("too_large")),
        (np.zeros(10**6), Other("too_large")),
    ],
)
def test_a_value_is_named_for_what_it_is(value: object, parsed: object) -> None:
    assert parse_value(encode(value)) == parsed


def test_an_array_keeps_its_shape_and_its_numbers() -> None:
    value = parse_value(encode(np.arange(6, dtype=np.int8).reshape(2, 3)))
    assert isinstance(value, Array)
    np.testing.assert_array_equal(value.data, [[0, 1, 2], [3, 4, 5]])


ONES, X = sympy.Matrix([[1, 1]]), sympy.Symbol("x")


@pytest.mark.parametrize(
    ("unevaluated", "written_out"),
    [
        (sympy.MatAdd(ONES, ONES * X), sympy.Matrix([[1 + X, 1 + X]])),
        (sympy.MatMul(2, ONES, sympy.eye(2)), sympy.Matrix([[2, 2]])),
        (sympy.Transpose(ONES), sympy.Matrix([1, 1])),
        (sympy.Identity(2), sympy.eye(2)),
        (sympy.MatPow(sympy.eye(2) * 3, 2), sympy.eye(2) * 9),
    ],
)
def test_a_matrix_that_is_not_evaluated_is_the_one_it_stands_for(unevaluated: object, written_out: object) -> None:
    assert parse_value(encode(unevaluated)) == parse_value(encode(written_out))


@pytest.mark.parametrize("rows", [10**4, sympy.Symbol("n")])
def test_a_matrix_too_large_to_write_out_stays_an_expression(rows: object) -> None:
    assert not isinstance(parse_value(encode(sympy.Identity(rows))), Items)
    assert isinstance(parse_value(encode(sympy.ZeroMatrix(rows, rows))), (Expression, Other))


def test_a_list_that_holds_itself_is_too_large() -> None:
    endless: list[object] = []
    endless.append(endless)
    assert parse_value(encode(endless)) == Other("too_large")


def powers(doublings: int) -> sympy.Expr:
    """Return a power of a power of a power: `doublings` parts in memory, and twice as many nodes with each."""
    power: sympy.Expr = X
    for _ in range(doublings):
        power = sympy.Pow(power, power, evaluate=False)
    return power


@pytest.mark.parametrize("wrap", [lambda it: it, lambda it: sympy.ImmutableMatrix([[1, it]]), lambda it: [1.0, it]])
def test_an_expression_too_large_only_for_its_shared_parts_is_not_walked(
    wrap: Callable[[object], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    walked: list[object] = []
    monkeypatch.setattr(codec, "_tree", lambda node, *_: node == 1 or walked.append("a part"))
    found = encode(wrap(powers(30)))  # outside the assert, which would print all of the power where it fails
    assert (found, walked) == ({"kind": "too_large"}, [])


@pytest.mark.parametrize(("doublings", "kind"), [(15, "expression"), (16, "too_large")])
def test_a_shared_part_counts_wherever_it_is(doublings: int, kind: str) -> None:
    assert 2**16 - 1 < codec.MAX_ITEMS < 2**17 - 1
    found = encode(powers(doublings))["kind"]
    assert found == kind


def test_a_generator_that_raises_is_no_crash() -> None:
    assert parse_value(encode(1 / number for number in (1, 0))) == Other("generator")


def test_inputs_arrive_fresh_and_equal() -> None:
    given = {"x": np.array([1, 2]), "steps": [0.1, 0.2], "f": Code("lambda t: np.sin(t) + x[0]"), "name": "sin"}
    first, second = build_inputs(encode_inputs(given)), build_inputs(encode_inputs(given))
    assert first["x"].dtype == given["x"].dtype
    assert first["x"] is not second["x"]
    assert first["steps"] == [0.1, 0.2]
    assert first["f"](0.0) == 1.0
    assert first["name"] == "sin"


def test_an_input_that_cannot_travel_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="Code"):
        encode_inputs({"f": np.sin})


def test_a_probe_is_statements_and_a_last_expression() -> None:
    assert evaluate("y = x + 1\ny * 2", {"x": 2}) == 6
    with pytest.raises(TypeError, match="expression"):
        evaluate("y = 3", {})
