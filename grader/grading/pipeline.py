"""One submission, graded: a pure mapping from what was handed in to a result and a notebook.

Everything it needs is in its arguments and everything it finds is in what it returns, so that it can run in any
process on any machine. It writes nothing.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import nbformat
from nbformat import NotebookNode

from grader import catalog
from grader.answers.answer import CellRun
from grader.course import Settings
from grader.grading.notebook import autograded_notebook
from grader.grading.run import Questions, inspect_documents, run, run_cells
from grader.marking import messages
from grader.marking.follow_through import capped
from grader.marking.outcome import Outcome
from grader.questions.choices import AS_DECLARED, AssignmentChoices
from grader.questions.question import Assignment
from grader.questions.scheme import Scheme, make_scheme
from grader.results import review
from grader.results.records import GradedSubmission
from grader.results.result import QuestionResult, Result
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.asked import as_released, asked_otherwise
from grader.submission.notebook import (
    NO_NOTEBOOK,
    OTHER_FILES,
    REMEDIES,
    DamagedNotebook,
    Restored,
    read_notebook,
    restore,
)
from grader.submission.rebound import rebound_names
from grader.submission.submission import File, Release, Submission
from grader.submission.timestamp import why_unknown
from grader.text import NOTHING, Language
from grader.verdict import Verdict


@lru_cache(maxsize=32)
def schemes(assignment: str, seed: int, choices: AssignmentChoices = AS_DECLARED) -> dict[str, Scheme]:
    """Return the assignment's mark schemes by question, made once a process; a question that fails has none."""
    made = {}
    for question in catalog.find(assignment, choices).functions:
        with contextlib.suppress(Exception):  # the question's fault: its answers go to a human
            made[question.name] = make_scheme(question, seed)
    return made


@dataclass(frozen=True)
class Marked:
    """What running and marking a notebook gave. With the submission, all that is written is made of it."""

    questions: tuple[QuestionResult, ...]
    runs: Mapping[int, CellRun]
    """What each cell showed, by its index in the restored notebook."""
    sandboxed: bool


def grade(submission: Submission, release: Release, settings: Settings, sandbox: Sandbox) -> GradedSubmission:
    """Run and mark one submission.

    Raises `SandboxError` where the sandbox, not the submission, failed; `Starved` where other processes had its time.
    """
    restored = _restored(submission, release)
    if isinstance(restored, DamagedNotebook):
        return _damaged(submission, release, settings, restored)
    return _graded(
        submission, release, settings, restored, _run_and_mark(submission, release, settings, restored, sandbox)
    )


def run_and_mark(submission: Submission, release: Release, settings: Settings, sandbox: Sandbox) -> Marked | None:
    """Do the part of `grade` that needs a sandbox, for `graded` to do the rest; None where nothing can be run.

    Raises what `grade` raises.
    """
    restored = _restored(submission, release)
    if isinstance(restored, DamagedNotebook):
        return None
    return _run_and_mark(submission, release, settings, restored, sandbox)


def outcomes_with(
    seeds: Sequence[int], submission: Submission, release: Release, settings: Settings, sandbox: Sandbox
) -> list[dict[str, Outcome]]:
    """Return, for each seed, the outcomes by question of one process that runs the notebook once and is asked in turn.

    Where a call hangs or dies, what is asked after it has no outcome. Nothing beside the functions is looked at.
    """
    restored = _restored(submission, release)
    if isinstance(restored, DamagedNotebook):
        return [{} for _ in seeds]
    assignment, _ = _asked(release.assignment, release.notebook, settings.choices)
    files, limits = companion_files(submission.files, release.files, assignment.deliverables), settings.limits
    found: list[dict[str, Outcome]] = []
    with run_cells(restored.notebook, files, limits, sandbox, limits.notebook_seconds) as ran:
        for seed in seeds:
            known = schemes(submission.assignment, seed, settings.choices)
            questions = Questions(known, restored.notebook, files)
            whole = not any(len(one) < len(known) for one in found) and questions.ask_together(ran)
            found.append(questions.outcomes if whole else {})
    return found


def graded(submission: Submission, release: Release, settings: Settings, marked: Marked | None) -> GradedSubmission:
    """Return what `grade` returns, of what `run_and_mark` gave.

    Raises `ValueError` where that gave nothing, though the submission can be run.
    """
    restored = _restored(submission, release)
    if isinstance(restored, DamagedNotebook):
        return _damaged(submission, release, settings, restored)
    if marked is None:
        raise ValueError("it was not run")
    return _graded(submission, release, settings, restored, marked)


