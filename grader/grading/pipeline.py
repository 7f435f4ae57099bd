"""One submission, graded: a pure mapping from what was handed in to a result and a notebook.

Everything it needs is in its arguments and everything it finds is in what it returns, so that it can run in any
process on any machine. It writes nothing.
"""

from __future__ import annotations

import contextlib
import copy
import json
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

import nbformat
from nbformat import NotebookNode

from grader.answers.answer import Answer, CellRun, Probe, TimedOut
from grader.course import Settings
from grader.feedback.sanitise import clean_cells, clean_outputs
from grader.feedback.verdict_box import verdict_output
from grader.grading.shared_cells import Cell, independent, reusable
from grader.marking import messages
from grader.marking.files import NO_FILE, mark_inspection, not_measured
from grader.marking.mark import mark
from grader.marking.outcome import Outcome
from grader.questions import catalog
from grader.questions.question import Inspection
from grader.questions.scheme import Scheme, make_scheme, probes
from grader.results.records import GradedSubmission
from grader.results.result import QuestionResult, Result
from grader.sandbox.host.fork_server import Shared
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.host.session import Asked, Session
from grader.sandbox.limits import Limits
from grader.submission.documents import Attachment, opened
from grader.submission.notebook import NO_NOTEBOOK, PUT_RELEASE, DamagedNotebook, read_notebook, restore
from grader.submission.submission import File, Release, Submission
from grader.text import Bilingual, Language
from grader.verdict import Verdict


@lru_cache(maxsize=32)
def schemes(assignment: str, seed: int) -> dict[str, Scheme]:
    """Return the assignment's mark schemes by question, made once a process; a question that fails has none."""
    made = {}
    for question in catalog.find(assignment).functions:
        with contextlib.suppress(Exception):  # the question's fault: its answers go to a human
            made[question.name] = make_scheme(question, seed)
    return made


def grade(submission: Submission, release: Release, settings: Settings, sandbox: Sandbox) -> GradedSubmission:
    """Run and mark one submission.

    Raises `SandboxError` where the sandbox, not the submission, failed.
    """
    original = _parsed(release.notebook)
    try:
        if submission.problem:
            raise DamagedNotebook(*submission.problem)
        if submission.notebook is None:
            missing = NO_NOTEBOOK.fill(name=submission.assignment)
            if submission.documents:
                raise DamagedNotebook("documents_only", missing + PUT_RELEASE)
            return ungraded(submission, original, settings, "no_notebook", missing, damaged=False)
        restored = restore(read_notebook(submission.notebook), original)
    except DamagedNotebook as damage:
        return ungraded(submission, original, settings, damage.code, damage.message, damaged=True)
    notebook = restored.notebook
    marked = schemes(submission.assignment, settings.seed)
    assignment = catalog.find(submission.assignment)
    files = beside(submission.files, release.files, assignment.hands_in)
    inspections = assignment.inspections
    runs, outcomes = run(notebook, marked, files, settings.limits, sandbox, [i for i in inspections if not i.document])
    outcomes |= inspect([i for i in inspections if i.document], submission.documents, settings.limits, sandbox)
    results = _question_results(submission.assignment, outcomes, settings.language)
    notices = tuple(notice.say(settings.language) for notice in restored.notices)
    result = Result(
        submission.assignment,
        submission.student,
        settings.seed,
        results,
        notices=notices,
        sandboxed=sandbox.protection != "none",
    )
    _show(notebook, runs, results, settings.language, frozenset(cell.source for cell in original.cells))
    return GradedSubmission(result, _written(notebook), submission.handed_in_at)


def beside(submitted: Sequence[File], given: Sequence[File], hands_in: Collection[str] = ()) -> tuple[File, ...]:
    """Return the files to lay beside a notebook: the release's, and the submitted ones that are in none's place.

    Of those that the student is to write, `hands_in`, none is the release's.
    """
    given = [file for file in given if file[0] not in hands_in]
    taken = [name for name, _ in given]
    own = [
        (name, content)
        for name, content in submitted
        if not any(f"{name}/".startswith(f"{other}/") or f"{other}/".startswith(f"{name}/") for other in taken)
    ]
    return (*own, *given)


@lru_cache(maxsize=4)
def _parsed(release: str) -> NotebookNode:
    """Return a released notebook, to be read only."""
    return nbformat.reads(release, as_version=4)


def ungraded(
    submission: Submission,
    notebook: NotebookNode,
    settings: Settings,
    code: str,
    message: Bilingual,
    *,
    damaged: bool,
    verdict: Verdict = Verdict.MISSING,
) -> GradedSubmission:
    """Return the result of a submission that could not be run: nothing earned, and the reason in every place.

    `notebook` is the release's.
    """
    notebook = copy.deepcopy(notebook)
    outcomes = {
        question.name: Outcome(verdict, code, message) for question in catalog.find(submission.assignment).questions
    }
    results = _question_results(submission.assignment, outcomes, settings.language)
    problem = message.say(settings.language)
    result = Result(submission.assignment, submission.student, settings.seed, results, problem, damaged)
    _show(notebook, {}, results, settings.language, frozenset(cell.source for cell in notebook.cells))
    return GradedSubmission(result, _written(notebook), submission.handed_in_at)


