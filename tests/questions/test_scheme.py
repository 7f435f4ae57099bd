"""The mark scheme: cases drawn with the seed, and what is asked."""

from __future__ import annotations

import numpy as np

from grader.questions.question import Case, FileProbe, Question, case
from grader.questions.scheme import make_scheme, probes


def double(x):
    return 2 * x


def cases(rng: np.random.Generator) -> list[Case]:
    return [case(x=np.array([1.0, -2.0])), case(x=rng.uniform(1, 2, size=5)), case(x=np.array([3.0]))]


QUESTION = Question(double, 1, cases)


def test_the_seed_decides_the_random_cases_and_nothing_else_does() -> None:
    drawn = [make_scheme(QUESTION, seed).cases[1].given["x"] for seed in (1, 1, 2)]
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2])


def test_the_case_with_the_most_numbers_is_asked_twice() -> None:
    asked = probes(make_scheme(QUESTION, 3))
    assert asked[-1] == asked[1]
    assert asked[-1] != asked[0]


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
