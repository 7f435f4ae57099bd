"""A question's mark scheme: its cases, what the reference answers to each, and what each known mistake answers.

A scheme is made once for a whole class. The same seed gives the same scheme.
"""

from __future__ import annotations

import ast
import inspect
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache, partial

import numpy as np

from grader.answers import codec
from grader.answers.answer import Probe, ProbeSeries
from grader.answers.code import Code
from grader.answers.values import Other, RaisedError, Value, parse_value, real_parts
from grader.errors import UserError
from grader.questions.authored import in_words, place_of_function
from grader.questions.probing_inputs import TWIN, probing_cases, twin
from grader.questions.question import Call, Case, FileProbe, Inspection, Mistake, Question, Rules
from grader.text import Bilingual

EXPECTED_EXCEPTION = "ValueError"
"""The exception that a function must raise where a case says so."""
DRAWS = 8
"""How often probing inputs are drawn, at most, until the reference's answer to none of them is 0."""
SMALL = ("tiny", "small", "mixed_sizes", "zero_entry", "all_zero")
"""Kinds of inputs for which answers may be so small that a question's `atol` hides them."""
NO_MORE = 1e-15
"""`atol` where an answer has all its digits: no loss is the rounding of numbers of order one, as of `cos(pi / 2)`."""
INTEGERS = ("integer", "integers", "integers_in_one", "integers_everywhere")
"""Kinds of inputs that differ from others in the type of their numbers."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """A question with its cases drawn."""

    question: Question
    rules: Rules
    """The question's, with the seed that chooses the points where expressions are compared."""
    cases: tuple[Case, ...]
    """The question's own, which decide what an answer earns."""
    expected: tuple[Value, ...]
    """What the reference answers, one value a case; `RaisedError` where it must raise."""
    wrong_answers: tuple[Callable[[int], Value], ...]
    """For each known mistake a function from a case's index to what the mistake answers: ``Other("raised")`` where its
    function fails. Computed when asked for, and kept: most answers differ from most mistakes in the first case."""
    whole: Scheme | None = None
    """The same with all that is asked: after the own cases those that students see, then the probing inputs. Only an
    answer that is right for its own cases is judged by it."""

    @property
    def asked(self) -> Scheme:
        """The scheme whose cases are asked."""
        return self.whole or self

    @cached_property
    def own(self) -> Scheme:
        """The same, judged by the question's own cases alone."""
        return replace(self, whole=None)

    @property
    def brief(self) -> bool:
        """Can what is asked beside the own cases be asked as one series? A file is looked at anew for each."""
        return self.whole is not None and isinstance(self.question.ask, Call)

    @cached_property
    def value_cases(self) -> tuple[int, ...]:
        """The indices of the cases that ask for a value; for the others the function must raise."""
        return tuple(index for index, case in enumerate(self.cases) if not case.must_raise)

    @cached_property
    def kinds(self) -> tuple[Bilingual | None, ...]:
        """What students read of the kind of input, one sentence a case; None for a case without a kind."""
        return tuple(self.question.kinds.get(case.kind) for case in self.cases)

    @cached_property
    def repeated(self) -> tuple[int, ...]:
        """The indices of the own cases that are asked once more when all have been asked.

        They are the one with the most numbers in its arrays, where random answers are least likely to agree, and the
        first one, which a function may remember; that twice in a row, for a function may go on from its last call.
        A file that is run anew for each case has no last call.
        """
        first = self.value_cases[0]
        largest = max(self.value_cases, key=lambda index: sum(array.size for array in _arrays(self.cases[index])))
        others = () if largest == first else (largest,)
        return (*others, first) if isinstance(self.question.ask, FileProbe) else (*others, first, first)

    @cached_property
    def controls(self) -> Mapping[int, int]:
        """By the index of a case of integers that of the case with the same numbers as floats."""
        floats = {_as_text(case): index for index, case in enumerate(self.cases) if case.kind not in INTEGERS}
        wanted = {index: _as_text(case) for index, case in enumerate(self.cases) if case.kind in INTEGERS}
        return {index: floats[text] for index, text in wanted.items() if text in floats}

    @cached_property
    def in_series(self) -> tuple[int, ...]:
        """The indices of the cases that are asked as one series where the scheme is `brief`: all beside the own ones.

        Left out are the twins of integers: they tell why an answer is wrong, and are asked once one is.
        """
        cases, controls = self.asked.cases, set(self.asked.controls.values())
        twins = {index for index in controls if cases[index].kind == TWIN}
        return tuple(index for index in range(len(self.cases), len(cases)) if index not in twins)

    @cached_property
    def rules_by_case(self) -> tuple[Rules, ...]:
        """How each case is compared."""
        rules = replace(self.rules, by_digits=self.rules.by_digits or self.question.by_rule)
        return tuple(_rules(rules, case, value) for case, value in zip(self.cases, self.expected, strict=True))