Ask = Callable[[Session, Sequence[Probe], float], Asked]
"""One of a session's two ways to have probes answered."""
MAX_DEATHS = 3
"""Cells that may kill the process before the rest of the notebook is given up."""

# ── running ────────────────────────────────────────────────────────────────────────────────────────────────


def run(
    notebook: NotebookNode,
    marked: Mapping[str, Scheme],
    files: Sequence[File],
    limits: Limits,
    sandbox: Sandbox,
    inspections: Sequence[Inspection] = (),
) -> tuple[dict[int, CellRun], dict[str, Outcome]]:
    """Run a notebook's cells and ask all questions; return each cell's run and each question's outcome.

    Last come the inspections of what lies beside the notebook.

    In the quick way at first, which takes one process; where that is lost, the rest once more with processes to lose.
    """
    try:
        return _run(notebook, marked, files, limits, sandbox, inspections, Session.ask_shared)
    except _Rest as lost:
        rest = {name: scheme for name, scheme in marked.items() if name not in lost.outcomes}
        runs, outcomes = _run(notebook, rest, files, limits, sandbox, inspections, _ask_isolated)
        return runs, lost.outcomes | outcomes


class _Rest(Exception):
    """The session is lost: all but these questions wait for another one."""

    def __init__(self, outcomes: dict[str, Outcome]) -> None:
        super().__init__()
        self.outcomes = outcomes


def _run(
    notebook: NotebookNode,
    marked: Mapping[str, Scheme],
    files: Sequence[File],
    limits: Limits,
    sandbox: Sandbox,
    inspections: Sequence[Inspection],
    ask: Ask,
) -> tuple[dict[int, CellRun], dict[str, Outcome]]:
    """Run a notebook's cells and ask all questions in one way.

    A question is marked before the next one is asked: its answers may be as large as answers can be.

    A cell that ends the process is left out when the others are run once more in a new one; so a crash in one cell
    costs that cell, and after `MAX_DEATHS` of them all that follows.
    """
    deadline = time.monotonic() + limits.notebook_seconds
    known = _known(notebook, sandbox)
    cells = [(i, cell.source) for i, cell in enumerate(notebook.cells) if _runs(cell) and i not in known]
    stopped: dict[int, CellRun] = {}
    while True:
        with sandbox.open(files, limits, forget=not known) as session:
            runs = session.run([cell for cell in cells if cell[0] not in stopped], deadline)
            last = next(reversed(runs.items()), None)
            if last and _ended(last[1]) and time.monotonic() < deadline:
                patient = len(stopped) < MAX_DEATHS  # after that, whatever comes later is lost with the cell
                stopped |= {i: last[1] for i, _ in cells if i == last[0] or (i > last[0] and not patient)}
                continue
            runs = known | runs | stopped
            sources: dict[int | str, str] = {index: cell.source for index, cell in enumerate(notebook.cells)}
            asked = {scheme.question.file for scheme in marked.values()}
            sources |= {name: content.decode(errors="replace") for name, content in files if name in asked}
            definitions = _definitions(notebook, runs)
            outcomes: dict[str, Outcome] = {}
            for name, scheme in marked.items():
                came = _ask(session, ask, scheme, deadline, limits)
                if came.answers:
                    outcomes[name] = _mark(scheme, came.answers, sources, definitions.get(f"{name}_answer"))
                if came.lost:
                    raise _Rest(outcomes)
            return runs, outcomes | {one.name: _inspect(session, one, deadline) for one in inspections}


def inspect(
    inspections: Sequence[Inspection], documents: Sequence[Attachment], limits: Limits, sandbox: Sandbox
) -> dict[str, Outcome]:
    """Measure documents, each in a process of its own that has nothing but this file, and return the outcomes.

    Nothing of the student's runs there, so nothing can lie about the file.
    """
    held = {one.document: one for one in documents}
    outcomes = {}
    for one in inspections:
        mine = held.get(one.document.name) if one.document else None
        outcome = not_measured(one, mine)
        if mine and not outcome:
            try:
                with opened(mine) as file, sandbox.open((), limits, documents={mine.document: file}) as session:
                    outcome = _inspect(session, one, time.monotonic() + one.seconds)
            except OSError as error:  # gone since it was found, or it lies on another machine
                outcome = Outcome(Verdict.GRADER_ERROR, type(error).__name__, messages.GRADER_ERROR)
        outcomes[one.name] = outcome or Outcome(Verdict.GRADER_ERROR, NO_FILE, messages.GRADER_ERROR)
    return outcomes


def _inspect(session: Session, inspection: Inspection, deadline: float) -> Outcome:
    if time.monotonic() >= deadline:
        return mark_inspection(inspection, TimedOut(inspection.seconds))
    (answer,) = session.ask_isolated([Probe("", inspection.code, [])], deadline, inspection.seconds)
    return mark_inspection(inspection, answer)


