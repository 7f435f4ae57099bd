"""A notebook's cells are run and its questions asked, in a sandbox.

A question is first asked in the process that ran the notebook. If that process hangs or dies, the notebook is run again
and the remaining questions are asked each in a disposable fork.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from nbformat import NotebookNode

from grader.answers.answer import Answer, CellRun, TimedOut
from grader.grading.shared_cells import has_code, shared_runs
from grader.marking import messages
from grader.marking.files import NO_FILE, mark_inspection, not_measured
from grader.marking.mark import mark
from grader.marking.outcome import Outcome
from grader.questions.question import Inspection
from grader.questions.scheme import Scheme, inspection_probe, probes
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.host.session import Session
from grader.sandbox.limits import Limits
from grader.submission.documents import Attachment, opened
from grader.submission.submission import File
from grader.verdict import Verdict

MAX_DEATHS = 3
"""Cells that may kill the process before the rest of the notebook is given up."""


def run(
    notebook: NotebookNode,
    schemes: Mapping[str, Scheme],
    files: Sequence[File],
    limits: Limits,
    sandbox: Sandbox,
    inspections: Sequence[Inspection] = (),
) -> tuple[dict[int, CellRun], dict[str, Outcome]]:
    """Run a notebook's cells and ask all questions; return each cell's run by its index, and the outcomes by question.

    Last come the inspections of companion files, among `files`, in the process that ran the cells.

    Raises `SandboxError` where the sandbox, not the notebook, failed.
    """
    questions = Questions(schemes, notebook, files)
    with run_cells(notebook, files, limits, sandbox) as first:
        if questions.ask_together(first):
            return first.runs, questions.outcomes | _inspect_companions(first, inspections)
    if not (questions.left or inspections):
        return first.runs, questions.outcomes
    with run_cells(notebook, files, limits, sandbox) as second:
        questions.ask_isolated(second)
        return second.runs, questions.outcomes | _inspect_companions(second, inspections)


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class RunNotebook:
    """A notebook whose cells have run, and the session in which they did, ready to be asked."""

    session: Session
    runs: dict[int, CellRun]
    """By the index of the cell."""
    deadline: float
    """A time of `time.monotonic`; what is asked later has timed out."""
    limits: Limits


@contextmanager
def run_cells(notebook: NotebookNode, files: Sequence[File], limits: Limits, sandbox: Sandbox) -> Iterator[RunNotebook]:
    """Run a notebook's cells, but for those that the sandbox has run for all; the session ends with the context.

    A cell that ends the process is left out when the others are run once more in a new one; so a crash in one cell
    costs that cell, and after `MAX_DEATHS` of them all that follows.
    """
    deadline = time.monotonic() + limits.notebook_seconds
    known = shared_runs(notebook, sandbox.shared_runs)
    cells = [(i, cell.source) for i, cell in enumerate(notebook.cells) if has_code(cell) and i not in known]
    stopped: dict[int, CellRun] = {}
    while True:
        with sandbox.open(files, limits, forget=not known) as session:
            runs = session.run([cell for cell in cells if cell[0] not in stopped], deadline)
            last = next(reversed(runs.items()), None)
            if last and _ended_process(last[1]) and time.monotonic() < deadline:
                patient = len(stopped) < MAX_DEATHS  # after that, whatever comes later is lost with the cell
                stopped |= {i: last[1] for i, _ in cells if i == last[0] or (i > last[0] and not patient)}
                continue
            yield RunNotebook(session, known | runs | stopped, deadline, limits)
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
            asked = ran.session.ask_shared(probes(scheme), ran.deadline) if _in_time(ran) else None
            answers = asked.answers if asked else _too_late(scheme, ran.limits)
            if answers:
                self._mark(name, scheme, answers, ran.runs)
            if asked and asked.lost:
                return False
        return True

    def ask_isolated(self, ran: RunNotebook) -> None:
        """Ask what is left, each question in a disposable fork of the process that ran the cells."""
        for name, scheme in self.left.items():
            if _in_time(ran):
                answers = ran.session.ask_isolated(probes(scheme), ran.deadline)
            else:
                answers = _too_late(scheme, ran.limits)
            self._mark(name, scheme, answers, ran.runs)

    def _mark(self, name: str, scheme: Scheme, answers: Sequence[Answer], runs: Mapping[int, CellRun]) -> None:
        """Keep the outcome; an error of ours becomes a `grader_error`, which a person resolves."""
        definition = next((run for i, run in runs.items() if self._grade_ids[i] == f"{name}_answer"), None)
        try:
            self.outcomes[name] = mark(scheme, answers, self._sources, definition)
        except Exception as error:  # whatever it is, it is not the student's fault
            self.outcomes[name] = Outcome(Verdict.GRADER_ERROR, type(error).__name__, messages.GRADER_ERROR)


def _in_time(ran: RunNotebook) -> bool:
    return time.monotonic() < ran.deadline


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
            return _inspect(session, inspection, time.monotonic() + inspection.seconds)
    except OSError as error:  # gone since it was found, or it lies on another machine
        return Outcome(Verdict.GRADER_ERROR, type(error).__name__, messages.GRADER_ERROR)


def _inspect_companions(ran: RunNotebook, inspections: Sequence[Inspection]) -> dict[str, Outcome]:
    return {one.name: _inspect(ran.session, one, ran.deadline) for one in inspections}


def _inspect(session: Session, inspection: Inspection, deadline: float) -> Outcome:
    if time.monotonic() >= deadline:
        return mark_inspection(inspection, TimedOut(inspection.seconds))
    (answer,) = session.ask_isolated([inspection_probe(inspection)], deadline, inspection.seconds)
    return mark_inspection(inspection, answer)
