"""Which mistakes a class made, the commonest first: what the next lecture can begin with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from grader.questions.question import Assignment
from grader.results.result import QuestionResult, Result
from grader.text import Language
from grader.verdict import Verdict

NO_MISTAKE = frozenset({Verdict.CORRECT, Verdict.MISSING, Verdict.GRADER_ERROR})
LONGEST = 600
"""Characters of a message that are kept."""


@dataclass(frozen=True)
class Mistake:
    """One mistake in one question, and who made it."""

    question: str
    code: str
    verdict: Verdict
    students: tuple[str, ...]
    share: float
    """Of those who answered the question."""
    hint: str
    known: bool
    """Is it declared with the question, so that `hint` is its hint? Else `hint` is the commonest message."""


def mistakes(results: Iterable[Result], assignment: Assignment, language: Language) -> tuple[Mistake, ...]:
    """Return the mistakes of a class, the commonest first."""
    hints = {
        (question.name, known.code): known.hint.say(language)
        for question in assignment.functions
        for known in question.mistakes
    }
    declared = hints.keys() | {(one.name, finding.code) for one in assignment.inspections for finding in one.findings}
    made: dict[tuple[str, str], list[tuple[str, QuestionResult]]] = defaultdict(list)
    answered: Counter[str] = Counter()
    for result in results:
        for question in result.questions:
            answered[question.grade_id] += question.verdict not in (Verdict.MISSING, Verdict.GRADER_ERROR)
            if question.verdict not in NO_MISTAKE:
                made[question.grade_id, question.code].append((result.student, question))
    found = [
        Mistake(
            name,
            code,
            Counter(question.verdict for _, question in who).most_common(1)[0][0],
            tuple(student for student, _ in who),
            len(who) / answered[name],
            hints.get((name, code)) or Counter(question.message for _, question in who).most_common(1)[0][0][:LONGEST],
            (name, code) in declared,
        )
        for (name, code), who in made.items()
    ]
    return tuple(sorted(found, key=lambda mistake: (-len(mistake.students), mistake.question, mistake.code)))
