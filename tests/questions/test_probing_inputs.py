"""Probing inputs: what a kind of parameter is asked, and what it is not where the question says so."""

from __future__ import annotations

import numpy as np
import pytest

from grader.questions.kinds import MANY, Kind, array, choice, count, labels, place
from grader.questions.probing_inputs import probing_cases, twin
from grader.questions.question import Case, case


def drawn(optional: frozenset[str] = frozenset(), **kinds: Kind) -> list[Case]:
    return list(probing_cases(kinds, optional, np.random.default_rng(1)))


def of_kind(cases: list[Case], kind: str) -> list[object]:
    return [value for one in cases if one.kind == kind for value in one.inputs.values()]


def test_the_same_generator_gives_the_same_cases() -> None:
    assert repr(drawn(x=place(), v=array("N"))) == repr(drawn(x=place(), v=array("N")))


def test_a_place_is_asked_on_either_side_of_each_kink_and_at_zero() -> None:
    cases = drawn(x=place(0.0, 6.0))
    asked = of_kind(cases, "tiny") + of_kind(cases, "small") + of_kind(cases, "huge")
    for number in (1e-9, -1e-9, 6 + 1e-9, 6 - 1e-9, 1e-3, -1e-3, -0.05, 6.001, 5.95, 1000.0, -1000.0):
        assert number in asked
    assert of_kind(cases, "all_zero") == [0.0]


@pytest.mark.parametrize("word", ["tiny", "huge", "zero_entry", "all_zero", "integers_in_one", "many_entries", "slice"])
def test_a_family_that_is_not_legal_is_not_asked(word: str) -> None:
    illegal = {"zero_entry": "zero", "integers_in_one": "integers", "slice": "slices"}.get(word, word)
    assert of_kind(drawn(v=array("N")), word)
    assert not of_kind(drawn(v=array("N", without=illegal)), word)


def test_sizes_are_one_two_a_dozen_and_more_than_a_byte_counts() -> None:
    cases = drawn(a=array("N", "k"), b=array("k", "n"))
    shapes = {one.kind: [np.shape(value) for value in one.inputs.values()] for one in cases}  # type: ignore[arg-type]
    assert shapes["one_entry"] == [(1, 1), (1, 1)]
    assert shapes["two_entries"] == [(2, 2), (2, 2)]
    assert shapes["more_entries"] == [(12, 9), (9, 11)]
    assert shapes["many_entries"] == [(MANY, 4), (4, 2)]
    assert MANY > 256


def test_other_values_of_the_same_shape_come_between_the_first_ones_and_the_first_ones_again() -> None:
    first, other, again = (one.inputs["v"] for one in drawn(v=array("N"))[:3])
    assert np.shape(first) == np.shape(other)  # type: ignore[arg-type]
    assert not np.array_equal(first, other)  # type: ignore[arg-type]
    assert first is again


def test_what_an_incomplete_key_takes_for_the_first_values_comes_after_them() -> None:
    cases = drawn(v=array("n"), w=array("n"), x=place())
    first, alike = cases[0].inputs, cases[3].inputs
    v, w, other = (np.asarray(value) for value in (first["v"], first["w"], alike["w"]))
    assert np.array_equal(np.asarray(alike["v"]), v)
    assert (other[0], other.sum(), sorted(other)) == (w[0], w.sum(), sorted(w))
    assert not np.array_equal(other, w)
    assert 0 < abs(float(str(alike["x"])) - float(str(first["x"]))) < 1e-3


def test_integers_in_one_argument_stand_beside_floats_with_the_same_numbers_as_floats_after_them() -> None:
    cases = drawn(a=array("n"), b=array("n"))
    index = next(i for i, one in enumerate(cases) if one.kind == "integers_in_one")
    whole, control = cases[index].inputs, cases[index + 1].inputs
    assert [value.dtype.kind for value in whole.values()] == ["i", "f"]  # type: ignore[attr-defined]
    assert [value.dtype.kind for value in control.values()] == ["f", "f"]  # type: ignore[attr-defined]
    assert np.array_equal(whole["a"], control["a"])  # type: ignore[arg-type]


