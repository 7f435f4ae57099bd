"""Checks that a student sees: each compares an answer with something measured, and says where they differ.

They need no reference solution: a derivative is held against the slope of the function itself, a gradient or a
Jacobian against small steps along each input. This file travels beside the notebook; numpy, SymPy and matplotlib
are all it needs beside Jupyter itself.
"""

import contextlib
import functools
import html
import linecache
import os
import sys
import traceback
import tracemalloc
import warnings
from collections.abc import Iterator
from unittest.mock import patch

import matplotlib.pyplot as plt
import numpy as np
import sympy
from IPython.display import display

try:
    from notebook_language import LANGUAGE  # its one line is written with the notebook
except ImportError:  # the notebook was copied without it
    LANGUAGE = "en"
H = 1e-5
POINTS = (-2.0, -1.3, -0.4, 0.7, 1.9)
FAR = 1e9
"""Where a step of 0.00001 is lost among the digits of x."""
PLACES, CONSTANT = (0.3, 0.8, 1.1), 1.5
"""Where expressions are measured: roots and logarithms have values there."""


# ── what is said ───────────────────────────────────────────────────────────────────────────────────────────


def say(en, ko):
    """Return the sentence in the notebook's language."""
    return ko if LANGUAGE == "ko" else en


class Holds:
    """A check that holds, as a notebook shows it."""

    def __init__(self, sentence):
        self.sentence = sentence

    def __repr__(self):
        return "✔ " + self.sentence

    def _repr_html_(self):
        style = "color:#14662b;background:#edf7ef;border-left:4px solid #14662b;padding:.3em .8em;margin:.2em 0"
        return f'<div role="status" style="{style}">✔ {html.escape(self.sentence)}</div>'

    def _ipython_display_(self):
        # Shown, not returned: nbgrader takes a cell's result for a number of points.
        display({"text/plain": repr(self), "text/html": self._repr_html_()}, raw=True)


class NotYet(AssertionError):
    """A check that does not hold yet. A notebook shows its sentence alone, without our code."""

    def _render_traceback_(self):
        return ["\x1b[1m✘ " + str(self) + "\x1b[0m"]  # on the red ground of errors, red letters are hard to read


def fail(en, ko):
    """End a check with a sentence."""
    raise NotYet(say(en, ko)) from None


def show(number):
    """Return a number or a small array as it reads well."""
    array = np.asarray(number, dtype=float)
    if array.size == 1:
        return f"{array.item():.6g}"
    return np.array2string(array, precision=6, separator=", ").replace("\n", "")


# ── calling a student's function ───────────────────────────────────────────────────────────────────────────


def call(function, *arguments, name=None, **options):
    """Return what a function gives; an exception in it is led back to the student's own line.

    Arrays, lists and dictionaries that it receives must stay as they are.
    """
    name = name or getattr(function, "__name__", "function")
    before = [copied(given) for given in arguments]
    try:
        answer = function(*arguments, **options)
        answer = list(answer) if isinstance(answer, Iterator) else answer
    except NotImplementedError:
        fail(f"{name} has no answer yet.", f"{name}에 아직 답이 없습니다.")
    except NotYet:
        raise
    except Exception as error:
        kind, text = type(error).__name__, str(error)
        line = line_of(error)
        fail(
            f"{name} stopped with {kind}: {text}. The line was: {line}",
            f"{name}: 오류가 나서 멈추었습니다. {kind}: {text}. 멈춘 줄: {line}",
        )
    for number, kept in enumerate(before):
        untouched(name, function, arguments, number, kept)
    return answer


def copied(given):
    """Return a copy of an array, a list or a dictionary; anything else is returned as it is."""
    if isinstance(given, list):
        return [copied(item) for item in given]
    if isinstance(given, dict):
        return {key: copied(value) for key, value in given.items()}
    return given.copy() if is_numeric(given) else given


def same(after, before):
    """Is what a function received as it was? Told of arrays, lists and dictionaries only."""
    if isinstance(before, list):
        return len(after) == len(before) and all(map(same, after, before))
    if isinstance(before, dict):
        return list(after) == list(before) and all(map(same, after.values(), before.values()))
    if is_numeric(before):
        return after.shape == before.shape and np.array_equal(after, before, equal_nan=before.dtype.kind in "fc")
    return not isinstance(before, (int, float, str)) or after == before


def is_numeric(given):
    return isinstance(given, np.ndarray) and given.dtype.kind in "biufc"


def untouched(name, function, arguments, number, before):
    """Fail where a function changed what it received, by however little."""
    after = arguments[number]
    if same(after, before):
        return
    names = getattr(getattr(function, "__code__", None), "co_varnames", ())
    given = names[number] if number < len(names) else say(f"argument {number + 1}", f"{number + 1}번째 인수")
    if is_numeric(before) and after.shape == before.shape and 0 < (off := np.max(np.abs(after - 1.0 * before))) < 1e-9:
        fail(
            f"{name} left its input {given} {off:.1g} away from what it was: adding a step and subtracting it again"
            f" leaves a rounding error. Keep the old value and put that back, or work on a copy.",
            f"{name}: 받은 {given} 값이 처음과 {off:.1g}만큼 다릅니다. 간격을 더했다가 다시 빼면 반올림 오차가 남습니다. 원래 값을"
            " 저장해 두었다가 되돌려 놓거나 복사본으로 계산하세요.",
        )
    fail(
        f"{name} changed the {given} that it was given. Others may still need it: make a new {kind_of(before)} instead.",
        f"{name}: 받은 {given} 값이 바뀌었습니다. 다른 곳에서 아직 쓸 값이므로 바꾸지 말고 새 값을 만들어 쓰세요.",
    )


def kind_of(given):
    return {list: "list", dict: "dictionary"}.get(type(given), "array")


