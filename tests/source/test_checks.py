"""The visible checks: green where an answer is right, and where it is wrong the place and the numbers."""

from __future__ import annotations

import copy
import functools
import linecache
import sys
import types
from unittest.mock import patch

import nbformat
import numpy as np
import pytest
import sympy

from grader import catalog
from grader.course import Course
from grader.text import LANGUAGES


def load(course: Course, language: str) -> types.ModuleType:
    module = types.ModuleType("checks")
    spoken = types.ModuleType("notebook_language")
    spoken.__dict__["LANGUAGE"] = language
    with patch.dict(sys.modules, {spoken.__name__: spoken}):
        exec((course.root / "source" / "checks.py").read_text(encoding="utf-8"), module.__dict__)
    return module


@pytest.fixture(params=LANGUAGES)
def checks(course: Course, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")  # no pictures
    return load(course, request.param)


def test_without_the_file_that_names_their_language_they_speak_english(course: Course) -> None:
    checks = types.ModuleType("checks")
    with patch.dict(sys.modules, {"notebook_language": None}):
        exec((course.root / "source" / "checks.py").read_text(encoding="utf-8"), checks.__dict__)
    assert checks.say("a slope", "기울기") == "a slope"


def complaint(check: types.FunctionType, *arguments: object, **options: object) -> str:
    """Return what a failing check shows."""
    with pytest.raises(AssertionError) as failed:
        check(*arguments, **options)
    (line,) = failed.value._render_traceback_()
    assert "Traceback" not in line
    return str(line)


def square(x):
    return x**2


def test_a_right_derivative_is_told_in_a_sentence_and_a_sign(checks: types.ModuleType) -> None:
    holds = checks.check_derivative(lambda x: 2 * x, square, name="slope")
    assert repr(holds).startswith("✔ slope")
    assert 'role="status"' in holds._repr_html_()


def test_a_wrong_one_gets_place_value_and_measured_slope(checks: types.ModuleType) -> None:
    line = complaint(checks.check_derivative, lambda x: 3 * x, square, points=(1.5,), name="slope")
    for number in ("1.5", "4.5", "3"):
        assert number in line


def test_what_a_student_names_cannot_become_html(checks: types.ModuleType) -> None:
    assert "<script>" not in checks.Holds("<script>alert(1)</script>")._repr_html_()


def stub(x):
    raise NotImplementedError


def dividing(x):
    return 1 / (x - x)


@pytest.mark.parametrize("answer", [stub, dividing, lambda x: None, lambda x: "2", lambda x: x > 0, lambda x: [x, x]])
def test_what_is_no_answer_gets_a_sentence_too(checks: types.ModuleType, answer: types.FunctionType) -> None:
    assert complaint(checks.check_derivative, answer, square)


def test_an_exception_shows_the_students_line(course: Course) -> None:
    line = complaint(load(course, "en").check_derivative, dividing, square)
    assert "ZeroDivisionError" in line
    assert "return 1 / (x - x)" in line


def test_the_line_is_the_students_also_where_a_library_raised_the_exception(course: Course) -> None:
    cell = "def inverse(x):\n    return np.linalg.inv(x * np.zeros((2, 2)))\n"
    notebook = {"__name__": "__main__", "np": np}
    linecache.cache["cell of a notebook"] = (len(cell), None, cell.splitlines(keepends=True), "cell of a notebook")
    exec(compile(cell, "cell of a notebook", "exec"), notebook)
    line = complaint(load(course, "en").check_derivative, notebook["inverse"], square)
    assert "LinAlgError: Singular matrix. The line was: return np.linalg.inv(x * np.zeros((2, 2)))" in line


@pytest.mark.parametrize("name", [name for name in catalog.names() if catalog.load(name).functions])
def test_where_there_is_no_answer_every_check_of_a_notebook_says_so_in_one_sentence(
    course: Course, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lacking := catalog.lacking(name):
        pytest.skip(str(lacking))
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    monkeypatch.setenv("KERAS_BACKEND", "numpy")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # a release holds what was built, and no more
    monkeypatch.setitem(sys.modules, "checks", load(course, "en"))
    monkeypatch.chdir(course.release(name).parent)
    monkeypatch.syspath_prepend(course.release(name).parent)
    beside = [module.removesuffix(".py") for module in catalog.load(name).companions]
    for module in beside:
        monkeypatch.setitem(sys.modules, module, types.ModuleType(module))  # whichever was there comes back afterwards
        del sys.modules[module]
    namespace: dict[str, object] = {"__name__": "__main__"}
    for cell in nbformat.read(course.release(name), as_version=4).cells:
        mark = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and mark.get("grade"):
            with pytest.raises(AssertionError, match=r"has no answer yet\.$"):
                exec(cell.source, namespace)
        elif cell.cell_type == "code" and (mark.get("solution") or mark.get("locked")):
            exec(cell.source, namespace)


def test_a_function_is_called_by_the_name_that_the_student_knows(course: Course) -> None:
    checks, points = load(course, "en"), [(1.0, 2.0)]
    for answer, said in ((stub, "gradient has no answer yet."), (dividing, "gradient stopped with ZeroDivisionError")):
        assert said in complaint(checks.check_gradient, lambda p, f=answer: f(1.0), sum, points, name="gradient")


def test_a_failing_check_leaves_the_colour_of_its_letters_to_the_notebook(checks: types.ModuleType) -> None:
    line = complaint(checks.check_derivative, lambda x: 3 * x, square)
    assert line.startswith("\x1b[1m✘ "), "red letters on a red ground are hard to read"


def test_a_number_where_a_function_is_asked_for(checks: types.ModuleType) -> None:
    assert "3" in complaint(checks.check_derivative, 3, square, name="rule")


def height(v):
    return 3 * v[0] ** 2 * v[1]


def test_gradients_are_measured_along_every_input(checks: types.ModuleType) -> None:
    points = [[1.5, -2.0], [0.5, 0.7]]
    assert checks.check_gradient(lambda v: [6 * v[0] * v[1], 3 * v[0] ** 2], height, points)
    assert complaint(checks.check_gradient, lambda v: [6 * v[0], 3 * v[0] ** 2], height, points)


def plane(v):
    return np.array([v[0] * v[1], np.sin(v[2])])


def jacobian(v):
    return np.array([[v[1], v[0], 0], [0, 0, np.cos(v[2])]])


def test_jacobians_are_measured_and_their_layout_counts(checks: types.ModuleType) -> None:
    points = [[1.0, 2.0, 0.5]]
    assert checks.check_jacobian(jacobian, plane, points)
    assert "(2, 3)" in complaint(checks.check_jacobian, lambda v: jacobian(v).T, plane, points)
    assert complaint(checks.check_jacobian, lambda v: 2 * jacobian(v), plane, points)


def test_a_gradient_that_is_missed_or_wrongly_named_is_told_with_its_numbers(checks: types.ModuleType) -> None:
    points = np.array([[1.0], [-2.0]])
    gradients = [lambda v: 2 * v, lambda v: 2 * abs(v)]

    def told(answer: object) -> str:
        return complaint(checks.check_suspects, lambda f, gradients, points: answer, lambda v: v @ v, gradients, points)

    for right in ([1], (1,), {1}, np.array([1])):
        assert "[1]" in repr(checks.check_suspects(lambda *_, right=right: right, lambda v: v @ v, gradients, points))
    assert all(part in told([]) for part in ("x = -2", "4", "-4"))
    assert "0" in told([0, 1])
    for answer in (None, 1, [False, True], [2], "1"):
        assert repr(answer) in told(answer)


def test_a_tangent_touches_and_its_error_shrinks_four_fold(checks: types.ModuleType) -> None:
    def tangent(f, df, x0, dx):
        return f(x0) + df(x0) * dx

    assert checks.check_tangent(tangent, np.exp, np.exp, 0.5)
    for wrong in (
        lambda f, df, x0, dx: f(x0 + dx),
        lambda f, df, x0, dx: df(x0) * dx,
        lambda f, df, x0, dx: f(x0) - df(x0) * dx,
    ):
        assert complaint(checks.check_tangent, wrong, np.exp, np.exp, 0.5)


def test_expressions_are_measured(checks: types.ModuleType) -> None:
    x = sympy.Symbol("x")
    assert "2" in repr(checks.check_expressions(lambda e, t: 2 * t, [x**2, x**2 + 1], x))
    assert complaint(checks.check_expressions, lambda e, t: 2 * t, [x**2, x**3], x)
    assert complaint(checks.check_expressions, lambda e, t: 3 * t, [x**2], x)
    assert complaint(checks.check_expressions, lambda e, t: sympy.zoo, [x**2], x)
    assert complaint(checks.check_expressions, lambda e, t: sympy.Symbol("y"), [x**2], x)
    for odd in (None, [2 * x], True, sympy.Matrix([2 * x])):
        assert "SymPy" in complaint(checks.check_expressions, lambda e, t, odd=odd: odd, [x**2], x)
    assert "Derivative" in complaint(checks.check_expressions, sympy.Derivative, [x**2], x)


def test_symbolic_jacobians_are_measured(checks: types.ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    x, y, a = sympy.symbols("x y a")
    trials = [((3, a * x**2), (x,)), ((x * y,), (y, x))]

    def table(functions: list[sympy.Expr], variables: list[sympy.Symbol]) -> sympy.Matrix:
        return sympy.Matrix([[sympy.diff(function, variable) for variable in variables] for function in functions])

    checks.show_symbolic_jacobians(trials)
    assert "x = 0.3, a = 1.5" in capsys.readouterr().out
    assert "2" in repr(checks.check_symbolic_jacobians(table, trials))
    assert checks.check_symbolic_jacobians(lambda f, v: table(f, v).tolist(), trials)
    said = complaint(checks.check_symbolic_jacobians, lambda f, v: 2 * table(f, v), trials)
    assert "x = 0.3, a = 1.5" in said
    assert "[0.9]" in said
    assert "(1, 2)" in complaint(checks.check_symbolic_jacobians, lambda f, v: table(f, v).T, trials)
    for odd in (None, lambda *values: values, 2 * x, [x, [x]], []):
        assert "SymPy" in complaint(checks.check_symbolic_jacobians, lambda f, v, odd=odd: odd, trials)
    assert "SymPy" in complaint(checks.check_symbolic_jacobians, lambda f, v: [[None], [None]], trials)


def by_steps(f, x):
    """Measure slopes in the array that came, and undo each step by subtracting it."""
    slopes = []
    for i in range(len(x)):
        x[i] += 0.2
        above = f(x)
        x[i] -= 0.4
        slopes.append((above - f(x)) / 0.4)
        x[i] += 0.2
    return np.array(slopes)


def test_an_input_put_back_by_arithmetic_is_told_with_its_distance(checks: types.ModuleType) -> None:
    line = complaint(checks.call, by_steps, np.sum, np.array([-0.7, 2.0]))
    assert "by_steps" in line
    assert "4e-16" in line
    assert checks.call(by_steps, np.sum, np.zeros(2)) == pytest.approx([1, 1])


@pytest.mark.parametrize("given", [np.array([1, 2]), np.array([0.5]), np.array([[True, False]]), np.array([np.nan, 1])])
def test_an_input_that_a_function_changes_is_named(checks: types.ModuleType, given: np.ndarray) -> None:
    def emptied(kept, thrown):
        thrown[...] = 0

    line = complaint(checks.call, emptied, given.copy(), given.copy())
    assert "thrown" in line
    assert "kept" not in line


@pytest.mark.parametrize("given", [["square", "sin"], [np.zeros(2), np.ones(2)], {"x": 1.0, "y": 2.0}])
def test_a_list_or_a_dictionary_that_a_function_changes_is_named(
    checks: types.ModuleType, given: list[object] | dict[str, float]
) -> None:
    def emptied(thrown):
        while thrown:
            thrown.popitem() if isinstance(thrown, dict) else thrown.pop()

    assert "thrown" in complaint(checks.call, emptied, copy.deepcopy(given))
    assert checks.call(len, given) == 2


def test_an_array_in_a_list_that_a_function_changes_is_noticed(checks: types.ModuleType) -> None:
    def doubled(jacobians):
        jacobians[0] *= 2

    assert "jacobians" in complaint(checks.call, doubled, [np.ones((2, 2))])


GRAPH = [("u", "square", ("x",)), ("y", "add", ("x", "u"))]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"x": 7.0, "u": 1.0, "y": 1.0}, ""),
        ({"x": 6.0, "u": 1.0, "y": 1.0}, "gradients['x']"),
        ({"x": 7.0, "y": 1.0}, " u. "),
        ([7.0, 1.0, 1.0], "[7.0, 1.0, 1.0]"),
        (None, "None"),
    ],
)
def test_the_slopes_of_a_graph_are_measured_by_nudging_every_name(
    checks: types.ModuleType, answer: object, words: str
) -> None:
    def gradients(graph, inputs):
        return answer

    if words:
        assert words in complaint(checks.check_graph, gradients, GRAPH, {"x": 3.0})
    else:
        assert "3" in str(checks.check_graph(gradients, GRAPH, {"x": 3.0}))


