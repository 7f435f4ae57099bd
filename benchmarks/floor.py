"""The floor: the same cells and calls in warm processes, with nothing around them.

One process a core that has everything imported and stays as it is from one notebook to the next. It runs every code
cell and answers every probe by a plain call: no sandbox, no messages, no marking, no notebook written, no gradebook.
It runs in a process of its own; see `command`.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

import nbformat

from grader.answers.answer import Probe
from grader.course import load_course
from grader.grading.pipeline import schemes
from grader.questions.scheme import probes
from grader.sandbox.guest import runner
from grader.sandbox.guest.shell import CellShell, Stream, make_shell
from grader.submission.notebook import read_notebook, restore

Cells = list[tuple[int, str]]
CELL_SECONDS = 60.0


def floor(root: Path, assignment: str, jobs: int) -> float:
    """Return the seconds that a class's cells and calls take, from when all processes are warm."""
    course = load_course(root)
    release = course.release(assignment)
    original = nbformat.read(release, as_version=4)
    tasks = []
    for path in sorted((root / "submitted").glob(f"*/{assignment}/{assignment}.ipynb")):
        notebook = restore(read_notebook(path.read_bytes()), original).notebook
        cells = [(i, cell.source) for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source]
        tasks.append((assignment, course.seed, cells))
    context = multiprocessing.get_context("spawn")
    start = (str(release.parent), context.Barrier(jobs), tasks[0])
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=warm_up, initargs=start) as pool:
        list(pool.map(abs, range(jobs)))  # starts them all: nobody is free yet
        started = time.perf_counter()
        list(pool.map(run, tasks))
        return time.perf_counter() - started


def warm_up(folder: str, barrier: object, task: tuple[str, int, Cells]) -> None:
    """Have a process ready: everything imported, one notebook run, and all the others as far."""
    os.chdir(folder)
    sys.path.insert(0, folder)  # what lies beside the notebook
    shell = shell_of_process()
    sys.stdout, sys.stderr = Stream("stdout", shell.recorder), Stream("stderr", shell.recorder)
    run(task)
    barrier.wait()


def run(task: tuple[str, int, Cells]) -> int:
    """Run a notebook's cells and answer all probes in this process; return how many answers there were."""
    assignment, seed, cells = task
    shell = shell_of_process()
    shell.reset(new_session=False)
    shell.recorder.__init__()  # a new notebook's budget
    for index, source in cells:
        runner.run_cell(shell, index, source, CELL_SECONDS)
    return len(list(runner.answers(map(vars, asked(assignment, seed)), shell)))


@lru_cache(maxsize=1)
def shell_of_process() -> CellShell:
    return make_shell()


@lru_cache(maxsize=1)
def asked(assignment: str, seed: int) -> tuple[Probe, ...]:
    return tuple(probe for scheme in schemes(assignment, seed).values() for probe in probes(scheme))


def main() -> None:
    print(floor(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))


def command(root: Path, assignment: str, jobs: int) -> list[str]:
    """Return the command that prints `floor`. Not ``-m``: where a shell is, `__main__` is the notebook."""
    home = str(Path(__file__).resolve().parents[1])
    code = f"import sys; sys.path.insert(0, {home!r}); from benchmarks.floor import main; main()"
    return [sys.executable, "-P", "-c", code, str(root), assignment, str(jobs)]
