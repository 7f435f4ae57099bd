"""Small changes of a right answer's code, each of which hidden tests should refuse.

`changes` edits the code: one operator, constant, call, condition or statement at a time. The mutants that keep the code
and spoil how the function behaves are in `grader.authoring.mutants_behaviour`.
"""

from __future__ import annotations

import ast
import copy
import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """A changed source; `description` is one line, the same whenever the original is."""

    source: str
    description: str


def changes(source: str) -> list[Mutant]:
    """Return every small change of a source, without those that come to the same code.

    Raises `SyntaxError` where the source is no Python.
    """
    tree = ast.parse(source)
    original = ast.unparse(tree)
    mutants = {original: Mutant(original, "")}
    parameters = _parameters(tree)
    for holder, name, index in list(_places(tree)):
        old = _get(holder, name, index)
        for new in _alternatives(old, holder, parameters):
            _set(holder, name, index, new)
            text = ast.unparse(ast.fix_missing_locations(tree))
            mutants.setdefault(text, Mutant(text, _difference(original, text)))
            _set(holder, name, index, old)
    del mutants[original]
    return list(mutants.values())


def _difference(before: str, after: str) -> str:
    """Return the lines that differ, as ``old → new``."""
    old, new = before.splitlines(), after.splitlines()
    gone, come = [], []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[i:j]
            come += new[k:m]
    return f"{'; '.join(line.strip() for line in gone)} → {'; '.join(line.strip() for line in come)}"


# ── places in a tree ───────────────────────────────────────────────────────────────────────────────────────


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int]]:
    """Yield where each expression and statement hangs: the node above, the field, and the index, -1 for no list."""
    said = {id(part) for node in ast.walk(tree) if isinstance(node, ast.Raise) for part in ast.walk(node)}
    for holder in ast.walk(tree):
        if id(holder) in said:  # what a message says is not marked
            continue
        for name, value in ast.iter_fields(holder):
            if isinstance(value, (ast.expr, ast.arguments)):
                yield holder, name, -1
            elif isinstance(value, list):
                yield from ((holder, name, i) for i, one in enumerate(value) if isinstance(one, (ast.expr, ast.stmt)))


def _get(holder: ast.AST, name: str, index: int) -> ast.AST:
    value = getattr(holder, name)
    node: ast.AST = value if index < 0 else value[index]
    return node


def _set(holder: ast.AST, name: str, index: int, node: ast.AST) -> None:
    if index < 0:
        setattr(holder, name, node)
    else:
        getattr(holder, name)[index] = node


def _parameters(tree: ast.AST) -> list[str]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return list(dict.fromkeys(one.arg for function in functions for one in function.args.args))


def _alternatives(node: ast.AST, holder: ast.AST, parameters: Sequence[str]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Name) and node.id in parameters and isinstance(node.ctx, ast.Load):
        yield from (ast.Name(other, ast.Load()) for other in parameters if other != node.id)
    if isinstance(node, ast.Constant) and isinstance(holder, (ast.BinOp, ast.Return, ast.Assign, ast.arguments)):
        yield from (_number(-value) for value in [_value(node)] if value)
    for kind, rule in RULES.items():
        if isinstance(node, kind):
            yield from rule(node)


# ── expressions ────────────────────────────────────────────────────────────────────────────────────────────

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
BOUNDS = (1e-6, -1e-6, 0.1, -0.1, 1, 6)
"""What is added to the bound of a comparison."""
NEARLY_ZERO = (1e-6, 0.1)


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    operator, right = node.ops[0], node.comparators[0]
    number = _value(right)
    for other in COMPARISONS[type(operator)]:
        yield ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators)
    yield from (ast.Constant(value) for value in (True, False))
    if isinstance(operator, ORDERED):
        for step in BOUNDS:
            bound = ast.BinOp(right, ast.Add(), _number(step)) if number is None else _number(number + step)
            yield ast.Compare(node.left, node.ops, [bound, *node.comparators[1:]])
    if isinstance(operator, (ast.Eq, ast.NotEq)) and number == 0:
        for limit in NEARLY_ZERO:
            small = ast.LtE() if isinstance(operator, ast.Eq) else ast.Gt()
            yield ast.Compare(_call("abs", node.left), [small], [_number(limit)])
    if isinstance(operator, ast.Eq) and isinstance(right, ast.Constant) and isinstance(right.value, str):
        yield ast.Compare(node.left, [ast.In()], [right])
        yield ast.Call(ast.Attribute(node.left, "startswith", ast.Load()), [right], [])