def line_of(error):
    """Return the notebook's own line in which an exception arose, also where a library raised it."""
    frames = list(traceback.walk_tb(error.__traceback__))
    own = [place for place in frames if place[0].f_globals.get("__name__") == "__main__"]
    frame, number = (own or frames)[-1]
    return linecache.getline(frame.f_code.co_filename, number).strip()


def as_numbers(name, answer, shape):
    """Return an answer as an array of the shape asked for, or say what came instead."""
    if answer is None:
        fail(f"{name} returned None. Is there a return?", f"{name}: None을 반환했습니다. return 문을 빠뜨리지 않았습니까?")
    try:
        numbers = np.asarray(answer)
        numbers = numbers.real.astype(float) if numbers.dtype != bool else None
    except (TypeError, ValueError):
        numbers = None
    if numbers is None:
        fail(
            f"{name} returned {answer!r}; a number or an array is expected.",
            f"{name}: 수나 배열을 반환해야 하는데, 반환한 값은 {answer!r}입니다.",
        )
    if shape is not None and numbers.size != 1:
        as_shaped(name, numbers, shape)
    return numbers


def as_shaped(name, numbers, shape):
    """Return an array that has this very shape, or say which one came."""
    if numbers.shape != shape:
        fail(
            f"{name} returned shape {numbers.shape}; expected is {shape}.",
            f"{name}: 반환한 배열의 모양은 {numbers.shape}이고, 필요한 모양은 {shape}입니다.",
        )
    return numbers


def close(answer, measured, tolerance=1e-4):
    """Are two numbers or arrays as near as a measurement can tell?"""
    return bool(np.all(np.abs(np.asarray(answer) - measured) <= tolerance * (1 + np.abs(measured))))


# ── the checks ─────────────────────────────────────────────────────────────────────────────────────────────


def slope(function, x, h=H):
    """Return the slope of a function at x, measured from a point on either side."""
    return (function(x + h) - function(x - h)) / (2 * h)


def check_derivative(derivative, function, points=POINTS, name=None):
    """Compare a derivative with the measured slope of its function."""
    name = name or getattr(derivative, "__name__", "derivative")
    if not callable(derivative):
        fail(
            f"{name} should be a function, but it is {derivative!r}.",
            f"{name}: 함수가 필요한데, 받은 값은 {derivative!r}입니다.",
        )
    for x in points:
        measured = slope(function, x)
        answer = as_numbers(name, call(derivative, x, name=name), ())
        if not close(answer, measured):
            draw_slopes(function, x, float(answer.reshape(-1)[0]), measured)
            fail(
                f"At x = {x:g}, {name} gives {show(answer)}, but the measured slope is {measured:.6g}.",
                f"x = {x:g}에서 {name}의 값은 {show(answer)}인데, 측정한 기울기는 {measured:.6g}입니다.",
            )
    return Holds(
        say(
            f"{name} agrees with the measured slope at {len(points)} points.",
            f"{name}: 점 {len(points)}개에서 측정한 기울기와 일치합니다.",
        )
    )


def check_rule(derivative, function, name=None):
    """Compare a derivative with the measured slope of its function at points, of an array, and far from 0.

    There a small step fails, which is lost among the digits of x.
    """
    name = name or getattr(derivative, "__name__", "derivative")
    holds = check_derivative(derivative, function, name=name)
    points = np.array(POINTS)
    compare(
        f"{name}(x)",
        np.broadcast_to(as_numbers(name, call(derivative, points.copy(), name=name), points.shape), points.shape),
        np.array([slope(function, x) for x in POINTS]),
        lambda: f"x = {show(points)}",
    )
    answer = as_numbers(name, call(derivative, FAR, name=name), ())
    measured = slope(function, FAR, H * FAR)
    if not abs(answer - measured) <= 1e-4 * abs(measured):
        fail(
            f"Near 0, {name} agrees with the measured slope. At x = {FAR:g} it gives {show(answer)}, but the slope there is"
            f" {measured:.6g}. A rule holds at every x; a small step loses its digits so far away. Which rule fits?",
            f"0 근처에서는 {name}의 값이 측정한 기울기와 일치합니다. x = {FAR:g}에서 {name}의 값은 {show(answer)}인데, 기울기는"
            f" {measured:.6g}입니다. 법칙은 모든 x에서 성립하지만, 이렇게 먼 곳에서 작은 간격으로 재면 유효 숫자가 사라집니다. 어느 법칙을"
            " 써야 합니까?",
        )
    return holds


def exact_slope(function, x):
    """Return the slope of a function of arithmetic, np.sin, np.exp, ... to the last digit, by a complex step.

    The step is so small that its square vanishes, and nothing is subtracted (Squire & Trapp 1998).
    """
    return np.imag(function(x + 1e-30j)) / 1e-30


def not_measured(name, numbers, exact):
    """Fail where numbers are near those of a rule but not exact: measured with a small step, or rounded."""
    single = numbers == numbers.astype(np.float32)
    error = np.abs(numbers - exact) / (1 + np.abs(exact))
    if np.any(error > np.where(single, 1e-6, 1e-12)):
        fail(
            f"{name} is near the slope, but {np.max(error):.1g} off, so it was measured with a small step or rounded, and"
            " such an answer keeps a quarter of the points. Which rule gives it exactly?",
            f"{name}의 값이 기울기에 가깝지만 {np.max(error):.1g}만큼 다릅니다. 작은 간격으로 쟀거나 반올림한 값이며, 그런 답은 점수를"
            " 4분의 1만 받습니다. 오차 없이 구하려면 어느 법칙을 써야 합니까?",
        )


