"""Probing inputs: what every question on a kind of parameter is asked beside its own cases.

A question says of each parameter what it is (`grader.questions.kinds`); that decides a family of inputs: magnitudes
from 1e-9 to 1e3 on either side of each kink, small numbers in all arguments, zero in one entry and in all, equal
entries, one entry, two, a dozen and many, other values of the same shape, the same ones in another order, integers in
one argument at a time, float32, slices of larger arrays that are stored column by column, and optional arguments left
out.

All functions are pure: the same generator state gives the same cases.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from grader.questions.kinds import MANY, SAMPLES, Kind, Kinds
from grader.questions.question import Case

EITHER = (1.0, -1.0)
MAGNITUDES: Mapping[str, tuple[tuple[float, tuple[float, ...]], ...]] = {
    "tiny": ((1e-9, EITHER), (1e-5, (1.0,))),
    "small": ((1e-3, EITHER), (0.05, (-1.0,))),
    "large": ((40.0, (1.0,)), (7.3, (-1.0,))),
    "huge": ((1e3, EITHER),),
}
"""By the word of the family: how far from each kink, and on which side."""
USUAL_SIZES = (3, 4, 2, 5)
"""The sizes of the first, second, … dimension of a question, where the size is not what is probed."""
SIZES = {"one_entry": (1, 1, 1, 1), "two_entries": (2, 2, 2, 2), "more_entries": (12, 9, 11, 10)}
"""By the word of the family: the size of the first, second, … dimension."""
SUMMED_EXACTLY = 2.0**-20
"""What ordinary numbers are multiples of: their sum is the same in any order."""
TWIN = "other_values"
"""The word of a case with the numbers of another one, as floats: to a student these are other values."""
NEARLY = 2e-4
"""By how much numbers differ that a function takes for equal which rounds them to remember them."""
SINGLE_RTOL = 1e-3
"""What float32 inputs are compared with: their digits suffice for no more."""
TIES = ((0, 1), (0, 0, 1), (0, 1, 1))
"""Which of two values each entry is, in the first, second, … array with equal entries: not equal at the same places."""
SMALL = 0.005
"""The size of numbers where all arguments are small at once, so that the answer is, too."""
Inputs = dict[str, object]


def probing_cases(kinds: Kinds, optional: frozenset[str], rng: np.random.Generator) -> tuple[Case, ...]:
    """Return the probing inputs of a question whose parameters are of these kinds.

    Each case differs from one with ordinary inputs in what its kind says, and in nothing else.
    """
    return tuple(_cases(kinds, optional, rng)) if kinds else ()


def _cases(kinds: Kinds, optional: frozenset[str], rng: np.random.Generator) -> Iterator[Case]:
    numbers = {name: kind for name, kind in kinds.items() if not kind.values and not kind.draw}
    sizes = dict(zip(dimensions(kinds), USUAL_SIZES, strict=False))
    base = _ordinary(kinds, sizes, rng)
    yield Case(base, "ordinary")
    if not all(kind.values for kind in kinds.values()):
        yield Case(_ordinary(kinds, sizes, rng), "other_values")
        yield Case(base, "other_values")
    for name, kind in kinds.items():
        if kind.draw and len(kinds) > 1:  # a function may remember by some of its arguments only
            other = _given(name, _usual(kind, sizes, rng))
            yield Case(base | other, "other_values")
    if numbers:
        yield Case(base | _alike(numbers, base), "other_values")
    yield from _of_choices(kinds, base)
    yield from _of_sizes(kinds, rng)
    for name, kind in numbers.items():
        yield from _of_numbers(name, kind, base, rng)
    yield from _together(numbers, base)
    yield from _of_types(numbers, base, rng)
    for name in optional & set(base):
        yield Case({other: value for other, value in base.items() if other != name}, "default")
    for name, kind in kinds.items():
        if kind.arrays:
            yield from _of_arrays(name, kind, rng)


def dimensions(kinds: Kinds) -> list[str]:
    """Return the names of all dimensions, in the order in which they are named first."""
    return list(dict.fromkeys(size for kind in kinds.values() for size in kind.shape or () if isinstance(size, str)))


def _ordinary(kinds: Kinds, sizes: Mapping[str, int], rng: np.random.Generator) -> Inputs:
    """Return inputs for which nothing is special: no zero, both signs, numbers of order one."""
    inputs: Inputs = {}
    for name, kind in kinds.items():
        inputs |= _given(name, _usual(kind, sizes, rng))
    return inputs


def _usual(kind: Kind, sizes: Mapping[str, int], rng: np.random.Generator) -> object:
    if kind.draw:
        return kind.draw(rng, sizes)
    return kind.values[0] if kind.values else _draw(kind, sizes, rng)


def _given(name: str, value: object) -> Inputs:
    """Return a value under its parameter's name, several under theirs."""
    names = name.split()
    if len(names) == 1:
        return {name: value}
    assert isinstance(value, tuple)
    return dict(zip(names, value, strict=True))


