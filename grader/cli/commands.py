"""The `grader` command: its groups of commands, how it starts, and how it ends with an error.

Nothing heavy is imported before a command needs it: the modules of commands import click and import the rest inside
their functions, so that `grader --help` answers at once.
"""

from __future__ import annotations

import atexit
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from grader import __version__
from grader.cli import adopt, authoring, collect, doctor, feedback, grade, lms, mark, merge, part, report, run, worker
from grader.errors import SandboxError, Stopped, UserError

GARBAGE = 20_000
"""Objects that may come to be before the garbage collector looks through them; with 700, Python's own choice, that
takes a sixth of a short command's time."""


@contextmanager
def in_words() -> Iterator[None]:
    """End a command with a sentence and exit code 1 where a person can mend what is wrong, and 130 after Ctrl-C."""
    try:
        yield
    except UserError as error:
        click.echo(f"Error: {error.what}\n{error.remedy}", err=True)
        raise SystemExit(130 if isinstance(error, Stopped) else 1) from error
    except SandboxError as error:
        click.echo(f"Error: {error}\nRun `grader doctor`: it tries the sandbox and says what is wrong.", err=True)
        raise SystemExit(1) from error


class Commands(click.Group):
    """Commands that tell their errors `in_words`."""

    def invoke(self, ctx: click.Context) -> Any:
        with in_words():
            return super().invoke(ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
def main() -> None:
    """Build, grade and report a course on matrix calculus. Run it where nbgrader_config.py lies."""
    for library in ("OPENBLAS", "OMP"):  # our arrays are small: other threads of NumPy's and scikit-learn's wait busily
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    gc.set_threshold(GARBAGE)
    atexit.register(gc.freeze)  # a process that ends need not search its memory for what to free: half a second


for command in (
    *(adopt.adopt, authoring.init, authoring.build, authoring.demo, authoring.guide, authoring.new, authoring.verify),
    *(run.run, collect.collect, grade.autograde, mark.mark, feedback.feedback),
    *(lms.export, lms.push, lms.roster),
    *(report.report, doctor.doctor, worker.worker, part.part, merge.merge),
):
    main.add_command(command)
