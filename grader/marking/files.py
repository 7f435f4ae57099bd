"""From what was measured of a file to an outcome: the finding that the number stands for, or a person.

Pure: no process, no file. A number that no finding stands for, and every end without a number, earns nothing until a
person has looked; `unsettled` tells which.
"""

from __future__ import annotations

from grader.answers.answer import Answer, Died, Raised, Returned, TimedOut
from grader.answers.values import Number
from grader.marking import messages
from grader.marking.outcome import Outcome
from grader.questions import catalog
from grader.questions.question import Inspection
from grader.results.result import QuestionResult, Result
from grader.submission.documents import Attachment
from grader.text import Bilingual
from grader.verdict import Verdict

NO_FILE = "no_file"


def judge(inspection: Inspection, answer: Answer) -> Outcome:
    """Return the outcome for what came back of an inspection."""
    match answer:
        case Returned(Number(number, 0.0)):
            return _found(inspection, number)
        case TimedOut():
            return Outcome(Verdict.TIMEOUT, "timeout", TIMEOUT.fill(seconds=inspection.seconds))
        case Raised(failure) if failure.kind == "MemoryError":
            return Outcome(Verdict.KILLED, "memory", TOO_MUCH)
        case Raised(failure) if inspection.document and failure.kind in ("ImportError", "ModuleNotFoundError"):
            return Outcome(Verdict.GRADER_ERROR, failure.kind, messages.GRADER_ERROR)  # ours is missing here
        case Raised(failure) if not inspection.document:
            code = failure.kind if failure.kind in messages.BUILTIN_EXCEPTIONS else "exception"
            said = messages.EXCEPTION.fill(kind=failure.kind, text=failure.text[:200])
            return Outcome(Verdict.RAISED, code, RAISED + said)
        case Died(reason):
            return Outcome(Verdict.KILLED, reason if reason in messages.TOO_MUCH else "no_answer", TOO_MUCH)
    return Outcome(Verdict.INVALID, "unreadable", UNREADABLE)


def _found(inspection: Inspection, number: float) -> Outcome:
    for finding in inspection.findings:
        if finding.least <= number <= finding.most:
            minutes, seconds = divmod(int(abs(number)), 60)
            said = finding.hint.fill(number=number, clock=f"{minutes}:{seconds:02}")
            return Outcome(finding.verdict, finding.code, said, finding.credit)
    return Outcome(Verdict.INVALID, "unreadable", UNREADABLE)


def not_measured(inspection: Inspection, held: Attachment | None) -> Outcome | None:
    """Return the outcome where there is no document to measure, or it was not opened; None where it can be."""
    if not inspection.document:
        return None
    if held is None:
        name = inspection.document.name + inspection.document.suffixes[0]
        return Outcome(Verdict.MISSING, NO_FILE, MISSING.fill(name=name))
    return Outcome(Verdict.INVALID, *held.problem) if held.problem else None


def unsettled(result: Result) -> tuple[QuestionResult, ...]:
    """Return what of a result no number settles: it has 0 points until a person has looked."""
    settled = {inspection.name: inspection.settled for inspection in catalog.find(result.assignment).inspections}
    stands = (Verdict.MISSING, Verdict.GRADER_ERROR)  # the latter is told elsewhere
    return tuple(
        question
        for question in result.questions
        if question.grade_id in settled
        and question.verdict not in stands
        and question.code not in settled[question.grade_id]
    )


MISSING = Bilingual("There is no {name} beside the notebook.", "노트북 옆에 {name}이(가) 없습니다.")
RAISED = Bilingual("It stopped with an error.", "오류로 멈추었습니다.")
UNREADABLE = Bilingual(
    "The file cannot be read: it is damaged, or not what its name says.",
    "파일을 읽을 수 없습니다. 손상되었거나 이름과 다른 종류의 파일입니다.",
)
TIMEOUT = Bilingual("It was not done within {seconds:g} s.", "{seconds:g}초 안에 끝나지 않았습니다.")
TOO_MUCH = Bilingual(
    "The process that looked at it ended: it needed too much memory, or crashed.",
    "확인하던 프로세스가 끝났습니다. 메모리를 너무 많이 썼거나 비정상 종료되었습니다.",
)
