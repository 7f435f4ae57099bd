"""A notebook's cells are run and its questions asked, in a sandbox.

A question is first asked in the process that ran the notebook. If that process hangs or dies, the notebook is run again
and the remaining questions are asked each in a disposable fork.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType

from nbformat import NotebookNode

from grader.answers import codec
from grader.answers.answer import Answer, CellRun, Probe, SeriesAnswer, TimedOut
from grader.errors import SandboxError, Starved
from grader.grading.shared_cells import has_code, shared_runs
from grader.marking import messages
from grader.marking.compare.pattern import ONE_KIND
from grader.marking.inline import code_of_tests, mark_inline
from grader.marking.inspection import NO_FILE, mark_inspection, not_measured
from grader.marking.mark import UNSTABLE, agrees, follows_again, mark
from grader.marking.outcome import Outcome
from grader.questions.question import InlineTest, Inspection
from grader.questions.scheme import Scheme, inspection_probe, probes, probes_again, probes_in_brief
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.host.session import Session
from grader.sandbox.limits import Allowance, Limits
from grader.submission.documents import Attachment, opened
from grader.submission.submission import File
from grader.verdict import TOO_LATE, Verdict

NO_TESTS: Mapping[str, str] = {}
MAX_DEATHS = 3
"""Cells that may kill the process before the rest of the notebook is given up."""
CLOCK_TIMES = 5.0
"""How many times `Limits.notebook_seconds` a submission may take by the clock on the wall, while others have the
processor."""


def run(
    notebook: NotebookNode,
    schemes: Mapping[str, Scheme],
    files: Sequence[File],
    limits: Limits,
    sandbox: Sandbox,
    inspections: Sequence[Inspection] = (),
    tests: Mapping[str, str] = NO_TESTS,
) -> tuple[dict[int, CellRun], dict[str, Outcome]]:
    """Run a notebook's cells and ask all questions; return each cell's run by its index, and the outcomes by question.

    Last come the inspections of companion files, among `files`, and an adopted notebook's own `tests`, code by the name
    of the graded cell, in the process that ran the cells.

    Where the process is lost, its cells run once more, but for those that end it, and the rest is asked.
    `Limits.notebook_seconds` of the submission's own time are for all of that, but for the cells that have ended: what
    they took is given once more.

    Raises `SandboxError` where the sandbox, not the notebook, failed; `Starved` where other processes had its time.
    """
    questions = Questions(schemes, notebook, files)
    until = time.monotonic() + CLOCK_TIMES * limits.notebook_seconds
    seconds = limits.notebook_seconds
    with run_cells(notebook, files, limits, sandbox, seconds, until) as first:
        if questions.ask_together(first):
            return first.runs, questions.outcomes | _inspect_companions(first, inspections, tests, notebook)
        if not (questions.left or inspections):
            return first.runs, questions.outcomes
        seconds -= _not_given_again(first)
        if seconds <= 0:
            late = replace(first, allowance=replace(first.allowance, seconds=0.0))
            questions.ask_isolated(late)
            return first.runs, questions.outcomes | _inspect_companions(late, inspections, tests, notebook)
    ended = {index: one for index, one in first.runs.items() if _ended_process(one)}
    with run_cells(notebook, files, limits, sandbox, seconds, until, ended) as second:
        questions.ask_isolated(second)
        return first.runs, questions.outcomes | _inspect_companions(second, inspections, tests, notebook)


def _not_given_again(ran: RunNotebook) -> float:
    """Return the seconds of its own time that a submission used for questions and for cells that timed out."""
    timeouts = sum(run.stopped == "timeout" for run in ran.runs.values())
    return timeouts * ran.limits.cell_seconds + ran.session.used_since(ran.asked_since)


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class RunNotebook:
    """A notebook whose cells have run, and the session in which they did, ready to be asked."""

    session: Session
    runs: dict[int, CellRun]
    """By the index of the cell."""
    allowance: Allowance
    """What is asked when nothing of it is left has timed out."""
    limits: Limits
    asked_since: float
    """When the cells had run, by `time.monotonic`."""


@contextmanager
def run_cells(
    notebook: NotebookNode,
    files: Sequence[File],
    limits: Limits,
    sandbox: Sandbox,
    seconds: float,
    until: float | None = None,
    ended: Mapping[int, CellRun] = MappingProxyType({}),
) -> Iterator[RunNotebook]:
    """Run a notebook's cells, but for those that the sandbox has run for all; the session ends with the context.

    All of it, and what is then asked, may take so many seconds of the submission's own time, and ends at `until`, a
    time of `time.monotonic`, if one is given. Cells in `ended` have ended a process before, and are left out.

    A cell that ends the process is left out when the others are run once more in a new one; so a crash in one cell
    costs that cell, and after `MAX_DEATHS` of them all that follows.
    """
    allowance = Allowance.of(seconds, until)
    known = shared_runs(notebook, sandbox.shared_runs)
    cells = [(i, cell.source) for i, cell in enumerate(notebook.cells) if has_code(cell) and i not in known]
    stopped = dict(ended)
    while True:
        with sandbox.open(files, limits, forget=not known) as session:
            runs = session.run([cell for cell in cells if cell[0] not in stopped], allowance)
            last = next(reversed(runs.items()), None)
            if last and _ended_process(last[1]) and session.left(allowance):
                patient = len(stopped) < MAX_DEATHS  # after that, whatever comes later is lost with the cell
                stopped |= {i: last[1] for i, _ in cells if i == last[0] or (i > last[0] and not patient)}
                continue
            yield RunNotebook(session, known | runs | stopped, allowance, limits, time.monotonic())
            return


def _ended_process(run: CellRun) -> bool:
    """Did the cell take the process with it?"""
    return bool(run.stopped) and run.failed is None


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────


class Questions:
    """The questions of one notebook, and the outcomes of those that have been answered.

    A question is marked before the next one is asked: its answers may be as large as answers can be.
    """

    def __init__(self, schemes: Mapping[str, Scheme], notebook: NotebookNode, files: Sequence[File]) -> None:
        self.outcomes: dict[str, Outcome] = {}
        self._schemes = schemes
        self._grade_ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
        asked_of = {scheme.question.file for scheme in schemes.values()}
        cells: dict[int | str, str] = {index: cell.source for index, cell in enumerate(notebook.cells)}
        self._sources = cells | {name: text.decode(errors="replace") for name, text in files if name in asked_of}

    @property
    def left(self) -> dict[str, Scheme]:
        """The questions without an outcome."""
        return {name: scheme for name, scheme in self._schemes.items() if name not in self.outcomes}

    def ask_together(self, ran: RunNotebook) -> bool:
        """Ask in the process that ran the cells, which saves forks. Return whether it can be asked more.

        A question during which it died has no outcome yet; one during which a call hung or had no memory has one.
        """
        for name, scheme in self.left.items():
            if not _in_time(ran):
                self._mark(name, scheme, _too_late(scheme, ran.limits), ran)
                continue
            doubtful = False
            if scheme.brief and (self._check_failed(name, ran) or not self._sound(scheme)):
                asked = ran.session.ask_shared(probes(scheme.own), ran.allowance)
                if asked.answers:
                    self._keep_if_decided(name, scheme, self._outcome(name, scheme.own, asked.answers, ran))
                if asked.lost:
                    return False
            if scheme.brief and name not in self.outcomes:
                asked = ran.session.ask_shared(probes_in_brief(scheme), ran.allowance)
                doubtful = bool(asked.answers) and not self._mark_in_brief(name, scheme, asked.answers, ran)
                if asked.lost:
                    return False
            if name not in self.outcomes:
                asked = ran.session.ask_shared(probes(scheme), ran.allowance)
                if asked.answers:
                    self._mark(name, scheme, asked.answers, ran)
                    if doubtful and self.outcomes[name].verdict is Verdict.CORRECT:
                        self.outcomes[name] = UNSTABLE  # right answers that were wrong at the first asking
                if asked.lost:
                    return False
        return True

    def _check_failed(self, name: str, ran: RunNotebook) -> bool:
        """Did a visible check of a question fail? Then its answer is hardly right, and need not be asked much."""
        own = (run for index, run in ran.runs.items() if self._grade_ids[index] == name)
        return any(run.failed is not None or run.stopped for run in own)

    def _keep_if_decided(self, name: str, scheme: Scheme, outcome: Outcome, *, agreed: bool = False) -> None:
        """Keep the outcome for a question's own cases where no answer to another one would change it.

        It is wrong, or judged by these alone, as `mark` says; or all other answers have `agreed`.
        """
        judged_alone = outcome.followed or not self._sound(scheme)
        if outcome.code != ONE_KIND and (outcome.verdict is not Verdict.CORRECT or judged_alone or agreed):
            self.outcomes[name] = outcome

    def _mark_in_brief(self, name: str, scheme: Scheme, answers: Sequence[Answer], ran: RunNotebook) -> bool:
        """Keep the outcome where answers to the scheme's `probes_in_brief` decide it: nearly always.

        Whatever is right for its own cases alone, or may be wrong for integers alone, has to be asked in full. Returns
        whether there were no wrong answers in the series.
        """
        repeats = len(scheme.repeated)
        own, series, repeated = answers[: -repeats - 1], answers[-repeats - 1], answers[-repeats:]
        if isinstance(series, TimedOut) and not isinstance(own[-1], TimedOut):
            return True  # each call by itself may be in time
        outcome = self._outcome(name, scheme.own, (*own, *repeated), ran)
        came = isinstance(series, SeriesAnswer) and bool(series.answers)
        right = isinstance(series, SeriesAnswer) and came and agrees(scheme, series)
        self._keep_if_decided(name, scheme, outcome, agreed=right)
        return right or not came

    def ask_isolated(self, ran: RunNotebook) -> None:
        """Ask what is left, each question in a disposable fork of the process that ran the cells."""
        for name, scheme in self.left.items():
            if _in_time(ran):
                answers = ran.session.ask_isolated(probes(scheme), ran.allowance)
            else:
                answers = _too_late(scheme, ran.limits)
            self._mark(name, scheme, answers, ran)

    def _sound(self, scheme: Scheme) -> bool:
        """Is every earlier step right on which a question builds, or not there? What is not there cannot slip."""
        rule = scheme.question.follow_through
        earlier = [self.outcomes[name] for name in rule.names if name in self.outcomes] if rule else []
        return all(outcome.verdict in (Verdict.CORRECT, Verdict.MISSING) for outcome in earlier)

    def _mark(self, name: str, scheme: Scheme, answers: Sequence[Answer], ran: RunNotebook) -> None:
        self.outcomes[name] = self._outcome(name, scheme, answers, ran)

    def _outcome(self, name: str, scheme: Scheme, answers: Sequence[Answer], ran: RunNotebook) -> Outcome:
        """Return the outcome; an error of ours becomes a `grader_error`, which a person resolves."""
        definition = next((run for i, run in ran.runs.items() if self._is_answer(i, name, scheme)), None)
        sound = self._sound(scheme)
        try:
            outcome = mark(scheme, answers, self._sources, definition, sound=sound)
            if outcome.followed and not self._follows(scheme, answers, ran):
                outcome = mark(scheme, answers, self._sources, definition, follow=False, sound=sound)
        except (SandboxError, Starved):
            raise
        except Exception as error:  # whatever it is, it is not the student's fault
            return Outcome(Verdict.GRADER_ERROR, type(error).__name__, messages.GRADER_ERROR)
        if outcome.code == "timeout" and not _in_time(ran):  # it had less time than a call has, or none
            late = messages.TOO_LATE.fill(name=name, seconds=ran.limits.notebook_seconds)
            return Outcome(Verdict.TIMEOUT, TOO_LATE, late)
        return outcome

    def _is_answer(self, index: int, name: str, scheme: Scheme) -> bool:
        """Is a cell the one that should define a question's function?"""
        if scheme.question.cell:  # in an adopted notebook answers have names of their own
            return f"def {scheme.question.function}(" in self._sources.get(index, "")
        return bool(self._grade_ids[index] == f"{name}_answer")

    def _follows(self, scheme: Scheme, answers: Sequence[Answer], ran: RunNotebook) -> bool:
        """Does a step that is right for earlier values follow them, and do these show what was meant?

        In a disposable fork it is asked again while the first of them is changed. A step that has the earlier one
        written into it, and does not change, is believed where all the earlier ones have earned something.
        """
        rule = scheme.question.follow_through
        assert rule is not None
        earlier = [self.outcomes[name] for name in rule.names if name in self.outcomes]
        if not all(outcome.credit or outcome.near for outcome in earlier):
            return False
        again = ran.session.ask_isolated(probes_again(scheme), ran.allowance)
        return follows_again(scheme, answers, again, may_stand_alone=all(outcome.credit for outcome in earlier))


