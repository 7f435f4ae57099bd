"""What a parameter of a question is: a number, an array, a choice; it decides the inputs that are probed with.

`grader.questions.probing_inputs` makes them. What is not legal for a question it names by the word of the family:
``without="zero huge"``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

SAMPLES, MANY = "N", 270
"""The dimension that is also probed with more entries than a byte can count: samples are many, inputs are few. Some
lie beyond the 256th, so that what is left out there shows even where half of the samples contribute nothing."""

FAMILIES = frozenset(
    (
        *("tiny", "small", "large", "huge"),  # how far from a kink: 1e-9 to 1e-5, to 0.05, 7 to 40, 1e3
        *("zero", "all_zero", "equal"),  # in one entry or in all, in all alone, entries that are equal
        *("integers", "single", "slices"),  # whole numbers, float32, parts of larger arrays
        *("one_entry", "two_entries", "more_entries", "many_entries"),  # the size of each dimension
    )
)
"""The words for `without`."""

Draw = Callable[[np.random.Generator, Mapping[str, int]], object]
"""Receives the size of each dimension."""


@dataclass(frozen=True)
class Kind:
    """What a parameter, or several that belong together, may be."""

    shape: tuple[str | int, ...] | None = ()
    """Of an array: the name of each dimension, or its size where there is only one. ``()`` for a number."""
    around: tuple[float, ...] = (0.0,)
    """Kinks and thresholds, on either side of which numbers are drawn."""
    least: float = -np.inf
    most: float = np.inf
    """The legal range of each number."""
    values: tuple[object, ...] = ()
    """Where only these may be given: each is asked. Numbers are then drawn for none."""
    refused: tuple[object, ...] = ()
    """Values that must be refused with `ValueError`."""
    without: frozenset[str] = frozenset()
    """Words of `FAMILIES` that are not legal."""
    arrays: bool = False
    """A number may also be an array of numbers."""
    spread: float = 1.0
    """How far from a kink ordinary numbers lie, 1 for 0.4 to 1.9."""
    draw: Draw | None = None
    """Draws what is no array of floats; of it only other values and sizes are asked."""

    def __post_init__(self) -> None:
        if unknown := " ".join(sorted(self.without - FAMILIES)):
            raise ValueError(f"without={unknown!r} names no family of inputs; there are {', '.join(sorted(FAMILIES))}")


def place(
    *around: float,
    without: str = "",
    arrays: bool = False,
    least: float = -np.inf,
    most: float = np.inf,
    spread: float = 1.0,
) -> Kind:
    """Return the kind of one number; `arrays`: or an array of any shape."""
    return Kind((), around or (0.0,), least, most, (), (), frozenset(without.split()), arrays, spread)


def array(
    *shape: str | int,
    around: tuple[float, ...] = (0.0,),
    without: str = "",
    least: float = -np.inf,
    most: float = np.inf,
) -> Kind:
    """Return the kind of an array of floats, with the name of each dimension, or its size."""
    return Kind(shape, around, least, most, without=frozenset(without.split()))


def choice(*values: object, refused: tuple[object, ...] = ()) -> Kind:
    """Return the kind of a parameter that is one of a few values; the first is the usual one."""
    return Kind(None, values=values, refused=refused)


def count(*values: int) -> Kind:
    """Return the kind of a whole number above zero that says how many."""
    return choice(*(values or (3, 1, 2, 7, MANY)))


def drawn(draw: Draw, *dimensions: str) -> Kind:
    """Return the kind of what `draw` gives for the sizes of these dimensions."""
    return Kind(dimensions, draw=draw)


def labels(count: str, classes: str) -> Kind:
    """Return the kind of whole numbers from 0 to below a size, as many as another one says."""
    return drawn(lambda rng, sizes: rng.integers(0, sizes[classes], sizes[count]), count, classes)


def distributions(*shape: str) -> Kind:
    """Return the kind of rows that sum to 1, without small entries."""

    def draw(rng: np.random.Generator, sizes: Mapping[str, int]) -> object:
        numbers = rng.uniform(0.2, 1, [sizes[name] for name in shape])
        return numbers / numbers.sum(axis=-1, keepdims=True)

    return drawn(draw, *shape)


Kinds = Mapping[str, Kind]
"""By the parameter's name; ``"f df"`` for parameters whose values belong together: each value is then a tuple."""
