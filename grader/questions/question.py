"""A question, declared: what is called, on which cases, compared how, and which mistakes are known.

Where files answer instead of a function, an `Inspection`: what is measured, and what each number says.

`grader.questions.catalog` holds the declarations; `grader.marking.mark` and `grader.authoring.verify` read them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

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
class FollowThrough:
    """How a step is marked on the student's own earlier values.

    `code` is run in the student's namespace with this question's inputs; it calls the earlier functions by name, the
    first of them also as ``answer``. `reference` receives what came (a float or an array) as ``earlier`` and the
    inputs by name.
    """

    earlier: tuple[str, ...]
    code: str
    reference: Callable[..., object]


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
class Question:
    """One graded function, or something that a file does. Its name is the reference's, also the cell's ``grade_id``."""

    reference: Callable[..., object]
    points: float
    cases: Cases
    mistakes: tuple[Mistake, ...] = ()
    rules: Rules = field(default_factory=Rules)
    code: str = ""
    """What is run for each case; its last expression is the answer. Default: a call with the case's inputs."""
    helpers: str = ""
    """Definitions that `code` uses, run before it."""
    follow_through: FollowThrough | None = None
    forbidden: tuple[str, ...] = ()
    """SymPy functions that may not be called from outside SymPy."""
    forbid_aliasing: bool = False
    """The results may share no memory with the inputs."""
    file: str = ""
    """The student's file that is asked, instead of a function of the notebook."""
    look: tuple[Callable[..., object], ...] = ()
    """How a file is asked: functions run in the student's process, the last of them called as the reference is."""
    kinds: Mapping[str, Bilingual] = field(default_factory=dict)
    """What students read of the kinds of inputs that the cases name; from the assignment's TOML file."""

    @property
    def name(self) -> str:
        return self.reference.__name__

    def code_for(self, given: Mapping[str, object]) -> str:
        """Return the code of the probe for a case with these inputs, in the order of the signature."""
        if self.look:
            inputs = ", ".join(f"{name}={name}" for name in given)
            return "\n".join(map(inspect.getsource, self.look)) + f"\n{self.look[-1].__name__}({inputs})"
        if self.code:
            return f"{self.helpers}\n{self.code}"
        names = [name for name in inspect.signature(self.reference).parameters if name in given]
        return f"answer({', '.join(names)})"


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
    """A graded cell that files answer: `code` measures one number, and the findings say what it is worth.

    Whatever no finding settles, a file that cannot be read, code that hangs, waits for a person with 0 points.
    """

    name: str
    points: float
    code: str
    """Its last expression is the number."""
    findings: tuple[Finding, ...]
    seconds: float
    document: Document | None = None
    """The file that is measured, where nothing of the student's runs: ``documents[name]`` is its descriptor. Without
    one, `code` runs after the notebook's cells, in their process and folder."""

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