def _in_time(ran: RunNotebook) -> bool:
    return ran.session.left(ran.allowance) > 0


def _too_late(scheme: Scheme, limits: Limits) -> tuple[Answer, ...]:
    """Return the answers to a question for which no time is left."""
    return (TimedOut(limits.notebook_seconds),) * len(probes(scheme))


# ── files ──────────────────────────────────────────────────────────────────────────────────────────────────


def inspect_documents(
    inspections: Sequence[Inspection], documents: Sequence[Attachment], limits: Limits, sandbox: Sandbox
) -> dict[str, Outcome]:
    """Measure documents, each in a process of its own that has nothing but this file; return the outcomes by name.

    Nothing of the student's runs there, so nothing can lie about the file.
    """
    attachments = {one.document: one for one in documents}
    outcomes = {}
    for one in inspections:
        attachment = attachments.get(one.document.name) if one.document else None
        outcome = not_measured(one, attachment)
        if attachment and not outcome:
            outcome = _inspect_document(one, attachment, limits, sandbox)
        outcomes[one.name] = outcome or Outcome(Verdict.GRADER_ERROR, NO_FILE, messages.GRADER_ERROR)
    return outcomes


def _inspect_document(inspection: Inspection, attachment: Attachment, limits: Limits, sandbox: Sandbox) -> Outcome:
    try:
        with (
            opened(attachment) as file,
            sandbox.open((), limits, documents={attachment.document: file}) as session,
        ):
            return _inspect(session, inspection, Allowance.of(inspection.seconds))
    except OSError as error:  # gone since it was found, or it lies on another machine
        return Outcome(Verdict.GRADER_ERROR, type(error).__name__, messages.GRADER_ERROR)