def check_exact(function, arguments, *exact):
    """Compare what one call returns, a result or several, with exact slopes, which a small step does not reach."""
    name = getattr(function, "__name__", "function")
    answer = call(function, *arguments, name=name)
    for result, wanted in zip(answer if len(exact) > 1 else [answer], exact, strict=True):
        not_measured(name, as_numbers(name, result, None).reshape(-1), np.reshape(wanted, -1))
    return Holds(say(f"{name} follows the rule, without the error of a small step.", f"{name}: 법칙에 따라 오차 없이 구했습니다."))


def check_gradient(gradient, function, points, name=None):
    """Compare a gradient, `(n,)`, with the slopes of its function of one vector along each input."""
    name = name or getattr(gradient, "__name__", "gradient")
    for x in np.atleast_2d(np.asarray(points, dtype=float)):
        measured = measure_jacobian(lambda v: np.atleast_1d(function(v)), x)[0]
        answer = as_numbers(name, call(gradient, x.copy(), name=name), None)
        compare(name, answer.reshape(-1), measured, lambda x=x: f"x = {show(x)}")
    return Holds(
        say(f"{name} agrees with the measured slopes along every input.", f"{name}: 각 입력 방향으로 측정한 기울기와 일치합니다.")
    )


def show_gradient_check(name, gradient, function, x, relative_error):
    """Print a gradient at x, an array of any shape, beside the measured one, and the relative error of the two as rows."""
    try:
        analytic = as_numbers(name, call(gradient, x.copy(), name=name), None).reshape(-1)
        numeric = measure_jacobian(lambda row: [call(function, row.reshape(x.shape), name=name)], np.ravel(x))[0]
        as_shaped(name, analytic, numeric.shape)
    except NotYet as problem:
        print(problem)
        return
    error = relative_error(analytic, numeric)
    print(
        say(
            f"{name}: relative error {error:.2g}, yours {show(analytic)}, measured {show(numeric)}",
            f"{name}: 상대 오차 {error:.2g}, 구한 값 {show(analytic)}, 측정한 값 {show(numeric)}",
        )
    )


def check_partial(derivative, function, number, points, name=None):
    """Compare a partial derivative with the slope of its function along one input, by number, the others held still."""
    name = name or getattr(derivative, "__name__", "derivative")
    for point in points:
        place = ", ".join(f"{entry:g}" for entry in point)

        def along(moving, point=point):
            return function(*point[:number], moving, *point[number + 1 :])

        measured = slope(along, point[number])
        answer = as_numbers(name, call(derivative, *point, name=name), ())
        if not close(answer, measured):
            draw_slopes(along, point[number], float(answer.reshape(-1)[0]), measured)
            fail(
                f"At ({place}), {name} gives {show(answer)}, but with the other inputs held still the measured slope is"
                f" {measured:.6g}.",
                f"({place})에서 {name}의 값은 {show(answer)}인데, 다른 입력을 고정하고 측정한 기울기는 {measured:.6g}입니다.",
            )
    return Holds(
        say(
            f"{name} agrees with the measured slope at {len(points)} points.",
            f"{name}: 점 {len(points)}개에서 측정한 기울기와 일치합니다.",
        )
    )


def check_suspects(suspects, function, gradients, points, tolerance=1e-4):
    """Compare the positions that `suspects` returns with those of the gradients that differ from measured slopes."""
    name = getattr(suspects, "__name__", "suspects")
    answer = call(suspects, function, list(gradients), points.copy(), name=name)
    try:
        found = [int(position) for position in answer if not isinstance(position, (bool, np.bool_))]
        whole = len(found) == len(answer) and all(position in range(len(gradients)) for position in found)
        whole = whole and not isinstance(answer, str)
    except (TypeError, ValueError):
        whole = False
    if not whole:
        fail(
            f"{name} should return a list of positions from 0 to {len(gradients) - 1}, but it returned {answer!r}.",
            f"{name}: 0부터 {len(gradients) - 1}까지의 번호로 된 리스트가 필요한데, 반환한 값은 {answer!r}입니다.",
        )
    if len(set(found)) < len(found):
        fail(
            f"{name} returned {list(answer)!r}: name each position once, at however many points its gradient is wrong.",
            f"{name}: 반환한 값은 {list(answer)!r}입니다. 여러 점에서 틀린 그레이디언트라도 번호는 한 번만 넣으세요.",
        )
    for position, gradient in enumerate(gradients):
        pairs = [(x, gradient(x), measure_jacobian(lambda v: np.atleast_1d(function(v)), x)[0]) for x in points]
        wrong = [pair for pair in pairs if np.any(np.abs(pair[1] - pair[2]) > tolerance * np.abs(pair[2]))]
        if wrong and position not in found:
            x, claimed, measured = wrong[0]
            fail(
                f"{name} misses gradient {position}: at x = {show(x)} it gives {show(claimed)}, but the measured slopes are"
                f" {show(measured)}.",
                f"{name}: {position}번 그레이디언트를 찾지 못했습니다. x = {show(x)}에서 그 값은 {show(claimed)}인데, 측정한 기울기는"
                f" {show(measured)}입니다.",
            )
        if not wrong and position in found:
            fail(
                f"{name} names gradient {position}, but at all {len(points)} points it agrees with the measured slopes up to"
                f" a relative error of {tolerance:g}.",
                f"{name}: {position}번 그레이디언트는 맞습니다. 점 {len(points)}개에서 모두 상대 오차 {tolerance:g} 안에서 측정한"
                " 기울기와 일치합니다.",
            )
    return Holds(
        say(
            f"{name} finds what is wrong among {len(gradients)} and nothing else: {sorted(set(found))}.",
            f"{name}: {len(gradients)}개 가운데 틀린 것을 모두 찾았습니다. {sorted(set(found))}",
        )
    )


