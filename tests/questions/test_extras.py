"""What single assignments need besides: never loaded for the others, and told where it is not there."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest

from grader import questions

EXTRAS = {module for name in questions.names() if (extra := questions.load(name).extra) for module in extra.modules}
CORE = [name for name in questions.names() if not questions.load(name).extra]

LOADED = f"""
import sys
import grader.autograde, grader.worker
from grader import questions
from grader.grading import schemes
from grader.sandbox import warm
warm.warm_up(warm.make_shell())
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


@pytest.mark.parametrize("name", questions.names())
def test_without_the_extras_an_assignment_that_needs_them_says_what_to_run(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    error = questions.lacking(name)
    assert (error is None) == (name in CORE)
    assert error is None or "make extras" in error.remedy
