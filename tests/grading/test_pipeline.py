"""One submission: its files and their places, and what becomes of one that cannot run."""

from __future__ import annotations

from dataclasses import replace

import nbformat
import pytest
import small_assignment

from grader.course import Course, Settings
from grader.grading import pipeline
from grader.grading.pipeline import companion_files, grade, schemes
from grader.results import review
from grader.results.review import doubtful_scores
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.documents import Attachment
from grader.submission.intake import read_release
from grader.submission.submission import Release, Submission
from grader.text import Bilingual
from grader.text.dates import WrittenDate
from grader.verdict import Verdict

NAME = "a1_derivatives"


def test_the_releases_files_win_also_over_folders_of_their_names() -> None:
    given = [("checks.py", b"ours"), ("data/iris.csv", b"ours")]
    own = [
        ("checks.py", b"theirs"),
        ("checks.py/__init__.py", b"theirs"),
        ("data", b"theirs"),
        ("data/more.csv", b"theirs"),
        ("helper.py", b"theirs"),
    ]
    assert companion_files(own, given) == (("data/more.csv", b"theirs"), ("helper.py", b"theirs"), *given)


def test_a_file_that_students_write_is_theirs_or_not_there() -> None:
    given = [("app.py", b"a start"), ("checks.py", b"ours")]
    own = [("app.py", b"theirs"), ("checks.py", b"theirs")]
    assert companion_files(own, given, ["app.py"]) == (("app.py", b"theirs"), ("checks.py", b"ours"))
    assert companion_files([], given, ["app.py"]) == (("checks.py", b"ours"),)


@pytest.fixture(scope="module")
def given(course: Course) -> tuple[Release, Settings]:
    return read_release(course, NAME), Settings(course.seed, course.language, course.limits)


PROBLEM = ("linked", Bilingual("It is a link.", "링크입니다."))
REPORT = Attachment("report", "report.pdf", b"%PDF-")


@pytest.mark.parametrize(
    ("submission", "code", "damaged"),
    [
        (Submission("kim", NAME, None), "no_notebook", False),
        (Submission("kim", NAME, None, problem=PROBLEM), "linked", True),
        (Submission("kim", NAME, None, documents=(REPORT,)), "documents_only", True),
        (Submission("kim", NAME, b""), "empty_file", True),
        (Submission("kim", NAME, b"{"), "not_json", True),
    ],
)
def test_what_cannot_run_earns_nothing_and_needs_no_sandbox(
    given: tuple[Release, Settings], submission: Submission, code: str, damaged: bool
) -> None:
    graded = grade(replace(submission, handed_in_at=WrittenDate("2026-11-20")), *given, sandbox=None)
    result = graded.result
    assert {question.code for question in result.questions} == {code}
    assert (result.score, result.damaged, graded.handed_in_at) == (0, damaged, WrittenDate("2026-11-20"))
    assert "timestamp.txt (“2026-11-20”)" in result.date_problem
    assert result.problem == result.questions[0].message
    cells = nbformat.reads(graded.notebook, as_version=4).cells
    assert [cell.source for cell in cells] == [
        cell.source for cell in nbformat.reads(given[0].notebook, as_version=4).cells
    ]


def test_grading_twice_gives_the_same_and_changes_nothing_that_was_given(
    given: tuple[Release, Settings], sandbox: Sandbox
) -> None:
    release, settings = given
    submission = Submission("kim", NAME, release.notebook.encode())
    first = grade(submission, release, settings, sandbox)
    assert grade(submission, release, settings, sandbox) == first
    assert first.result.questions
    assert not first.result.damaged


def test_a_question_without_a_scheme_is_our_fault(
    given: tuple[Release, Settings], sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = dict(list(schemes(NAME, given[1].seed).items())[1:])
    monkeypatch.setattr(pipeline, "schemes", lambda *_: known)
    result = grade(Submission("kim", NAME, given[0].notebook.encode()), *given, sandbox).result
    assert [question.code for question in result.questions if question.verdict is Verdict.GRADER_ERROR] == ["no_scheme"]


SPOILT = {
    "a_name_taken_for_a_result": ("cube_derivative = cube_derivative(2)", "", review.REBOUND, "cube_derivative"),
    "a_stub_left_above": ("", "raise NotImplementedError\n\n", review.NOT_RUN, "below that line"),
}


@pytest.mark.parametrize(("later", "above", "code", "says"), SPOILT.values(), ids=SPOILT)
def test_a_right_answer_that_other_lines_spoil_waits_for_a_person(
    later: str, above: str, code: str, says: str, scratch: Course, small: Course, small_sandbox: Sandbox
) -> None:
    name = small_assignment.NAME
    notebook = nbformat.read(scratch.release(name), as_version=4)
    answer = next(cell for cell in notebook.cells if cell.id == "cube_derivative_answer")
    answer.source = f"{above}def cube_derivative(x):\n    return 3 * x**2"
    notebook.cells.append(nbformat.v4.new_code_cell(later))
    submission = Submission("kim", name, nbformat.writes(notebook).encode())
    result = grade(submission, read_release(scratch, name), scratch.settings(name), small_sandbox).result
    (question,) = (one for one in result.questions if one.grade_id == "cube_derivative")
    assert (question.code, question.score) == (code, 0.0)
    assert says in question.message
    assert doubtful_scores(result) == {"cube_derivative"}