def check_gradients(gradients, function, along, **arguments):
    """Compare several results, one for each argument named in `along`, with the slopes of `function` along it."""
    name = getattr(gradients, "__name__", "gradients")
    answers = call(gradients, *(np.array(value) if np.ndim(value) else value for value in arguments.values()), name=name)
    if not isinstance(answers, (tuple, list)) or len(answers) != len(along):
        fail(
            f"{name} returned {answers!r}; {len(along)} results are expected.",
            f"{name}: 결과 {len(along)}개를 반환해야 하는데, 반환한 값은 {answers!r}입니다.",
        )

    def where():
        return ", ".join(f"{argument} = {show(value)}" for argument, value in arguments.items())

    for index, argument in enumerate(along):
        place = np.asarray(arguments[argument], dtype=float)

        def moved(entries, argument=argument, shape=place.shape):
            return np.atleast_1d(function(**arguments | {argument: entries.reshape(shape)[()]}))

        measured = measure_jacobian(moved, np.atleast_1d(place))[0].reshape(place.shape)
        label = f"{name}[{index}]"
        answer = as_numbers(label, answers[index], None)
        compare(label, answer.reshape(place.shape) if answer.size == place.size else answer, measured, where)
    return Holds(
        say(f"{name} agrees with the measured slopes along {', '.join(along)}.", f"{name}: {', '.join(along)} 방향으로 측정한 기울기와 일치합니다.")
    )


def check_jacobian(jacobian, function, points, name=None):
    """Compare a Jacobian, `(m, n)`, with the measured one: one row for each output, one column for each input."""
    name = name or getattr(jacobian, "__name__", "jacobian")
    for x in np.atleast_2d(np.asarray(points, dtype=float)):
        measured = measure_jacobian(function, x)
        answer = as_numbers(name, call(jacobian, x.copy(), name=name), measured.shape)
        compare(name, answer, measured, lambda x=x: f"x = {show(x)}")
    return Holds(say(f"{name} agrees with the measured Jacobian.", f"{name}: 측정한 야코비 행렬과 일치합니다."))


def check_jacobians(jacobians, function, inputs, *others):
    """Compare the Jacobians of a function of several vectors, one result for each of them, with the measured ones."""
    name = getattr(jacobians, "__name__", "jacobians") + (f"(…, {', '.join(map(repr, others))})" if others else "")
    answers = call(jacobians, *(np.array(vector) for vector in inputs), *others, name=name)
    if isinstance(answers, np.ndarray):
        answers = list(np.atleast_1d(answers))
    if not isinstance(answers, (tuple, list)) or len(answers) != len(inputs):
        came = f"{len(answers)} results" if isinstance(answers, (tuple, list)) else type(answers).__name__
        fail(f"{name} returned {came}; {len(inputs)} results are expected.", f"{name}에는 결과 {len(inputs)}개가 필요합니다.")
    for index, (answer, vector) in enumerate(zip(answers, inputs)):

        def along(moved, index=index):
            return function(*inputs[:index], moved, *inputs[index + 1 :], *others)

        measured = measure_jacobian(along, np.asarray(vector, dtype=float))
        label = f"{name}[{index}]"
        compare(label, as_numbers(label, answer, measured.shape), measured, lambda: ", ".join(map(show, inputs)))
    return Holds(say(f"{name} agrees with the measured Jacobians.", f"{name}: 측정한 야코비 행렬과 일치합니다."))


def measure_jacobian(function, x):
    """Return the Jacobian `(m, n)` of a function of a vector, column by column from small steps."""
    columns = []
    for step in H * np.eye(len(x)):
        change = np.asarray(function(x + step), dtype=float) - np.asarray(function(x - step), dtype=float)
        columns.append(change / (2 * H))
    return np.stack(columns, axis=-1)


def count_multiplications(sizes, direction):
    """Multiply Jacobians of a chain of these sizes, number by number, and return how many multiplications that took."""
    jacobians = [np.ones((m, n)) for n, m in zip(sizes, sizes[1:])]
    backward = direction == "backward"
    product, *others = jacobians[::-1] if backward else jacobians
    count = 0
    for jacobian in others:
        left, right = (product, jacobian) if backward else (jacobian, product)
        product = np.zeros((left.shape[0], right.shape[1]))
        for i, k, j in np.ndindex(*left.shape, right.shape[1]):
            product[i, j] += left[i, k] * right[k, j]
            count += 1
    return count


def check_row_only(vjp, size=500):
    """Fail where a product of Jacobians is made, seen by the memory that it takes beside that of a row."""
    name = getattr(vjp, "__name__", "vjp")

    def most_entries(size):
        column = np.linspace(1, 2, size)[:, None]
        chains = ([column.T, column], column[:, 0]), ([column.T, column, column.T], np.ones(1))
        tracemalloc.start()
        try:
            for jacobians, v in chains:
                call(vjp, jacobians, v, name=name)
            return tracemalloc.get_traced_memory()[1] // 8
        finally:
            tracemalloc.stop()

    most_entries(2)  # what is imported only once is no part of the product
    if most_entries(size) >= size * size // 2:
        fail(
            f"{name} made a matrix of {size} x {size} numbers, where a row of {size} is enough: a Jacobian was multiplied by a"
            " Jacobian. What must come first, so that each product is a row?",
            f"{name}: 원소가 {size}개인 행이면 되는데 {size} x {size} 행렬을 만들었습니다. 야코비 행렬끼리 곱했기 때문입니다. 곱할 때마다"
            " 결과가 행이 되려면 무엇부터 곱해야 합니까?",
        )
    return Holds(say(f"{name} makes rows only, no product of Jacobians.", f"{name}: 야코비 행렬끼리 곱하지 않고 행만 계산했습니다."))


OPERATIONS = {
    "add": lambda u, v: u + v,
    "mul": lambda u, v: u * v,
    "square": lambda u: u**2,
    "sin": np.sin,
    "exp": np.exp,
    "max0": lambda u: u if np.real(u) > 0 else 0.0,
}