def shared(release: Release) -> Shared:
    """Return what all submissions of an assignment share, for a sandbox to run once."""
    cells = tuple(given_cells(nbformat.reads(release.notebook, as_version=4)))
    forbidden = sorted({question.forbidden for question in catalog.find(release.assignment).functions} - {()})
    return Shared(cells, release.files, tuple(forbidden))


def given_cells(release: NotebookNode) -> list[Cell]:
    """Return the code cells that a student need not touch and that use nothing of theirs: imports, pictures."""
    code = [cell for cell in release.cells if _runs(cell) and not _marks(cell, "grade")]
    answers = [cell.source for cell in code if _marks(cell, "solution")]
    return independent([(cell.id, cell.source) for cell in code if not _marks(cell, "solution")], answers)


def _known(notebook: NotebookNode, sandbox: Sandbox) -> dict[int, CellRun]:
    """Return what cells of a notebook give that the sandbox has run for the whole class."""
    code = {index: (cell.id, cell.source) for index, cell in enumerate(notebook.cells) if _runs(cell)}
    checks = {cell.id for cell in notebook.cells if _marks(cell, "grade")}
    places = list(code)
    known = [places[place] for place in reusable(list(sandbox.shared_runs), list(code.values()), checks)]
    return {index: sandbox.shared_runs[code[index]] for index in known}


def _runs(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and bool(cell.source)


def _marks(cell: NotebookNode, what: str) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get(what))


def _ended(run: CellRun) -> bool:
    """Did the cell take the process with it?"""
    return bool(run.stopped) and run.failed is None


def _ask(session: Session, ask: Ask, scheme: Scheme, deadline: float, limits: Limits) -> Asked:
    asked = probes(scheme)
    if time.monotonic() >= deadline:
        return Asked((TimedOut(limits.notebook_seconds),) * len(asked))
    return ask(session, asked, deadline)


def _ask_isolated(session: Session, asked: Sequence[Probe], deadline: float) -> Asked:
    return Asked(session.ask_isolated(asked, deadline))


# ── marking ────────────────────────────────────────────────────────────────────────────────────────────────


def _mark(
    scheme: Scheme, answers: Sequence[Answer], sources: Mapping[int | str, str], definition: CellRun | None
) -> Outcome:
    """Return the outcome; an error of ours becomes a `grader_error`, which a human resolves."""
    try:
        return mark(scheme, answers, sources, definition)
    except Exception as error:  # whatever it is, it is not the student's fault
        return Outcome(Verdict.GRADER_ERROR, type(error).__name__, messages.GRADER_ERROR)


def _definitions(notebook: NotebookNode, runs: Mapping[int, CellRun]) -> dict[str, CellRun]:
    """Return how the cells ran that should define functions, by their ids."""
    marks = {index: cell.metadata.get("nbgrader", {}) for index, cell in enumerate(notebook.cells)}
    return {marks[index]["grade_id"]: run for index, run in runs.items() if "grade_id" in marks[index]}


def _question_results(
    assignment: str, outcomes: Mapping[str, Outcome], language: Language
) -> tuple[QuestionResult, ...]:
    """Return each question's result; one without an outcome is our fault."""
    ours = Outcome(Verdict.GRADER_ERROR, "no_scheme", messages.GRADER_ERROR)
    found = [(question, outcomes.get(question.name, ours)) for question in catalog.find(assignment).questions]
    return tuple(
        QuestionResult(
            question.name,
            question.points,
            question.points * outcome.credit,
            outcome.verdict,
            outcome.code,
            outcome.message.say(language),
        )
        for question, outcome in found
    )


# ── the autograded notebook ────────────────────────────────────────────────────────────────────────────────


def _show(
    notebook: NotebookNode,
    runs: Mapping[int, CellRun],
    results: Sequence[QuestionResult],
    language: Language,
    given: Collection[str],
) -> None:
    """Put into the notebook what its cells showed and, first in each test cell, the verdict.

    `given` are the texts of the release's cells.
    """
    verdicts = {result.grade_id: verdict_output(result, language) for result in results}
    shown = clean_outputs({index: run.outputs for index, run in runs.items()}, language)
    clean_cells(notebook, language, given)
    count = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        outputs = shown.get(index, [])
        if index in runs:
            count += 1
            cell.execution_count = count
            outputs.extend(_left_out(runs[index].dropped, language))
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in verdicts:
            outputs.insert(0, verdicts[grade_id])
        cell.outputs = [
            nbformat.from_dict(output | ({"execution_count": count} if "execution_count" in output else {}))
            for output in outputs
        ]


def _written(notebook: NotebookNode) -> str:
    """Return a notebook's file, a cell a line: Python indents JSON ten times slower than it writes it."""
    one = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
    cells = ",\n".join(map(one, notebook.cells))
    rest = one({key: value for key, value in notebook.items() if key != "cells"})
    return f'{{"cells": [\n{cells}\n],\n{rest[1:]}\n'


def _left_out(dropped: int, language: Language) -> list[dict[str, Any]]:
    """Return the line that stands for output beyond the limit, if there was any."""
    if not dropped:
        return []
    return [
        {"output_type": "stream", "name": "stderr", "text": messages.LEFT_OUT.fill(count=dropped).say(language) + "\n"}
    ]