def _as_text(case: Case) -> str:
    """Return a case's inputs as text, in which integers are written as floats."""
    return repr([(name, _plain(value)) for name, value in sorted(case.inputs.items())])


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return np.asarray(value, dtype=float).tolist()
    return float(value) if isinstance(value, int) else value


def _arrays(case: Case) -> list[np.ndarray]:
    return [value for value in case.inputs.values() if isinstance(value, np.ndarray)]


def _rules(rules: Rules, case: Case, expected: Value) -> Rules:
    """Return a question's rules, wider where a case's inputs have few digits, closer where they are small."""
    if rules.by_digits and case.kind in SMALL:
        return replace(rules, atol=NO_MORE)
    if not (case.rtol or case.scaled):
        return rules
    largest = float(np.abs(real_parts(expected)).max(initial=0.0))
    if case.scaled:
        return replace(rules, atol=rules.atol * min(1.0, largest)) if largest else rules
    return replace(rules, rtol=case.rtol, atol=max(rules.atol, case.rtol * largest))


def draw(question: Question, seed: int) -> tuple[Case, ...]:
    """Return a question's own cases for a course's seed: the same for the same seed and name."""
    with in_words(f"the cases of {question.name}", question.cases):
        drawn = tuple(question.cases(np.random.default_rng([seed, _number(question)])))
    if not drawn:
        where = place_of_function(question.cases)
        raise UserError(
            f"{where + ': ' if where else ''}the cases of {question.name} are none.", 'Write `yield case("kind", x=…)`.'
        )
    for case in drawn:
        _check_case(question, case)
    return drawn


def _check_case(question: Question, case: object) -> None:
    """Raise `UserError` where a case is none, does not fit the function's parameters, or cannot be sent."""
    where = place_of_function(question.cases)
    subject = f"{where + ': ' if where else ''}a case of {question.name}"
    if not isinstance(case, Case):
        raise UserError(f"{subject} is {case!r:.60}, which is no case.", 'Write `yield case("kind", x=…)`.')
    parameters = inspect.signature(question.reference).parameters
    needed = {name for name, parameter in parameters.items() if parameter.default is parameter.empty}
    unknown = set(case.inputs) - set(parameters)
    if any(isinstance(value, Code) for value in case.inputs.values()):
        unknown = set()  # names that the code may use
    if isinstance(question.ask, Call) and not question.ask.by and (unknown or needed - set(case.inputs)):
        raise UserError(
            f"{subject} has the inputs {', '.join(case.inputs)}; the function takes {', '.join(parameters)}.",
            "Name the inputs like the parameters of the solution.",
        )
    for name, value in case.inputs.items():
        if isinstance(value, Code):
            try:
                ast.parse(value.source.strip(), mode="eval")
            except SyntaxError as error:
                raise UserError(
                    f"{subject} has the input {name}={value.source!r:.80}, which is no expression: {error.msg}.",
                    'Write one Python expression, such as Code("lambda x: x**2").',
                ) from None
    try:
        codec.encode_inputs(case.inputs)
    except (TypeError, ValueError) as error:
        raise UserError(
            f"{subject} has an input that cannot be sent to a student's function: {error}.",
            'Give numbers, texts, lists, NumPy arrays, or an expression as Code("…").',
        ) from None


def draw_probing(question: Question, seed: int, own: tuple[Case, ...]) -> tuple[Case, ...]:
    """Return what is asked beside a question's own cases: those that students see, probing inputs, and controls.

    A control is a case of integers with the same numbers as floats.
    """
    parameters = inspect.signature(question.reference).parameters.items()
    optional = frozenset(name for name, parameter in parameters if parameter.default is not parameter.empty)
    numbers = {
        name for name, kind in question.probing.items() if not (kind.values or kind.draw or "integers" in kind.without)
    }
    integers = [case for case in own if case.kind in INTEGERS and not case.must_raise and numbers & set(case.inputs)]
    rngs = [np.random.default_rng([seed, _number(question), draw]) for draw in range(1, DRAWS + 1)]
    probing = _telling(question, (probing_cases(question.probing, optional, rng) for rng in rngs))
    return (*question.beside, *probing, *(twin(case, numbers) for case in integers))


