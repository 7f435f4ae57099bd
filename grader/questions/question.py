"""A question, declared: what is called, on which cases, compared how, and which mistakes are known.

Where files answer instead of a function, an `Inspection`: what is measured, and what each number says.

`grader.questions.catalog` holds the declarations; `grader.marking.mark` and `grader.authoring.verify` read them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from grader.questions.probe_code import Probed, by_name, code_of, of_student
from grader.text import NOTHING, Bilingual
from grader.verdict import Verdict

Cases = Callable[[np.random.Generator], Iterable["Case"]]
"""Given the course's random generator for this question, yields its fixed and its random cases."""


@dataclass(frozen=True)
class Case:
    """One call: the inputs by name, and what kind of input it is."""

    given: Mapping[str, object]
    kind: str = ""
    """The name of a section ``[kinds.…]``, whose sentence students read (``a negative number``); or none."""
    refused: bool = False
    """The function must refuse this input with a `ValueError`."""


def case(kind: str = "", /, **given: object) -> Case:
    """Return a `Case`: ``case("negative", x=-1.5)``. Functions and SymPy expressions are given as `Code`."""
    return Case(given, kind)


def refused(kind: str = "", /, **given: object) -> Case:
    """Return a `Case` that must raise `ValueError`."""
    return Case(given, kind, refused=True)


@dataclass(frozen=True)
class Mistake:
    """A known mistake: a wrong function, and the share of the points that it still earns."""

    code: str
    function: Callable[..., object]
    credit: float = 0.0
    hint: Bilingual = NOTHING
    """What students read; from the section ``[question.code]`` of the assignment's TOML file.

    It teaches without giving the answer away: what to look at, and one question to think on.
    """


@dataclass(frozen=True)
class Rules:
    """How an answer is compared with the reference.

    Errors are measured on the reference's scale: ``|answer - reference| <= atol + rtol * |reference|``.
    """

    rtol: float = 1e-5
    atol: float = 1e-6
    exact_shape: bool = False
    """The shape is what the question teaches: ``(n, 1)`` is not ``(n,)``."""
    constant: bool = False
    """A plain number may stand for an array of equal numbers."""
    shape_hint: Bilingual | None = None
    """What the shape means here, said when it is wrong."""
    different: Bilingual | None = None
    """Said to a wrong answer that nothing explains, where it is no value that one works out by hand."""
    nan_hint: Bilingual | None = None
    """What NaN means here, where it does not come from arithmetic."""
    seed: int = 0
    """Chooses the points where symbolic answers are compared; set from the course's seed."""


@dataclass(frozen=True)
class Call:
    """The student's function is called with the inputs of the case, in the order of the reference's signature."""

    by: Probed | None = None
    """What calls it where a plain call will not do: receives it first, then the inputs by name."""
    forbidden: tuple[str, ...] = ()
    """SymPy functions that may not be called from outside SymPy."""
    forbid_aliasing: bool = False
    """The results may share no memory with the inputs."""


@dataclass(frozen=True)
class FileProbe:
    """A file of the student's is asked, and no function."""

    file: str
    """Its name beside the notebook."""
    by: Probed
    """Looks at what the file does, in the student's process; receives the inputs by name, as the reference does."""


@dataclass(frozen=True)
class FollowThrough:
    """How a step is marked on the student's own earlier values (error carried forward)."""

    earlier: tuple[Callable[..., object], ...]
    """The references of the earlier functions; without the first of them nothing is followed."""
    reference: Callable[..., object]
    """What the step should give: receives the student's earlier values as ``earlier``, a float or an array, and the
    inputs by name."""
    by: Probed | None = None
    """Computes the earlier values: receives the student's earlier functions by name, then the inputs by name. Default:
    the first of them is called with this question's inputs."""

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
    """One graded function, or something that a file does. Its name is the reference's, also the cell's ``grade_id``."""

    reference: Callable[..., object]
    points: float
    cases: Cases
    mistakes: tuple[Mistake, ...] = ()
    rules: Rules = field(default_factory=Rules)
    ask: Call | FileProbe = field(default_factory=Call)
    follow_through: FollowThrough | None = None
    kinds: Mapping[str, Bilingual] = field(default_factory=dict)
    """What students read of the kinds of inputs that the cases name; from the assignment's TOML file."""

    @property
    def name(self) -> str:
        return self.reference.__name__

    @property
    def file(self) -> str:
        """The student's file that is asked; empty where a function is."""
        return self.ask.file if isinstance(self.ask, FileProbe) else ""

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
    return f"answer({', '.join(name for name in inspect.signature(reference).parameters if name in inputs)})"


@dataclass(frozen=True)
class Document:
    """A file that students hand in beside the notebook to be read and looked at; it is never run."""

    names: tuple[str, ...]
    """What it may be called, in small letters and without its suffix. The first is the one that is asked for."""
    suffixes: tuple[str, ...]
    most_mb: float

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Finding:
    """What a measured number from `least` to `most` says, and the share of the points that it earns.

    ``{number}`` stands for it in the sentences, ``{clock}`` for the same in minutes and seconds.
    """

    code: str
    least: float
    most: float
    credit: float = 0.0
    verdict: Verdict = Verdict.WRONG
    settled: bool = True
    """Nobody need look: the number decides."""
    hint: Bilingual = NOTHING
    """What students read; from the section ``[inspection.code]`` of the assignment's TOML file."""


@dataclass(frozen=True)
class Inspection:
    """A graded cell that files answer: `measure` returns one number, and the findings say what it is worth.

    Whatever no finding settles, a file that cannot be read, code that hangs, waits for a person with 0 points.
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
class Extra:
    """Packages that one assignment needs and the rest of the course does not."""

    name: str
    """Of the optional dependencies in ``pyproject.toml``."""
    modules: tuple[str, ...]
    """What can be imported where they are installed."""


@dataclass(frozen=True)
class Assignment:
    """The hidden tests of one notebook, in the order of its cells."""

    name: str
    """The notebook's and the module's: ``a1_derivatives``."""
    questions: tuple[Question | Inspection, ...]
    extra: Extra | None = None
    deliverables: tuple[str, ...] = ()
    """Files beside the notebook that are the student's to write: theirs counts, not the release's of that name."""
    companions: tuple[str, ...] = ()
    """Modules of ``source/`` that travel beside the notebook, besides ``checks.py``."""
    due: str = ""
    """Day and time in the course's year, with the zone: ``12-19 15:00 Asia/Seoul``."""

    def __getitem__(self, name: str) -> Question | Inspection:
        return next(question for question in self.questions if question.name == name)

    @property
    def functions(self) -> tuple[Question, ...]:
        """The questions that a function answers."""
        return tuple(question for question in self.questions if isinstance(question, Question))

    @property
    def inspections(self) -> tuple[Inspection, ...]:
        """The questions that files answer."""
        return tuple(question for question in self.questions if isinstance(question, Inspection))

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(inspection.document for inspection in self.inspections if inspection.document)
