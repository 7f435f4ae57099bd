"""The `grader` command: quick to start, and an error that a person can mend is a sentence, not a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from grader.cli.commands import Commands, main
from grader.course import Course, load_course
from grader.errors import SandboxError, Stopped, UserError

HEAVY = ("numpy", "sympy", "rich", "jinja2", "nbformat", "traitlets", "sqlalchemy", "nbgrader", "IPython", "httpx")


def failing(error: Exception) -> Commands:
    """A command and a command of a group, both failing."""
    group, inner = Commands("main"), click.Group("inner")

    def fail() -> None:
        raise error

    inner.add_command(click.Command("fail", callback=fail))
    group.add_command(click.Command("fail", callback=fail))
    group.add_command(inner)
    return group


@pytest.mark.parametrize("arguments", [["fail"], ["inner", "fail"]])
@pytest.mark.parametrize(
    ("error", "code"), [(UserError("It is full.", "Empty it."), 1), (Stopped("Stopped.", "Go on."), 130)]
)
def test_what_a_person_can_mend_is_told_with_what_to_do(arguments: list[str], error: UserError, code: int) -> None:
    done = CliRunner().invoke(failing(error), arguments)
    assert (done.exit_code, done.output) == (code, f"Error: {error.what}\n{error.remedy}\n")


def test_a_sandbox_that_does_not_start_is_told_with_who_knows_why() -> None:
    done = CliRunner().invoke(failing(SandboxError("it does not answer")), ["fail"])
    assert done.exit_code == 1
    assert done.output.startswith("Error: it does not answer\nRun `grader doctor`")


def test_any_other_error_is_ours_and_stays_what_it_is() -> None:
    assert isinstance(CliRunner().invoke(failing(ZeroDivisionError()), ["fail"]).exception, ZeroDivisionError)


def test_outside_a_course_a_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["roster", "check"])
    assert done.exit_code == 1
    assert "is not a course: there is no nbgrader_config.py" in done.output


def test_a_course_is_the_same_by_a_relative_path(scratch: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scratch.root)
    assert load_course(Path()) == scratch


@pytest.mark.parametrize("arguments", [["--help"], ["roster", "--help"]])
def test_the_list_of_commands_shows_whole_sentences(arguments: list[str]) -> None:
    listed = CliRunner().invoke(main, arguments).output.partition("Commands:\n")[2]
    assert listed
    assert "..." not in listed


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; from grader.cli.commands import main; main(['--help'], standalone_mode=False);"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "autograde" in done.stdout
    assert done.stderr == "[]\n"