def _inspect_companions(
    ran: RunNotebook, inspections: Sequence[Inspection], tests: Mapping[str, str], notebook: NotebookNode
) -> dict[str, Outcome]:
    outcomes = {}
    for one in inspections:
        if not isinstance(one, InlineTest):
            outcomes[one.name] = _inspect(ran.session, one, ran.allowance)
        elif one.name in tests:
            outcomes[one.name] = _test_inline(ran, one, tests[one.name], notebook)
    return outcomes


def _test_inline(ran: RunNotebook, one: InlineTest, source: str, notebook: NotebookNode) -> Outcome:
    """Run an adopted notebook's own tests of one cell, in a disposable fork of the process that ran the cells."""
    own = [i for i, cell in enumerate(notebook.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == one.name]
    visible_failed = any(ran.runs[i].failed is not None for i in own if i in ran.runs)
    seconds = ran.limits.cell_seconds
    if not _in_time(ran):
        return mark_inline(TimedOut(ran.limits.notebook_seconds), one.points, visible_failed=visible_failed)
    try:
        probe = Probe("", code_of_tests(source), codec.encode_inputs({}))
    except SyntaxError as error:  # the author's
        return Outcome(Verdict.GRADER_ERROR, type(error).__name__, messages.GRADER_ERROR)
    (answer,) = ran.session.ask_isolated([probe], ran.allowance, seconds)
    return mark_inline(answer, one.points, visible_failed=visible_failed)


def _inspect(session: Session, inspection: Inspection, allowance: Allowance) -> Outcome:
    if session.left(allowance) <= 0:
        return mark_inspection(inspection, TimedOut(inspection.seconds))
    (answer,) = session.ask_isolated([inspection_probe(inspection)], allowance, inspection.seconds)
    return mark_inspection(inspection, answer)
