"""`grader verify --mutants`: are the hidden tests adequate, that is, do they refuse every mutant of a right answer?

A mutant that no test could refuse, because it is right, too, is listed with its reason in ``mutants_equivalent.toml``.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import signal
import sys
import tomllib
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from inspect import signature
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np

from grader import catalog
from grader.answers import codec
from grader.answers.answer import Answer, Returned
from grader.answers.parse import parse_answer
from grader.answers.values import Array, Items, Other, Value, parse_value
from grader.authoring.build import weave
from grader.authoring.mutants import Mutant, changes
from grader.authoring.mutants_behaviour import FRAME, UNCHANGED, Form, Parameter, spoiled
from grader.authoring.samples import Sample, load_samples
from grader.course import Course, material
from grader.marking.compare import compare
from grader.marking.mark import mark
from grader.processes import Pool
from grader.questions.kinds import SAMPLES
from grader.questions.probing_inputs import dimensions
from grader.questions.question import Call, Question
from grader.questions.scheme import Scheme, make_scheme, probes
from grader.sandbox.guest.runner import answers
from grader.verdict import Verdict

SOLUTION = "solution"
SECONDS = 3.0
"""For all calls of one mutant: a change may well make a loop endless."""
FILE = Path(__file__).with_name("mutants_equivalent.toml")
ANYTHING = "…"
"""Stands for any characters in the file of equivalent mutants."""


@dataclass(frozen=True)
class Original:
    """A right answer to a question, of which mutants are made."""

    assignment: str
    question: str
    origin: str
    """``solution`` or the name of a sample."""
    before: tuple[str, ...]
    """The cells that run before it: imports, the solutions of the other questions, and the sample's own."""
    source: str
    """The answer's own code, which defines the function."""


@dataclass(frozen=True)
class Counted:
    """How the mutants of one assignment fared."""

    mutants: int
    refused: int
    equivalent: int
    """Those with full marks that the file lists."""
    survivors: int
    """The others with full marks."""
    problems: tuple[str, ...]
    """One sentence for each survivor, for each right answer that is refused, and each stale entry of the file."""


# ── right answers ──────────────────────────────────────────────────────────────────────────────────────────


def originals(course: Course, name: str) -> list[Original]:
    """Return the right answers to an assignment's functions: the reference's, and those of its ``right`` samples."""
    assignment = catalog.load(name)
    asked = [question.name for question in assignment.functions if isinstance(question.ask, Call)]
    if not asked:
        return []
    notebook = weave(material(course.root, "source", f"{name}.py"), assignment, "en")
    given = tuple(_definitions([cell.source for cell in notebook.cells if cell.cell_type == "code"]))
    solution = material(course.root, "solutions", f"{name}.py").read_text(encoding="utf-8")
    found = [Original(name, question, SOLUTION, given, _definition(solution, question)) for question in asked]
    for sample in load_samples(material(course.root, "tests", "submissions", name)):
        if sample.name.startswith("right_"):
            found += _of_sample(sample, given, asked)
    return found


def _definitions(cells: Sequence[str]) -> Iterator[str]:
    """Yield what the cells of a solved notebook import and define, each statement by itself."""
    for cell in cells:
        with contextlib.suppress(SyntaxError):  # magics
            for node in ast.parse(cell).body:
                if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef)):
                    yield ast.unparse(node)


def _definition(source: str, name: str) -> str:
    return next(
        ast.unparse(node) for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == name
    )


def _of_sample(sample: Sample, given: tuple[str, ...], asked: Sequence[str]) -> Iterator[Original]:
    """Yield the answers in which a sample differs from the solution. What else it defines runs first."""
    blocks = [block for block in sample.blocks if block.action in ("cell", "answer")]
    for block in blocks:
        if block.action == "answer" and block.target in asked:
            before = (*given, *(other.text for other in blocks if other is not block))
            yield Original(sample.assignment, block.target, sample.name, before, block.text)


# ── asking ─────────────────────────────────────────────────────────────────────────────────────────────────


class _Shell:
    """What the runner needs of a shell: the names that a notebook has defined."""

    printed = 0

    def __init__(self, names: dict[str, Any]) -> None:
        self.user_ns, self.recorder = names, self


class _Late(BaseException):
    """The time of a mutant is up."""


def _stop(*_: object) -> None:
    raise _Late


@contextlib.contextmanager
def _late_in_silence() -> Iterator[None]:
    """Say nothing of a `_Late` in a finalizer, from which Python lets none out: the alarm rings again."""
    told = sys.unraisablehook
    sys.unraisablehook = lambda of: None if of.exc_type is _Late else told(of)
    try:
        yield
    finally:
        sys.unraisablehook = told


