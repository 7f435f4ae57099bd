"""nbgrader's tests with the statements in which this course differs, as `docs/nbgrader.md` lists them."""

from __future__ import annotations

import ast
import functools
import inspect
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "nbgrader.md"
MODULE = re.compile(r"^#+ `(?P<module>test_\w+\.py)`$", re.MULTILINE)
ROW = re.compile(r"^\| `(?P<test>test_\w+)` \| `(?P<statement>.+?)` \| (?P<which>all|\d) \| .+ \|$", re.MULTILINE)

Statements = Mapping[str, Set[int]]
"""Statements that must fail: which of those with the same words, from 1; none given means all of them."""


@functools.cache
def differences() -> dict[tuple[str, str], dict[str, set[int]]]:
    """Return the statements, by module and test, in which the course differs from stock nbgrader."""
    _, *parts = MODULE.split(DOCUMENT.read_text(encoding="utf-8"))
    found: dict[tuple[str, str], dict[str, set[int]]] = defaultdict(dict)
    for module, text in zip(parts[::2], parts[1::2], strict=True):
        for row in ROW.finditer(text):
            places = found[module, row["test"]].setdefault(row["statement"], set())
            places.update(map(int, row["which"].replace("all", "")))
    return dict(found)


def as_listed(test: Callable[..., None]) -> Callable[..., None]:
    """Return a test of nbgrader's in which the listed statements must fail and all others must hold."""
    listed = differences().get((Path(inspect.getfile(test)).name, test.__name__))
    return expecting(test, listed) if listed else test


def expecting(test: Callable[..., None], failing: Statements) -> Callable[..., None]:
    """Return a test in which these statements must fail, and all others must hold.

    Raises `ValueError` for a statement that the test does not have.
    """
    lines, first = inspect.getsourcelines(test)
    tree = ast.increment_lineno(ast.parse(textwrap.dedent("".join(lines))), first - 1)
    wrap = _Wrap(failing)
    tree = ast.fix_missing_locations(wrap.visit(tree))
    absent = [statement for statement in failing if max(failing[statement], default=1) > wrap.seen[statement]]
    if absent:
        raise ValueError(f"{test.__name__} has no {' and no '.join(absent)}")
    namespace = test.__globals__ | {"pytest": pytest}
    exec(compile(tree, inspect.getfile(test), "exec"), namespace)
    made: Callable[..., None] = namespace[test.__name__]
    return made


class _Wrap(ast.NodeTransformer):
    """Puts statements into `with pytest.raises(AssertionError)`; of a loop that holds one, the whole loop."""

    def __init__(self, failing: Statements) -> None:
        self.failing, self.seen = failing, Counter[str]()

    def visit(self, node: ast.AST) -> Any:
        inside = ast.walk(node) if isinstance(node, ast.For) else [node]
        texts = [ast.unparse(one) for one in inside if isinstance(one, ast.Assert | ast.Expr)]
        if not self.failing.keys() & texts:
            return self.generic_visit(node)
        fails = [self._fails(text) for text in texts if text in self.failing]
        if not any(fails):
            return node
        (wrapper,) = ast.parse("with pytest.raises(AssertionError): pass").body
        assert isinstance(wrapper, ast.With)
        wrapper.body = [node]
        return ast.copy_location(wrapper, node)

    def _fails(self, text: str) -> bool:
        self.seen[text] += 1
        return not self.failing[text] or self.seen[text] in self.failing[text]
