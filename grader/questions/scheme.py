"""A question's mark scheme: its cases drawn, what they ask for, and what each misconception would answer.

Made once for a whole class; the same seed gives the same scheme.
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
"""The exception with which a function refuses an input."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """A question with its cases drawn: what the reference answers, and what each misconception would."""

    question: Question
    rules: Rules
    cases: tuple[Case, ...]
    expected: tuple[Value, ...]
    wrong_answers: tuple[Callable[[int], Value], ...]
    """What each misconception answers to a case, by its index; a value of type ``raised`` where it cannot answer.

    Worked out when asked for: most answers differ from most mistakes in the first case.
    """

    @cached_property
    def value_cases(self) -> tuple[int, ...]:
        """Which cases ask for a value; the others must be refused."""
        return tuple(index for index, case in enumerate(self.cases) if not case.refused)

    @cached_property
    def kinds(self) -> tuple[Bilingual | None, ...]:
        """What students read of each case's kind of input; None where it has no kind."""
        return tuple(self.question.kinds.get(case.kind) for case in self.cases)

    @cached_property
    def repeat_case(self) -> int:
        """Which case is asked twice: the one with the most numbers, where chance can least agree with itself."""
        return max(self.value_cases, key=lambda index: sum(array.size for array in _arrays(self.cases[index])))


def _arrays(case: Case) -> list[np.ndarray]:
    return [value for value in case.given.values() if isinstance(value, np.ndarray)]


def draw(question: Question, seed: int) -> tuple[Case, ...]:
    """Return the cases for a course's seed."""
    return tuple(question.cases(np.random.default_rng([seed, _number(question)])))


def _number(question: Question) -> int:
    return zlib.crc32(question.name.encode())


def make_scheme(question: Question, seed: int) -> Scheme:
    """Draw the cases for a course's seed and compute what they ask for. The same seed gives the same scheme."""
    cases = draw(question, seed)
    rules = replace(question.rules, seed=seed % 2**32 ^ _number(question))
    may_refuse = any(case.refused for case in cases)
    expected = tuple(_run(question.reference, question, case, case.refused) for case in cases)
    wrong_answers = tuple(cache(partial(_try, mistake, question, cases, may_refuse)) for mistake in question.mistakes)
    return Scheme(question, rules, cases, expected, wrong_answers)


def _run(function: Callable[..., object], question: Question, case: Case, may_refuse: bool) -> Value:
    """Return what a function answers to a case, through the same code and encoding as a student's."""
    try:
        value = call(function, question, case)
    except Exception as error:
        if not may_refuse:
            raise
        return RaisedError(EXPECTED_EXCEPTION if isinstance(error, ValueError) else type(error).__name__)
    return parse_value(codec.encode(value))


def call(function: Callable[..., object], question: Question, case: Case) -> object:
    """Return what a function of ours answers to a case, called as a student's is."""
    inputs = codec.build_inputs(codec.encode_inputs(case.given))
    if question.file:  # a student's is looked at; ours gives what is to be seen
        return function(**inputs)
    return codec.evaluate(question.code_for(case.given), {"np": np, **inputs, "answer": function})


def _try(mistake: Mistake, question: Question, cases: tuple[Case, ...], may_refuse: bool, index: int) -> Value:
    try:
        with np.errstate(all="ignore"):
            return _run(mistake.function, question, cases[index], may_refuse)
    except Exception:  # a mistake may well divide by zero; it then agrees with nothing
        return Other("raised")


@lru_cache(maxsize=512)
def probes(scheme: Scheme) -> tuple[Probe, ...]:
    """Return what to ask: every case, the earlier values to follow through, and one case again."""
    question = scheme.question
    asked = [_probe(question, case) for case in scheme.cases]
    if question.follow_through:
        earlier = question.follow_through
        first = earlier.names[0]
        asked += [Probe(first, earlier.code_for(case.given), codec.encode_inputs(case.given)) for case in scheme.cases]
    return (*asked, asked[scheme.repeat_case])


def _probe(question: Question, case: Case) -> Probe:
    inputs = codec.encode_inputs(case.given)
    code = question.code_for(case.given)
    match question.ask:
        case FileProbe(file=file):
            return Probe(question.name, code, inputs, file=file)
        case Call(forbidden=forbidden, forbid_aliasing=forbid_aliasing):
            return Probe(question.name, code, inputs, forbidden, forbid_aliasing)


def inspection_probe(inspection: Inspection) -> Probe:
    """Return what to ask: for one number."""
    return Probe("", inspection.code, codec.encode_inputs(inspection.inputs))