def _draw(kind: Kind, sizes: Mapping[str, int], rng: np.random.Generator) -> object:
    shape = tuple(size if isinstance(size, int) else sizes[size] for size in kind.shape or ())
    away = kind.spread * _either_sign(shape, rng) * rng.uniform(0.4, 1.9, shape)
    drawn = _within(kind, np.round((rng.choice(kind.around, shape) + away) / SUMMED_EXACTLY) * SUMMED_EXACTLY)
    return drawn if shape else float(drawn)


def _either_sign(shape: tuple[int, ...], rng: np.random.Generator) -> NDArray[np.float64]:
    """Return -1 and 1, as many of one as of the other but for one, in any order: sums of products may be near 0."""
    count = int(np.prod(shape))
    signs: NDArray[np.float64] = rng.choice([-1.0, 1.0]) * rng.permutation(np.resize([1.0, -1.0], count)).reshape(shape)
    return signs


def _alike(numbers: Kinds, base: Inputs) -> Inputs:
    """Return inputs that an incomplete key takes for those of `base`: a function that remembers by it is told so.

    Of the last array the entries after the first along the first axis come in another order, so that the first one, the
    sum, the largest and the smallest stay; a number, and an array with no other order, change in the fourth digit.
    """
    arrays = [name for name, kind in numbers.items() if kind.shape]
    near: Inputs = {
        name: float(_within(kind, np.asarray(_nearly(float(np.asarray(base[name]))))))
        for name, kind in numbers.items()
        if not kind.shape
    }
    if not arrays:
        return near
    usual = np.asarray(base[arrays[-1]])
    turned = np.concatenate([usual[:1], usual[:0:-1]])
    other = turned if len(usual) > 2 else _within(numbers[arrays[-1]], usual * (1 + NEARLY))
    return near | {arrays[-1]: other}


def _nearly(number: float) -> float:
    """Return a number that is near, on the side where the one rounded to two digits is the same."""
    above = number * (1 + NEARLY)
    return above if round(above, 2) == round(number, 2) else number * (1 - NEARLY)


