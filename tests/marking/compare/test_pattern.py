"""The shape of an error, where no known mistake explains it."""

from collections.abc import Callable

import numpy as np
import pytest

from grader.marking import messages
from grader.marking.compare import Comparison, Part, find_pattern
from grader.marking.compare.closeness import within_tolerance
from grader.marking.compare.pattern import Pattern
from grader.questions.question import Rules
from grader.text import Bilingual
from grader.verdict import Verdict

REFERENCES = [np.array([1.5, -2.0, 0.5]), np.array([-3.0, 4.0, 0.25]), np.array([2.0, 1.0, -1.0])]
LEFT, RIGHT = Bilingual("left", "왼쪽"), Bilingual("right", "오른쪽")


def compared(*pairs: tuple[object, object]) -> Comparison:
    """Return the comparison of one case whose parts are these answers beside these references."""
    parts = tuple(Part(np.asarray(answer), np.asarray(reference)) for answer, reference in pairs)
    right = all(within_tolerance(part, Rules()).all() for part in parts)
    return Comparison(Verdict.CORRECT if right else Verdict.WRONG, parts=parts)


def pattern_of(cases: list[Comparison], kinds: list[Bilingual] | None = None) -> Pattern | None:
    return find_pattern(cases, kinds or [LEFT] * len(cases), Rules())


def code_of(cases: list[Comparison], kinds: list[Bilingual] | None = None) -> str:
    pattern = pattern_of(cases, kinds)
    return pattern.code if pattern else ""


@pytest.mark.parametrize(("unit", "code"), [(0.25, "nothing_there"), (1.0, "")], ids=["numbers", "whole numbers"])
def test_entries_that_vanish_are_named_but_not_classes_and_counts(unit: float, code: str) -> None:
    references = [unit * np.array([1.0, -3.0, 5.0, 7.0]), unit * np.array([9.0, 2.0, -1.0, 3.0])]
    assert code_of([compared((np.where(r < 0, 0, r), r)) for r in references]) == code


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("flipped_sign", lambda r: -r),
        ("lost_sign", np.abs),
        ("reversed_order", lambda r: r[::-1]),
        ("reciprocal", lambda r: 1 / r),
        ("constant_factor", lambda r: 2.5 * r),
        ("constant_offset", lambda r: r + 3),
        ("ignores_input", lambda r: np.full_like(r, 7.0)),
        ("one_entry", lambda r: r * [1, 1.7, 1]),
        ("imprecise", lambda r: np.round(r * np.pi, 2) / np.pi),
        ("some_signs", lambda r: r * [1, -1, -1]),
        ("other_places", lambda r: r[[1, 2, 0]]),
    ],
)
def test_a_pattern_is_named(code: str, wrong: Callable[[np.ndarray], np.ndarray]) -> None:
    pattern = pattern_of([compared((wrong(reference), reference)) for reference in REFERENCES])
    assert pattern is not None
    assert pattern.code == code
    assert pattern.message.en
    assert pattern.message.ko


@pytest.mark.parametrize("digits", [1, 3, 6])
def test_a_rounded_answer_is_told_how_many_decimals_are_left(digits: int) -> None:
    exact = [reference * np.pi for reference in REFERENCES]
    pattern = pattern_of([compared((np.round(one, digits), one)) for one in exact])
    assert pattern is not None
    assert pattern.code == "rounded"
    assert f"(decimals kept: {digits})" in pattern.message.en


def test_signs_and_places_are_counted() -> None:
    signs = pattern_of([compared((reference * [1, -1, -1], reference)) for reference in REFERENCES])
    places = pattern_of([compared((reference[[1, 0, 2]], reference)) for reference in REFERENCES])
    assert signs is not None
    assert places is not None
    assert "wrong in 6 of 9 numbers" in signs.message.en
    assert "6 of 9 differ" in places.message.en


def test_mostly_zeros_are_not_called_right_elsewhere() -> None:
    assert code_of([compared((reference * [1, 0, 0], reference)) for reference in REFERENCES]) == ""


def test_a_transposed_matrix_is_named() -> None:
    squares = [np.arange(4.0).reshape(2, 2), np.array([[1.0, 5.0], [2.0, 3.0]])]
    assert code_of([compared((square.T, square)) for square in squares]) == "transposed"


def test_one_kind_of_input_is_named_with_its_kind() -> None:
    right, wrong = compared((1.0, 1.0)), compared((5.0, 1.3))
    pattern = pattern_of([right, wrong, right], [LEFT, RIGHT, LEFT])
    assert pattern is not None
    assert pattern.code == "one_kind"
    assert "right" in pattern.message.en
    assert "오른쪽" in pattern.message.ko


