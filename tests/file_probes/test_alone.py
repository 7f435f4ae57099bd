"""What is sent to the sandbox as source needs nothing of this package, which does not exist there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from grader import file_probes
from grader.answers import codec

MODULES = [path for path in Path(file_probes.__path__[0]).glob("*.py") if path.stem != "__init__"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_probe_runs_without_the_package(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    imported = {
        name
        for node in ast.walk(ast.parse(source))
        for name in ([node.module] if isinstance(node, ast.ImportFrom) else [])
        + ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [])
    }
    assert not {name for name in imported if name and name.partition(".")[0] in ("grader", "solutions")}
    assert codec.evaluate(f"{source}\n1.0", {}) == 1.0
