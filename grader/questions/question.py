"""What a question is: what is asked, on which inputs, how answers are compared, and which mistakes are known.

A `Question` compares what a student's function returns, or what a file of theirs does, with a reference. An
`Inspection` measures one number of a file and looks up what it is worth. An `Assignment` holds those of one notebook.

The modules of `grader.hidden_tests` declare them, `grader.catalog` loads them with their sentences,
`grader.questions.scheme` draws the cases and computes the reference's answers.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from grader.questions.kinds import Kinds
from grader.questions.probe_code import Probed, by_name, code_of, of_student
from grader.text import NOTHING, Bilingual
from grader.verdict import Verdict

Cases = Callable[[np.random.Generator], Iterable["Case"]]
"""Receives a random generator, seeded with the course's seed and the question's name; yields fixed and random cases."""


@dataclass(frozen=True)
class Case:
    """One call of a function."""

    inputs: Mapping[str, object]
    """By name, in the order of the call: numbers, strings, arrays, lists and tuples of these, and `Code`."""
    kind: str = ""
    """What kind of input it is: the name of a section ``[kinds.…]``, whose sentence students read. Empty: none."""
    must_raise: bool = False
    """The function must raise `ValueError` for these inputs."""
    rtol: float = 0.0
    """What is compared with the largest number of the reference, where inputs have fewer digits than a float."""
    scaled: bool = False
    """The absolute tolerance is the question's times the largest number of the reference, where that is below 1."""


def case(kind: str = "", /, **inputs: object) -> Case:
    """Return a `Case`, as in ``case("negative", x=-1.5)``. A function or a SymPy expression is written as `Code`."""
    return Case(inputs, kind)


def must_raise(kind: str = "", /, **inputs: object) -> Case:
    """Return a `Case` for which the function must raise `ValueError`."""
    return Case(inputs, kind, must_raise=True)


def visible(**inputs: object) -> Case:
    """Return a `Case` of the check that students see."""
    return Case(inputs, "visible")


@dataclass(frozen=True)
class Mistake:
    """A known mistake: an answer that agrees with its function in every case gets its hint and its credit."""

    code: str
    """Its name in results and statistics, and in the assignment's TOML file."""
    function: Callable[..., object]
    """Called as the reference is."""
    credit: float = 0.0
    """The share of the question's points that it still earns, from 0 to below 1."""
    hint: Bilingual = NOTHING
    """What students read; from the section ``[question.code]`` of the assignment's TOML file.

    It teaches without giving the answer away: what to look at, and one question to think on.
    """


@dataclass(frozen=True)
class Rules:
    """How an answer is compared with the reference.

    Each entry must hold ``|answer - reference| <= atol + rtol * |reference|``, as in `numpy.isclose`.
    """

    rtol: float = 1e-5
    atol: float = 1e-6
    exact_shape: bool = False
    """The shape is what the question teaches: ``(n, 1)`` is not ``(n,)``."""
    by_digits: bool = False
    """No right answer loses digits: for small numbers and zeros `atol` does not count, as where `Question.by_rule`."""
    constant: bool = False
    """A plain number may stand for an array of equal numbers."""
    shape_hint: Bilingual | None = None
    """What the shape means here, said when it is wrong."""
    different: Bilingual | None = None
    """Said to a wrong answer that nothing explains, where it is no value that one works out by hand."""
    shown: bool = True
    """May a student's answer be shown? Not where it is numbers that a probe makes of what the student made."""
    nan_hint: Bilingual | None = None
    """What NaN means here, where it does not come from arithmetic."""
    seed: int = 0
    """Chooses the points where symbolic answers are compared; set from the course's seed."""


@dataclass(frozen=True)
class Call:
    """Ask the student's function: call it with the inputs of the case, in the order of the reference's signature."""

    by: Probed | None = None
    """A function of ours that makes the call, where a plain one will not do; its result is the answer.

    It runs in the student's process (`grader.questions.probe_code`) and receives the student's function as its first
    argument, then the inputs by name.
    """
    forbidden: tuple[str, ...] = ()
    """Names of SymPy functions that the student's may not call; SymPy itself may."""
    forbid_aliasing: bool = False
    """The results may share no memory with the inputs."""


