"""Right functions spoiled from outside: results cut or rounded, calls remembered, inputs changed, one corner wrong.

Each mutant is the whole source with a few lines behind it that wrap the function. A *corner* mutant is right but for
one sort of input, so it is refused only where a hidden case asks for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.authoring.mutants import Mutant

FRAME = '''

def _spoil(inner):
    import types
    import numpy as np

    def numbers(value):
        """Return a number or an array of them as an array, None for anything else."""
        if isinstance(value, (str, bool, dict)) or value is None or callable(value):
            return None
        try:
            array = np.asarray(value)
        except ValueError:
            return None
        return array if array.dtype.kind in "iuf" else None

    def each(change, value):
        """Apply a change to a result, to each of several, or to what a returned function returns."""
        if isinstance(value, types.FunctionType):
            return lambda *args: each(change, value(*args))
        if isinstance(value, tuple):
            return tuple(each(change, part) for part in value)
        array = numbers(value)
        if array is None:
            return change(value) if type(value).__module__.startswith("sympy") else value
        return change(array)[()]

    memory = {{}}
{body}
    return outer


{name} = _spoil({name})
'''
UNCHANGED = "    outer = lambda *args: each(lambda value: value, inner(*args))"
"""The body of a wrapper that changes nothing."""
RESULTS = (
    *((f"the result is cut at ±{bound:g}", f"np.clip(value, -{bound}, {bound})") for bound in (1, 5, 6, 10, 100, 500)),
    ("the result is cut at 0", "np.maximum(value, 0)"),
    ("the result is cut at 0 from above", "np.minimum(value, 0)"),
    ("the result is 0 below 0.1", "np.where(abs(value) < 0.1, 0, value)"),
    ("the result is absolute", "abs(value)"),
    ("the result is rounded to 3 digits", "np.round(value, 3)"),
    ("the result is rounded to a whole number", "np.round(value)"),
    ("the result is cut to whole numbers", "np.trunc(value)"),
    ("the result is a float16", "np.float16(value)"),
    ("the result is doubled", "2 * value"),
    ("the result is negated", "-value"),
)
"""What is done to each result."""
REVERSED = ("the result is reversed", "value[::-1] if value.ndim else value")
DEEPER = ("the result has one more axis", "value[None] if value.ndim else value")
TRANSPOSED = ("the result is transposed", "value.T")
INPUTS = (
    ("", "is cut at ±1", "np.clip(value, -1, 1)"),
    *(("large", f"is cut at ±{bound}", f"np.clip(value, -{bound}, {bound})") for bound in (5, 6, 10)),
    *(("huge", f"is cut at ±{bound}", f"np.clip(value, -{bound}, {bound})") for bound in (100, 500)),
    ("tiny", "is 0 below 1e-6", "np.where(abs(value) < 1e-6, 0, value)"),
    ("small", "is 0 below 0.1", "np.where(abs(value) < 0.1, 0, value)"),
    ("", "is cut to whole numbers", "np.trunc(value)"),
    ("negative", "is absolute", "abs(value)"),
)
"""What is done to one input before the call: the word of the family of inputs that shows it, and how."""
CORNERS = (
    (0, "all_zero", "is 0 everywhere", "np.all(value == 0)"),
    (0, "huge", "is larger than 50", "np.max(abs(value), initial=0) > 50"),
    (0, "huge", "is larger than 500", "np.max(abs(value), initial=0) > 500"),
    (0, "tiny", "is near 0", "np.any((abs(value) < 1e-3) & (value != 0))"),
    (0, "tiny", "is very near 0", "np.any((abs(value) < 1e-8) & (value != 0))"),
    (0, "negative", "is negative", "np.any(value < 0)"),
    (0, "integers", "is integer", "value.dtype.kind in 'iu'"),
    (
        0,
        "integers_in_one",
        "is integer beside floats",
        "value.dtype.kind in 'iu' and any(a.dtype.kind == 'f' for a in others)",
    ),
    (1, "zero", "has one entry 0", "value.ndim and np.any(value == 0) and not np.all(value == 0)"),
    (1, "one_entry", "has one row", "value.ndim and len(value) == 1"),
    (1, "two_entries", "has two rows", "value.ndim and len(value) == 2"),
    (1, "more_entries", "has a dozen rows", "value.ndim and len(value) == 12"),
    (1, "many_entries", "has more than 256 rows", "value.ndim and len(value) > 256"),
    (1, "single", "is float32", "value.dtype == np.float32"),
    (1, "slices", "is not contiguous", "not value.flags.c_contiguous"),
)
"""Where a result is wrong: the axes that the input needs, the word of the family of such inputs, and what is true of
it; `others` are the other inputs that are numbers."""
MEMORY = (
    (
        0,
        "remembers its first result",
        """        if "first" not in memory:
            memory["first"] = inner(*args)
        return memory["first"]""",
    ),
    (
        0,
        "remembers its first result for a shape",
        """        shape = tuple(np.shape(a) for a in args if numbers(a) is not None)
        if shape not in memory:
            memory[shape] = inner(*args)
        return memory[shape]""",
    ),
    (
        1,
        "writes its results into one place",
        """        def kept(value):
            place = memory.setdefault(value.shape, np.zeros(value.shape))
            place[...] = value
            return place
        return each(lambda value: kept(value) if value.ndim else value, inner(*args))""",
    ),
    (
        0,
        "adds up what it has returned before",
        """        def added(value):
            memory[value.shape] = memory.get(value.shape, 0) + value
            return memory[value.shape]
        return each(added, inner(*args))""",
    ),
)
"""What a function keeps from call to call: the axes that its results need, a description, the body of the wrapper."""
RETURNED = (
    (
        "the returned function remembers its first result",
        """        result = inner(*args)
        if not callable(result):
            return result
        def returned(x):
            if args not in memory:
                memory[args] = result(x)
            return memory[args]
        return returned""",
    ),
    (
        "the returned function remembers its first result for a shape",
        """        result = inner(*args)
        if not callable(result):
            return result
        own = {}
        return lambda x: own.setdefault(np.shape(x), result(x))""",
    ),
)
"""The same of a function that is returned."""


@dataclass(frozen=True)
class Parameter:
    """What goes into a function by one name: numbers, or arrays of them."""

    name: str
    axes: int = 0
    """The most axes of the arrays; 0 for numbers, -1 for anything else."""
    illegal: frozenset[str] = frozenset()
    """Words of the families of inputs that the question does not allow."""


@dataclass(frozen=True)
class Form:
    """What goes into a function and comes out of it."""

    parameters: tuple[Parameter, ...]
    """In order."""
    axes: int
    """The most axes of a result that is an array; 0 where none is."""
    exact_shape: bool = False
    returns_function: bool = False
    returns_numbers: bool = True
    """Or a function or an expression that gives some; what is neither, such as a model, is not spoiled."""


def spoiled(source: str, name: str, form: Form) -> list[Mutant]:
    """Return the mutants of a function, defined in `source`, that behave badly."""
    return [
        Mutant(source + FRAME.format(name=name, body=f"\n    def outer(*args):\n{body}\n"), description)
        for description, body in _bodies(form)
    ]


def _bodies(form: Form) -> Iterator[tuple[str, str]]:
    """Yield a description and the body of a wrapper, which sees `args`, `inner` and `memory`."""
    if not form.returns_numbers:
        return
    shapes = [REVERSED] * (form.axes > 0) + [TRANSPOSED] * (form.axes > 1) + [DEEPER] * form.exact_shape
    for description, change in (*RESULTS, *shapes):
        yield description, f"        return each(lambda value: {change}, inner(*args))"
    yield from ((description, body) for axes, description, body in MEMORY if axes <= form.axes)
    yield from RETURNED if form.returns_function else ()
    for place, parameter in enumerate(form.parameters):
        if parameter.axes >= 0:
            yield from _spoiled_input(parameter, place)


def _spoiled_input(parameter: Parameter, place: int) -> Iterator[tuple[str, str]]:
    name = parameter.name
    take = f"""        args = list(args)
        if len(args) <= {place} or numbers(args[{place}]) is None:
            return inner(*args)
        value = numbers(args[{place}])