@pytest.mark.parametrize(
    ("gradient", "printed"),
    [(lambda A: 2 * A, "0.5"), (lambda A: A, "0.5"), (lambda A: A[0], "(2,)"), (lambda A: None, "None")],
)
def test_a_gradient_is_shown_beside_the_measured_one(
    checks: types.ModuleType, capsys: pytest.CaptureFixture[str], gradient: object, printed: str
) -> None:
    seen = []
    place = np.array([[1.0, -2.0], [0.5, 3.0]])
    checks.show_gradient_check("dA", gradient, lambda A: np.sum(A * A), place, lambda a, n: seen.append((a, n)) or 0.5)
    assert printed in capsys.readouterr().out
    assert all(measured == pytest.approx(2 * place.ravel()) for _, measured in seen)


def test_slopes_of_a_graph_that_were_measured_are_told_from_those_of_rules(checks: types.ModuleType) -> None:
    def measuring(graph, inputs):
        return checks.measured_gradients(graph, inputs)

    assert "e-1" in complaint(checks.check_graph, measuring, [("y", "sin", ("x",))], {"x": 0.7})


@pytest.mark.parametrize(("rule", "holds"), [(np.cos, True), (lambda x: np.cos(np.float32(x)), True), (None, False)])
def test_an_exact_slope_is_told_from_a_measured_one(checks: types.ModuleType, rule: object, holds: bool) -> None:
    exact = checks.exact_slope(np.sin, 0.7)
    if holds:
        assert checks.check_exact(rule, (0.7,), exact)
    else:
        assert "e-1" in complaint(checks.check_exact, lambda x: checks.slope(np.sin, x), (0.7,), exact)


