"""The shape of an error: help for wrong answers that no misconception explains.

Looked for over all cases of a question together: a flipped sign, a constant factor, an answer that is right
everywhere but at one kind of input. Each is a code and a sentence with a question in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.marking.compare.closeness import agrees
from grader.marking.compare.normalise import Part
from grader.questions.question import Rules
from grader.text import Bilingual


@dataclass(frozen=True)
class Pattern:
    """What all the errors of one answer have in common."""

    code: str
    message: Bilingual


@dataclass(frozen=True, eq=False)
class Seen:
    """One case's parts, its kind, and whether it agreed."""

    parts: tuple[Part, ...]
    kind: Bilingual | None
    agreed: bool


def find_pattern(cases: Sequence[Seen], rules: Rules) -> Pattern | None:
    """Return what the errors have in common, or None. Cases without numbers are left out by the caller."""
    parts = [part for seen in cases for part in seen.parts]
    if not parts:
        return None
    for code, message, transform in TRANSFORMS:
        if _explains(transform, parts, rules):
            return Pattern(code, message)
    return (
        _one_kind(cases)
        or _constant_answer(cases)
        or _factor(parts, rules)
        or _offset(parts, rules)
        or _one_result(cases, rules)
        or _one_entry(parts, rules)
        or _imprecise(parts)
    )


def _explains(transform: Callable[[NDArray[Any]], NDArray[Any]], parts: Sequence[Part], rules: Rules) -> bool:
    """Is the answer the transformed reference, in every part?"""
    with np.errstate(all="ignore"):
        changed = [Part(part.answer, np.asarray(transform(part.reference))) for part in parts]
    return all(
        part.answer.shape == part.reference.shape and np.isfinite(part.reference).all() and agrees(part, rules).all()
        for part in changed
    )


TRANSFORMS: tuple[tuple[str, Bilingual, Callable[[NDArray[Any]], NDArray[Any]]], ...] = (
    (
        "flipped_sign",
        Bilingual(
            "Only the sign is off, everywhere. Which minus was lost, or came twice?",
            "모든 곳에서 부호만 다릅니다. 빠지거나 두 번 들어간 음의 부호는 어디입니까?",
        ),
        np.negative,
    ),
    (
        "lost_sign",
        Bilingual(
            "Your answer never goes below zero, yet it should at times. What becomes of a negative value?",
            "답이 음수가 되는 일이 없습니다. 음수가 나와야 하는 곳에서는 어떻게 됩니까?",
        ),
        np.abs,
    ),
    (
        "transposed",
        Bilingual(
            "Rows and columns have changed places. What does one row of your answer stand for?",
            "행과 열이 서로 바뀌었습니다. 답의 한 행은 무엇을 뜻합니까?",
        ),
        np.transpose,
    ),
    (
        "reversed_order",
        Bilingual(
            "The entries are right but stand in the opposite order. Which one comes first?",
            "원소는 맞지만 순서가 거꾸로입니다. 어느 것이 먼저 옵니까?",
        ),
        lambda reference: reference[::-1] if reference.ndim == 1 else np.full(reference.shape, np.nan),
    ),
    (
        "reciprocal",
        Bilingual(
            "You return one over the value asked for. Which quantity belongs below the line?",
            "구해야 할 값의 역수를 반환했습니다. 분모에 올 것은 무엇입니까?",
        ),
        lambda reference: 1.0 / reference,
    ),
)

ONE_KIND = Bilingual(
    "Right everywhere but for this kind of input: {kind}. What is special there?",
    "다른 곳에서는 모두 맞고 이런 입력에서만 다릅니다: {kind}. 그곳은 무엇이 특별합니까?",
)
CONSTANT_ANSWER = Bilingual(
    "Your answer is the same for every input. Should it not depend on the input?",
    "어떤 입력에도 답이 같습니다. 입력에 따라 달라져야 하지 않습니까?",
)
FACTOR = Bilingual(
    "Everywhere your answer is {factor:.4g} times the value asked for. Where does that factor come from?",
    "모든 곳에서 답이 구해야 할 값의 {factor:.4g}배입니다. 이 상수는 어디에서 왔습니까?",
)
OFFSET = Bilingual(
    "Your answer is off by the same amount everywhere. Which constant term is one too many or missing?",
    "모든 곳에서 같은 값만큼 다릅니다. 더해졌거나 빠진 상수항은 무엇입니까?",
)
ONE_RESULT = Bilingual(
    "All results but number {number} are right. Look at that one alone.",
    "{number}번째 결과만 다르고 나머지는 맞습니다. 그 결과만 따로 살펴보세요.",
)
ONE_ENTRY = Bilingual(
    "All entries are right but one, always at the same place: index {index}. Look at that one alone.",
    "항상 같은 자리의 원소 하나만 다릅니다: 인덱스 {index}. 그 원소만 따로 살펴보세요.",
)
IMPRECISE = Bilingual(
    "You are close, within {error:.1g} in relative terms, but not close enough. Is something rounded, or a step too"
    " large?",
    "상대 오차가 {error:.1g}로 가깝지만 충분하지 않습니다. 반올림한 곳이 있거나 간격이 너무 크지 않습니까?",
)


def _one_kind(cases: Sequence[Seen]) -> Pattern | None:
    off = {seen.kind for seen in cases if not seen.agreed}
    fine = {seen.kind for seen in cases if seen.agreed}
    if len(off) == 1 and fine and not off & fine and (kind := off.pop()):
        return Pattern("one_kind", ONE_KIND.fill(kind=kind))
    return None


def _constant_answer(cases: Sequence[Seen]) -> Pattern | None:
    answers = [part.answer for seen in cases for part in seen.parts]
    references = [part.reference for seen in cases for part in seen.parts]
    if len(answers) > 2 and _all_equal(answers) and not _all_equal(references):
        return Pattern("ignores_input", CONSTANT_ANSWER)
    return None


def _all_equal(arrays: Sequence[NDArray[Any]]) -> bool:
    flat = np.concatenate([array.ravel() for array in arrays])
    return bool(flat.size and np.allclose(flat, flat[0], rtol=1e-12, atol=0))


def _factor(parts: Sequence[Part], rules: Rules) -> Pattern | None:
    answer, reference = _flat(parts)
    largest = int(np.argmax(np.abs(reference)))
    factor = answer[largest] / reference[largest] if reference[largest] else 0.0
    if np.isfinite(factor) and factor.real and abs(np.imag(factor)) < 1e-12:
        factor = float(np.real(factor))
        if _explains(lambda array: factor * array, parts, rules):
            return Pattern("constant_factor", FACTOR.fill(factor=factor))
    return None


def _offset(parts: Sequence[Part], rules: Rules) -> Pattern | None:
    answer, reference = _flat(parts)
    offset = (answer - reference)[0]
    if len(answer) > 2 and _explains(lambda array: array + offset, parts, rules):
        return Pattern("constant_offset", OFFSET)
    return None


def _flat(parts: Sequence[Part]) -> tuple[NDArray[Any], NDArray[Any]]:
    return (
        np.concatenate([part.answer.ravel() for part in parts]),
        np.concatenate([part.reference.ravel() for part in parts]),
    )


def _one_result(cases: Sequence[Seen], rules: Rules) -> Pattern | None:
    count = len(cases[0].parts)
    if count < 2 or any(len(seen.parts) != count for seen in cases):
        return None
    off = {number for seen in cases for number, part in enumerate(seen.parts, start=1) if not agrees(part, rules).all()}
    return Pattern("one_result", ONE_RESULT.fill(number=off.pop())) if len(off) == 1 else None


def _one_entry(parts: Sequence[Part], rules: Rules) -> Pattern | None:
    if len({part.reference.shape for part in parts}) != 1 or parts[0].reference.size < 2:
        return None
    off = ~np.all([agrees(part, rules) for part in parts], axis=0)
    if off.sum() != 1:
        return None
    index = tuple(int(axis[0]) for axis in np.nonzero(off))
    return Pattern("one_entry", ONE_ENTRY.fill(index=index[0] if len(index) == 1 else index))


def _imprecise(parts: Sequence[Part]) -> Pattern | None:
    answer, reference = _flat(parts)
    with np.errstate(all="ignore"):
        error = float(np.max(np.abs(answer - reference) / (1 + np.abs(reference))))
    return Pattern("imprecise", IMPRECISE.fill(error=error)) if error < 5e-3 else None
