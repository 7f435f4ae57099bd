"""A question's mark scheme: its cases, what the reference answers to each, and what each known mistake answers.

A scheme is made once for a whole class. The same seed gives the same scheme.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache, partial

import numpy as np

from grader.answers import codec
from grader.answers.answer import Probe
from grader.answers.values import Other, RaisedError, Value, parse_value
from grader.questions.question import Call, Case, FileProbe, Inspection, Mistake, Question, Rules
from grader.text import Bilingual

EXPECTED_EXCEPTION = "ValueError"
"""The exception that a function must raise where a case says so."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """A question with its cases drawn."""

    question: Question
    rules: Rules
    """The question's, with the seed that chooses the points where expressions are compared."""
    cases: tuple[Case, ...]
    expected: tuple[Value, ...]
    """What the reference answers, one value a case; `RaisedError` where it must raise."""
    wrong_answers: tuple[Callable[[int], Value], ...]
    """For each known mistake a function from a case's index to what the mistake answers: ``Other("raised")`` where its
    function fails. Computed when asked for, and kept: most answers differ from most mistakes in the first case."""

    @cached_property
    def value_cases(self) -> tuple[int, ...]:
        """The indices of the cases that ask for a value; for the others the function must raise."""
        return tuple(index for index, case in enumerate(self.cases) if not case.must_raise)

    @cached_property
    def kinds(self) -> tuple[Bilingual | None, ...]:
        """What students read of the kind of input, one sentence a case; None for a case without a kind."""
        return tuple(self.question.kinds.get(case.kind) for case in self.cases)

    @cached_property
    def repeat_case(self) -> int:
        """The index of the case that is asked twice.

        It is the one with the most numbers in its arrays, where random answers are least likely to agree.
        """
        return max(self.value_cases, key=lambda index: sum(array.size for array in _arrays(self.cases[index])))


def _arrays(case: Case) -> list[np.ndarray]:
    return [value for value in case.inputs.values() if isinstance(value, np.ndarray)]


def draw(question: Question, seed: int) -> tuple[Case, ...]:
    """Return the cases of a question for a course's seed: the same for the same seed and name."""
    return tuple(question.cases(np.random.default_rng([seed, _number(question)])))


def _number(question: Question) -> int:
    return zlib.crc32(question.name.encode())


def make_scheme(question: Question, seed: int) -> Scheme:
    """Draw the cases for a course's seed and compute the reference's answers.

    Raises what the reference raises, but for the cases where it must raise.
    """
    cases = draw(question, seed)
    rules = replace(question.rules, seed=seed % 2**32 ^ _number(question))
    may_raise = any(case.must_raise for case in cases)
    expected = tuple(_run(question.reference, question, case, case.must_raise) for case in cases)
    wrong_answers = tuple(cache(partial(_try, mistake, question, cases, may_raise)) for mistake in question.mistakes)
    return Scheme(question, rules, cases, expected, wrong_answers)


def _run(function: Callable[..., object], question: Question, case: Case, may_raise: bool) -> Value:
    """Return what a function of ours answers to a case, through the same code and encoding as a student's."""
    try:
        value = call(function, question, case)
    except Exception as error:
        if not may_raise:
            raise
        return RaisedError(EXPECTED_EXCEPTION if isinstance(error, ValueError) else type(error).__name__)
    return parse_value(codec.encode(value))


def call(function: Callable[..., object], question: Question, case: Case) -> object:
    """Return what a function of ours returns for a case, called as a student's is; nothing is encoded."""
    inputs = codec.build_inputs(codec.encode_inputs(case.inputs))
    if question.file:  # the probe looks at a student's file; our function returns what it should see
        return function(**inputs)
    return codec.evaluate(question.code_for(case.inputs), {"np": np, **inputs, "answer": function})


def _try(mistake: Mistake, question: Question, cases: tuple[Case, ...], may_raise: bool, index: int) -> Value:
    try:
        with np.errstate(all="ignore"):
            return _run(mistake.function, question, cases[index], may_raise)
    except Exception:  # a mistake may well divide by zero; it then agrees with nothing
        return Other("raised")


@lru_cache(maxsize=512)
def probes(scheme: Scheme) -> tuple[Probe, ...]:
    """Return what to ask a student's process, in this order.

    A probe for each case, one for each case's earlier values if there is a `FollowThrough`, and that of `repeat_case`
    again.
    """
    question = scheme.question
    asked = [_probe(question, case) for case in scheme.cases]
    if question.follow_through:
        earlier = question.follow_through
        first = earlier.names[0]
        asked += [
            Probe(first, earlier.code_for(case.inputs), codec.encode_inputs(case.inputs)) for case in scheme.cases
        ]
    return (*asked, asked[scheme.repeat_case])


def _probe(question: Question, case: Case) -> Probe:
    inputs = codec.encode_inputs(case.inputs)
    code = question.code_for(case.inputs)
    match question.ask:
        case FileProbe(file=file):
            return Probe(question.name, code, inputs, file=file)
        case Call(forbidden=forbidden, forbid_aliasing=forbid_aliasing):
            return Probe(question.name, code, inputs, forbidden, forbid_aliasing)


def inspection_probe(inspection: Inspection) -> Probe:
    """Return what to ask for an inspection's number."""
    return Probe("", inspection.code, codec.encode_inputs(inspection.inputs))