@pytest.mark.parametrize(
    ("vjp", "holds"),
    [
        (lambda jacobians, v: functools.reduce(np.matmul, jacobians[::-1], v), True),
        (lambda jacobians, v: np.linalg.multi_dot([v, *jacobians[::-1]]), True),
        (lambda jacobians, v: v @ functools.reduce(np.matmul, jacobians[::-1]), False),
        (lambda jacobians, v: v @ functools.reduce(lambda whole, J: J @ whole, jacobians), False),
    ],
)
def test_a_product_of_jacobians_is_seen_by_the_memory_that_it_takes(
    checks: types.ModuleType, vjp: object, holds: bool
) -> None:
    if holds:
        assert checks.check_row_only(vjp)
    else:
        assert "500 x 500" in complaint(checks.check_row_only, vjp)


@pytest.mark.parametrize(("direction", "count"), [("backward", 25), ("forward", 36)])
def test_multiplications_are_counted_while_they_are_done(checks: types.ModuleType, direction: str, count: int) -> None:
    assert checks.count_multiplications([3, 5, 2, 1], direction) == count


@pytest.mark.parametrize(
    "table",
    [
        lambda functions, variables: sympy.Matrix(functions).jacobian(variables),
        lambda functions, variables: sympy.Matrix(sympy.derive_by_array(functions, variables)).T,
    ],
)
def test_a_table_that_sympy_makes_is_refused_by_the_check_too(
    checks: types.ModuleType, table: types.FunctionType
) -> None:
    x, y = sympy.symbols("x y")
    line = complaint(checks.check_symbolic_jacobians, table, [((x * y, x + y**2), (x, y))])
    assert any(name in line for name in ("(jacobian)", "(derive_by_array)"))


