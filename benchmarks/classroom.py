"""The class: a fixed mix of an assignment's samples under many ids, in a course folder for each side."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

import nbformat

from benchmarks.hidden import with_hidden_tests
from grader.authoring.samples import Sample, load_samples, notebook_bytes
from grader.course import CONFIG_NAME, Course, load_course
from grader.errors import UserError
from grader.grading.pipeline import schemes
from grader.sandbox.host.kept_server import MINUTES_VARIABLE
from grader.verdict import Verdict

STOPPING = (Verdict.TIMEOUT, Verdict.KILLED)
WHOLE = frozenset({"answer", "cell", "replace"})
"""Blocks that leave every cell of the release in its place: such a notebook every side can grade."""
STOCK_CONFIG = """\
c = get_config()

c.CourseDirectory.course_id = "stock"
"""

Submissions = Mapping[str, bytes]
"""Notebook files, by student."""


def fair(sample: Sample) -> bool:
    """Can stock nbgrader grade a sample as well?

    Not one that hangs or crashes, or comes as another file, nor slips that show at probing inputs alone, which tests
    inside a notebook do not ask.
    """
    stops = any(verdict in STOPPING for verdict, _ in sample.expected.values())
    return not stops and "_slips_" not in sample.name and {block.action for block in sample.blocks} <= WHOLE


def make_class(course: Course, assignment: str, size: int) -> dict[str, bytes]:
    """Return as many submissions: the fair samples in turn, under ids that sort as they are dealt.

    Raises `UserError` where the assignment has no samples.
    """
    release = nbformat.read(course.release(assignment), as_version=4)
    solution = nbformat.read(course.root / "source" / assignment / f"{assignment}.ipynb", as_version=4)
    samples = [s for s in load_samples(course.root / "tests" / "submissions" / assignment) if fair(s)]
    if not samples:
        raise UserError(
            f"There are no sample submissions of {assignment} to make a class of.",
            f"Write some in tests/submissions/{assignment}/, or choose another assignment with --assignment.",
        )
    texts = [(sample.name, notebook_bytes(sample, release, solution)) for sample in samples]
    dealt = enumerate(islice(cycle(texts), size))
    return {f"s{number:05}_{name}": text for number, (name, text) in dealt if text is not None}


def part_of(submissions: Submissions, size: int) -> dict[str, bytes]:
    """Return a smaller class, drawn evenly from the whole."""
    students = list(submissions)
    size = min(size, len(students))
    return {students[i * len(students) // size]: submissions[students[i * len(students) // size]] for i in range(size)}


def hand_in(submissions: Submissions, assignment: str, root: Path) -> None:
    """Write submissions into a course folder."""
    for student, text in submissions.items():
        place = root / "submitted" / student / assignment
        place.mkdir(parents=True)
        (place / f"{assignment}.ipynb").write_bytes(text)


def lay_out_ours(course: Course, assignment: str, submissions: Submissions, root: Path) -> Course:
    """Make a course folder like the course's own, with one assignment."""
    root.mkdir(parents=True)
    shutil.copy(course.root / CONFIG_NAME, root)
    for kind in ("source", "release"):
        shutil.copytree(course.root / kind / assignment, root / kind / assignment)
    hand_in(submissions, assignment, root)
    return load_course(root)


def lay_out_stock(course: Course, assignment: str, submissions: Submissions, root: Path) -> Course:
    """Make a course folder of stock nbgrader: its own configuration, hidden tests in the notebook, release generated.

    Raises `UserError` where nbgrader fails.
    """
    place = root / "source" / assignment
    shutil.copytree(course.root / "source" / assignment, place)
    (root / CONFIG_NAME).write_text(STOCK_CONFIG, encoding="utf-8")
    notebook = nbformat.read(place / f"{assignment}.ipynb", as_version=4)
    nbformat.write(with_hidden_tests(notebook, schemes(assignment, course.seed)), place / f"{assignment}.ipynb")
    generate(root, assignment)
    hand_in(submissions, assignment, root)
    return load_course(root)


def generate(root: Path, assignment: str) -> None:
    """Have nbgrader make an assignment's release and note it in the gradebook, which its `autograde` goes by.

    Raises `UserError` where it fails.
    """
    what = [command("nbgrader"), "generate_assignment", assignment, "--force"]
    done = subprocess.run(what, cwd=root, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise UserError(f"nbgrader cannot make the release: {last_line(done.stderr)}", "Run `grader verify` first.")


def command(name: str) -> str:
    """Return the path of a command of this environment."""
    return str(Path(sys.executable).parent / name)


def environment() -> dict[str, str]:
    """Return the environment commands run in: this one, found first; nbgrader calls alembic by its bare name.

    No command begins with what an earlier one has left: its fork server ends with it.
    """
    here = str(Path(sys.executable).parent)
    return os.environ | {"PATH": os.pathsep.join([here, os.environ.get("PATH", "")]), MINUTES_VARIABLE: "0"}


def last_line(text: str) -> str:
    lines: Sequence[str] = text.strip().splitlines() or ["no word"]
    return lines[-1]
