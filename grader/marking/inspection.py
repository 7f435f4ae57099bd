"""From a number that was measured of a file to an outcome: the finding in whose range it lies.

Pure: no process, no file. A number outside all ranges, and every measurement that gives no number, earns nothing until
a person has looked; `grader.results.review` tells which.
"""

from __future__ import annotations

from grader.answers.answer import Answer, Died, Raised, Returned, TimedOut
from grader.answers.values import Number
from grader.marking import messages
from grader.marking.outcome import Outcome, exception_code
from grader.questions.question import Inspection
from grader.submission.documents import Attachment
from grader.verdict import Verdict

NO_FILE = "no_file"


def mark_inspection(inspection: Inspection, answer: Answer) -> Outcome:
    """Return the outcome for what came back of an inspection, as a rule a `Number`."""
    match answer:
        case Returned(Number(number, 0.0)):
            return _outcome_of_number(inspection, number)
        case TimedOut():
            return Outcome(Verdict.TIMEOUT, "timeout", messages.FILE_TIMEOUT.fill(seconds=inspection.seconds))
        case Raised(failure) if failure.kind == "MemoryError":
            return Outcome(Verdict.KILLED, "memory", messages.FILE_TOO_MUCH)
        case Raised(failure) if inspection.document and failure.kind in ("ImportError", "ModuleNotFoundError"):
            return Outcome(Verdict.GRADER_ERROR, failure.kind, messages.GRADER_ERROR)  # ours is missing here
        case Raised(failure) if not inspection.document:
            error = messages.EXCEPTION.fill(kind=failure.kind, text=failure.text[:200])
            return Outcome(Verdict.RAISED, exception_code(failure.kind), messages.FILE_RAISED + error)
        case Died(reason):
            code = reason if reason in messages.TOO_MUCH else "no_answer"
            return Outcome(Verdict.KILLED, code, messages.FILE_TOO_MUCH)
    return Outcome(Verdict.INVALID, "unreadable", messages.FILE_UNREADABLE)


def _outcome_of_number(inspection: Inspection, number: float) -> Outcome:
    for finding in inspection.findings:
        if finding.least <= number <= finding.most:
            minutes, seconds = divmod(int(abs(number)), 60)
            message = finding.hint.fill(number=number, clock=f"{minutes}:{seconds:02}")
            return Outcome(finding.verdict, finding.code, message, finding.credit)
    return Outcome(Verdict.INVALID, "unreadable", messages.FILE_UNREADABLE)


def not_measured(inspection: Inspection, attachment: Attachment | None) -> Outcome | None:
    """Return the outcome where there is no document to measure, or it was not opened; None where it can be."""
    if not inspection.document:
        return None
    if attachment is None:
        name = inspection.document.name + inspection.document.suffixes[0]
        return Outcome(Verdict.MISSING, NO_FILE, messages.FILE_MISSING.fill(name=name))
    return Outcome(Verdict.INVALID, *attachment.problem) if attachment.problem else None