def _within(kind: Kind, numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return numbers mirrored at the ends of the legal range, where they lie beyond."""
    if np.isfinite(kind.least):
        numbers = np.where(numbers < kind.least, 2 * kind.least - numbers, numbers)
    return np.minimum(numbers, kind.most) if np.isfinite(kind.most) else numbers


def _of_choices(kinds: Kinds, base: Inputs) -> Iterator[Case]:
    for name, kind in kinds.items():
        for value in kind.values[1:]:
            yield Case(base | _given(name, value), "other_choice")
        for value in kind.refused:
            yield Case(base | _given(name, value), "refused", must_raise=True)


def _of_sizes(kinds: Kinds, rng: np.random.Generator) -> Iterator[Case]:
    named = dimensions(kinds)
    illegal = frozenset[str]().union(*(kind.without for kind in kinds.values()))
    for word, sizes in SIZES.items():
        if named and word not in illegal:
            yield Case(_ordinary(kinds, dict(zip(named, sizes, strict=False)), rng), word)
    if SAMPLES in named and "many_entries" not in illegal:
        usual = dict(zip(named, USUAL_SIZES, strict=False))
        yield Case(_ordinary(kinds, usual | {SAMPLES: MANY}, rng), "many_entries")


def _of_numbers(name: str, kind: Kind, base: Inputs, rng: np.random.Generator) -> Iterator[Case]:
    """Yield magnitudes and zeros of one parameter, the others as they are."""
    near = _near(kind)
    zero = "zero" not in kind.without and kind.least <= 0
    if not kind.shape:
        yield from (Case(base | {name: number}, word) for word, number in near)
        if zero:
            yield Case(base | {name: 0.0}, "all_zero")
        return
    usual = np.asarray(base[name])
    if near:
        mixed = np.resize(rng.permutation([number for _, number in near]), usual.shape)
        yield Case(base | {name: mixed}, "mixed_sizes")
    alike = {word for word, _ in near} - ({"large"} if "huge" not in kind.without else set())  # huge ones tell as much
    for word in (word for word in MAGNITUDES if word in alike):
        spread = _either_sign(usual.shape, rng) * rng.uniform(1.0, 1.9, usual.shape) * MAGNITUDES[word][0][0]
        yield Case(base | {name: _within(kind, rng.choice(kind.around, usual.shape) + spread)}, word)
    if zero:
        one = usual.copy()
        one.flat[rng.integers(usual.size)] = 0.0
        yield Case(base | {name: one}, "zero_entry")
        if "all_zero" not in kind.without:
            yield Case(base | {name: np.zeros(usual.shape)}, "all_zero")


def _together(numbers: Kinds, base: Inputs) -> Iterator[Case]:
    """Yield small numbers in all arguments, then arrays in which entries are equal.

    What is small everywhere is compared with a tolerance as small: the usual one would pass a 0 there.
    """
    arrays = {name: np.asarray(base[name]) for name, kind in numbers.items() if kind.shape}
    small = {
        name for name, kind in numbers.items() if 0.0 in kind.around and kind.least <= 0 and "small" not in kind.without
    }
    if arrays and small >= set(arrays):
        smaller: Inputs = {name: _times(SMALL, base[name]) for name in numbers if name in small}
        yield Case(base | smaller, "all_small", scaled=True)
    if arrays and not any("equal" in kind.without for kind in numbers.values()):
        tied = {n: _tied(a, TIES[k % len(TIES)]) for k, (n, a) in enumerate(arrays.items())}
        yield Case(base | tied, "equal_entries")


def _tied(array: NDArray[np.float64], places: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the first two entries again and again, in an array of the same shape."""
    two = np.resize(array, 2)
    tied: NDArray[np.float64] = two[np.resize(places, array.size)].reshape(array.shape)
    return tied


def _times(factor: float, value: object) -> object:
    product = factor * np.asarray(value)
    return product if product.shape else float(product)


def _of_arrays(name: str, kind: Kind, rng: np.random.Generator) -> Iterator[Case]:
    """Yield arrays for the only parameter of a question, a number or an array: what is worked out entry by entry."""
    vectors = {name: replace(kind, shape=(SAMPLES,), arrays=False)}
    base = _ordinary(vectors, {SAMPLES: USUAL_SIZES[1]}, rng)
    for inputs in (base, _ordinary(vectors, {SAMPLES: USUAL_SIZES[1]}, rng), base | _alike(vectors, base)):
        yield Case(inputs, "array")
    near = _near(kind)
    yield Case({name: rng.permutation([number for _, number in near])}, "mixed_sizes")
    if "zero" not in kind.without:
        yield Case({name: np.array([0.0, *np.asarray(base[name])])}, "zero_entry")
        yield Case({name: np.zeros(3)}, "all_zero")
    yield from _of_sizes(vectors, rng)
    tables = {name: replace(kind, shape=(SAMPLES, "columns"), arrays=False)}
    yield from _of_types(tables, _ordinary(tables, {SAMPLES: USUAL_SIZES[1], "columns": USUAL_SIZES[0]}, rng), rng)
    yield from _of_sizes(tables, rng)


def _near(kind: Kind) -> list[tuple[str, float]]:
    """Return numbers at each legal distance on either side of each kink, each with the word of its distance."""
    legal = {word: sizes for word, sizes in MAGNITUDES.items() if word not in kind.without}
    offsets = [(word, sign * size) for word, sizes in legal.items() for size, signs in sizes for sign in signs]
    near = [(word, middle + offset) for middle in kind.around for word, offset in offsets]
    return [(word, number) for word, number in near if kind.least <= number <= kind.most]


def _of_types(numbers: Kinds, base: Inputs, rng: np.random.Generator) -> Iterator[Case]:
    """Yield integers in one argument at a time, each with the same numbers as floats beside it; float32; slices."""
    whole: Inputs = {}
    for name, kind in numbers.items():
        if "integers" in kind.without:
            continue
        usual = np.asarray(base[name])
        drawn = _within(kind, _either_sign(usual.shape, rng) * rng.integers(2, 6, usual.shape)).astype(np.int64)
        whole[name] = drawn if usual.shape else int(drawn)
        yield from _with_twin(Case(base | {name: whole[name]}, "integers_in_one"), {name})
    if len(whole) > 1:
        yield from _with_twin(Case(base | whole, "integers_everywhere"), whole)
    given = {name: np.asarray(base[name]) for name, kind in numbers.items() if kind.shape}
    if given and all("single" not in kind.without for kind in numbers.values()):
        yield Case(base | {n: a.astype(np.float32) for n, a in given.items()}, "single_precision", rtol=SINGLE_RTOL)
    if given and all("slices" not in kind.without for kind in numbers.values()):
        yield Case(base | {n: np.repeat(a.T, 2, axis=-1)[..., ::2].T for n, a in given.items()}, "slice")


def _with_twin(case: Case, numbers: Collection[str]) -> Iterator[Case]:
    yield case
    yield twin(case, numbers)


def twin(case: Case, numbers: Collection[str]) -> Case:
    """Return a case with the parameters named in `numbers` as floats: the control for what is said of integers."""
    return Case({name: _as_floats(value) if name in numbers else value for name, value in case.inputs.items()}, TWIN)


def _as_floats(value: object) -> object:
    if isinstance(value, np.ndarray):
        return np.array(value, dtype=float)
    return float(value) if isinstance(value, int) else value
