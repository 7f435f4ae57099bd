"""What marking finds of one question, and codes for exceptions."""

import pytest

from grader.marking.outcome import Outcome, exception_code
from grader.text import NOTHING
from grader.verdict import Verdict


def test_an_outcome_earns_nothing_unless_it_says_so() -> None:
    assert Outcome(Verdict.WRONG, "different", NOTHING).credit == 0


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("ValueError", "ValueError"),
        ("KeyboardInterrupt", "KeyboardInterrupt"),
        ("Mine", "exception"),
        ("print", "exception"),
    ],
)
def test_an_exception_of_pythons_is_its_own_code(kind: str, code: str) -> None:
    assert exception_code(kind) == code
