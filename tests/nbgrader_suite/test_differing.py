"""The list of differences is read as it is meant, and cannot hide one."""

from __future__ import annotations

import pytest
from differing import differences, expecting
from test_battery import ApiTests, AutogradeTests, FeedbackTests

TESTS = {
    "test_api.py": ApiTests,
    "test_nbgrader_autograde.py": AutogradeTests,
    "test_nbgrader_generate_feedback.py": FeedbackTests,
}


def three_sums() -> None:
    assert 1 + 1 == 2
    assert 1 + 1 == 3
    assert 1 + 2 == 3


def test_a_listed_statement_that_fails_lets_the_others_run() -> None:
    expecting(three_sums, {"assert 1 + 1 == 3": set()})()


def test_a_listed_statement_that_holds_is_told() -> None:
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        expecting(three_sums, {"assert 1 + 1 == 2": set()})()


def test_a_statement_that_fails_without_being_listed_is_told() -> None:
    with pytest.raises(AssertionError):
        expecting(three_sums, {})()


@pytest.mark.parametrize("absent", [{"assert 2 == 2": set()}, {"assert 1 + 1 == 3": {2}}])
def test_a_listed_statement_must_be_there(absent: dict[str, set[int]]) -> None:
    with pytest.raises(ValueError, match="three_sums has no assert"):
        expecting(three_sums, absent)


def test_every_listed_test_is_run() -> None:
    assert differences()
    for module, test in differences():
        assert hasattr(TESTS[module], test)
