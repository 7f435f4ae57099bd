"""What vouches for stored results."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from grader.results.stamp import LIBRARIES, code_digest


def test_the_code_has_one_digest_wherever_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "a1_derivatives.py").write_text("# somebody else's\n")
    ask = "from grader.results.stamp import code_digest; print(code_digest())"
    told = subprocess.run([sys.executable, "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert told.strip() == code_digest()


def test_each_package_that_runs_students_code_counts() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [
        line
        for name, lines in project["optional-dependencies"].items()
        if name not in ("cluster", "dev", "hub", "postgres")
        for line in lines
    ]
    assert {re.split(r"[<>=\[]", line)[0] for line in extras} <= set(LIBRARIES)
    assert {"ipython", "mpmath", "numpy", "scipy", "sympy"} <= set(LIBRARIES)
    assert {"matplotlib-inline", "mistune", "nbconvert", "nh3"} <= set(LIBRARIES), "graded notebooks are drawn by these"


def test_another_version_gives_another_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_digest()
    version = importlib.metadata.version
    for name in ("mpmath", "keras"):
        other = {name: "0"}
        monkeypatch.setattr(
            importlib.metadata, "version", lambda asked, other=other: other.get(asked) or version(asked)
        )
        assert code_digest.__wrapped__() != before
    monkeypatch.setattr(importlib.metadata, "version", version)
    assert code_digest.__wrapped__() == before
