"""Which inputs are answered wrongly, where the errors themselves have no pattern."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from grader.marking.split import split


def said(values: Sequence[object], is_right: Callable[[object], bool]) -> str:
    found = split([{"x": value} for value in values], [is_right(value) for value in values])
    return found.en if found else ""


NUMBERS = [0.5, -1.5, 2, -3, 4.25, 0, -0.25, 7, 1]
LISTS = [[1], [2, 3], [3, 4, 5], [2, 2], [4, 4, 1], [5, 5, 6], [7, 8]]


@pytest.mark.parametrize(
    ("condition", "values", "is_right"),
    [
        ("x < 0", NUMBERS, lambda x: x >= 0),
        ("x % 1 != 0", NUMBERS, lambda x: x % 1 == 0),
        ("x >= 2", NUMBERS, lambda x: x < 2),
        ("x <= 0", NUMBERS, lambda x: x > 0),
        ("x = 'forward'", ["forward", "backward"] * 3, lambda x: x == "backward"),
        ("len(set(x)) < len(x)", LISTS, lambda x: len({*x}) == len(x)),
        ("len(x) >= 3", LISTS, lambda x: len(x) < 3),
        ("min(x) < 0", [np.array([1.0, sign * 2]) for sign in (1, -1, 1, -1, -1, 1)], lambda x: x[1] > 0),
    ],
)
def test_what_all_wrong_cases_share_is_said(
    condition: str, values: Sequence[object], is_right: Callable[[object], bool]
) -> None:
    wrong = sum(not is_right(value) for value in values)
    assert said(values, is_right).startswith(f"Wrong in each of the {wrong} cases where {condition}, right in the")


def test_korean_has_the_condition_and_the_numbers_too() -> None:
    found = split([{"x": value} for value in NUMBERS], [value >= 0 for value in NUMBERS])
    assert found
    assert found.ko.startswith("x < 0인 3가지 경우에는 모두 틀리고 나머지 6가지 경우에는 모두 맞습니다.")


def test_a_condition_with_an_exception_is_not_said() -> None:
    assert said(NUMBERS, lambda x: x in (0, -3, 7, 1)) == ""


def test_few_cases_tell_nothing() -> None:
    assert said(NUMBERS, lambda x: x < 4.25) == ""
    assert said(NUMBERS, lambda x: x >= 7) == ""


def test_arguments_that_are_left_out_or_are_no_numbers_are_passed_over() -> None:
    inputs: list[dict[str, object]] = [{"f": object(), "x": x, "h": 0.1} for x in NUMBERS]
    del inputs[0]["h"]
    found = split(inputs, [x >= 0 for x in NUMBERS])
    assert found
    assert "where x < 0" in found.en
    assert split([{"f": object()} for _ in NUMBERS], [x >= 0 for x in NUMBERS]) is None
