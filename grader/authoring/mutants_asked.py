"""`grader verify --mutants`: are the hidden tests adequate, that is, do they refuse every mutant of a right answer?

A mutant that no test could refuse, because it is right, too, is listed with its reason in ``mutants_equivalent.toml``.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import signal
import tomllib
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from inspect import signature
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np

from grader.answers import codec
from grader.answers.answer import Answer, Returned
from grader.answers.parse import parse_answer
from grader.answers.values import Array, Items, Value
from grader.authoring.build import weave
from grader.authoring.mutants import Mutant, changes
from grader.authoring.mutants_behaviour import FRAME, UNCHANGED, Form, spoiled
from grader.authoring.samples import Sample, load_samples
from grader.course import Course
from grader.marking.compare import compare
from grader.marking.mark import mark
from grader.questions import catalog
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
    notebook = weave(course.root / "source" / f"{name}.py", assignment, "en")
    given = tuple(_definitions([cell.source for cell in notebook.cells if cell.cell_type == "code"]))
    solution = (course.root / "solutions" / f"{name}.py").read_text(encoding="utf-8")
    found = [Original(name, question, SOLUTION, given, _definition(solution, question)) for question in asked]
    for sample in load_samples(course.root / "tests" / "submissions" / name):
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
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), np.errstate(all="ignore"):
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
    for message in answers([vars(probe) for probe in probes(scheme)], shell):
        answer = parse_answer(message)
        if not scheme.question.follow_through and not _may_be_right(scheme, len(came), answer):
            return []
        came.append(answer)
    return came


def _may_be_right(scheme: Scheme, place: int, answer: Answer) -> bool:
    if place >= len(scheme.cases):
        return True
    if isinstance(answer, Returned):
        return bool(compare(answer.value, scheme.expected[place], scheme.rules).agrees)
    return scheme.cases[place].must_raise


# ── mutants ────────────────────────────────────────────────────────────────────────────────────────────────


def mutants(original: Original, scheme: Scheme) -> list[Mutant]:
    """Return the mutants of a right answer; of the reference's also those that behave badly."""
    found = changes(original.source)
    if original.origin == SOLUTION:
        found += spoiled(original.source, original.question, form_of(scheme))
    return found


def form_of(scheme: Scheme) -> Form:
    """Return what goes into the functions that a scheme asks for, and what comes out."""
    reference = scheme.question.reference
    inputs = {
        name: max((_axes(case.inputs[name]) for case in scheme.cases if name in case.inputs), default=-1)
        for name in signature(reference).parameters
    }
    first = codec.build_inputs(codec.encode_inputs(scheme.cases[scheme.value_cases[0]].inputs))
    taken = {name: value for name, value in first.items() if name in inputs}
    return Form(inputs, max(map(_result_axes, scheme.expected)), isinstance(reference(**taken), FunctionType))


def _axes(value: object) -> int:
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        return value.ndim
    return 0 if type(value) in (int, float) else -1


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
    question = catalog.load(original.assignment)[original.question]
    assert isinstance(question, Question)
    scheme = make_scheme(question, seed)
    names = names_before(original)
    wrapped = original.source + FRAME.format(name=original.question, body=UNCHANGED)
    right = all(accepted(scheme, names, source, 30.0) for source in (original.source, wrapped))
    chosen = mutants(original, scheme)[::every]
    survivors = (one.description for one in chosen if accepted(scheme, names, one.source))
    return Asked(original, len(chosen), tuple(f"{original.origin}: {one}" for one in survivors), right)


def names_before(original: Original) -> dict[str, Any]:
    """Run what comes before an answer, and return what it has defined."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in original.before:
        with contextlib.suppress(Exception):  # as in a notebook: what a cell cannot do does not stop the next
            exec(compile(cell, "<before>", "exec"), names)
    return names


# ── the gate ───────────────────────────────────────────────────────────────────────────────────────────────


def verify_mutants(course: Course, name: str, processes: int = 2) -> Counted:
    """Ask about all mutants of an assignment's right answers."""
    if lacking := catalog.lacking(name):
        raise lacking
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        found = list(pool.map(ask, originals(course, name), repeat(course.seed)))
    return judge(found, listed(name))


def judge(found: Sequence[Asked], listed: Mapping[str, Mapping[str, str]]) -> Counted:
    """Hold the survivors against the listed equivalents, by question: a description or a pattern, and its reason."""
    problems = [
        f"{one.original.question}: the right answer of {_where(one)} is refused" for one in found if not one.right
    ]
    used: set[tuple[str, str]] = set()
    equivalent = survivors = 0
    for one in found:
        question = one.original.question
        for survivor in one.survivors:
            patterns = [pattern for pattern in listed.get(question, {}) if matches(pattern, survivor)]
            used |= {(question, pattern) for pattern in patterns}
            equivalent += bool(patterns)
            survivors += not patterns
            if not patterns:
                problems.append(f"{question}: a mutant gets full marks: {survivor}")
    for question, entries in listed.items():
        stale = [pattern for pattern in entries if (question, pattern) not in used]
        problems += [
            f"{question}: no mutant survives that {FILE.name} lists as {pattern!r}; delete it" for pattern in stale
        ]
    count = sum(one.mutants for one in found)
    return Counted(count, count - equivalent - survivors, equivalent, survivors, tuple(problems))


def _where(one: Asked) -> str:
    return "solutions/" if one.original.origin == SOLUTION else f"the sample {one.original.origin}"


def matches(pattern: str, text: str) -> bool:
    """Does a text match a pattern, in which `ANYTHING` stands for any characters?"""
    return bool(_pattern(pattern).fullmatch(text))


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split(ANYTHING))), re.DOTALL)


def listed(assignment: str) -> dict[str, dict[str, str]]:
    """Return the equivalent mutants of an assignment: by question, a pattern and the reason."""
    entries: dict[str, dict[str, str]] = tomllib.loads(FILE.read_text(encoding="utf-8")).get(assignment, {})
    return entries
