"""One answer against one reference."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from grader.answers.values import Number, Refused, Value
from grader.marking.compare.normalise import Part, Refusal, normalise
from grader.questions.question import Rules
from grader.text import Bilingual
from grader.verdict import Verdict


@dataclass(frozen=True)
class Mismatch:
    """Why an answer does not agree: `verdict` is ``wrong`` or ``invalid``, `code` and `message` say more.

    `parts` holds answer and reference side by side where both are numbers, for `pattern` to look at.
    """

    verdict: Verdict
    code: str = "different"
    message: Bilingual | None = None
    relative_error: float = float("inf")
    parts: tuple[Part, ...] = ()


def compare(answer: Value, reference: Value, rules: Rules) -> Mismatch | None:
    """Return None where the answer agrees with the reference, else why it does not."""
    if isinstance(reference, Refused) or isinstance(answer, Refused):
        return _compare_refusal(answer, reference)
    if isinstance(reference, Number) and isinstance(answer, Number) and _near(answer, reference, rules):
        return None
    try:
        parts = normalise(answer, reference, rules)
    except Refusal as refusal:
        return Mismatch(Verdict.INVALID, refusal.code, refusal.message)
    if all(agrees(part, rules).all() for part in parts):
        return None
    return Mismatch(Verdict.WRONG, relative_error=max(map(relative_error, parts)), parts=parts)


def _near(answer: Number, reference: Number, rules: Rules) -> bool:
    """Say shortly what `agrees` says of two real numbers: most answers are such, and right."""
    if answer.imaginary or reference.imaginary:
        return False
    error = abs(answer.real - reference.real)
    return error <= rules.atol + rules.rtol * abs(reference.real) and isfinite(error)


def _compare_refusal(answer: Value, reference: Value) -> Mismatch | None:
    if answer == reference:
        return None
    if isinstance(answer, Refused) and isinstance(reference, Refused):
        return Mismatch(Verdict.WRONG, "wrong_exception", WRONG_EXCEPTION.fill(came=answer.kind, asked=reference.kind))
    return Mismatch(Verdict.WRONG, "not_refused", NOT_REFUSED)


NOT_REFUSED = Bilingual(
    "This input should be refused with a ValueError, but an answer came back. What in it makes no sense?",
    "이 입력은 ValueError로 거부해야 하는데 답이 돌아왔습니다. 이 입력에서 말이 되지 않는 것은 무엇입니까?",
)
WRONG_EXCEPTION = Bilingual(
    "Refusing this input is right; it ends in {came}, though, and {asked} is asked for. Where could you look at the"
    " input before using it?",
    "이 입력을 거부하는 것은 맞지만 {asked} 대신 {came}이(가) 났습니다. 입력을 쓰기 전에 어디에서 확인할 수 있습니까?",
)


def agrees(part: Part, rules: Rules) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return, entry by entry, whether the answer is within tolerance; NaN and infinity agree with nothing.

    The tolerance is scaled by the reference, never by the answer.
    """
    with np.errstate(invalid="ignore"):
        error = np.abs(part.answer - part.reference)
        return np.asarray(np.isfinite(error) & (error <= rules.atol + rules.rtol * np.abs(part.reference)))


def relative_error(part: Part) -> float:
    """Return the largest ``|answer - reference|`` over the largest ``|reference|``, or absolute where that is 0."""
    with np.errstate(invalid="ignore", over="ignore"):
        error = float(np.max(np.abs(part.answer - part.reference), initial=0.0))
    scale = float(np.max(np.abs(part.reference), initial=0.0))
    return error / scale if scale else error