def test_expressions_are_shown_as_trees(checks: types.ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    x = sympy.Symbol("x")
    checks.show_expressions([x**2, x * sympy.sin(x)], x)
    shown = capsys.readouterr().out
    assert "= Pow of (x, 2)" in shown
    assert "0.6, 1.6, 2.2" in shown


def refusing(x):
    raise ValueError


@pytest.mark.parametrize("answer", [square, dividing, stub])
def test_a_refusal_must_be_a_value_error(checks: types.ModuleType, answer: types.FunctionType) -> None:
    assert checks.check_raises(refusing, 1.0)
    assert complaint(checks.check_raises, answer, 1.0)


def test_known_values_are_compared_in_any_fair_shape(checks: types.ModuleType) -> None:
    assert checks.check_close("f", np.array([[1.0, 2.0]]), [1, 2])
    assert checks.check_close("f", [3.0], 3)
    assert "0.5" in complaint(checks.check_close, "f", [1.0, 2.5], [1, 2])
    assert checks.check_values(lambda x: (x, [x, x]), (2.0,), 2, [2, 2])
    assert complaint(checks.check_values, lambda x: x, (2.0,), 2, 3)


def test_an_array_that_a_function_receives_is_to_stay_as_it_was(checks: types.ModuleType) -> None:
    def leaves(w: np.ndarray) -> np.ndarray:
        return w + 1

    def update(w: np.ndarray) -> np.ndarray:
        w -= 0.5
        return w

    def nudge(w: np.ndarray, h: float = 0.2) -> float:
        w += h
        w -= 2 * h
        w += h
        return 1.0

    before = np.array([1.0, 2.0])
    assert checks.call(leaves, before).tolist() == [2.0, 3.0]
    changed, rounded = complaint(checks.call, update, before.copy()), complaint(checks.call, nudge, before.copy())
    assert "update" in changed
    assert " w " in changed
    assert "e-1" not in changed
    assert "nudge" in rounded
    assert "e-1" in rounded, "how far it is away"


@pytest.mark.parametrize("answer", [None, 3.0, np.zeros(4)])
def test_an_array_of_another_shape_is_told_the_shape_asked_for(checks: types.ModuleType, answer: object) -> None:
    assert checks.shaped("flatten", np.zeros((2, 2)), (2, 2)).shape == (2, 2)
    assert "flatten" in complaint(checks.shaped, "flatten", answer, (2, 2))