def test_a_kind_that_is_right_at_times_is_not_to_blame() -> None:
    right, wrong = compared((1.0, 1.0)), compared((5.0, 1.3))
    assert code_of([right, wrong, right], [LEFT, RIGHT, RIGHT]) != "one_kind"


def test_one_of_several_results_is_named_with_its_number() -> None:
    good = (np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    pattern = pattern_of([compared(good, (n * n, 1.0 + n)) for n in (2.0, 3.0, 5.0)])
    assert pattern is not None
    assert pattern.code == "one_result"
    assert "number 2" in pattern.message.en


def test_one_entry_is_named_with_its_index() -> None:
    pattern = pattern_of([compared((reference * [1, 1.7, 1], reference)) for reference in REFERENCES])
    assert pattern is not None
    assert "index 1" in pattern.message.en


def test_the_factor_is_named() -> None:
    pattern = pattern_of([compared((-2.5 * reference, reference)) for reference in REFERENCES])
    assert pattern is not None
    assert "-2.5 times" in pattern.message.en


def test_noise_has_no_pattern() -> None:
    rng = np.random.default_rng(5)
    assert not code_of([compared((r + rng.normal(size=r.shape), r)) for r in REFERENCES])


def test_a_constant_that_is_asked_for_is_not_held_against_an_answer() -> None:
    assert code_of([compared((5.0, 1.0))] * 3) != "ignores_input"


def test_two_numbers_off_by_the_same_are_no_offset_yet() -> None:
    assert code_of([compared((3.5, 1.5)), compared((0.0, -2.0))]) != "constant_offset"


def test_close_is_imprecise_only_within_half_a_percent() -> None:
    near = [compared((r + 0.004 * np.array([1, -1, 0.5]), r)) for r in REFERENCES]
    far = [compared((r + 0.04 * np.array([1, -1, 0.5]), r)) for r in REFERENCES]
    assert (code_of(near), code_of(far)) == ("imprecise", "")


def test_a_small_error_that_is_much_of_a_small_value_is_not_called_small_in_relative_terms() -> None:
    near = [compared((r + 0.004 * np.array([1, -1, 0.5]), r)) for r in REFERENCES]
    pattern = pattern_of([*near, compared((np.zeros(3), np.array([1e-4, 2e-4, -1e-4])))])
    assert pattern is not None
    assert pattern.code == "imprecise"
    assert "relative" not in pattern.message.en


def test_one_of_several_results_may_have_lost_its_digits() -> None:
    cases = [compared((r, r), (np.trunc(1.7 * r), 1.7 * r)) for r in (*REFERENCES, np.array([10.0, 20.0, 30.0]))]
    assert code_of(cases) == "digits_cut_off"


def test_complex_answers_have_patterns_too() -> None:
    first, second = np.array([1.5 + 1j, 2.0]), np.array([0.5, 3j])
    assert code_of([compared((first, first)), compared((first, second))]) == "remembers"


def test_memory_of_a_call_of_the_check_is_told_as_such() -> None:
    checked = [(Part(r, r),) for r in REFERENCES]
    wrong = [compared((REFERENCES[0], np.array([0.1, 0.2, 0.7]))), compared((REFERENCES[0], np.array([5.0, 1.0, 3.0])))]
    right = compared((np.array([0.3, 1.0, 2.0]),) * 2)
    pattern = find_pattern([*wrong, right], [LEFT] * 3, Rules(), checked)
    assert pattern is not None
    assert (pattern.code, pattern.message) == ("remembers", messages.REMEMBERS_THE_CHECK)
    assert code_of([*wrong, right]) != "remembers"


def test_few_whole_numbers_are_no_memory_and_many_are() -> None:
    counts = [25.0, 120.0, 74.0]
    asked = [compared((count, count)) for count in counts]
    wrong = [compared((count, other)) for count, other in zip(counts, (36.0, 99.0, 70.0), strict=True)]
    assert code_of([*asked, *wrong]) == "remembers"
    assert code_of([*asked, *wrong[:2]]) != "remembers"


def test_without_numbers_there_is_no_pattern() -> None:
    assert not code_of([compared()])


def test_two_equal_answers_do_not_yet_ignore_the_input() -> None:
    assert code_of([compared((5.0, 1.0)), compared((5.0, 2.0))]) != "ignores_input"


def test_a_factor_is_found_beside_zeros_and_for_negative_references() -> None:
    assert code_of([compared((np.array([-2.5, 0.0, -5.0]), np.array([-1.0, 0.0, -2.0])))]) == "constant_factor"


def test_nothing_is_no_multiple_of_the_value_asked_for() -> None:
    assert code_of([compared((0.0, 1.0)), compared((0.0, 2.0))]) != "constant_factor"


def test_two_wrong_entries_are_not_one() -> None:
    assert code_of([compared((reference * [1, 1.7, 1.3], reference)) for reference in REFERENCES]) != "one_entry"