def _run_and_mark(
    submission: Submission, release: Release, settings: Settings, restored: Restored, sandbox: Sandbox
) -> Marked:
    limits, (assignment, otherwise) = settings.limits, _asked(release.assignment, release.notebook, settings.choices)
    files = companion_files(submission.files, release.files, assignment.deliverables)
    of_documents = [inspection for inspection in assignment.inspections if inspection.document]
    of_files = [inspection for inspection in assignment.inspections if not inspection.document]
    names = {question.name for question in assignment.questions} - otherwise
    known = schemes(submission.assignment, settings.seed, settings.choices)
    marked = {name: one for name, one in known.items() if name in names}
    runs, outcomes = run(restored.notebook, marked, files, limits, sandbox, of_files, dict(release.tests))
    outcomes |= {name: NOT_GIVEN for name in restored.not_given if _is_missing(outcomes.get(name))}
    outcomes |= {name: not_run for name, one in outcomes.items() if (not_run := _not_run(name, one, restored))}
    if any(map(_may_be_rebound, outcomes.values())):
        again = rebound_names(restored.notebook.cells)
        outcomes |= {
            name: _rebound(one, again[name]) for name, one in outcomes.items() if _may_be_rebound(one) and name in again
        }
    outcomes |= inspect_documents(of_documents, submission.documents, limits, sandbox)
    outcomes |= dict.fromkeys(otherwise, ASKED_OTHERWISE)
    questions = _question_results(assignment, outcomes, settings.language)
    return Marked(questions, runs, sandbox.protection != "none")


def _graded(
    submission: Submission, release: Release, settings: Settings, restored: Restored, marked: Marked
) -> GradedSubmission:
    result = Result(
        submission.assignment,
        submission.student,
        settings.seed,
        marked.questions,
        notices=tuple(notice.say(settings.language) for notice in (*submission.notices, *restored.notices)),
        told=_told(submission, settings.language),
        sandboxed=marked.sandboxed,
    )
    return _written(submission, result, restored.notebook, marked.runs, _parsed(release.notebook), settings.language)


def _damaged(submission: Submission, release: Release, settings: Settings, damage: DamagedNotebook) -> GradedSubmission:
    outcome = Outcome(Verdict.MISSING, damage.code, damage.message)
    return ungraded(submission, release, settings, outcome, damaged=damage.code != NOTHING_CAME)


NOT_GIVEN = Outcome(Verdict.MISSING, review.NOT_GIVEN, messages.NOT_GIVEN)
ASKED_OTHERWISE = Outcome(Verdict.GRADER_ERROR, "asked_otherwise", messages.ASKED_OTHERWISE)


def _not_run(name: str, outcome: Outcome, restored: Restored) -> Outcome | None:
    """Return what becomes of a question whose answer stands where it is not run; None where that is not so."""
    if _is_missing(outcome) and outcome.code != review.NOT_GIVEN and name in restored.unread:
        return replace(outcome, code=review.NOT_RUN, message=messages.NOT_RUN.fill(name=name))
    if outcome.verdict is Verdict.RAISED and outcome.code == "NotImplementedError" and name in restored.unread:
        return replace(outcome, code=review.NOT_RUN, message=outcome.message + messages.NOT_RUN_BELOW)
    if restored.locked and outcome.verdict is Verdict.RAISED and outcome.code == "NameError":
        told = messages.NOT_RUN_LOCKED.fill(ids=", ".join(restored.locked))
        return replace(outcome, code=review.NOT_RUN, message=outcome.message + told)
    return None


def _may_be_rebound(outcome: Outcome) -> bool:
    """Does an outcome say nothing of what is wrong with the answer itself?"""
    if outcome.code in (review.NOT_RUN, review.NOT_GIVEN, "stub"):
        return False
    unexplained = outcome.verdict is Verdict.WRONG and outcome.code == "different"
    return unexplained or outcome.verdict in (Verdict.RAISED, Verdict.INVALID, Verdict.MISSING)


def _rebound(outcome: Outcome, names: Sequence[str]) -> Outcome:
    told = messages.REBOUND.fill(names=", ".join(names))
    return replace(outcome, code=review.REBOUND, message=outcome.message + told)