def accepted(scheme: Scheme, names: Mapping[str, Any], source: str, seconds: float = SECONDS) -> bool:
    """Does an answer get full marks, asked and marked as a student's, but in this process?

    For code of our own only: nothing protects from it but a time limit.

    Parameters
    ----------
    names
        What the notebook has defined before.
    source
        The code of the answer.
    """
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 0.1)  # repeated, because the code may catch one
    try:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
            _late_in_silence(),
        ):
            warnings.simplefilter("ignore")
            shell = _Shell(dict(names))
            exec(compile(source, "<mutant>", "exec"), shell.user_ns)
            came = _answers(scheme, shell)
            marked = mark(scheme, came, {}) if came else None
            return bool(marked and marked.verdict is Verdict.CORRECT and marked.credit == 1)
    except (_Late, Exception):
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answers(scheme: Scheme, shell: Any) -> list[Answer]:
    """Return the answers to a scheme's probes; none once it is clear that they are wrong."""
    came: list[Answer] = []
    # Closed at once also where the alarm ends this function: its call hooks must not be removed in a later guard.
    with contextlib.closing(answers([vars(probe) for probe in probes(scheme)], shell)) as messages:
        for message in messages:
            answer = parse_answer(message)
            if not scheme.question.follow_through and not _may_be_right(scheme, len(came), answer):
                return []
            came.append(answer)
    return came


def _may_be_right(scheme: Scheme, place: int, answer: Answer) -> bool:
    asked = scheme.asked
    if place >= len(asked.cases):
        return True
    if isinstance(answer, Returned):
        return bool(compare(answer.value, asked.expected[place], asked.rules_by_case[place]).agrees)
    return asked.cases[place].must_raise


# ── mutants ────────────────────────────────────────────────────────────────────────────────────────────────


def mutants(original: Original, scheme: Scheme) -> list[Mutant]:
    """Return the mutants of a right answer; of the reference's also those that behave badly."""
    found = changes(original.source)
    if original.origin == SOLUTION:
        found += spoiled(original.source, original.question, form_of(scheme))
    return found


def form_of(scheme: Scheme) -> Form:
    """Return what goes into the functions that a scheme asks for, and what comes out."""
    question, cases = scheme.question, scheme.asked.cases
    axes = {
        name: max((_axes(case.inputs[name]) for case in cases if name in case.inputs), default=-1)
        for name in signature(question.reference).parameters
    }
    numbers = sum(number >= 0 for number in axes.values())
    parameters = tuple(Parameter(name, axes[name], _illegal(question, name, numbers)) for name in axes)
    first = codec.build_inputs(codec.encode_inputs(scheme.cases[scheme.value_cases[0]].inputs))
    returned = question.reference(**{name: value for name, value in first.items() if name in axes})
    deepest = max(map(_result_axes, scheme.expected))
    function = isinstance(returned, FunctionType)
    return Form(parameters, deepest, scheme.rules.exact_shape, function, function or _has_numbers(returned))


def _illegal(question: Question, name: str, numbers: int) -> frozenset[str]:
    """Return the words of the families of inputs that are not legal for a parameter, so that no question asks them."""
    kinds = question.probing
    alone = {"integers_in_one"} if numbers < 2 else set()
    kind = next((kind for names, kind in kinds.items() if name in names.split()), None)
    if kind is None:
        return frozenset(alone)
    if kind.values or kind.draw:  # one of a few values, or numbers of a sort of its own
        return frozenset({*NUMBERS, *TYPES} | ({*SIZES_OF_ARRAYS} if kind.values else set()))
    words = alone | set(kind.without)
    if not kind.arrays and (not kind.shape or kind.shape[0] not in dimensions(kinds)[:1]):
        words |= {*SIZES_OF_ARRAYS}
    if not kind.shape or kind.shape[0] != SAMPLES:
        words |= {"many_entries"}
    for other in kinds.values():
        words |= other.without & {*SIZES_OF_ARRAYS, *TYPES}
    if "zero" in words:
        words |= {"all_zero"}
    if "integers" in words:
        words |= {"integers_in_one"}
    return frozenset(words | ({"negative"} if kind.least >= 0 else set()))


NUMBERS = ("zero", "all_zero", "tiny", "small", "large", "huge", "negative", "integers", "integers_in_one")
SIZES_OF_ARRAYS = ("one_entry", "two_entries", "more_entries", "many_entries")
TYPES = ("single", "slices")


def _axes(value: object) -> int:
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        return value.ndim
    return 0 if type(value) in (int, float) else -1


def _has_numbers(returned: object) -> bool:
    """Are these numbers, arrays, expressions, or several of them?"""
    try:
        encoded = codec.encode(returned)
    except Exception:
        return False
    return not isinstance(parse_value(encoded), Other)


