"""In which order grading starts: what takes longest first, and nothing that nobody needs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import json, multiprocessing, sys
from pathlib import Path
from grader.sandbox.host import fork_server

noted = {{"loaded before the fork server": None}}
start = fork_server.ForkServer.__init__

def note(self):
    noted["loaded before the fork server"] = sorted({{"numpy", "nbformat", "nbgrader"}} & {{*sys.modules}})
    start(self)

fork_server.ForkServer.__init__ = note
from grader.course import load_course
from grader.grading.start import started

if __name__ == "__main__":
    with started(load_course(Path({root!r})), 2, {new!r}) as workers:
        noted["nbgrader loaded"] = "nbgrader" in sys.modules
        noted["workers"] = len(multiprocessing.active_children())
        noted["a worker works"] = workers.submit(abs, -5).result()
    noted["left"] = len(multiprocessing.active_children())
    print(json.dumps(noted))
"""


@pytest.mark.parametrize(
    ("new", "loaded", "workers"), [(["a1_derivatives"], [], 1), (["a1_derivatives"] * 3, [], 2), ([], None, 0)]
)
def test_what_takes_longest_starts_first(
    tmp_path: Path, course_root: Path, new: list[str], loaded: list[str] | None, workers: int
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(root=str(course_root), new=new), encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "loaded before the fork server": loaded,
        "nbgrader loaded": False,
        "workers": workers,
        "a worker works": 5,
        "left": 0,
    }


@pytest.fixture
def course_root() -> Path:
    return Path(__file__).parents[2]