def _value(node: ast.AST) -> float | None:
    """Return the number that a constant is, None for anything else."""
    value = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _number(value: float) -> ast.expr:
    return ast.Constant(value) if value >= 0 else ast.UnaryOp(ast.USub(), ast.Constant(-value))


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.parse(name, mode="eval").body, list(arguments), [])


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield from (_number(other) for other in dict.fromkeys((value + 1, value - 1, 0, 2 * value)))
    elif isinstance(value, float):
        yield from (_number(other) for other in (2 * value, 1.01 * value, value + 0.1, 0.0))
        if 0 < value < 1e-3:
            yield from (_number(other) for other in (1e-8, 1e-3, 0.1, 1.0))
        if 0.9 <= value < 1:
            yield from (_number(other) for other in (0.9, 0.99, 0.999))


ARITHMETIC: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
}


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    left, right, operator = node.left, node.right, node.op
    for other in ARITHMETIC.get(type(operator), ()):
        yield ast.BinOp(left, other(), right)
    yield from (left, right)  # the other term is dropped
    if isinstance(operator, (ast.Add, ast.Sub)):
        yield ast.BinOp(left, operator, ast.BinOp(ast.Constant(2), ast.Mult(), right))
        yield ast.BinOp(ast.BinOp(ast.Constant(2), ast.Mult(), left), operator, right)
    if isinstance(operator, (ast.Sub, ast.Div, ast.MatMult, ast.Pow)):
        yield ast.BinOp(right, operator, left)
    if isinstance(operator, ast.Add) and isinstance(left, ast.Call) and _called(left) == "sqrt" and left.args:
        yield ast.Call(left.func, [ast.BinOp(left.args[0], ast.Add(), right)], [])


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def _boolean(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    yield from node.values


def _choice(node: ast.IfExp) -> Iterator[ast.AST]:
    yield from (node.body, node.orelse, ast.IfExp(node.test, node.orelse, node.body))


CALLS = {
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "max": ("min", "mean"),
    "min": ("max",),
    "argmax": ("argmin",),
    "sin": ("cos",),
    "cos": ("sin",),
    "exp": ("expm1", "log"),
    "log": ("log1p", "exp"),
    "sum": ("mean", "max"),
    "mean": ("sum", "median"),
    "cumprod": ("cumsum", "prod"),
    "ones": ("zeros",),
    "zeros": ("ones",),
    "eye": ("ones",),
    "any": ("all",),
    "all": ("any",),
    "dot": ("multiply",),
    "diag": ("array",),
    "norm": ("sum",),
    "stack": ("concatenate",),
    "clip": ("array",),
}
FILLED = ("zeros", "ones", "zeros_like", "ones_like", "empty", "empty_like", "full", "full_like", "array")
REPRESENTATIONS = (
    *("float", "list", "tuple", "array", "asarray", "float64", "float32", "Fraction", "matrix", "tolist"),
    *("Integer", "Float", "Matrix", "sympify", "evalf", "as_immutable"),
)
"""Calls without which a result is the same number or numbers."""
SYMMETRIC = ("maximum", "minimum", "max", "min", "hypot")
SUMMED = ("sum", "mean", "prod", "cumprod")


def _called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _calling(node: ast.Call) -> Iterator[ast.AST]:
    name, keywords = _called(node), node.keywords
    for other in CALLS.get(name, ()):
        yield _renamed(node, other)
    if name == "array" and node.args and isinstance(node.args[0], ast.Name):
        yield _renamed(node, "asarray")
    if len(node.args) == 1 and not isinstance(node.args[0], ast.Starred) and name not in REPRESENTATIONS:
        yield node.args[0]  # abs, sqrt, reversed and the like are left out
    if isinstance(node.func, ast.Attribute) and not node.args and name not in REPRESENTATIONS:
        yield node.func.value  # .copy() is
    yield from (ast.Call(node.func, node.args, [k for k in keywords if k is not gone]) for gone in keywords)
    if len(node.args) == 2 and name not in SYMMETRIC:
        yield ast.Call(node.func, node.args[::-1], keywords)
    if name in FILLED and not any(k.arg == "dtype" for k in keywords):
        yield ast.Call(node.func, node.args, [*keywords, ast.keyword("dtype", ast.Name("int", ast.Load()))])
    if name in SUMMED and (isinstance(node.func, ast.Attribute)):
        kept = [k for k in keywords if k.arg != "dtype"]
        yield ast.Call(node.func, node.args, [*kept, ast.keyword("dtype", ast.Constant("uint8"))])
    if any(k.arg == "keepdims" for k in keywords):
        summed = node.args[0] if node.args else getattr(node.func, "value", node)
        yield from (_indexed("{0}[:, :1]", summed), _indexed("{0}[:, -1:]", summed))


def _renamed(node: ast.Call, name: str) -> ast.Call:
    function = node.func
    if isinstance(function, ast.Attribute):
        return ast.Call(ast.Attribute(function.value, name, ast.Load()), node.args, node.keywords)
    return ast.Call(ast.Name(name, ast.Load()), node.args, node.keywords)


def _indexed(form: str, node: ast.expr) -> ast.AST:
    return ast.parse(form.format(f"({ast.unparse(node)})"), mode="eval").body


def _attribute(node: ast.Attribute) -> Iterator[ast.AST]:
    if node.attr == "T":
        yield node.value


def _subscript(node: ast.Subscript) -> Iterator[ast.AST]:
    if isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Slice):
        yield node.value


