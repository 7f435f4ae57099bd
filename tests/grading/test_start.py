"""In which order grading starts: what takes longest first, and nothing that nobody needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.grading import start
from grader.grading.start import looks_new
from grader.results import stamp

SCRIPT = """
import json, multiprocessing, socket, sys
from pathlib import Path
from grader.sandbox.host import fork_server

noted = {{"loaded before the fork server": None}}

def note(self, **_):  # and start none: nothing here asks for a sandbox
    noted["loaded before the fork server"] = sorted({{"numpy", "nbformat", "nbgrader.api"}} & {{*sys.modules}})
    self.control, self.close = socket.socket(), lambda: None

fork_server.ForkServer.__init__ = note
from grader.course import load_course
from grader.grading.start import started

if __name__ == "__main__":
    with started(load_course(Path({root!r})), 2, {new!r}) as workers:
        noted["nbgrader loaded"] = "nbgrader.api" in sys.modules  # nbgrader itself is a light stand-in
        noted["workers"] = len(multiprocessing.active_children())
        noted["a worker works"] = workers.submit(abs, -5).result()
    noted["left"] = len(multiprocessing.active_children())
    print(json.dumps(noted))
"""


@pytest.mark.parametrize(
    ("new", "loaded", "workers"),
    [(["a1_derivatives"], [], 1), (["a1_derivatives"] * 3, [], 2), ([], ["nbformat", "numpy"], 0)],
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


# ── what looks new ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def graded(tmp_path: Path) -> tuple[Path, Path]:
    """A submission's folder, and the one of its result, which is a minute younger."""
    submitted, autograded = tmp_path / "submitted", tmp_path / "autograded"
    for folder, name in ((submitted, "a1.ipynb"), (autograded, ".stamp.json")):
        folder.mkdir()
        (folder / name).write_text("x", encoding="utf-8")
    for path in (submitted, submitted / "a1.ipynb"):
        os.utime(path, (1e9, 1e9))
    os.utime(autograded / ".stamp.json", (1e9 + 60, 1e9 + 60))
    return submitted, autograded


def test_what_is_older_than_its_result_does_not_look_new(graded: tuple[Path, Path]) -> None:
    assert not looks_new(*graded)


def test_a_newer_file_a_deleted_one_and_a_missing_result_look_new(graded: tuple[Path, Path]) -> None:
    submitted, autograded = graded
    os.utime(submitted / "a1.ipynb", (2e9, 2e9))
    assert looks_new(submitted, autograded)
    (submitted / "a1.ipynb").unlink()  # its folder is newer now
    assert looks_new(submitted, autograded)
    assert looks_new(submitted.with_name("another"), autograded)
    os.utime(submitted, (1e9, 1e9))
    (autograded / ".stamp.json").unlink()
    assert looks_new(submitted, autograded)


def test_the_stamp_is_called_as_the_results_call_it() -> None:
    assert start.STAMP == stamp.FILE_NAME