@dataclass(frozen=True)
class FileProbe:
    """Ask a file of the student's beside the notebook."""

    file: str
    """Its name."""
    by: Probed
    """A function of ours that runs in the student's process and returns what the file does; it receives the inputs by
    name, as the reference does."""


@dataclass(frozen=True)
class FollowThrough:
    """How a step is marked on the student's own earlier values (error carried forward, consequential marking)."""

    earlier: tuple[Callable[..., object], ...]
    """The references of the earlier functions. A student without the first of them is not marked so."""
    reference: Callable[..., object]
    """Returns what the step should give. It receives the student's earlier values first, a float or an array, then the
    inputs by name; an exception says that nothing follows from these values."""
    by: Probed | None = None
    """A function of ours that runs in the student's process and returns their earlier values; it receives the earlier
    functions by name, then the inputs by name. Default: a call of the first of them with the inputs that it takes."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(function.__name__ for function in self.earlier)

    def code_for(self, inputs: Collection[str]) -> str:
        """Return the code of the probe for a case with these inputs."""
        if self.by:
            return code_of(self.by, (*of_student(self.names), *by_name(inputs)))
        return _call(self.earlier[0], inputs)


@dataclass(frozen=True)
class Question:
    """A graded cell whose answers are compared with a reference's."""

    reference: Callable[..., object]
    """The solution. Its name is that of the student's function, and the question's unless `cell` says another."""
    points: float
    cases: Cases
    mistakes: tuple[Mistake, ...] = ()
    rules: Rules = field(default_factory=Rules)
    ask: Call | FileProbe = field(default_factory=Call)
    follow_through: FollowThrough | None = None
    by_rule: bool = False
    """The statement asks for a rule: values that are near everywhere and hardly anywhere exact were measured or
    rounded (`grader.marking.measured`)."""
    probing: Kinds = field(default_factory=dict)
    """What each parameter is, which decides what is asked beside the cases; only an answer that is right for all these
    is looked at there."""
    beside: tuple[Case, ...] = ()
    """Cases asked beside the own ones, as the probing inputs are: those of the check that students see, and others."""
    kinds: Mapping[str, Bilingual] = field(default_factory=dict)
    """What students read of the kinds of inputs that the cases name; from the assignment's TOML file."""
    cell: str = ""
    """The ``grade_id`` of the graded cell, where it is not the function's name."""

    @property
    def name(self) -> str:
        """The ``grade_id`` of the graded cell."""
        return self.cell or self.function

    @property
    def function(self) -> str:
        """The name of the student's function."""
        return self.reference.__name__

    @property
    def file(self) -> str:
        """The student's file that is asked; empty where a function is."""
        return self.ask.file if isinstance(self.ask, FileProbe) else ""

    @property
    def unsaid(self) -> tuple[str, ...]:
        """What `probing` does not say, where it says anything: parameters of the reference without a default."""
        said = " ".join(self.probing).split()
        parameters = inspect.signature(self.reference).parameters.values() if said else ()
        return tuple(p.name for p in parameters if p.default is p.empty and p.name not in said)

    @property
    def forbidden(self) -> tuple[str, ...]:
        return self.ask.forbidden if isinstance(self.ask, Call) else ()

    def code_for(self, inputs: Collection[str]) -> str:
        """Return the code of the probe for a case with these inputs."""
        if isinstance(self.ask, FileProbe):
            return code_of(self.ask.by, by_name(inputs))
        if self.ask.by:
            return code_of(self.ask.by, ("answer", *by_name(inputs)))
        return _call(self.reference, inputs)


def _call(reference: Callable[..., object], inputs: Collection[str]) -> str:
    """Return the code that calls a student's function, ``answer``, with the inputs that its reference takes."""
    return f"answer({', '.join(name for name in _parameters(reference) if name in inputs)})"


@lru_cache(maxsize=512)  # asked for each input of each question: to look takes longer than most answers
def _parameters(reference: Callable[..., object]) -> tuple[str, ...]:
    return tuple(inspect.signature(reference).parameters)


