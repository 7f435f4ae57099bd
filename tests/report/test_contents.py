"""What waits for a person is counted, written answers apart: they are no fault, but work that is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from class_by_hand import NAME, POINTS, make_result
from click.testing import CliRunner

from grader import catalog
from grader.course import Course
from grader.report import write
from grader.report.contents import Contents, make_contents
from grader.report.page import draw_charts, make_page
from grader.report.reading import ClassData, ReportedSubmission
from grader.results.standing import NOBODY, Standing, class_standing
from grader.verdict import Verdict

FOLLOWED = (1.0, Verdict.CORRECT, "follow_through", "Right for your own values.")


def contents(*waiting: tuple[str, ...]) -> Contents:
    """Return the report on a class whose submissions have these cells waiting for a person."""
    handed = tuple(
        ReportedSubmission(f"s{number}", make_result(f"s{number}"), "", cells, Standing(7, 8, len(cells), len(cells)))
        for number, cells in enumerate(waiting)
    )
    standing = class_standing({one.student: one.standing for one in handed}, ("s0", "zoe"))
    return make_contents(ClassData(NAME, handed, standing, {}, {}, catalog.load(NAME)), "en")


def test_written_answers_that_wait_are_counted_by_cell_and_in_all() -> None:
    one = contents(("why_a", "why_b"), ("why_a",), ())
    assert one.written == (("why_a", 2), ("why_b", 1))
    assert one.answers_to_mark == 3
    assert one.students_to_look_at == 2
    assert (one.absent, one.late) == (("zoe",), ())


def test_what_was_followed_is_listed() -> None:
    first, *_, last = POINTS
    results = [make_result("s0"), make_result("s1", **dict.fromkeys((first, last), FOLLOWED))]
    handed = tuple(ReportedSubmission(one.student, one) for one in results)
    one = make_contents(ClassData(NAME, handed, NOBODY, {}, {}, catalog.load(NAME)), "en")
    assert one.followed == (("s1", (first, last)),)
    assert f"<bdi>s1</bdi>: {first}, {last}" in make_page([one], draw_charts(one, "en"), "en")


def test_the_command_tells_them(scratch: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.cli.commands import main

    monkeypatch.chdir(scratch.root)
    monkeypatch.setattr(write, "write_report", lambda *_: [contents(("why_a", "why_b"), ("example_derivative",))])
    done = CliRunner().invoke(main, ["report"])
    assert f"{NAME}: 2 handed in, 0 late, 1 missing, 3 answers to mark by hand, 1 to look at" in done.output, (
        done.output
    )
    assert not Path("report.html").exists()


def test_of_a_damaged_file_nothing_says_that_its_grade_stands() -> None:
    damaged = replace(make_result("s0"), problem="The file is not JSON.", damaged=True, notices=("Ask for the file.",))
    one = ReportedSubmission("s0", damaged, "", tuple(POINTS))
    concerns = make_contents(ClassData(NAME, (one,), NOBODY, {}, {}, catalog.load(NAME)), "en").concerns
    assert [(concern.why, concern.about) for concern in concerns] == [
        ("damaged", "The file is not JSON. Ask for the file.")
    ]