def _is_missing(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.verdict is Verdict.MISSING


NOTHING_CAME = "no_notebook"
"""The code of a submission without any file: it earns nothing, and nobody need look."""


def _restored(submission: Submission, release: Release) -> Restored | DamagedNotebook:
    """Return the notebook to run, or why there is none: with the code `NOTHING_CAME` if nothing was handed in."""
    if submission.problem:
        return DamagedNotebook(*submission.problem)
    if submission.notebook is None:
        missing = NO_NOTEBOOK.fill(name=submission.assignment)
        if submission.documents:
            return DamagedNotebook("documents_only", missing + OTHER_FILES)
        return DamagedNotebook(NOTHING_CAME, missing)
    try:
        ours = {name for name, _ in release.files} | set(catalog.find(release.assignment).deliverables)
        beside = [name for name, _ in submission.files if name not in ours]
        return restore(read_notebook(submission.notebook), _parsed(release.notebook), beside)
    except DamagedNotebook as damage:
        return damage


def companion_files(
    submitted: Sequence[File], released: Sequence[File], deliverables: Collection[str] = ()
) -> tuple[File, ...]:
    """Return the files that lie beside a notebook when it runs: the release's, and submitted ones of other names.

    A file that the student is to write, named in `deliverables`, is never the release's. A submitted file or folder
    that would take the place of a released one is left out.
    """
    released = [file for file in released if file[0] not in deliverables]
    taken = [name for name, _ in released]
    own = [
        (name, content)
        for name, content in submitted
        if not any(f"{name}/".startswith(f"{other}/") or f"{other}/".startswith(f"{name}/") for other in taken)
    ]
    return (*own, *released)


def questions_asked(release: Release, settings: Settings) -> tuple[tuple[str, float], ...]:
    """Return the questions that a submission is marked by, each with its points."""
    assignment, _ = _asked(release.assignment, release.notebook, settings.choices)
    return tuple((question.name, question.points) for question in assignment.questions)


@lru_cache(maxsize=4)
def _asked(assignment: str, release: str, choices: AssignmentChoices) -> tuple[Assignment, frozenset[str]]:
    """Return what a released notebook asks, and the questions that cannot be marked as it asks them."""
    asked = as_released(catalog.find(assignment, choices), _parsed(release))
    return asked, asked_otherwise(asked, _parsed(release))


@lru_cache(maxsize=4)
def _parsed(release: str) -> NotebookNode:
    """Return a released notebook, to be read only."""
    return nbformat.reads(release, as_version=4)


def ungraded(
    submission: Submission, release: Release, settings: Settings, outcome: Outcome, *, damaged: bool = False
) -> GradedSubmission:
    """Return the result of a submission that could not be run: one outcome for every question, the release's cells."""
    original = _parsed(release.notebook)
    assignment, _ = _asked(release.assignment, release.notebook, settings.choices)
    outcomes = {question.name: outcome for question in assignment.questions}
    results = _question_results(assignment, outcomes, settings.language)
    problem = outcome.message.say(settings.language)
    remedy = REMEDIES.get(outcome.code, NOTHING) if damaged else NOTHING
    notices = tuple(notice.say(settings.language) for notice in (remedy, *submission.notices) if notice.en)
    result = Result(submission.assignment, submission.student, settings.seed, results, problem, damaged, notices)
    result = replace(result, told=_told(submission, settings.language))
    return _written(submission, result, copy.deepcopy(original), {}, original, settings.language)


def _told(submission: Submission, language: Language) -> tuple[str, ...]:
    return tuple(sentence.say(language) for sentence in submission.told)


def _written(
    submission: Submission,
    result: Result,
    notebook: NotebookNode,
    runs: Mapping[int, CellRun],
    original: NotebookNode,
    language: Language,
) -> GradedSubmission:
    unknown = why_unknown(submission.handed_in_at)
    result = replace(result, date_problem=unknown.say(language)) if unknown else result
    given = frozenset(cell.source for cell in original.cells)
    text = autograded_notebook(notebook, runs, result.questions, language, given)
    return GradedSubmission(result, text, submission.handed_in_at)


def _question_results(
    assignment: Assignment, outcomes: Mapping[str, Outcome], language: Language
) -> tuple[QuestionResult, ...]:
    """Return the result of each question that was asked; one without an outcome is our fault."""
    ours = Outcome(Verdict.GRADER_ERROR, "no_scheme", messages.GRADER_ERROR)
    questions = assignment.questions
    limited = capped(outcomes, {question.name: question.points for question in questions})
    found = [(question, limited.get(question.name, ours)) for question in questions]
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
