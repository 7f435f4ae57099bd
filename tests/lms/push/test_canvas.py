"""Grades into a Canvas on localhost, through its own library."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from fake_canvas import FakeCanvas
from lti_platform import Fault, serving
from small_course import copy_course, full_course, give

from grader.cli.commands import main
from grader.errors import UserError
from grader.lms.push.canvas import POLLS, CanvasCourse, refusals_in
from grader.lms.push.delivery import Delivery, Past, Receipt
from grader.lms.push.settings import CanvasSettings, Secret

TOKEN = "7~abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def canvas() -> Iterator[FakeCanvas]:
    with serving(FakeCanvas(TOKEN, students={"41", "42", "43", "sis_user_id:S100"})) as server:
        server.add(4021, "Derivatives")
        yield server


@pytest.fixture
def naps() -> list[float]:
    return []


@pytest.fixture
def connect(canvas: FakeCanvas, naps: list[float]) -> Callable[..., CanvasCourse]:
    def make(token: str = TOKEN, **changes: object) -> CanvasCourse:
        settings = {"url": canvas.address, "course_id": 3, "assignments": {"a1": 4021}, "token_file": None}
        return CanvasCourse(CanvasSettings(**(settings | changes)), Secret(token), naps.append)

    return make


def grade(user: str = "42", score: float = 8.5, comment: str = "f 2/2") -> Delivery:
    return Delivery("a1", f"student-{user}", user, score, 10.0, comment)


def send(course: CanvasCourse, *deliveries: Delivery, past: Past = Past()) -> list[Receipt]:  # noqa: B008  # frozen
    course.prepare({"a1": 10.0})
    return list(course.send([(delivery, past) for delivery in deliveries]))


def test_grades_and_comments_arrive_in_one_request(canvas: FakeCanvas, connect: Callable[..., CanvasCourse]) -> None:
    answers = send(
        connect(), grade("42", 8.5, "첫째 줄\nsecond & <b>"), grade("43", 10.0, ""), grade("sis_user_id:S100")
    )
    assert [answer.refused for answer in answers] == ["", "", ""]
    assert canvas.grades == {(4021, "42"): "8.5", (4021, "43"): "10", (4021, "sis_user_id:S100"): "8.5"}
    assert canvas.comments[4021, "42", "첫째 줄\nsecond & <b>"] == 1
    assert canvas.updates == [3]


def test_nothing_is_confirmed_before_canvas_is_done(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse], naps: list[float]
) -> None:
    canvas.polls_needed = 5
    send(connect(), grade())
    assert len(naps) == 5
    assert naps == sorted(naps)


def test_a_canvas_that_never_finishes_is_left(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse], naps: list[float]
) -> None:
    canvas.polls_needed = 10**6
    with pytest.raises(UserError, match="still working"):
        send(connect(), grade())
    assert len(naps) == POLLS


def test_students_whom_canvas_does_not_know_are_told_and_the_others_graded(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse]
) -> None:
    answers = send(connect(), grade("42"), grade("998"), grade("43"), grade("999"))
    assert [bool(answer.refused) for answer in answers] == [False, True, False, True]
    assert {user for _, user in canvas.grades} == {"42", "43"}


def test_a_long_list_of_unknown_students_is_read_to_its_end(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse]
) -> None:
    """A name that is cut off would count as taken, and its grade would be lost in silence."""
    unknown = [f"sis_user_id:2026{number:06}" for number in range(60)]
    answers = send(connect(), grade("42"), *map(grade, unknown))
    assert [answer.delivery.user for answer in answers if answer.refused] == unknown


def test_a_comment_that_is_there_is_not_added_again(canvas: FakeCanvas, connect: Callable[..., CanvasCourse]) -> None:
    send(connect(), grade(score=8.0))
    send(connect(), grade(score=9.0), past=Past(comment=grade().comment_digest))
    assert canvas.grades[4021, "42"] == "9"
    assert canvas.comments[4021, "42", "f 2/2"] == 1


def test_who_has_left_the_course_and_what_is_anonymous_is_told_before(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse]
) -> None:
    canvas.add(4021, "a1", anonymize_students=True)
    canvas.left = [{"user_id": 41, "sis_user_id": None}, {"user_id": 7, "sis_user_id": "S100"}, {"user_id": 8}]
    course = connect()
    course.prepare({"a1": 10.0})
    assert list(course.warnings({"41", "42", "sis_user_id:S100"})) == [
        "a1 is anonymous in Canvas and not posted: students see nothing until you post the grades.",
        "Concluded or inactive in Canvas, which takes no grades for them: 41, sis_user_id:S100.",
    ]
    canvas.faults = [Fault("/enrollments", 403, body='{"errors": "no"}')]
    assert "Who has left the course is not known" in list(course.warnings({"41"}))[-1]


def test_a_failure_without_names_refuses_everybody() -> None:
    cut_off = refusals_in("Couldn't find User(s) with API ids '41', '4")
    assert all(map(cut_off, ("41", "42", "43")))
    refused = refusals_in("Some assignments are either not published or deleted and can not be graded '4021'")
    assert "not published" in refused("4021")
    assert "not published" in refused("42")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"points_possible": 20}, "has 20 points, ours has 10"),
        ({"points_possible": None}, "has None points"),
        ({"grading_type": "pass_fail"}, "graded as pass_fail"),
        ({"published": False}, "is not published"),
        ({"group_category_id": 9, "grade_group_students_individually": False}, "gives a group one grade"),
    ],
)
def test_an_assignment_that_would_take_our_points_for_others_is_refused_first(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse], change: dict[str, object], said: str
) -> None:
    canvas.assignments[4021] |= change
    with pytest.raises(UserError, match=said):
        send(connect(), grade())
    assert canvas.updates == []


def test_a_group_assignment_that_grades_each_student_takes_grades(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse]
) -> None:
    canvas.assignments[4021] |= {"group_category_id": 9, "grade_group_students_individually": True}
    assert send(connect(), grade())[0].refused == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"assignments": {}}, "does not name a1"),
        ({"assignments": {"a1": 1}}, r"does not know assignment 1 \(a1\)"),
        ({"course_id": 4}, "does not know the course"),
        ({"token": "wrong"}, "does not accept the token"),
    ],
)
def test_what_is_set_wrongly_is_told(
    connect: Callable[..., CanvasCourse], change: dict[str, object], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        send(connect(**change), grade())


def test_a_busy_canvas_is_waited_for(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse], naps: list[float]
) -> None:
    canvas.polls_needed = 0
    canvas.faults = [
        Fault("update_grades", 429),
        Fault("update_grades", 403, body="403 Forbidden (Rate Limit Exceeded)"),
        Fault("update_grades", 502),
        Fault("/courses/3", 503),
    ]
    assert send(connect(), grade())[0].refused == ""
    assert len(naps) == 4


def test_a_right_that_is_missing_is_no_busy_canvas(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse], naps: list[float]
) -> None:
    canvas.faults = [Fault("update_grades", 403, body="user not authorized to perform that action")]
    with pytest.raises(UserError, match="not authorized"):
        send(connect(), grade())
    assert naps == []


def test_a_page_instead_of_data_is_told(canvas: FakeCanvas, connect: Callable[..., CanvasCourse]) -> None:
    canvas.faults = [Fault("/courses/3", 200, body="<html>Log in</html>")]
    with pytest.raises(UserError, match="something else than data"):
        send(connect(), grade())


def test_every_request_ends_in_time(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse], monkeypatch: pytest.MonkeyPatch
) -> None:
    from requests.adapters import HTTPAdapter

    timeouts, original = [], HTTPAdapter.send

    def remember(self: HTTPAdapter, *arguments: object, **options: object) -> object:
        timeouts.append(options.get("timeout"))
        return original(self, *arguments, **options)

    monkeypatch.setattr(HTTPAdapter, "send", remember)
    send(connect(), grade())
    assert len(timeouts) == 5
    assert all(timeouts)


def test_the_token_is_never_said(
    canvas: FakeCanvas, connect: Callable[..., CanvasCourse], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = [repr(send(connect(), grade()))]
    for status in (400, 403, 422, 500):
        canvas.faults = [Fault("update_grades", status, body=f"you sent {TOKEN}") for _ in range(9)]
        with pytest.raises(UserError) as error:
            send(connect(), grade())
        said += [repr(error.value), repr(error.value.__cause__)]
    assert "(hidden)" in "".join(said)
    logged = [record.getMessage() for record in caplog.records]
    echoed = [words for words in logged if "you sent" in words]  # the library's own record of what the server said
    assert len(logged) > len(echoed) > 0
    assert TOKEN not in "\n".join([*said, *(words for words in logged if words not in echoed)])


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────


def push(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["push", "--lms", "canvas", "a1", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def test_a_class_is_pushed_and_then_only_what_changed(
    canvas: FakeCanvas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRADER_CANVAS_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "first").mkdir()
    settings = {"url": canvas.address, "course_id": 3, "assignments": {"a1": 4021}, "token_file": "token"}
    course = copy_course(full_course(tmp_path / "first"), tmp_path, f"c.Grader.canvas = {settings}\n")
    (tmp_path / "token").write_text(TOKEN + "\n", encoding="utf-8")
    (tmp_path / "token").chmod(0o600)
    rows = ["student,canvas_id,sis_user_id", "ann,41,", "bob,42,", "cid,,S100", "dan,998,", "eve,43,"]
    (tmp_path / "roster.csv").write_text("\n".join(rows), encoding="utf-8")
    canvas.polls_needed = 0

    status, said = push("--dry-run")
    assert (status, canvas.log) == (0, [])
    assert "Would be sent: 4 grades" in said

    status, said = push()
    assert status == 1
    assert "3 grades sent, 0 there already, 1 refused." in said
    assert "Canvas knows no such student in this course" in said
    assert canvas.grades == {(4021, "41"): "6", (4021, "42"): "7", (4021, "sis_user_id:S100"): "8"}

    canvas.students.add("998")
    give(course, {("bob", "a1"): 9.5})
    assert "2 grades sent, 2 there already." in push()[1]
    assert canvas.updates == [4, 2]
    assert canvas.grades[4021, "42"] == "9.5"
    assert max(canvas.comments.values()) == 1

    assert push()[0] == 0
    assert canvas.updates == [4, 2]
    assert TOKEN not in said + (tmp_path / "push_canvas.log").read_text(encoding="utf-8")