def _telling(question: Question, drawn: Iterable[tuple[Case, ...]]) -> tuple[Case, ...]:
    """Return, of several draws of the same probing inputs, the first for which the fewest right answers are 0.

    Behind a closed gate, any slip gives 0, too. With one parameter alone nothing but its value is drawn.
    """
    if len(question.probing) < 2:
        return next(iter(drawn))
    counted: list[tuple[int, tuple[Case, ...]]] = []
    for cases in drawn:
        counted.append((sum(_is_zero(question, case) for case in cases), cases))
        if not counted[-1][0]:
            break
    return min(counted, key=lambda one: one[0])[1]


def _is_zero(question: Question, case: Case) -> bool:
    """Is the right answer 0, in all of its entries?"""
    if case.must_raise:
        return False
    with in_words(f"the reference {question.name}", question.reference):
        value = _run(question.reference, question, case, may_raise=False)
    numbers = real_parts(value)
    return bool(numbers.size) and not numbers.any()


def _number(question: Question) -> int:
    return zlib.crc32(question.name.encode())


def make_scheme(question: Question, seed: int) -> Scheme:
    """Draw the cases for a course's seed and compute the reference's answers.

    Raises `UserError`, with file and line, where the cases or the reference fail; where a case must raise, it may.
    """
    own = draw(question, seed)
    cases = (*own, *draw_probing(question, seed, own))
    rules = replace(question.rules, seed=seed % 2**32 ^ _number(question))
    may_raise = any(case.must_raise for case in cases)
    with in_words(f"the reference {question.name}", question.reference):
        expected = tuple(_run(question.reference, question, case, case.must_raise) for case in cases)
    for value in expected:
        _check_answer(question, value)
    wrong_answers = tuple(cache(partial(_try, mistake, question, cases, may_raise)) for mistake in question.mistakes)
    whole = Scheme(question, rules, cases, expected, wrong_answers)
    count = len(own)
    return replace(whole, cases=own, expected=expected[:count], whole=whole) if len(cases) > count else whole


def _check_answer(question: Question, value: Value) -> None:
    """Raise `UserError` where the reference gives what no answer is compared with, such as None."""
    if isinstance(value, Other):
        where = place_of_function(question.reference)
        raise UserError(
            f"{where + ': ' if where else ''}the reference {question.name} gives {value.type}.",
            "Return a number, an array, a list of them or an expression; is `return` missing?",
        )


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

    A probe for each case of the whole scheme, one for the earlier values of each own case if there is a
    `FollowThrough`, and those of `repeated` again.
    """
    question, cases = scheme.question, scheme.asked.cases
    asked = [_probe(question, case) for case in cases]
    if question.follow_through:
        earlier = question.follow_through
        first = earlier.names[0]
        asked += [
            Probe(first, earlier.code_for(case.inputs), codec.encode_inputs(case.inputs)) for case in scheme.cases
        ]
    return (*asked, *(asked[index] for index in scheme.repeated))


@lru_cache(maxsize=512)
def probes_in_brief(scheme: Scheme) -> tuple[Probe | ProbeSeries, ...]:
    """Return what to ask of a scheme that is `brief`: the own scheme's `probes`, and those `in_series` as one.

    The series comes before those of `repeated`.
    """
    own, whole, ask = probes(scheme.own), probes(scheme), scheme.question.ask
    assert isinstance(ask, Call)
    calls = tuple((whole[index].code, whole[index].inputs) for index in scheme.in_series)
    series = ProbeSeries(scheme.question.function, calls, ask.forbidden, ask.forbid_aliasing)
    return (*own[: -len(scheme.repeated)], series, *own[-len(scheme.repeated) :])


@lru_cache(maxsize=512)
def probes_again(scheme: Scheme) -> tuple[Probe, ...]:
    """Return what to ask where an answer may follow from earlier values: the own cases and their earlier values again.

    Meanwhile the first earlier function gives `STAND_IN_FACTOR` times what it gives.
    """
    rule = scheme.question.follow_through
    assert rule is not None
    asked, own, count = probes(scheme), len(scheme.cases), len(scheme.asked.cases)
    return tuple(replace(probe, stand_in=rule.names[0]) for probe in (*asked[:own], *asked[count : count + own]))


def _probe(question: Question, case: Case) -> Probe:
    inputs = codec.encode_inputs(case.inputs)
    code = question.code_for(case.inputs)
    match question.ask:
        case FileProbe(file=file):
            return Probe(question.function, code, inputs, file=file)
        case Call(forbidden=forbidden, forbid_aliasing=forbid_aliasing):
            return Probe(question.function, code, inputs, forbidden, forbid_aliasing)


def inspection_probe(inspection: Inspection) -> Probe:
    """Return what to ask for an inspection's number."""
    return Probe("", inspection.code, codec.encode_inputs(inspection.inputs))
