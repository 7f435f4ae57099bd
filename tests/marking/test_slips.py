"""Answers that are right for a question's own cases, and wrong for probing inputs or those that students see."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from small_question import KINDS, outcome

from grader.questions.kinds import array, choice, place
from grader.questions.question import Mistake, Question, Rules, case, visible
from grader.questions.scheme import make_scheme, probes
from grader.text import Bilingual
from grader.verdict import Verdict

WORDS = (
    *("ordinary", "other_values", "one_entry", "two_entries", "more_entries", "many_entries", "tiny", "small"),
    *("large", "huge", "mixed_sizes", "zero_entry", "all_zero", "integers_in_one", "integers_everywhere", "slice"),
    *("single_precision", "visible", "integers", "default", "other_choice", "all_small", "equal_entries"),
)


def multiplied(x, y):
    return x * y


def cases(rng: np.random.Generator):
    yield case("few", x=np.array([1.0, -2.0]), y=np.array([0.5, 1.5]))
    yield case("many", x=rng.uniform(0.5, 2, 5), y=rng.uniform(-2, -0.5, 5))


QUESTION = Question(
    multiplied,
    points=1,
    cases=cases,
    mistakes=(Mistake("signs_lost", lambda x, y: np.abs(x * y), credit=0.25),),
    probing={"x": array("n"), "y": array("n")},
    kinds=KINDS | {word: Bilingual(word, word) for word in WORDS},
)
SCHEME = make_scheme(QUESTION, seed=3)


def code(function, scheme=SCHEME) -> str:
    marked = outcome(function, scheme)
    assert marked.credit == (marked.verdict is Verdict.CORRECT)
    return marked.code


def test_a_right_answer_is_right() -> None:
    assert code(multiplied) == "correct"
    assert code(lambda x, y: [a * b for a, b in zip(x, y, strict=True)]) == "correct"


def test_the_share_of_a_known_mistake_is_decided_by_the_questions_own_cases() -> None:
    def fails_for_one_entry(x, y):
        if len(x) == 1:
            raise IndexError
        return np.abs(x * y)

    marked = outcome(fails_for_one_entry, SCHEME)
    assert (marked.code, marked.credit) == ("signs_lost", 0.25)


def test_inputs_in_which_nothing_is_special_are_no_cause() -> None:
    seen = visible(x=np.array([7.0, 2.5, -3.5]), y=np.array([2.0, 3.0, 0.5]))
    scheme = make_scheme(replace(QUESTION, probing={}, beside=(seen,)), seed=3)
    assert code(lambda x, y: x * y + (x[0] == 7) * y, scheme) == "different"


def test_a_limit_is_told_with_its_number() -> None:
    marked = outcome(lambda x, y: np.clip(x * y, -6, 6), SCHEME)
    assert marked.code == "limited"
    assert " 6 " in marked.message.en
    assert marked.credit == 0


def test_what_vanishes_is_told() -> None:
    assert code(lambda x, y: np.where(np.abs(x) < 0.1, 0, x * y)) == "nothing_there"


def test_digits_that_are_cut_off_are_told_for_integers_and_for_whole_numbers() -> None:
    def into_a_buffer_like_x(x, y):
        products = np.zeros_like(x)
        products[:] = x * y
        return products

    assert code(into_a_buffer_like_x) == "digits_cut_off"
    assert code(lambda x, y: np.trunc(x * y) if (x % 1 == 0).all() and abs(x).max() > 2 else x * y) == "digits_cut_off"


def test_a_kind_of_integers_is_not_named_where_the_same_floats_are_wrong_too() -> None:
    def with_integers(rng: np.random.Generator):
        yield from cases(rng)
        yield case("integers", x=np.array([3, 4]), y=np.array([2, -1]))

    scheme = make_scheme(replace(QUESTION, cases=with_integers), 3)
    wrong = lambda x, y: x * y + (x > 2)  # noqa: E731
    assert outcome(wrong, scheme).code == "different"
    only_integers = lambda x, y: x * y + (x.dtype.kind == "i")  # noqa: E731
    assert outcome(only_integers, scheme).code == "one_kind"


def test_memory_of_an_earlier_call_is_told() -> None:
    seen: dict[tuple[int, ...], object] = {}

    def by_shape(x, y):
        return seen.setdefault(x.shape, x * y)

    assert code(by_shape) == "remembers"


def test_memory_of_the_check_is_told() -> None:
    shown = [(x, 1.5 * x[::-1]) for x in (np.array([0.25, -1.5]), np.array([0.5, -1.25, 2.5, 0.75, -0.5]))]
    scheme = make_scheme(replace(QUESTION, beside=tuple(visible(x=x, y=y) for x, y in shown)), 3)
    seen = {x.shape: x * y for x, y in shown}
    marked = outcome(lambda x, y: seen.get(x.shape, x * y), scheme)
    assert (marked.code, marked.message.en[:15]) == ("remembers", "What you return")


def test_one_answer_that_is_that_to_an_earlier_call_is_no_memory() -> None:
    assert code(lambda x, y: x * y if x.dtype.kind == "f" else x * 0 + SCHEME.cases[0].inputs["y"][0]) != "remembers"
    assert code(lambda x, y: x * y if x.any() else np.array([-0.5, 3.0, 0.5])) != "remembers"


def test_what_is_kept_of_an_earlier_call_shows_where_nothing_is_special() -> None:
    seen: dict[tuple[int, ...], object] = {}

    def first_x_of_a_shape(x, y):
        return seen.setdefault(x.shape, x) * y

    assert code(first_x_of_a_shape) == "some_values"


def test_small_numbers_are_compared_with_a_tolerance_as_small() -> None:
    assert code(lambda x, y: np.round(x * y, 6)) == "one_kind"
    assert code(lambda x, y: np.where(np.abs(x * y) < 1e-3, 0, x * y)) == "nothing_there"


def test_entries_that_are_found_again_by_their_value_are_told() -> None:
    by_value = lambda x, y: [a * y[list(x).index(a)] for a in x]  # noqa: E731
    assert code(by_value) != "correct"


def test_an_error_at_a_probing_input_is_an_error() -> None:
    def strict(x, y):
        if len(x) == 1:
            raise IndexError("one entry")
        return x * y

    marked = outcome(strict, SCHEME)
    assert (marked.verdict, marked.credit) == (Verdict.RAISED, 0)


def test_a_right_answer_that_changes_its_input_keeps_its_share_whatever_it_does_elsewhere() -> None:
    marked = outcome(lambda x, y: np.clip(x * y, -6, 6), SCHEME, changed=("x",))
    assert (marked.code, marked.credit) == ("changes_input", 0.5)


def test_a_mistake_may_show_at_probing_inputs_alone() -> None:
    capped = Mistake("capped", lambda x, y: np.clip(x * y, -6, 6), credit=0.5)
    marked = outcome(lambda x, y: np.clip(x * y, -6, 6), make_scheme(replace(QUESTION, mistakes=(capped,)), 3))
    assert (marked.code, marked.credit) == ("capped", 0.5)


def test_the_cases_of_the_visible_check_count() -> None:
    seen = visible(x=np.array([42.0]), y=np.array([1.0]))
    scheme = make_scheme(replace(QUESTION, probing={}, beside=(seen,)), 3)
    assert code(multiplied, scheme) == "correct"
    assert code(lambda x, y: x * y * (x != 42), scheme) == "nothing_there"


def test_several_kinds_are_named_and_counted() -> None:
    marked = outcome(lambda x, y: x * y + (len(x) == 1) + (len(x) == 12), SCHEME)
    assert marked.code == "some_kinds"
    assert "one_entry; more_entries" in marked.message.en


def test_what_must_be_refused_keeps_half_at_its_edge_too() -> None:
    def named(name, x):
        if name not in ("a", "b"):
            raise ValueError
        return x

    def own(rng: np.random.Generator):
        yield case(name="a", x=1.0)
        yield case(name="b", x=2.0)

    probing = {"name": choice("a", refused=("",)), "x": place()}
    scheme = make_scheme(Question(named, 1, own, probing=probing, kinds=QUESTION.kinds), 3)
    marked = outcome(lambda name, x: x if name in "ab" else named(name, x), scheme)
    assert (marked.code, marked.credit) == ("not_refused", 0.5)


def test_the_largest_case_and_the_first_are_asked_again_at_the_end_the_first_twice_in_a_row() -> None:
    asked = probes(SCHEME)
    assert asked[-3:] == (asked[1], asked[0], asked[0])


def test_a_scheme_holds_its_own_cases_and_the_whole() -> None:
    assert SCHEME.asked.cases[: len(SCHEME.cases)] == SCHEME.cases
    assert len(SCHEME.cases) == 2


def test_memory_by_a_part_of_the_input_is_told() -> None:
    for key in (
        lambda x, y: (len(x), x[0], y[0]),
        lambda x, y: (len(x), sum(x), sum(y)),
        lambda x, y: (len(x), max(y)),
    ):
        seen: dict[object, object] = {}
        assert code(lambda x, y, key=key, seen=seen: seen.setdefault(key(x, y), x * y)) == "remembers"


def test_small_numbers_have_their_digits_where_none_can_be_lost() -> None:
    def rounded(x, y):
        return np.round(x * y, 8)

    assert code(rounded) == "one_kind"
    exact = make_scheme(replace(QUESTION, rules=Rules(by_digits=True)), 3)
    assert code(multiplied, exact) == "correct"
    assert code(rounded, exact) == "imprecise"
    assert code(lambda x, y: np.where(abs(x) < 1e-4, 0, x * y), exact) == "nothing_there"


def test_one_number_that_is_too_small_is_no_limit() -> None:
    seen = visible(x=np.array([70.0]), y=np.array([5.0]))
    scheme = make_scheme(replace(QUESTION, probing={}, beside=(seen,)), 3)
    assert code(lambda x, y: np.clip(x * y, -300, 300), scheme) == "limited"
    assert code(lambda x, y: x * y * (1 if x[0] < 50 else 0.9995), scheme) != "limited"


def test_no_kind_is_named_where_an_ordinary_input_is_wrong_too() -> None:
    assert code(lambda x, y: x * y + (np.abs(x) > 0.4).all() * (len(x) == 3)) == "some_values"
