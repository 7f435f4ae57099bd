"""Commands in processes of their own, as a person types them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from grader.course import Course


def nbgrader(course: Course, *arguments: str) -> str:
    """Run nbgrader as a person does, the environment not activated."""
    command = [str(Path(sys.executable).parent / "nbgrader"), *arguments]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONWARNINGS"}
    done = subprocess.run(command, cwd=course.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr
