"""What the errors of one answer have in common: help for wrong answers that no known mistake explains.

Looked for over all cases of a question together: a flipped sign, a constant factor, an answer that is right
everywhere but at one kind of input. Each is a code and a sentence with a question in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grader.marking import messages
from grader.marking.compare.align import Part
from grader.marking.compare.closeness import Comparison, within_tolerance
from grader.questions.question import Rules
from grader.text import Bilingual

NEAR = 5e-3
"""Errors below this are small."""
MOST_DECIMALS = 10
"""Decimals to which an answer may be rounded and be told so."""
ONE_KIND = "one_kind"
"""The code of an answer that is right everywhere but at one kind of input."""


@dataclass(frozen=True)
class Pattern:
    """What all the errors of one answer have in common."""

    code: str
    message: Bilingual


def find_slip(
    comparisons: Sequence[Comparison],
    kinds: Sequence[Bilingual | None],
    rules: Rules,
    integers: Sequence[bool],
    seen: Sequence[Sequence[Part]] = (),
) -> Pattern | None:
    """Return what the errors have in common of an answer that is right for ordinary inputs, or None.

    The parameters are those of `find_pattern`; `integers` says which cases hold integers, beside each of which stands
    one with the same numbers as floats.
    """
    if not any(comparison.parts for comparison in comparisons if not comparison.agrees):
        return None
    return (
        _cut_off(comparisons, rules)
        or (None if _only(comparisons, integers) else _remembers(comparisons, rules, seen))
        or (None if rules.different else _nothing(comparisons, rules))
        or _limited(comparisons, rules)
        or _one_kind(comparisons, kinds)
        or find_pattern(comparisons, kinds, rules, seen)
        or _kinds(comparisons, kinds)
    )


def find_pattern(
    comparisons: Sequence[Comparison],
    kinds: Sequence[Bilingual | None],
    rules: Rules,
    seen: Sequence[Sequence[Part]] = (),
) -> Pattern | None:
    """Return what the errors of all cases have in common, or None.

    Parameters
    ----------
    comparisons
        One a case, right ones among them; none invalid. Their parts may have any shapes, and differ from case to case.
    kinds
        What kind of input each case is.
    seen
        The right answers to what the check in the notebook asked, before any of the cases.
    """
    parts = [part for comparison in comparisons for part in comparison.parts]
    if not parts:
        return None
    if all(within_tolerance(part, rules).all() for part in parts):  # what is wrong is small, and had to have its digits
        return _rounded(parts) or _one_kind(comparisons, kinds) or _imprecise(comparisons)
    for code, message, transform in TRANSFORMS:
        if _explains(transform, parts, rules):
            return Pattern(code, message)
    return (
        _cut_off(comparisons, rules)
        or _one_kind(comparisons, kinds)
        or _constant_answer(parts)
        or _factor(parts, rules)
        or _offset(parts, rules)
        or _remembers(comparisons, rules, seen)
        or _rounded(parts)
        or _imprecise(comparisons)
        or _signs(parts, rules)
        or _places(parts, rules)
        or _one_result(comparisons, rules)
        or _one_entry(parts, rules)
        or _some_zero(comparisons, rules)
    )


# ── what is right for ordinary inputs, and wrong for some ──────────────────────────────────────────────────


def _remembers(comparisons: Sequence[Comparison], rules: Rules, seen: Sequence[Sequence[Part]] = ()) -> Pattern | None:
    """Is every wrong answer the right one to an earlier call, of the notebook or here? One number is not enough."""
    if sum(part.answer.size for one in comparisons if not one.agrees for part in one.parts) < 2:
        return None
    before, of_the_check = [*seen], False
    for comparison in comparisons:
        if not comparison.agrees:
            own = comparison.rules or rules
            found = [number for number, earlier in enumerate(before) if _same(comparison.parts, earlier, own)]
            if not found:
                return None
            of_the_check |= found[-1] < len(seen)
        before.append(comparison.parts)
    wrong = [part.answer for comparison in comparisons if not comparison.agrees for part in comparison.parts]
    if not any((np.real(answer) % 1).any() for answer in wrong) and not _many_whole(wrong):
        return None
    return Pattern("remembers", messages.REMEMBERS_THE_CHECK if of_the_check else messages.REMEMBERS)


def _many_whole(wrong: Sequence[NDArray[Any]]) -> bool:
    """Are there so many different whole numbers that they are not there by chance, as 0 or a digit may well be?"""
    return len({number for answer in wrong for number in np.real(answer).ravel().tolist() if abs(number) > 9}) > 2


def _same(parts: Sequence[Part], earlier: Sequence[Part], rules: Rules) -> bool:
    return len(parts) == len(earlier) and all(
        part.answer.shape == other.reference.shape
        and bool(within_tolerance(Part(part.answer, other.reference), rules).all())
        for part, other in zip(parts, earlier, strict=True)
    )


def _entries(comparisons: Sequence[Comparison], rules: Rules) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the wrong entries of the answer and what they should be."""
    wrong = [one for one in comparisons if not one.agrees]
    pairs = [(part, ~within_tolerance(part, one.rules or rules)) for one in wrong for part in one.parts]
    return (
        np.concatenate([part.answer[where].ravel() for part, where in pairs]),
        np.concatenate([part.reference[where].ravel() for part, where in pairs]),
    )


def _only(comparisons: Sequence[Comparison], some: Sequence[bool]) -> bool:
    """Are all wrong cases among these?"""
    return all(one.agrees or among for one, among in zip(comparisons, some, strict=True))


def _cut_off(comparisons: Sequence[Comparison], rules: Rules) -> Pattern | None:
    """Is the answer right for some cases, and every wrong entry elsewhere the right one without its digits?"""
    answer, reference = _entries(comparisons, rules)
    if (
        np.iscomplexobj(reference)
        or not answer.size
        or np.ptp(answer, axis=None) == 0
        or not any(one.agrees for one in comparisons)
    ):
        return None
    cut = any(np.array_equal(answer, digits(reference)) for digits in (np.trunc, np.floor, np.ceil, np.rint))
    return Pattern("digits_cut_off", messages.DIGITS_CUT_OFF) if cut else None


def _nothing(comparisons: Sequence[Comparison], rules: Rules) -> Pattern | None:
    """Is every wrong entry 0?"""
    answer, _ = _entries(comparisons, rules)
    return None if answer.any() else Pattern("nothing_there", messages.NOTHING_THERE)


def _limited(comparisons: Sequence[Comparison], rules: Rules) -> Pattern | None:
    """Does the answer stop at a number beyond which it should go?"""
    parts = [part for comparison in comparisons for part in comparison.parts]
    answer, reference = _entries(comparisons, rules)
    size = np.abs(answer)
    if size.size == 1 and not np.isclose(float(f"{size[0]:.3g}"), size[0], rtol=1e-9, atol=0):
        return None  # one number says little, but a limit is chosen, and has few digits
    if not size.size or not np.allclose(size, size[0], rtol=1e-9) or np.any(np.abs(reference) < size):
        return None
    reached = max(float(np.max(np.abs(part.answer), initial=0.0)) for part in parts)
    return Pattern("limited", messages.LIMITED.fill(limit=reached)) if reached <= size[0] * (1 + 1e-9) else None


def _kinds(comparisons: Sequence[Comparison], kinds: Sequence[Bilingual | None]) -> Pattern | None:
    """Return the kinds of inputs for which the answer is wrong, up to three; of no kind where some have none."""
    if sum(not (one.agrees or kind) for one, kind in zip(comparisons, kinds, strict=True)) > 1:
        wrong = sum(not comparison.agrees for comparison in comparisons)
        return Pattern("some_values", messages.SOME_VALUES.fill(right=len(comparisons) - wrong, count=len(comparisons)))
    named = dict.fromkeys(kind for one, kind in zip(comparisons, kinds, strict=True) if not one.agrees and kind)
    few = list(named)[:3]
    if not few:
        return None
    wrong = sum(not comparison.agrees for comparison in comparisons)
    said = Bilingual("; ".join(kind.en for kind in few), ", ".join(kind.ko for kind in few))
    return Pattern(
        "some_kinds", messages.SOME_KINDS.fill(right=len(comparisons) - wrong, count=len(comparisons), kinds=said)
    )


# ── what all errors have in common ─────────────────────────────────────────────────────────────────────────


def _explains(transform: Callable[[NDArray[Any]], NDArray[Any]], parts: Sequence[Part], rules: Rules) -> bool:
    """Is the answer the transformed reference, in every part?"""
    with np.errstate(all="ignore"):
        transformed = [Part(part.answer, np.asarray(transform(part.reference))) for part in parts]
    return all(
        part.answer.shape == part.reference.shape and within_tolerance(part, rules).all() for part in transformed
    )


def _reversed(reference: NDArray[Any]) -> NDArray[Any]:
    return reference[::-1] if reference.ndim == 1 else np.full(reference.shape, np.nan)


TRANSFORMS: tuple[tuple[str, Bilingual, Callable[[NDArray[Any]], NDArray[Any]]], ...] = (
    ("flipped_sign", messages.FLIPPED_SIGN, np.negative),
    ("lost_sign", messages.LOST_SIGN, np.abs),
    ("transposed", messages.TRANSPOSED, np.transpose),
    ("reversed_order", messages.REVERSED_ORDER, _reversed),
    ("reciprocal", messages.RECIPROCAL, lambda reference: 1.0 / reference),
)


def _one_kind(comparisons: Sequence[Comparison], kinds: Sequence[Bilingual | None]) -> Pattern | None:
    pairs = list(zip(comparisons, kinds, strict=True))
    wrong = {kind for comparison, kind in pairs if not comparison.agrees}
    right = {kind for comparison, kind in pairs if comparison.agrees}
    if len(wrong) == 1 and right and not wrong & right and (kind := wrong.pop()):
        return Pattern(ONE_KIND, messages.ONE_KIND.fill(kind=kind))
    return None


def _constant_answer(parts: Sequence[Part]) -> Pattern | None:
    answers, references = [part.answer for part in parts], [part.reference for part in parts]
    if len(parts) > 2 and _all_equal(answers) and not _all_equal(references):
        return Pattern("ignores_input", messages.CONSTANT_ANSWER)
    return None


def _all_equal(arrays: Sequence[NDArray[Any]]) -> bool:
    flat = np.concatenate([array.ravel() for array in arrays])
    return bool(flat.size and np.allclose(flat, flat[0], rtol=1e-12, atol=0))


def _factor(parts: Sequence[Part], rules: Rules) -> Pattern | None:
    answer, reference = _flat(parts)
    largest = int(np.argmax(np.abs(reference)))
    factor = float(np.real(answer[largest] / reference[largest])) if reference[largest] else 0.0
    if factor and _explains(lambda array: factor * array, parts, rules):
        return Pattern("constant_factor", messages.FACTOR.fill(factor=factor))
    return None


def _offset(parts: Sequence[Part], rules: Rules) -> Pattern | None:
    answer, reference = _flat(parts)
    offset = (answer - reference)[0]
    if len(answer) > 2 and _explains(lambda array: array + offset, parts, rules):
        return Pattern("constant_offset", messages.OFFSET)
    return None


def _flat(parts: Sequence[Part]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return all entries of the answer and of the reference, one after the other."""
    return (
        np.concatenate([part.answer.ravel() for part in parts]),
        np.concatenate([part.reference.ravel() for part in parts]),
    )


def _rounded(parts: Sequence[Part]) -> Pattern | None:
    """Is every entry the right one, rounded to the same number of decimals? Three that are no whole numbers tell it."""
    answer, reference = _flat(parts)
    if np.iscomplexobj(answer) or np.count_nonzero(answer % 1) < 3:
        return None
    for digits in range(1, MOST_DECIMALS + 1):
        unit = 10.0**-digits
        if np.all(np.abs(answer - np.round(answer, digits)) <= 1e-12 * np.abs(answer)):
            near = np.abs(answer - reference) <= 0.501 * unit
            return Pattern("rounded", messages.ROUNDED.fill(digits=digits)) if near.all() else None
    return None


def _signs(parts: Sequence[Part], rules: Rules) -> Pattern | None:
    """Is every entry right but for its sign, and right or wrong in that?"""
    if _any_complex(parts):
        return None
    sizes = [Part(np.abs(part.answer), np.abs(part.reference)) for part in parts]
    if sum(part.answer.size for part in parts) < 3 or not all(within_tolerance(part, rules).all() for part in sizes):
        return None
    return Pattern("some_signs", _counted(messages.SIGNS, parts, rules))


def _places(parts: Sequence[Part], rules: Rules) -> Pattern | None:
    """Does every answer hold the right numbers, each as often as it should be there, in another order?"""
    if _any_complex(parts):
        return None
    turned = [Part(np.sort(part.answer, axis=None), np.sort(part.reference, axis=None)) for part in parts]
    if not all(within_tolerance(part, rules).all() for part in turned):
        return None
    return Pattern("other_places", _counted(messages.PLACES, parts, rules))


def _any_complex(parts: Sequence[Part]) -> bool:
    return any(np.iscomplexobj(part.answer) or np.iscomplexobj(part.reference) for part in parts)


def _counted(message: Bilingual, parts: Sequence[Part], rules: Rules) -> Bilingual:
    """Return a message with the number of wrong entries and of all."""
    wrong = sum(int(np.count_nonzero(~within_tolerance(part, rules))) for part in parts)
    return message.fill(wrong=wrong, count=sum(part.answer.size for part in parts))


def _some_zero(comparisons: Sequence[Comparison], rules: Rules) -> Pattern | None:
    """Is every wrong entry 0, while at least as many others are right and not 0?

    Not where only whole numbers are right: a class or a count is not lost in a rounding.
    """
    answer, reference = _entries(comparisons, rules)
    if np.isrealobj(reference) and not np.any(reference % 1):
        return None
    parts = [part for comparison in comparisons for part in comparison.parts]
    right = sum(int(np.count_nonzero(part.answer[within_tolerance(part, rules)])) for part in parts)
    return _nothing(comparisons, rules) if 0 < answer.size <= right else None


def _one_result(comparisons: Sequence[Comparison], rules: Rules) -> Pattern | None:
    count = len(comparisons[0].parts)
    if count < 2 or any(len(comparison.parts) != count for comparison in comparisons):
        return None
    wrong = {
        number
        for comparison in comparisons
        for number, part in enumerate(comparison.parts, start=1)
        if not within_tolerance(part, rules).all()
    }
    return Pattern("one_result", messages.ONE_RESULT.fill(number=wrong.pop())) if len(wrong) == 1 else None


def _one_entry(parts: Sequence[Part], rules: Rules) -> Pattern | None:
    if len({part.reference.shape for part in parts}) != 1 or parts[0].reference.size < 2:
        return None
    wrong = ~np.all([within_tolerance(part, rules) for part in parts], axis=0)
    if wrong.sum() != 1:
        return None
    index = tuple(int(axis[0]) for axis in np.nonzero(wrong))
    return Pattern("one_entry", messages.ONE_ENTRY.fill(index=index[0] if len(index) == 1 else index))


def _imprecise(comparisons: Sequence[Comparison]) -> Pattern | None:
    """Are all errors small? Where the value is small too, an error may be small and yet much of it."""
    answer, reference = _flat([part for comparison in comparisons for part in comparison.parts])
    with np.errstate(all="ignore"):
        error = np.abs(answer - reference)
        if not np.max(error / (1 + np.abs(reference))) < NEAR:
            return None
    if all(comparison.agrees or comparison.error < NEAR for comparison in comparisons):
        relative = max(comparison.error for comparison in comparisons if not comparison.agrees)
        return Pattern("imprecise", messages.IMPRECISE.fill(error=relative))
    return Pattern("imprecise", messages.IMPRECISE_WHERE_SMALL)