"""
    for word, description, change in INPUTS:
        if word not in parameter.illegal:
            yield f"{name} {description}", f"{take}        args[{place}] = ({change})[()]\n        return inner(*args)"
    yield (
        f"{name} is the first one that was seen with this shape",
        f"{take}        args[{place}] = memory.setdefault(value.shape, value.copy())[()]\n        return inner(*args)",
    )
    if "integers" not in parameter.illegal:
        yield (
            f"the result has the type of {name}, if that is integer",
            f"""{take}        kind = value.dtype
        return each(lambda result: result.astype(kind) if kind.kind in "iu" else result, inner(*args))""",
        )
    if parameter.axes:
        yield (
            f"{name} is set to 0 afterwards",
            f"""{take}        result = each(np.array, inner(*args))
        if isinstance(args[{place}], np.ndarray) and value.ndim:
            args[{place}][...] = 0
        return result""",
        )
    for axes, word, description, condition in CORNERS:
        if axes > parameter.axes or word in parameter.illegal:
            continue
        yield (
            f"wrong where {name} {description}",
            f"""{take}        others = [numbers(a) for i, a in enumerate(args) if i != {place}]
        others = [a for a in others if a is not None]
        wrong = {condition}
        result = inner(*args)
        return each(lambda value: 1.5 * value + 1, result) if wrong else result""",
        )
