"""What the report takes from a course folder, and what it does with files that are not what they should be."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from class_by_hand import EVIL, make_result
from nbgrader.api import Gradebook
from small_assignment import NAME

from grader import catalog
from grader.course import Course
from grader.nbgrader.gradebook_read import read_records
from grader.report.contents import make_contents
from grader.report.data import to_csv
from grader.report.reading import by_hand, parse_result, read_class, read_result
from grader.report.write import write_report
from grader.results.records import ClassRecords
from grader.results.result import Result, to_json
from grader.verdict import Verdict

WRONG = (0.25, Verdict.WRONG, "factor_lost", "Look at the 9.")
FAILED = (0.0, Verdict.GRADER_ERROR, "grader_error", "A person will look.")


def records(course: Course) -> ClassRecords:
    return read_records(course, missing_ok=True)


def test_a_result_is_read_as_it_was_written() -> None:
    result = make_result("ann", example_derivative=WRONG)
    assert parse_result(to_json(result), "ann", catalog.load(NAME)) == result


def broken(change: Callable[[Any], object]) -> str:
    plain = json.loads(to_json(make_result("ann")))
    change(plain)
    return json.dumps(plain)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{broken", "not JSON"),
        (broken(lambda r: r["questions"][0].update(score=1e9)), "no sense"),
        (broken(lambda r: r.update(student="bob")), "'bob'"),
        (broken(lambda r: r["questions"].pop()), "not those of the assignment"),
        (broken(lambda r: r["questions"].append(r["questions"][0])), "not those of the assignment"),
    ],
    ids=["no JSON", "score", "student", "a question less", "a question twice"],
)
def test_what_is_no_result_is_told_in_a_sentence(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_result(text, "ann", catalog.load(NAME))


def test_a_file_that_is_not_there_not_text_or_too_large(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    assert read_result(path, "ann", catalog.load(NAME)) == (None, "")
    path.write_bytes(b"\xff\xfe")
    assert "utf-8" in read_result(path, "ann", catalog.load(NAME))[1]
    path.write_bytes(b" " * (6 * 2**20))
    assert "5 MB" in read_result(path, "ann", catalog.load(NAME))[1]


def test_points_given_by_hand_stand() -> None:
    result = by_hand(
        make_result("ann", example_derivative=FAILED, step_slope=WRONG),
        {"example_derivative": 1.0, "step_slope": 0.0, "other": 3.0},
    )
    found = {question.grade_id: question for question in result.questions}
    assert (found["example_derivative"].score, found["example_derivative"].verdict) == (1.0, Verdict.CORRECT)
    assert (found["step_slope"].score, found["step_slope"].verdict) == (0.0, Verdict.WRONG)
    assert result.grader_errors == ()


def test_one_broken_file_costs_the_rest_of_the_class_nothing(scratch: Course, mark: Any, hand_in: Any) -> None:
    mark(make_result("ann", example_derivative=WRONG))
    mark(make_result("bob")).write_text("{broken", encoding="utf-8")
    hand_in("cem")
    contents = make_contents(read_class(scratch, NAME, records(scratch)), "en")
    assert contents.scores is not None
    assert (contents.handed_in, contents.scores.count) == (3, 1)
    assert [(c.student, c.why) for c in contents.concerns] == [("bob", "unreadable"), ("cem", "not_graded")]
    assert [(m.question, m.code, m.students) for m in contents.mistakes] == [
        ("example_derivative", "factor_lost", ("ann",))
    ]


def test_the_gradebook_says_who_is_late_who_is_missing_and_what_waits(scratch: Course, mark: Any) -> None:
    for student in ("ann", "bob"):
        mark(make_result(student))
    due = datetime.datetime(2026, 10, 1, 12)
    with Gradebook(scratch.db_url) as gradebook:
        gradebook.add_assignment(NAME, duedate=due)
        for student in ("ann", "bob", "dan"):
            gradebook.add_student(student)
        gradebook.add_submission(NAME, "ann", timestamp=due + datetime.timedelta(hours=3))
        gradebook.add_submission(NAME, "bob", timestamp=due - datetime.timedelta(hours=3))
    contents = make_contents(read_class(scratch, NAME, records(scratch), ("ann", "dan")), "en")
    assert contents.late == (("ann", 3 * 3600.0),)
    assert contents.absent == ("dan",)


def test_a_question_the_grader_failed_on_waits_until_a_person_has_marked_it(scratch: Course, mark: Any) -> None:
    mark(make_result("ann", example_derivative=FAILED))
    assert [c.why for c in make_contents(read_class(scratch, NAME, records(scratch)), "en").concerns] == [
        "grader_error"
    ]
    with Gradebook(scratch.db_url) as gradebook:
        gradebook.add_assignment(NAME)
        gradebook.add_notebook(NAME, NAME)
        gradebook.add_grade_cell("example_derivative", NAME, NAME, max_score=2, cell_type="code")
        gradebook.add_student("ann")
        gradebook.add_submission(NAME, "ann")
        grade = gradebook.find_grade("example_derivative", NAME, NAME, "ann")
        grade.manual_score, grade.needs_manual_grade = 1.0, False
        gradebook.db.commit()
    contents = make_contents(read_class(scratch, NAME, records(scratch)), "en")
    assert contents.concerns == ()
    assert contents.scores is not None


def test_submitted_code_is_found_by_question_and_own_cells_are_kept_apart(scratch: Course, hand_in: Any) -> None:
    hand_in("ann", example_derivative=f"def example_derivative(x):\n    return '{EVIL}'")
    (scratch.submitted("bob", NAME)).mkdir(parents=True)
    (scratch.submitted("bob", NAME) / f"{NAME}.ipynb").write_bytes(b"\x00 no notebook")
    data = read_class(scratch, NAME, records(scratch))
    assert list(data.code) == ["ann"]
    assert EVIL in data.code["ann"]["example_derivative"]
    assert any("10 * x" in source for source in data.given["example_derivative"])


def test_a_submission_that_nobody_could_read_is_for_a_person(scratch: Course, mark: Any) -> None:
    everything = {q.grade_id: (0.0, Verdict.MISSING, "not_json", "x") for q in make_result("x").questions}
    bad = make_result("ann", **everything)
    mark(Result(bad.assignment, "ann", 20, bad.questions, problem="The file is not JSON."))
    contents = make_contents(read_class(scratch, NAME, records(scratch)), "en")
    assert [(c.why, c.about) for c in contents.concerns] == [("damaged", "The file is not JSON.")]
    assert contents.scores is None


def test_code_is_that_of_the_graded_notebook_and_the_handed_in_one_where_nothing_is_graded(
    scratch: Course, mark: Callable[[Result], Path], hand_in: Callable[..., None]
) -> None:
    for student in ("ann", "bob", "cid"):
        hand_in(student, example_derivative="def example_derivative(x):\n    return 1  # handed in")
    for student, cells in (("ann", [answer("graded")]), ("bob", "no cells")):
        path = mark(make_result(student))
        path.with_name(f"{NAME}.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    code = read_class(scratch, NAME, ClassRecords()).code
    assert code["ann"] == {"example_derivative": "graded\n"}
    assert "handed in" in code["bob"]["example_derivative"]
    assert "handed in" in code["cid"]["example_derivative"]


def test_what_could_not_be_graded_has_no_code(scratch: Course, mark: Callable[[Result], Path]) -> None:
    path = mark(replace(make_result("ann"), problem="It is damaged.", damaged=True))
    path.with_name(f"{NAME}.ipynb").write_text(json.dumps({"cells": [answer("stub")]}), encoding="utf-8")
    assert read_class(scratch, NAME, ClassRecords()).code == {}


def answer(source: str) -> dict[str, Any]:
    """Return a code cell for the question `example_derivative`; nbgrader may have written its source as lines."""
    marks = {"grade_id": "example_derivative_answer", "solution": True}
    return {"cell_type": "code", "source": [source], "metadata": {"nbgrader": marks}}


def test_who_has_left_the_course_by_the_roster_is_named_and_not_missing(scratch: Course, mark: Any) -> None:
    mark(make_result("ann"))
    mark(make_result("eva"))
    roster = "student_id,name,status\nann,Ann,active\nbob,Bob,active\ndan,Dan,withdrawn\neva,Eva,dropped\n"
    (scratch.root / "roster.csv").write_text(roster, encoding="utf-8")
    page = scratch.root / "report.html"
    (contents,) = write_report(scratch, ClassRecords(), [], page, "html")
    assert contents.absent == ("bob",)
    assert contents.standing.left == (("dan", "withdrawn"),)  # eva handed in: she is among those who did
    assert "1 left the course, not missing" in page.read_text(encoding="utf-8")
    assert "<bdi>dan</bdi>: withdrawn" in page.read_text(encoding="utf-8")
    assert f"{NAME},left,,,dan,status,withdrawn\n" in to_csv([contents])