def graph_values(graph, inputs, nudged="", by=0.0):
    """Return the value of every name of a graph, where the one that is named `nudged` is changed by a little."""
    values = {name: value + by * (name == nudged) for name, value in inputs.items()}
    for name, operation, names in graph:
        values[name] = OPERATIONS[operation](*(values[each] for each in names)) + by * (name == nudged)
    return values


def measured_gradients(graph, inputs):
    """Return the slope of the last value of a graph with respect to every name, measured by nudging each."""
    last, names = graph[-1][0], graph_values(graph, inputs)
    return {name: slope(lambda by: graph_values(graph, inputs, name, by)[last], 0.0) for name in names}


def check_graph(gradients, graph, inputs, **known):
    """Compare a dictionary of slopes with those measured by nudging every name of a graph, or with `known` ones."""
    name = getattr(gradients, "__name__", "gradients")
    answer = call(gradients, list(graph), dict(inputs), name=name)
    if not isinstance(answer, dict):
        fail(
            f"{name} returned {answer!r}; a dictionary is expected.",
            f"{name}: 딕셔너리를 반환해야 하는데, 반환한 값은 {answer!r}입니다.",
        )
    measured = measured_gradients(graph, inputs) | known
    if missing := [each for each in measured if each not in answer]:
        fail(
            f"{name} has no entry for {', '.join(missing)}. The dictionary should hold every name of the graph and its inputs.",
            f"{name}: 딕셔너리에 없는 이름이 있습니다. {', '.join(missing)}. 그래프와 입력의 이름이 모두 있어야 합니다.",
        )
    where = f"graph = {graph}, inputs = {inputs}"
    for each, wanted in measured.items():
        slope_given = as_numbers(name, answer[each], ()).reshape(())
        told = ("expected", "구해야 할") if each in known else ("measured", "측정한")
        compare(f"{name}[{each!r}]", slope_given, np.asarray(wanted), lambda: where, known=told)
    exact = {each: graph_values(graph, inputs, each, 1e-30j)[graph[-1][0]].imag / 1e-30 for each in measured}
    not_measured(name, np.array([answer[each] for each in measured]), np.array([*exact.values()]))
    return Holds(
        say(
            f"{name} agrees with the slopes measured by nudging each of {len(measured)} names.",
            f"{name}: 이름 {len(measured)}개의 값을 하나씩 바꾸어 측정한 기울기와 일치합니다.",
        )
    )


def descend(function, start, learning_rate, steps):
    """Return the places `(steps + 1, n)` that gradient descent visits, its slopes measured on a function of a vector."""
    places = [np.asarray(start, dtype=float)]
    for _ in range(steps):
        slopes = measure_jacobian(lambda place: np.atleast_1d(function(place)), places[-1])[0]
        places.append(places[-1] - learning_rate * slopes)
    return np.array(places)


def check_close(name, answer, expected, where="", tolerance=1e-4):
    """Compare an answer with a value known from elsewhere: a slide's table, a second way to compute it."""
    expected = np.asarray(expected, dtype=float)
    numbers = as_numbers(name, answer, None)
    if expected.ndim < 2 and numbers.size == expected.size:
        numbers = numbers.reshape(expected.shape)
    compare(name, numbers, expected, lambda: where, tolerance, ("expected", "구해야 할"))
    shown = show(expected)
    return Holds(say(f"{name} gives {shown}, as it should.", f"{name}의 값은 {shown}입니다. 맞습니다."))


def check_values(function, arguments, *expected):
    """Compare what one call returns, a result or several, with values measured or known from elsewhere."""
    name = getattr(function, "__name__", "function")
    answer = call(function, *arguments, name=name)
    if len(expected) > 1 and (not isinstance(answer, (tuple, list, np.ndarray)) or len(answer) != len(expected)):
        fail(f"{name} should return {len(expected)} results.", f"{name}: 결과 {len(expected)}개를 반환해야 합니다.")

    def where():
        shown = [show(item) if isinstance(item, (float, np.ndarray)) else str(item) for item in arguments]
        names = getattr(getattr(function, "__code__", None), "co_varnames", ())
        return ", ".join(map(" = ".join, zip(names, shown))) or ", ".join(shown)

    for index, result in enumerate(answer if len(expected) > 1 else [answer]):
        label = f"{name}[{index}]" if len(expected) > 1 else name
        wanted = np.asarray(expected[index], dtype=float)
        numbers = as_numbers(label, result, None)
        if wanted.ndim < 2 and numbers.size == wanted.size:
            numbers = numbers.reshape(wanted.shape)
        compare(label, numbers, wanted, where, known=("expected", "구해야 할"))
    return Holds(say(f"{name} gives the values it should.", f"{name}의 값이 모두 맞습니다."))


def shaped(name, answer, shape):
    """Return an answer as an array of this very shape, or say what came instead."""
    return as_shaped(name, as_numbers(name, answer, None), shape)


def compare(name, answer, measured, where, tolerance=1e-4, known=("measured", "측정한")):
    """End the check where an answer and what is known, by measuring or otherwise, differ in shape or value.

    `where` is asked only then: to write arrays takes longer than to compare them.
    """
    as_shaped(name, answer, measured.shape)
    if not close(answer, measured, tolerance):
        off = float(np.max(np.abs(answer - measured)))
        place, came, due = where(), show(answer), show(measured)
        at, ko_at = (f"At {place}, ", f"{place}에서 ") if place else ("", "")
        fail(
            f"{at}{name} gives {came}, but the {known[0]} value is {due} (difference up to {off:.3g}).",
            f"{ko_at}{name}의 값은 {came}인데, {known[1]} 값은 {due}입니다(차이는 최대 {off:.3g}).",
        )