@dataclass(frozen=True)
class Document:
    """A file that students hand in beside the notebook for a person to read; it is measured, and never run."""

    names: tuple[str, ...]
    """Names that it may have, in small letters and without the suffix. Students are asked for the first."""
    suffixes: tuple[str, ...]
    most_mb: float

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Finding:
    """What a measured number from `least` to `most`, both included, is worth: a share `credit` of the points.

    The first finding that a number fits counts. In its sentence ``{number}`` stands for the number, ``{clock}`` for the
    same in minutes and seconds.
    """

    code: str
    least: float
    most: float
    credit: float = 0.0
    verdict: Verdict = Verdict.WRONG
    settled: bool = True
    """The number decides; otherwise a person has to look, and the score is 0 until then."""
    hint: Bilingual = NOTHING
    """What students read; from the section ``[inspection.code]`` of the assignment's TOML file."""


@dataclass(frozen=True)
class Inspection:
    """A graded cell for which one number is measured, of a document or of the files beside the notebook.

    Where no finding settles it, where a file cannot be read or code hangs, it waits for a person with 0 points.
    """

    name: str
    points: float
    measure: Probed
    """Returns a number. Receives the document's open descriptor, if there is one; then by name what the student's
    notebook calls `names`, None where it does not; then `inputs` by name."""
    findings: tuple[Finding, ...]
    seconds: float
    document: Document | None = None
    """The file that is measured, where nothing of the student's runs. Without one, `measure` runs after the notebook's
    cells, in their process and folder."""
    names: tuple[str, ...] = ()
    inputs: Mapping[str, object] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code of the probe. ``documents`` holds the open descriptors by name."""
        descriptor = [f"documents[{self.document.name!r}]"] if self.document else []
        return code_of(self.measure, (*descriptor, *of_student(self.names), *by_name(self.inputs)))

    @property
    def settled(self) -> frozenset[str]:
        return frozenset(finding.code for finding in self.findings if finding.settled)


@dataclass(frozen=True)
class InlineTest(Inspection):
    """A graded cell of an adopted notebook whose own tests decide: all points where they hold, else none.

    A number in their last line is the points that are earned, as in nbgrader.

    The tests are those of the source notebook. They run after the student's cells, in a fork of their process, so what
    they show can be forged by the code that they test: the result says so.
    """

    settled = frozenset(
        {"inline_tests", "inline_partial", "inline_visible", "inline_hidden", "inline_raised", "timeout"}
    )
    """Outcomes that decide; a test that could not be run waits for a person."""


def inline_test(cell: str, points: float) -> InlineTest:
    """Return the test of a graded cell by what stands in it, in the source notebook."""
    return InlineTest(cell, points, measure=inline_test, findings=(), seconds=0.0)


@dataclass(frozen=True)
class Extra:
    """Packages that one assignment needs and the others do not."""

    name: str
    """The group of optional dependencies in ``pyproject.toml`` that installs them."""
    modules: tuple[str, ...]
    """Modules that can be imported where they are installed."""


@dataclass(frozen=True)
class Assignment:
    """The hidden tests of one notebook, in the order of its cells."""

    name: str
    """The notebook's and the module's: ``a1_derivatives``."""
    questions: tuple[Question | Inspection, ...]
    extra: Extra | None = None
    deliverables: tuple[str, ...] = ()
    """Names of files beside the notebook that students write: theirs counts, not the release's of that name."""
    companions: tuple[str, ...] = ()
    """Modules of ``source/`` that students get beside the notebook, besides ``checks.py``."""
    due: str = ""
    """Day and time in the course's year, with the zone: ``12-19 15:00 Asia/Seoul``."""
    adopted: bool = False
    """An instructor's own notebook, ``source/<name>/<name>.ipynb``: no master, one language, tests of its own."""

    def __getitem__(self, name: str) -> Question | Inspection:
        return next(question for question in self.questions if question.name == name)

    @property
    def functions(self) -> tuple[Question, ...]:
        """The questions that a function answers."""
        return tuple(question for question in self.questions if isinstance(question, Question))

    @property
    def inspections(self) -> tuple[Inspection, ...]:
        """The questions that files answer, or a notebook's own tests."""
        return tuple(question for question in self.questions if isinstance(question, Inspection))

    @property
    def inline_tests(self) -> tuple[InlineTest, ...]:
        """The graded cells that the notebook's own tests decide."""
        return tuple(question for question in self.questions if isinstance(question, InlineTest))

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(inspection.document for inspection in self.inspections if inspection.document)
