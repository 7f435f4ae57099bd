"""`grader run`: the whole round, begun again anywhere, foreseen, and watching for what arrives."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import small_assignment
from click.testing import CliRunner

from grader.cli import doctor_findings
from grader.cli import run as run_module
from grader.cli.commands import main
from grader.cli.round import Pages, Round
from grader.cli.run import arrivals, check_lms, foreseen, go_on
from grader.course import Course
from grader.errors import Stopped, UserError

NAME = small_assignment.NAME


def test_a_round_writes_everything_and_the_next_one_only_what_is_missing(
    scratch: Course, submit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scratch.root)
    submit("right_solution")
    assert "would grade 1 submission of a99_slopes" in next(foreseen(scratch))
    assert not (scratch.root / "gradebook.db").exists()
    first = CliRunner().invoke(main, ["run"])
    assert first.exit_code == 0, first.output
    page = scratch.root / f"feedback/right_solution/{NAME}/{NAME}.html"
    made = [page, scratch.root / "report.html", scratch.root / "grades-csv.csv"]
    assert all(path.is_file() for path in made)
    assert "1 new or changed, 0 unchanged" in first.output
    page.unlink()
    again = CliRunner().invoke(main, ["run"])
    assert page.is_file()
    assert "0 new or changed, 1 unchanged" in again.output
    assert "1 pages, 0 unchanged" in again.output
    assert (
        "would grade 0 submissions of a99_slopes, and keep 1" in CliRunner().invoke(main, ["run", "--dry-run"]).output
    )


def test_nothing_handed_in_says_what_to_do(scratch: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scratch.root)
    done = CliRunner().invoke(main, ["run"])
    assert done.exit_code == 0
    assert done.output.splitlines()[-1].endswith("collect submissions into submitted/<student>/<assignment>/")
    assert "holds no submission" in CliRunner().invoke(main, ["run", "--dry-run"]).output


def test_work_in_the_wrong_place_is_told_by_every_command(
    scratch: Course, submit: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(scratch.root)
    monkeypatch.setattr(doctor_findings, "guaranteed", lambda _: ())  # takes seconds, and looks at other things
    submit("right_solution", "untouched")
    swapped = scratch.root / "submitted" / NAME / "right_solution"
    swapped.parent.mkdir()
    scratch.submitted("right_solution", NAME).rename(swapped)
    says = f"move submitted/{NAME}/right_solution to submitted/right_solution/{NAME}."
    for command in ("autograde", f"autograde {NAME}", "run", "run --dry-run", "doctor"):
        done = CliRunner().invoke(main, command.split())
        assert says in " ".join(done.output.split()), (command, done.output)
        assert done.exit_code == (1 if command[0] == "a" or command == "run" else 0), (command, done.output)
    assert not (scratch.root / "autograded" / NAME).exists()
    shutil.rmtree(scratch.root / "submitted" / "untouched")
    for command in ("autograde", f"autograde {NAME} --student right*", "run"):
        assert says in " ".join(CliRunner().invoke(main, command.split()).output.split()), command


def test_an_unknown_lms_is_named_before_anything_is_done() -> None:
    with pytest.raises(UserError, match="'canvass'"):
        check_lms(Course(Path(), lms_files=("csv", "canvass")))


def test_ctrl_c_tells_that_nothing_is_lost(scratch: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(scratch.root)
    monkeypatch.setattr(run_module, "run_round", stop)
    done = CliRunner().invoke(main, ["run"])
    assert done.exit_code == 130
    assert "What is done is kept" in done.output


# ── as submissions arrive ──────────────────────────────────────────────────────────────────────────────────


def test_a_new_a_changed_and_a_deleted_submission_are_arrivals(tmp_path: Path) -> None:
    course = Course(tmp_path)
    assert arrivals(course) == {}
    folder = course.submitted("ann", NAME)
    folder.mkdir(parents=True)
    (folder / "x.ipynb").write_text("1", encoding="utf-8")
    first = arrivals(course)
    assert list(first) == [str(folder)]
    os.utime(folder / "x.ipynb", (2e9, 2e9))
    assert arrivals(course) != first
    (folder / "x.ipynb").unlink()
    folder.rmdir()
    assert arrivals(course) == {}


def a_round(graded: int) -> Round:
    return Round(graded, 0, (), Pages(), "")


def test_watching_does_a_round_for_each_change_and_goes_on_after_one_that_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = iter([UserError("It is busy.", "Wait."), a_round(7)])
    arrived: Iterator[dict[str, int]] = iter([{"a": 1}, {"a": 2, "b": 1}])

    def one_round(*_: object) -> Round:
        if isinstance(outcome := next(outcomes), UserError):
            raise outcome
        return outcome

    def arrive(*_: object) -> dict[str, int]:
        if (now := next(arrived, None)) is None:
            raise KeyboardInterrupt
        return now

    monkeypatch.setattr(run_module, "_next_arrivals", arrive)
    monkeypatch.setattr(run_module, "run_and_show", one_round)
    assert go_on(Course(Path()), {}, None, a_round(0)).graded == 7
    said = capsys.readouterr().err
    assert said.index("1 submission came") < said.index("It is busy.") < said.index("2 submissions came")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Stopped("Stopped: 3 of 7.", "Go on.")])
def test_being_stopped_in_the_middle_of_a_later_round_is_told(
    scratch: Course, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    outcomes = iter([a_round(1)])

    def one_round(*_: object) -> Round:
        if (outcome := next(outcomes, None)) is None:
            raise error
        return outcome

    monkeypatch.chdir(scratch.root)
    monkeypatch.setattr(run_module, "_next_arrivals", lambda *_: {"a": 1})
    monkeypatch.setattr(run_module, "run_and_show", one_round)
    done = CliRunner().invoke(main, ["run", "--watch"])
    assert done.exit_code == 130
    assert "Error: Stopped" in done.output


def arriving(monkeypatch: pytest.MonkeyPatch, states: Iterator[dict[str, int]]) -> list[float]:
    """Have submissions arrive in these states; return the seconds slept between looks."""
    slept: list[float] = []
    monkeypatch.setattr(run_module, "arrivals", lambda _: next(states))
    monkeypatch.setattr(run_module.time, "sleep", slept.append)
    return slept


def test_what_is_still_arriving_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    arriving(monkeypatch, iter([{"a": 1}, {"a": 1}, {"a": 2}, {"a": 3}, {"a": 3}]))
    assert run_module._next_arrivals(Course(Path()), {"a": 1}) == {"a": 3}


def test_what_arrives_without_a_pause_is_waited_for_no_longer_than_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    slept = arriving(monkeypatch, ({"a": number} for number in itertools.count(2)))
    assert run_module._next_arrivals(Course(Path()), {"a": 1})["a"] > 2
    assert sum(slept) == 60
