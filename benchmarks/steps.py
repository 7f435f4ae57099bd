"""`python -m benchmarks.steps`: the steps around marking, with this build, another one and stock nbgrader in turn.

Run it where nbgrader_config.py lies. What a step takes is the processor time of all its processes, user and system, and
the wall time; of several rounds the median counts. Processor time is what can be compared on a machine that others use.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click
import psutil

from benchmarks.classroom import lay_out_ours, lay_out_stock, make_class, part_of
from grader.cli.current import current_course
from grader.course import CONFIG_NAME, Course
from grader.sandbox.host.kept_server import MINUTES_VARIABLE

PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Taken:
    """What a command took, in seconds."""

    processor: float
    wall: float


@dataclass(frozen=True)
class Step:
    """One command of one side, and what lies in the course folder before it."""

    name: str
    side: str
    course: Course
    command: Sequence[str]
    fresh: bool = False
    """Is what was graded thrown away before?"""
    kept: bool = False
    """Does it find the fork server of the command before, and leave one?"""


def timed(command: Sequence[str], cwd: Path, *, kept: bool = False) -> Taken:
    """Run a command; count all that it starts, however that ends, and what a fork server that is `kept` does for it.

    Raises `click.ClickException` where it fails.
    """
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before, clock = processor(), time.perf_counter()
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path, MINUTES_VARIABLE: "10" if kept else "0"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - clock
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG if kept else 0)[0]:  # what it left behind is ours now
            pass
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        raise click.ClickException(f"{' '.join(command)} failed: {done.stderr[-500:]}")
    return Taken(processor() - before, wall)


def processor() -> float:
    """Return the seconds of processor time of all that this process has started, what still runs included."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    living = (one.cpu_times() for one in psutil.Process().children(recursive=True))
    return ended.ru_utime + ended.ru_stime + sum(sum(times[:4]) for times in living)


def steps(course: Course, assignment: str, size: int, other: Path | None, root: Path) -> Iterator[Step]:
    """Lay out the courses and yield the steps of each side, in the order in which one needs the other."""
    everyone = make_class(course, assignment, size)
    one = {name: text for name, text in everyone.items() if name.endswith("right_solution")}
    one = part_of(one or everyone, 1)
    builds = {"this": Path(sys.executable).parent} | ({"other": other / ".venv" / "bin"} if other else {})
    for side, binaries in builds.items():
        grader = str(binaries / "grader")
        feedback = [grader, "feedback", "--force"]
        if side == "other":
            feedback = [str(binaries / "nbgrader"), "generate_feedback", assignment, "--force"]
        whole = lay_out_ours(course, assignment, everyone, root / side / "class")
        single = lay_out_ours(course, assignment, one, root / side / "one")
        if side == "other" and other:
            for scratch in (whole, single):
                shutil.copy(other / CONFIG_NAME, scratch.root)
        yield Step(f"a class of {size} graded", side, whole, [grader, "autograde", assignment], fresh=True)
        yield Step("nothing changed", side, whole, [grader, "autograde", assignment])
        yield Step("feedback pages", side, whole, feedback)
        yield Step("the report", side, whole, [grader, "report", assignment])
        anew = [grader, "autograde", assignment, "--force"]
        yield Step("one student graded anew", side, single, anew)
        if side == "this":
            yield Step("the next student graded anew", side, single, anew, kept=True)
    stock = lay_out_stock(course, assignment, one, root / "stock")
    nbgrader = str(Path(sys.executable).parent / "nbgrader")
    yield Step("one student graded anew", "stock nbgrader", stock, [nbgrader, "autograde", assignment, "--force"])


@click.command()
@click.option("--assignment", default="a5_neuron", show_default=True, help="Whose samples.")
@click.option("--size", type=click.IntRange(1), default=164, show_default=True, help="Submissions.")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="Of each step; the median counts.")
@click.option("--other", type=click.Path(path_type=Path), help="Another checkout, with its own .venv, to compare with.")
def main(assignment: str, size: int, rounds: int, other: Path | None) -> None:
    """Measure the steps around marking; the last column is the other side's processor time over this one's."""
    taken: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="grader-bench-") as folder:
        planned = list(steps(current_course(), assignment, size, other, Path(folder)))
        for _ in range(rounds):
            for step in sorted(planned, key=lambda step: [one.name for one in planned].index(step.name)):
                if step.fresh:
                    shutil.rmtree(step.course.root / "autograded", ignore_errors=True)
                    (step.course.root / "gradebook.db").unlink(missing_ok=True)
                if step.kept:
                    timed(step.command, step.course.root, kept=True)
                taken[step.name, step.side].append(timed(step.command, step.course.root, kept=step.kept))
                for left in psutil.Process().children():  # the fork server that is kept
                    left.kill()
                    left.wait()
    click.echo(f"| step, {assignment}, median of {rounds} | side | processor s | wall s | ratio to this |")
    click.echo("| --- | --- | ---: | ---: | ---: |")
    for (name, side), all_ in taken.items():
        processor, wall = (
            statistics.median(values) for values in zip(*((t.processor, t.wall) for t in all_), strict=True)
        )
        ours = statistics.median(one.processor for one in taken[name, "this"])
        click.echo(f"| {name} | {side} | {processor:.2f} | {wall:.2f} | {processor / ours:.1f} |")


if __name__ == "__main__":
    main()
