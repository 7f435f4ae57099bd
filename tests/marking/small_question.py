"""One small question, to double an array, and what would come back for any function of a student's."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from grader.answers import codec
from grader.answers.answer import Answer, Failure, Raised, Returned
from grader.answers.values import Value, parse_value
from grader.marking.mark import mark
from grader.marking.outcome import Outcome
from grader.questions.question import Case, Mistake, Question, case, must_raise
from grader.questions.scheme import Scheme, make_scheme, probes
from grader.text import Bilingual

KINDS = {"few": Bilingual("few", "적은"), "many": Bilingual("many", "많은")}


def double(x):
    if np.size(x) == 0:
        raise ValueError("nothing to double")
    return 2 * x


def cases(rng: np.random.Generator) -> Iterable[Case]:
    yield case("few", x=np.array([1.0, -2.0]))
    yield case("many", x=rng.uniform(1, 2, size=5))
    yield case("many", x=np.array([3.0, 0.5, -1.5, 2.5]))
    yield must_raise("few", x=np.array([]))


NOT_DOUBLED = Mistake("not_doubled", lambda x: x, hint=Bilingual("Doubled?", "두 배입니까?"), credit=0.25)
SQUARED = Mistake("squared", lambda x: x**2, hint=Bilingual("Squared?", "제곱입니까?"))
QUESTION = Question(double, points=2, cases=cases, mistakes=(NOT_DOUBLED, SQUARED), kinds=KINDS)
SCHEME = make_scheme(QUESTION, seed=3)


def value(answer: object) -> Value:
    """Return an answer as it arrives from a student's process."""
    return parse_value(codec.encode(answer))


def answers(
    function: Callable[..., object],
    scheme: Scheme = SCHEME,
    scope: dict[str, object] | None = None,
    **behaviour: object,
) -> list[Answer]:
    """Return what a student's process would answer with this function, and with other names of theirs in `scope`."""
    answered: list[Answer] = []
    for probe in probes(scheme):
        names = (
            codec.build_inputs(probe.inputs) | {"answer": (scope or {}).get(probe.function, function)} | (scope or {})
        )
        try:
            answered.append(Returned(value(codec.evaluate(probe.code, names)), **behaviour))  # type: ignore[arg-type]
        except Exception as error:
            bases = tuple(base.__name__ for base in type(error).__mro__)
            answered.append(Raised(Failure(type(error).__name__, str(error), 0, 2, bases)))
    return answered


def outcome(function: Callable[..., object], scheme: Scheme = SCHEME, **behaviour: object) -> Outcome:
    """Return the outcome for a student's function."""
    return mark(scheme, answers(function, scheme, **behaviour), {})


def same_answer(answer: Answer, scheme: Scheme = SCHEME) -> list[Answer]:
    """Return one and the same answer to every probe."""
    return [answer] * len(probes(scheme))
