"""The commonest mistake stands first, with the hint that its authors read."""

from __future__ import annotations

from class_by_hand import NAME, make_result

from grader import catalog
from grader.report.mistakes import mistakes
from grader.verdict import Verdict

FACTOR = (0.25, Verdict.WRONG, "factor_lost", "The bracket is right. At x = 2 your answer is 5.")
OTHER = (0.0, Verdict.WRONG, "different", "Try by hand. At x = 2 your answer is 7.")
MISSING = (0.0, Verdict.MISSING, "stub", "No answer yet.")
FAILED = (0.0, Verdict.GRADER_ERROR, "grader_error", "A person will look.")


def test_they_are_counted_by_question_and_code_and_ranked() -> None:
    assignment = catalog.load(NAME)
    results = [
        make_result("a", example_derivative=FACTOR, step_slope=OTHER),
        make_result("b", example_derivative=FACTOR),
        make_result("c", example_derivative=MISSING),
        make_result("d", example_derivative=FAILED),
        make_result("e"),
    ]
    first, second = mistakes(results, assignment, "en")
    assert (first.question, first.code, first.students, first.known) == (
        "example_derivative",
        "factor_lost",
        ("a", "b"),
        True,
    )
    assert first.share == 2 / 3  # of those who answered: c did not, d's answer could not be marked
    declared = next(m for m in assignment["example_derivative"].mistakes if m.code == "factor_lost")
    assert first.hint == declared.hint.en
    assert (second.code, second.known, second.hint) == ("different", False, OTHER[3])
    assert mistakes(results, assignment, "ko")[0].hint == declared.hint.ko


def test_of_messages_without_a_hint_of_their_own_the_commonest_is_shown() -> None:
    rare = (0.0, Verdict.WRONG, "different", "rare")
    results = [
        make_result("a", example_derivative=rare),
        make_result("b", example_derivative=OTHER),
        make_result("c", example_derivative=OTHER),
    ]
    (found,) = mistakes(results, catalog.load(NAME), "en")
    assert found.hint == OTHER[3]