def test_a_slice_and_float32_keep_the_values() -> None:
    cases = drawn(v=array("N"))
    (cut,), (single,) = of_kind(cases, "slice"), of_kind(cases, "single_precision")
    assert isinstance(cut, np.ndarray)
    assert isinstance(single, np.ndarray)
    assert not cut.flags.c_contiguous
    assert single.dtype == np.float32
    assert np.array_equal(cut, cases[0].inputs["v"])  # type: ignore[arg-type]


def test_all_arguments_are_small_at_once_and_compared_as_such() -> None:
    (small,) = (one for one in drawn(v=array("N"), b=place(), rate=place(0.1, least=0.0)) if one.kind == "all_small")
    assert small.scaled
    assert np.abs(np.append(*map(np.ravel, (small.inputs["v"], small.inputs["b"])))).max() < 0.1  # type: ignore[arg-type]
    assert small.inputs["rate"] == drawn(v=array("N"), b=place(), rate=place(0.1, least=0.0))[0].inputs["rate"]
    assert not of_kind(drawn(v=array("N", without="small")), "all_small")


def test_entries_are_equal_unless_that_is_not_legal() -> None:
    (v,) = of_kind(drawn(v=array("N")), "equal_entries")
    assert len(np.unique(np.asarray(v))) < np.size(v)  # type: ignore[arg-type]
    assert not of_kind(drawn(v=array("N", without="equal")), "equal_entries")


def test_what_is_drawn_changes_alone_too() -> None:
    cases = drawn(v=array("N"), k=labels("N", "k"))
    v = cases[0].inputs["v"]
    assert any(one.inputs["v"] is v and not np.array_equal(one.inputs["k"], cases[0].inputs["k"]) for one in cases)  # type: ignore[arg-type]


def test_each_choice_is_asked_and_what_must_be_refused_too() -> None:
    cases = drawn(name=choice("sin", "cos", refused=("", "si")), v=array("N"))
    assert cases[0].inputs["name"] == "sin"
    assert next(one.inputs["name"] for one in cases if one.kind == "other_choice") == "cos"
    assert [one.inputs["name"] for one in cases if one.must_raise] == ["", "si"]


def test_values_that_belong_together_are_chosen_together() -> None:
    assert [dict(one.inputs) for one in drawn(**{"f df": choice(("a", "b"), ("c", "d"))})] == [
        {"f": "a", "df": "b"},
        {"f": "c", "df": "d"},
    ]


def test_an_optional_argument_is_left_out() -> None:
    assert [list(one.inputs) for one in drawn(frozenset({"h"}), x=place(), h=place()) if one.kind == "default"] == [
        ["x"]
    ]


def test_a_number_that_may_be_an_array_is_one_of_any_shape() -> None:
    shapes = {np.shape(one.inputs["x"]) for one in drawn(x=place(arrays=True))}  # type: ignore[arg-type]
    assert {(), (1,), (12,), (MANY,), (1, 1), (12, 9)} <= shapes


def test_numbers_stay_in_the_legal_range() -> None:
    asked = [one.inputs["h"] for one in drawn(h=place(least=0.0, without="zero"))]
    assert min(asked) > 0  # type: ignore[type-var]


def test_counts_are_given() -> None:
    assert [one.inputs["n"] for one in drawn(n=count())] == [3, 1, 2, 7, MANY]


def test_a_twin_holds_the_same_numbers_as_floats() -> None:
    control = twin(case("integers", v=np.array([1, 2]), x=3, n=4), {"v", "x"})
    assert control.inputs["v"].dtype == float  # type: ignore[attr-defined]
    assert (control.inputs["x"], type(control.inputs["x"]), type(control.inputs["n"])) == (3.0, float, int)
