"""The parser of what a student's process sends: any JSON gives a value or `MalformedValue`, never anything else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from parsing import assert_parsed_or_refused

from grader.answers.values import Array, Items, MalformedValue, Number, Other, Value, identical, parse_value

KINDS = ["number", "array", "list", "tuple", "expression", "matrix", "none", "bool", "other", "too_large", "?"]
scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["<f8", "<c16"])
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["kind", "value", "items", "dtype", "shape", "data", "tree", "entries", "type"]),
            inner | st.sampled_from(KINDS),
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300)
@given(anything)
def test_hostile_data_is_parsed_or_refused(plain: object) -> None:
    assert_parsed_or_refused(lambda: parse_value(plain), MalformedValue, Value)


@pytest.mark.parametrize(
    "plain",
    [
        None,
        {},
        {"kind": "number"},
        {"kind": "number", "value": True},
        {"kind": "number", "value": "1.0"},
        {"kind": "array", "dtype": "O", "shape": [1], "data": ""},
        {"kind": "array", "dtype": "<f8", "shape": [2], "data": "AAAAAAAAAAA="},
        {"kind": "array", "dtype": "<f8", "shape": [-1], "data": "AAAAAAAAAAA="},
        {"kind": "array", "dtype": "<f8", "shape": [10**9, 10**9], "data": "AAAAAAAAAAA="},
        {"kind": "array", "dtype": "<f8", "shape": [1], "data": "no base64!"},
        {"kind": "list", "items": "text"},
        {"kind": "expression", "tree": []},
        {"kind": "expression", "tree": ["Symbol", 3]},
        {"kind": "expression", "tree": ["x" * 100, 1.0]},
        {"kind": "matrix", "shape": [2, 2], "entries": [[1.0]]},
        {"kind": "other", "type": 3},
    ],
)
def test_what_the_encoder_never_writes_is_refused(plain: object) -> None:
    with pytest.raises(MalformedValue):
        parse_value(plain)


def test_a_tower_of_lists_is_refused_not_overflowed() -> None:
    tower: object = {"kind": "none"}
    for _ in range(5000):
        tower = {"kind": "list", "items": [tower]}
    with pytest.raises(MalformedValue):
        parse_value(tower)


def test_identical_knows_nan_and_tells_kinds_apart() -> None:
    nan = Number(float("nan"))
    assert identical(nan, nan)
    assert identical(Items((nan,), is_tuple=True), Items((nan,), is_tuple=True))
    assert identical(Array(np.array([1.0, np.nan])), Array(np.array([1.0, np.nan])))
    assert not identical(Number(1.0), Number(2.0))
    assert not identical(Number(1.0), Other("none"))
    assert not identical(Array(np.zeros(2)), Array(np.zeros(3)))
