"""Which asserts of a test cell become hidden cases, and which do not."""

from __future__ import annotations

import re

import pytest

from grader.authoring.asserts import NotSimple, SimpleAssert, read_asserts

FUNCTIONS = ("f", "g")


def read(source: str) -> SimpleAssert:
    (one,) = read_asserts(source, FUNCTIONS)
    return one


@pytest.mark.parametrize(
    "source",
    [
        "assert f(2) == 4",
        "assert 4 == f(2)",
        "assert np.isclose(f(2), 4)",
        "assert np.allclose(4, f(2))",
        "assert math.isclose(f(2), 4)",
        "assert np.array_equal(f(2), 4)",
        "assert (f(2) == 4).all()",
        "assert np.all(f(2) == 4)",
        "assert f(2) == pytest.approx(4)",
        "assert f(2) == 4, 'a word to the student'",
        "assert_equal(f(2), 4)",
        "np.testing.assert_allclose(f(2), 4)",
        "import numpy as np\n'''Words.'''\nassert f(2) == 4\nprint('well done')",
        "assert f(2) == 4\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS",
    ],
)
def test_a_call_beside_a_value_is_a_simple_assert(source: str) -> None:
    assert read(source) == SimpleAssert("f", ("2",), {}, "4", {})


@pytest.mark.parametrize(
    ("source", "tolerances"),
    [
        ("assert abs(f(2) - 4) < 1e-3", {"rtol": 0.0, "atol": 1e-3}),
        ("assert np.allclose(f(2), 4, 0.1, atol=0.2)", {"rtol": 0.1, "atol": 0.2}),
        ("assert math.isclose(f(2), 4, rel_tol=0.01)", {"rtol": 0.01}),
        ("assert f(2) == pytest.approx(4, abs=0.5)", {"atol": 0.5}),
    ],
)
def test_tolerances_come_along(source: str, tolerances: dict[str, float]) -> None:
    assert read(source).tolerances == tolerances


def test_inputs_are_kept_as_source_and_functions_as_code() -> None:
    one = read("assert f(np.array([1, 2]), h=0.5, g=lambda x: x**2) == [1, 2]")
    assert one.arguments == ("np.array([1, 2])",)
    assert one.keywords == {"h": "0.5", "g": "Code('lambda x: x ** 2')"}
    assert one.value == "[1, 2]"


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("assert f(2) > 3", "line 1 is no simple assert: assert f(2) > 3"),
        ("x = 2\nassert f(x) == 4", "line 1 is no simple assert: x = 2"),
        ("assert f(a) == 4", "line 1 uses a"),
        ("assert f(2) == expected", "line 1 uses expected"),
        ("assert f(2) == 4\nassert g(2) == 4", "it tests several functions: f, g"),
        ("assert f(2)[0] == 4", "line 1 calls no function of the solution by itself"),
        ("assert h(2) == 4", "line 1 calls no function of the solution by itself"),
        ("assert f(*[2]) == 4", "line 1 unpacks its arguments"),
        ("with raises(ValueError):\n    f(0)", "line 1 is no simple assert"),
        ("assert f(2) ==", "line 1 is no Python"),
        ("# nothing", "it asserts nothing"),
    ],
)
def test_anything_else_makes_the_cell_one_that_is_not_understood(source: str, why: str) -> None:
    with pytest.raises(NotSimple, match=re.escape(why)):
        read_asserts(source, FUNCTIONS)
