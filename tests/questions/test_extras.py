"""What single assignments need besides: never loaded for the others, and told where it is not there."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from grader import catalog, errors

EXTRAS = {module for name in catalog.names() if (extra := catalog.load(name).extra) for module in extra.modules}
CORE = [name for name in catalog.names() if not catalog.load(name).extra]

LOADED = f"""
import sys
import grader.grading.class_run, grader.grading.workers
from grader import catalog
from grader.grading.pipeline import schemes
from grader.sandbox.guest import fork_server_main as started
started.warm_up(started.make_shell())
for name in {CORE!r}:
    schemes(name, 20)
print(*sorted(set(sys.modules) & {EXTRAS | {"scipy", "jax", "pandas"}!r}))
"""


def test_six_assignments_need_nothing_besides() -> None:
    assert len(CORE) == 6
    assert {"keras", "sklearn", "streamlit"} <= EXTRAS


def test_nothing_that_grades_them_loads_what_only_others_need() -> None:
    run = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


@pytest.mark.parametrize("name", catalog.names())
def test_without_the_extras_an_assignment_that_needs_them_says_what_to_run(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    error = catalog.lacking(name)
    assert (error is None) == (name in CORE)
    assert error is None or "make extras" in error.remedy


def test_where_there_is_no_clone_pip_installs_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(errors, "__file__", str(tmp_path / "site-packages" / "grader" / "errors.py"))
    error = catalog.lacking("a7_network")
    assert error is not None
    assert "pip install 'matrix-calculus-course[network]'" in error.remedy