def check_tangent(approximation, function, derivative, x0):
    """Does the approximation touch the curve, and does its error shrink four-fold when the step is halved?"""
    name = getattr(approximation, "__name__", "approximation")
    if not close(as_numbers(name, call(approximation, function, derivative, x0, 0.0, name=name), ()), function(x0)):
        fail(
            f"With a step of 0, {name} should give f({x0:g}) itself.",
            f"간격이 0일 때 {name}의 값은 f({x0:g})와 같아야 합니다.",
        )
    errors = []
    for dx in (0.1, 0.05):
        answer = as_numbers(name, call(approximation, function, derivative, x0, dx, name=name), ())
        errors.append(float(np.abs(function(x0 + dx) - answer).reshape(-1)[0]))
    if not (errors[1] > 0 and 3 < errors[0] / errors[1] < 5):
        fail(
            f"Halving the step changes the error of {name} from {errors[0]:.3g} to {errors[1]:.3g};"
            " along a tangent it becomes about a quarter.",
            f"간격을 반으로 줄이니 {name}의 오차는 {errors[0]:.3g}였다가 {errors[1]:.3g}가 되었습니다. 접선을 따르면 약 4분의 1이"
            " 되어야 합니다.",
        )
    return Holds(
        say(
            f"{name} touches the curve, and half the step leaves a quarter of the error.",
            f"{name}: 곡선에 닿고, 간격을 반으로 줄이면 오차가 4분의 1이 됩니다.",
        )
    )


def show_expressions(expressions, x):
    """Print how SymPy holds expressions, and their slopes at `PLACES`."""
    places = ", ".join(map(str, PLACES))
    for expression in expressions:
        slopes = ", ".join(f"{measured:.4g}" for measured in measured_slopes(expression, x))
        print(f"{expression}\n    = {expression.func.__name__} of {expression.args}")
        print(say(f"    measured slopes at {x} = {places}: {slopes}", f"    {x} = {places}에서 측정한 기울기: {slopes}"))


@functools.cache
def measured_slopes(expression, x):
    """Return the slopes of an expression at `PLACES`."""
    function = sympy.lambdify(x, expression, "numpy", docstring_limit=0)
    return [slope(function, place) for place in PLACES]


WAYS_TO_DIFFERENTIATE = {
    "diff": (sympy.Expr, "diff"),
    "Derivative": (sympy.Derivative, "__new__"),
    "limit": (sympy.Limit, "doit"),
    "series": (sympy.Expr, "series"),
}
TOOLS = ("simplify", "integrals", "solvers", "polys")
"""Parts of SymPy that may differentiate on their way to something else."""
TABLE_MAKERS = ("jacobian", "derive_by_array")
"""Functions of SymPy that make a whole table of derivatives."""


@contextlib.contextmanager
def own_table(name):
    """Fail where a function of `TABLE_MAKERS` ran, by whatever way the student's function came to it."""
    called, before = [], sys.getprofile()

    def noting(frame, event, _):
        code = frame.f_code
        if event == "call" and code.co_name in TABLE_MAKERS and f"{os.sep}sympy{os.sep}" in code.co_filename:
            called.append(code.co_name)

    sys.setprofile(noting)
    try:
        yield
    finally:
        sys.setprofile(before)
    if called:
        fail(
            f"{name} lets SymPy make the whole table ({called[0]}), and an answer that does earns nothing. Which derivative"
            " belongs in row i and column j?",
            f"{name}: 표 전체를 SymPy로 만들었습니다({called[0]}). 그런 답은 0점입니다. i행 j열에는 어느 도함수가 들어갑니까?",
        )


@contextlib.contextmanager
def own_rules(name):
    """Fail where SymPy differentiated for the student's function, by whatever way it came to that."""
    called = []

    def noting(word, original):
        def noted(*arguments, **options):
            frame, tool = sys._getframe(1), False
            while frame and not tool:
                tool = any(f"{os.sep}sympy{os.sep}{part}{os.sep}" in frame.f_code.co_filename for part in TOOLS)
                frame = frame.f_back
            if not tool:
                called.append(word)
            return original(*arguments, **options)

        return noted

    with contextlib.ExitStack() as stack:
        for word, (owner, method) in WAYS_TO_DIFFERENTIATE.items():
            stack.enter_context(patch.object(owner, method, noting(word, getattr(owner, method))))
        yield
    if called:
        fail(
            f"{name} lets SymPy differentiate ({called[0]}), and an answer that does earns nothing. Which rule of the table"
            " fits the outermost operation?",
            f"{name}에서 SymPy의 미분 기능({called[0]})을 썼습니다. 그런 답은 0점입니다. 가장 바깥 연산에는 표의 어느 법칙이"
            " 맞습니까?",
        )


def distance_at_high_precision(answer, expression, x):
    """Return how far a symbolic derivative is from the slope, measured with 60 digits at the first place."""
    place, h = sympy.Rational(str(PLACES[0])), sympy.Rational(1, 10**15)
    measured = ((expression.subs(x, place + h) - expression.subs(x, place - h)) / (2 * h)).evalf(60)
    return float(abs(answer.subs(x, place).evalf(60) - measured) / (1 + abs(measured)))