def _tuple(node: ast.Tuple | ast.List) -> Iterator[ast.AST]:
    if isinstance(node.ctx, ast.Load) and len(node.elts) > 1:
        yield type(node)([*node.elts[1:2], node.elts[0], *node.elts[2:]], ast.Load())
        yield type(node)(node.elts[:-1], ast.Load())


def _defaults(node: ast.arguments) -> Iterator[ast.AST]:
    if node.defaults:
        other = copy.copy(node)
        other.defaults = []
        yield other


# ── statements ─────────────────────────────────────────────────────────────────────────────────────────────


def _dropped(node: ast.stmt) -> Iterator[ast.AST]:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        yield ast.Pass()


def _if(node: ast.If) -> Iterator[ast.AST]:
    yield ast.If(ast.Constant(True), node.body, [])
    yield ast.If(ast.Constant(True), node.orelse or [ast.Pass()], [])


def _loop(node: ast.For | ast.While) -> Iterator[ast.AST]:
    other = copy.copy(node)
    other.body = [*node.body, ast.Break()]
    yield other
    if isinstance(node, ast.For):
        for form in ("list({0})[:-1]", "list({0})[1:]"):
            other = copy.copy(node)
            other.iter = ast.parse(form.format(ast.unparse(node.iter)), mode="eval").body
            yield other


def _comprehended(node: ast.ListComp | ast.GeneratorExp) -> Iterator[ast.AST]:
    first = node.generators[0]
    for form in ("list({0})[:-1]", "list({0})[1:]"):
        shorter = ast.comprehension(
            first.target, ast.parse(form.format(ast.unparse(first.iter)), mode="eval").body, first.ifs, first.is_async
        )
        yield type(node)(node.elt, [shorter, *node.generators[1:]])
    if first.ifs:
        yield type(node)(
            node.elt, [ast.comprehension(first.target, first.iter, [], first.is_async), *node.generators[1:]]
        )


def _augmented(node: ast.AugAssign) -> Iterator[ast.AST]:
    for other in ARITHMETIC.get(type(node.op), ()):
        yield ast.AugAssign(node.target, other(), node.value)
    yield ast.Assign([node.target], node.value)


def _assigned(node: ast.Assign) -> Iterator[ast.AST]:
    """``a = a + b`` becomes ``a += b``, which changes an array that belongs to the caller."""
    target, value = node.targets[0], node.value
    if isinstance(target, ast.Name) and isinstance(value, ast.BinOp) and ast.unparse(value.left) == target.id:
        yield ast.AugAssign(target, value.op, value.right)


def _raised(_: ast.Raise) -> Iterator[ast.AST]:
    yield ast.parse("raise TypeError('no')").body[0]
    yield ast.Return(ast.Constant(0.0))


Rule = Callable[..., Iterator[ast.AST]]
RULES: dict[type[ast.AST] | tuple[type[ast.AST], ...], Rule] = {
    ast.Compare: _compare,
    ast.Constant: _constant,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.IfExp: _choice,
    ast.Call: _calling,
    ast.Attribute: _attribute,
    ast.Subscript: _subscript,
    (ast.Tuple, ast.List): _tuple,
    ast.arguments: _defaults,
    (ast.Assign, ast.AugAssign, ast.Expr): _dropped,
    ast.If: _if,
    (ast.For, ast.While): _loop,
    (ast.ListComp, ast.GeneratorExp): _comprehended,
    ast.AugAssign: _augmented,
    ast.Assign: _assigned,
    ast.Raise: _raised,
}
