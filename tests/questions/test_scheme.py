"""The mark scheme: cases drawn with the seed, and what is asked."""

from __future__ import annotations

import numpy as np
import pytest

from grader import catalog
from grader.answers import codec, wire
from grader.answers.answer import ProbeSeries
from grader.answers.parse import KEPT_SERIES
from grader.answers.values import Number, Other, RaisedError
from grader.questions.kinds import array, place
from grader.questions.question import (
    Call,
    Case,
    FileProbe,
    FollowThrough,
    Inspection,
    Mistake,
    Question,
    case,
    must_raise,
)
from grader.questions.scheme import call, inspection_probe, make_scheme, probes, probes_in_brief


def double(x):
    return 2 * x


def cases(rng: np.random.Generator) -> list[Case]:
    return [case(x=np.array([1.0, -2.0])), case(x=rng.uniform(1, 2, size=5)), case(x=np.array([3.0]))]


QUESTION = Question(double, 1, cases)


def test_the_seed_decides_the_random_cases_and_nothing_else_does() -> None:
    drawn = [make_scheme(QUESTION, seed).cases[1].inputs["x"] for seed in (1, 1, 2)]
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2])


def test_the_case_with_the_most_numbers_is_asked_twice() -> None:
    asked = probes(make_scheme(QUESTION, 3))
    assert asked[-3] == asked[1]
    assert asked[-2:] == (asked[0], asked[0])


def shows(x):
    return x + 1.0


def look_at(x):
    import page

    return page.shown(x)


def test_a_file_is_asked_by_code_of_its_own_and_the_reference_is_called_as_it_is() -> None:
    question = Question(shows, 1, lambda rng: [case(x=1.0), case(x=2.0)], ask=FileProbe("app.py", look_at))
    scheme = make_scheme(question, seed=3)
    (probe, _, again) = probes(scheme)
    assert (probe.file, again) == ("app.py", probe)
    assert probe.code == "def look_at(x):\n    import page\n\n    return page.shown(x)\n\nlook_at(x=x)"
    assert [value.real for value in scheme.expected] == [2.0, 3.0]  # type: ignore[union-attr]


def positive(x):
    if x < 0:
        raise ValueError
    return x


def test_a_case_that_must_raise_asks_for_an_exception_and_is_no_value_case() -> None:
    question = Question(positive, 1, lambda rng: [case("few", x=1.0), must_raise(x=-1.0)], (Mistake("same", abs),))
    scheme = make_scheme(question, seed=3)
    assert scheme.expected == (Number(1.0), RaisedError("ValueError"))
    assert scheme.value_cases == (0,)
    assert [scheme.wrong_answers[0](index) for index in (0, 1)] == [Number(1.0), Number(1.0)]
    assert scheme.kinds == (None, None)


def test_a_mistake_that_fails_answers_nothing() -> None:
    question = Question(positive, 1, lambda rng: [case(x=1.0)], (Mistake("fails", lambda x: x / 0),))
    assert make_scheme(question, seed=3).wrong_answers[0](0) == Other("raised")


def test_earlier_values_are_asked_after_the_cases() -> None:
    question = Question(
        double, 1, lambda rng: [case(x=1.0)], follow_through=FollowThrough((positive,), lambda earlier, x: 2 * earlier)
    )
    asked = probes(make_scheme(question, seed=3))
    assert [(probe.function, probe.code) for probe in asked] == [
        ("double", "answer(x)"),
        ("positive", "answer(x)"),
        ("double", "answer(x)"),
        ("double", "answer(x)"),
    ]


def test_an_inspection_is_asked_by_one_probe_with_its_inputs() -> None:
    probe = inspection_probe(Inspection("app", 1, positive, (), 1.0, inputs={"x": 2.0}))
    assert probe.function == ""
    assert codec.evaluate(probe.code, codec.build_inputs(probe.inputs)) == 2.0


def test_in_brief_everything_beside_the_own_cases_is_one_series_but_for_twins_of_integers() -> None:
    question = Question(double, 1, cases, ask=Call(forbid_aliasing=True), probing={"x": array("n")})
    scheme = make_scheme(question, seed=3)
    asked, own, whole = probes_in_brief(scheme), probes(scheme.own), probes(scheme)
    series = asked[len(cases(np.random.default_rng(0)))]
    assert isinstance(series, ProbeSeries)
    assert (*own[:3], series, *own[3:]) == asked
    (integers,) = (i for i, case in enumerate(scheme.asked.cases) if case.kind == "integers_in_one")
    assert scheme.asked.controls[integers] == integers + 1
    others = (probe for index, probe in enumerate(whole[:-3]) if index >= 3 and index != integers + 1)
    assert series.calls == tuple((probe.code, probe.inputs) for probe in others)
    assert (series.function, series.forbid_aliasing) == ("double", True)


@pytest.mark.parametrize("name", ["a1_derivatives", "a5_neuron"])
def test_the_answers_of_a_class_to_a_series_are_short_enough_to_be_kept(name: str) -> None:
    for question in catalog.find(name).functions:
        scheme = make_scheme(question, 0)
        others = [case for case in scheme.asked.cases[len(scheme.cases) :] if not case.must_raise]
        right = [{"value": codec.encode(call(question.reference, question, case))} for case in others]
        assert len(wire.encode({"series": right})) <= KEPT_SERIES, question.name


def test_files_and_questions_without_probing_inputs_are_not_asked_in_brief() -> None:
    assert make_scheme(Question(double, 1, cases, probing={"x": array("n")}), seed=3).brief
    assert not make_scheme(QUESTION, seed=3).brief
    shown = Question(shows, 1, lambda rng: [case(x=1.0)], ask=FileProbe("app.py", look_at), probing={"x": place()})
    assert not make_scheme(shown, seed=3).brief