def check_expressions(differentiate, expressions, x):
    """Compare symbolic derivatives with the measured slopes of their expressions."""
    name = getattr(differentiate, "__name__", "differentiate")
    answers = []
    for expression in expressions:
        with own_rules(name):
            answer = as_expression(name, call(differentiate, expression, x, name=name))
        answers.append(answer)
        for place, measured in zip(PLACES, measured_slopes(expression, x), strict=True):
            value = as_numbers(name, answer.evalf(subs={x: place}), ())
            if not close(value, measured):
                fail(
                    f"The derivative of {expression} came out as {answer}. At {x} = {place:g} that is {show(value)}, but"
                    f" the measured slope is {measured:.6g}.",
                    f"{expression}의 도함수로 반환한 식은 {answer}입니다. {x} = {place:g}에서 이 식의 값은 {show(value)}인데, 측정한"
                    f" 기울기는 {measured:.6g}입니다.",
                )
    error = distance_at_high_precision(answers[0], expressions[0], x)  # of one: each takes milliseconds
    if error > 1e-12:
        fail(
            f"The derivative of {expressions[0]} is near the slope, but {error:.1g} off, so it was measured with a small"
            " step or rounded. Which rule gives it exactly?",
            f"{expressions[0]}의 도함수가 기울기에 가깝지만 {error:.1g}만큼 다릅니다. 작은 간격으로 쟀거나 반올림한 값입니다. 오차 없이"
            " 구하려면 어느 법칙을 써야 합니까?",
        )
    return Holds(
        say(
            f"{name} agrees with the measured slopes of all {len(expressions)} expressions.",
            f"{name}: 식 {len(expressions)}개에서 모두 측정한 기울기와 일치합니다.",
        )
    )


def show_symbolic_jacobians(trials):
    """Print lists of expressions and of symbols, and the Jacobian of each, measured."""
    for functions, variables in trials:
        at, measured = told(places(functions, variables)), show(measured_symbolic_jacobian(functions, variables))
        print(f"{list(functions)}, {list(variables)}")
        print(say(f"    measured at {at}: {measured}", f"    {at}에서 측정: {measured}"))


def check_symbolic_jacobians(jacobian, trials):
    """Compare tables of symbolic derivatives with the measured Jacobians of lists of expressions."""
    name = getattr(jacobian, "__name__", "jacobian")
    for functions, variables in trials:
        where = places(functions, variables)
        with own_table(name):
            table = call(jacobian, list(functions), list(variables), name=name)
        answer = as_values(name, table, where)
        asked = f"{name}({list(functions)}, {list(variables)})"
        compare(asked, answer, measured_symbolic_jacobian(functions, variables), lambda where=where: told(where))
    return Holds(
        say(
            f"{name} agrees with the measured Jacobians of {len(trials)} lists of expressions.",
            f"{name}: 식의 리스트 {len(trials)}개에서 모두 측정한 야코비 행렬과 일치합니다.",
        )
    )


def places(functions, variables):
    """Return where expressions are looked at, by symbol: their variables first, then what is constant."""
    constants = set().union(*(sympy.sympify(function).free_symbols for function in functions)).difference(variables)
    return dict(zip(variables, PLACES)) | dict.fromkeys(sorted(constants, key=str), CONSTANT)


def told(where):
    return ", ".join(f"{symbol} = {value:g}" for symbol, value in where.items())


@functools.cache
def measured_symbolic_jacobian(functions, variables):
    """Return the Jacobian `(m, n)` of expressions by variables, measured."""
    where = places(functions, variables)
    function = sympy.lambdify([list(where)], list(functions), "numpy", docstring_limit=0)
    return measure_jacobian(function, np.array([*where.values()]))[:, : len(variables)]


def as_values(name, answer, where):
    """Return a table of expressions as numbers, or say what came instead."""
    table = np.array(answer.tolist() if hasattr(answer, "tolist") else answer, dtype=object)
    if table.ndim != 2:
        fail(f"{name} returned {answer!r}; a SymPy Matrix is expected.", f"{name}: SymPy 행렬을 반환해야 하는데, 반환한 값은 {answer!r}입니다.")
    rows = [[as_numbers(name, as_expression(name, entry).evalf(subs=where), ()) for entry in row] for row in table]
    return np.array(rows, dtype=float)


def as_expression(name, answer):
    """Return an answer as a SymPy expression that is worked out, or say what came instead."""
    try:
        expression = sympy.sympify(answer)
    except (TypeError, ValueError, AttributeError, sympy.SympifyError):
        expression = None
    if not isinstance(expression, sympy.Expr) or expression.is_Matrix:
        fail(f"{name} returned {answer!r}; a SymPy expression is expected.", f"{name}: SymPy 식을 반환해야 하는데, 반환한 값은 {answer!r}입니다.")
    if expression.has(sympy.Derivative, sympy.Subs, sympy.Limit):
        fail(
            f"{name} returned {expression}, where the derivative is not computed yet.",
            f"{name}: 반환한 식 {expression}에 아직 계산하지 않은 미분이 남아 있습니다.",
        )
    return expression


def check_raises(function, *arguments, error=ValueError):
    """Does a call raise the error it should?"""
    name = getattr(function, "__name__", "function")
    try:
        answer = function(*arguments)
    except error:
        return Holds(say(f"{name} raises {error.__name__} here, as it should.", f"{name}: 여기서 {error.__name__} 예외를 일으킵니다."))
    except NotImplementedError:
        fail(f"{name} has no answer yet.", f"{name}에 아직 답이 없습니다.")
    except Exception as other:
        fail(
            f"{name} should raise {error.__name__} here, but raised {type(other).__name__}.",
            f"{name}: 여기서 {error.__name__} 예외를 일으켜야 하는데 {type(other).__name__} 예외가 났습니다.",
        )
    fail(
        f"{name} should raise {error.__name__} here, but returned {answer!r}.",
        f"{name}: 여기서 {error.__name__} 예외를 일으켜야 하는데, 예외 없이 {answer!r} 값을 반환했습니다.",
    )


# ── a model of Keras ───────────────────────────────────────────────────────────────────────────────────────