def _result_axes(value: Value) -> int:
    if isinstance(value, Items):
        return max(map(_result_axes, value.items), default=0)
    return value.data.ndim if isinstance(value, Array) else 0


@dataclass(frozen=True)
class Asked:
    """What came of one right answer's mutants."""

    original: Original
    mutants: int
    survivors: tuple[str, ...]
    """Their descriptions, behind the origin: ``solution: z > 0 → z >= 0``."""
    right: bool
    """Was the answer itself accepted, also as a wrapped function?"""


def ask(original: Original, seed: int, every: int = 1) -> Asked:
    """Ask the hidden tests about the mutants of a right answer, or about each so manieth of them."""
    scheme = _scheme(original.assignment, original.question, seed)
    names = names_before(original)
    wrapped = original.source + FRAME.format(name=original.question, body=UNCHANGED)
    right = all(accepted(scheme, names, source, 30.0) for source in (original.source, wrapped))
    chosen = mutants(original, scheme)[::every]
    survivors = (one.description for one in chosen if accepted(scheme, names, one.source))
    return Asked(original, len(chosen), tuple(f"{original.origin}: {one}" for one in survivors), right)


@cache
def _scheme(assignment: str, name: str, seed: int) -> Scheme:
    question = catalog.load(assignment)[name]
    assert isinstance(question, Question)
    return make_scheme(question, seed)


def names_before(original: Original) -> dict[str, Any]:
    """Run what comes before an answer, and return what it has defined."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in original.before:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.suppress(Exception),
        ):  # as in a notebook: what a cell cannot do does not stop the next
            exec(compile(cell, "<before>", "exec"), names)
    return names


# ── the gate ───────────────────────────────────────────────────────────────────────────────────────────────


def verify_mutants(course: Course, name: str, processes: int = 2) -> Counted:
    """Ask about all mutants of an assignment's right answers."""
    if lacking := catalog.lacking(name):
        raise lacking
    with Pool(processes, get_context("spawn")) as pool:
        asked = sorted(originals(course, name), key=lambda one: one.question)  # a question's scheme is made once
        found = list(pool.map(ask, asked, repeat(course.seed)))
    return judge(found, listed(name))


@dataclass(frozen=True)
class Equivalent:
    """Mutants that are right, too: of these questions, whose origin and description match one of these patterns."""

    questions: tuple[str, ...]
    mutants: tuple[str, ...]
    """In which `ANYTHING` stands for any characters."""
    why: str

    def covers(self, question: str, survivor: str) -> bool:
        return question in self.questions and any(matches(pattern, survivor) for pattern in self.mutants)


def judge(found: Sequence[Asked], equivalents: Sequence[Equivalent]) -> Counted:
    """Hold the survivors against the listed equivalents."""
    problems = [
        f"{one.original.question}: the right answer of {_where(one)} is refused" for one in found if not one.right
    ]
    survivors = [(one.original.question, survivor) for one in found for survivor in one.survivors]
    unlisted = [pair for pair in survivors if not any(entry.covers(*pair) for entry in equivalents)]
    problems += [f"{question}: a mutant gets full marks: {survivor}" for question, survivor in unlisted]
    for entry in equivalents:
        problems += [f"{stale}; delete it in {FILE.name}" for stale in _stale(entry, survivors)]
    count = sum(one.mutants for one in found)
    equivalent = len(survivors) - len(unlisted)
    return Counted(count, count - len(survivors), equivalent, len(unlisted), tuple(problems))


def _stale(entry: Equivalent, survivors: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the questions and patterns of an entry that no survivor needs."""
    covered = [pair for pair in survivors if entry.covers(*pair)]
    for question in entry.questions:
        if not any(question == asked for asked, _ in covered):
            yield f"{question}: no mutant survives that is listed because {entry.why!r}"
    for pattern in entry.mutants:
        if not any(matches(pattern, survivor) for _, survivor in covered):
            yield f"{' '.join(entry.questions)}: no mutant survives that is listed as {pattern!r}"


def _where(one: Asked) -> str:
    return "solutions/" if one.original.origin == SOLUTION else f"the sample {one.original.origin}"


def matches(pattern: str, text: str) -> bool:
    """Does a text match a pattern, in which `ANYTHING` stands for any characters?"""
    return bool(_pattern(pattern).fullmatch(text))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split(ANYTHING))), re.DOTALL)


def listed(assignment: str) -> list[Equivalent]:
    """Return what the file lists for an assignment."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8")).get(assignment, [])
    return [Equivalent(tuple(one["questions"].split()), tuple(one["mutants"]), one["why"]) for one in entries]