def check_model(model):
    """Does a compiled model do what each row of the network's table says? Ends with the first row that differs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Keras's own, of NumPy
        check_layers(model)
    return Holds(say("build_model agrees with every row of the table.", "build_model: 표의 모든 행과 일치합니다."))


def check_layers(model):
    """Are the layers those of the network's table, and is the model compiled with what the text names?"""
    import keras

    if not isinstance(model, keras.Model):
        fail(
            f"build_model returned {model!r}; a Keras model is expected.",
            f"build_model: Keras 모델을 반환해야 하는데, 반환한 값은 {model!r}입니다.",
        )
    if not model.compiled:
        fail("The model is not compiled yet.", "모델이 아직 컴파일되지 않았습니다.")
    images = np.random.default_rng(0).random((6, 28, 28)).astype("float32")
    try:
        answers, noisy = (keras.ops.convert_to_numpy(model(images, training=training)) for training in (False, True))
    except Exception:  # no images of 28 x 28, or layers that do not follow each other
        differs("Flatten")
    if answers.ndim != 2:
        differs("Flatten")
    if answers.shape[1] != 10 or not close(answers.sum(axis=1), 1):
        differs("Dense 10, softmax")
    if np.ptp(answers) < 1e-7:
        fail(
            "The ten probabilities are equal for every image. Which weights do your layers begin with?",
            "어떤 이미지에 대해서도 열 개의 확률이 모두 같습니다. 층의 가중치는 어떤 값으로 시작합니까?",
        )
    layers = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense) or hasattr(layer, "rate")]
    drops = [layer.rate for layer in layers if hasattr(layer, "rate")]  # of other layers that drop, too
    kinds = [type(layer).__name__ for layer in layers]
    if close(noisy, answers, 1e-6) or (drops and drops != [0.2]) or (drops and kinds != ["Dense", "Dropout", "Dense"]):
        differs("Dropout 0.2")
    if model.count_params() != 101_770:
        fail(
            f"Your model has {model.count_params():,} parameters, and the rows of the table have 101,770 together. Which row"
            " differs, and is there a row too many or too few?",
            f"모델의 파라미터는 {model.count_params():,}개인데, 표에 있는 파라미터를 모두 더하면 101,770개입니다. 어느 행이 다릅니까?"
            " 더 있거나 빠진 행이 있습니까?",
        )
    first, bias, second, last = model.get_weights()
    ops, hidden = keras.ops, keras.layers.Flatten()(images)
    hidden = ops.relu(ops.add(ops.matmul(hidden, first), bias))
    if not close(ops.convert_to_numpy(ops.softmax(ops.add(ops.matmul(hidden, second), last))), answers):
        differs("Dense 128, relu")
    check_compiled(model, images, answers)


def check_compiled(model, images, answers):
    """Is a model compiled with what the text names? `answers` are the probabilities that it gives for the images."""
    import keras

    usual, own, names = keras.optimizers.Adam(), model.optimizer, ("learning_rate", "beta_1", "beta_2")
    if (
        type(own) is not type(usual)
        or any(not close(float(getattr(own, name)), float(getattr(usual, name))) for name in names)
        or any((own.get_config()[n] or 0) != (v or 0) for n, v in usual.get_config().items() if n not in ("name", *names))
    ):
        differs(say("optimizer: Adam with its default settings", "옵티마이저: 기본 설정 그대로의 Adam"))
    labels, chances = np.array([0, 1]), np.array([[0.7, 0.1, 0.2], [0.25, 0.25, 0.5]], dtype="float32")
    loss = model.loss[0] if isinstance(model.loss, list) else model.loss
    try:
        found = keras.ops.convert_to_numpy(keras.losses.get(loss)(labels, keras.ops.convert_to_tensor(chances)))
    except Exception:  # it expects labels of another kind
        found = np.nan
    if not close(np.mean(found), -np.mean(np.log([0.7, 0.25]))):
        differs(say("loss: sparse categorical cross-entropy of probabilities", "손실: 확률에 대한 희소 범주형 교차 엔트로피"))
    second, first = np.argsort(answers, axis=1)[:, -2:].T
    labels = np.where(np.arange(6) < 2, second, first)  # nearly right: a measure of the first few would not notice
    try:
        told = model.evaluate(images, labels, verbose=0, return_dict=True)
    except Exception:  # a metric that expects labels of another kind
        told = {}
    if not any(close(value, 4 / 6) for name, value in told.items() if name != "loss"):
        differs(say("metric: accuracy", "지표: 정확도(accuracy)"))


def differs(row):
    """End the check with the row of the table, or of what `compile` is told, in which a model is another one."""
    fail(
        f"Your model differs from the table in this row: {row}. Which layer or argument stands for it in your code?",
        f"모델이 다음 행과 다릅니다. {row}: 코드의 어느 층이나 인수가 이 행에 해당합니까?",
    )


# ── pictures ───────────────────────────────────────────────────────────────────────────────────────────────


def draw_slopes(function, x, answer, measured):
    """Draw a function with a line of your slope (red, dashed) and of the measured one (green) through a point."""
    if "NBGRADER_EXECUTION" in os.environ:  # nobody looks at pictures while a class is graded
        return
    near = np.linspace(x - 1, x + 1, 101)
    with np.errstate(all="ignore"):
        height = np.array([function(point) for point in near], dtype=float)
    y, (low, high) = function(x), (np.nanmin(height), np.nanmax(height))
    figure, axes = plt.subplots(figsize=(4.5, 3))
    axes.plot(near, height, color="#1f4e9c", label="$f$")
    axes.plot(near, y + measured * (near - x), color="#14662b", label=f"$f' = {measured:.3g}$ ✔")
    axes.plot(near, y + answer * (near - x), color="#b3261e", linestyle="--", label=f"$f' = {answer:.3g}$ ✘")
    axes.plot([x], [y], "o", color="black")
    margin = 0.3 * (high - low) + 0.1
    axes.set_ylim(low - margin, high + margin)
    axes.legend()
    plt.show()
