"""The gradebook of a course over LTI, against a platform that checks what Moodle and Canvas check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from lti_client import grade, send
from lti_platform import AGS, Fault, Platform

from grader.errors import UserError
from grader.lms.push.delivery import Past
from grader.lms.push.lti_ags import Ags, scores_url

# ── a grade arrives ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_score_arrives_with_its_comment(lms: Platform, connect: Callable[..., Ags]) -> None:
    answers = send(connect(), grade("42", 8.5, "f 2/2\n기울기: 다시 보세요"), grade("43", 0.0, ""))
    assert [answer.refused for answer in answers] == ["", ""]
    assert lms.given() == {("a1", "42"): 8.5, ("a1", "43"): 0.0}
    assert lms.grades[5, "42"]["comment"] == "f 2/2\n기울기: 다시 보세요"


def test_a_push_counts_as_no_attempt_of_the_student(lms: Platform, connect: Callable[..., Ags]) -> None:
    send(connect(), grade())
    assert lms.grades[5, "42"]["attempts"] == 0


def test_a_column_is_made_once_and_then_found(lms: Platform, connect: Callable[..., Ags]) -> None:
    send(connect(), grade())
    send(connect(), grade("43"))
    (item,) = lms.items.values()
    assert (item["label"], item["resourceId"], item["scoreMaximum"]) == ("a1", "a1", 10)


def test_a_column_is_found_on_the_last_page(lms: Platform, connect: Callable[..., Ags]) -> None:
    for label in ("quiz", "exam", "talk", "essay", "a1"):
        lms.add_item(label)
    send(connect(), grade())
    assert lms.given() == {("a1", "42"): 8.5}
    assert len(lms.items) == 5
    assert lms.count("GET", "/lineitems") == 3


def test_our_own_mark_counts_more_than_a_label(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.add_item("a1")
    lms.add_item("Derivatives", resourceId="a1")
    send(connect(), grade())
    assert lms.given() == {("Derivatives", "42"): 8.5}


def test_two_columns_of_one_name_are_not_guessed_between(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.add_item("a1")
    chosen = lms.add_item("a1")
    with pytest.raises(UserError, match="2 columns for a1"):
        send(connect(), grade())
    send(connect(line_items={"a1": chosen}), grade())
    assert list(lms.grades) == [(6, "42")]


def test_a_column_of_other_points_gets_a_scaled_score(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.add_item("a1", maximum=100)
    send(connect(), grade(score=8.5))
    assert lms.given() == {("a1", "42"): 85.0}


def test_scores_go_into_the_path_before_the_query() -> None:
    assert scores_url("https://lms/2/item?type_id=1") == "https://lms/2/item/scores?type_id=1"
    assert scores_url("https://lms/api/line_items/7") == "https://lms/api/line_items/7/scores"


def test_without_the_right_to_make_columns_those_that_exist_are_used(
    lms: Platform, connect: Callable[..., Ags]
) -> None:
    lms.scopes.discard(AGS + "lineitem")
    lms.add_item("a1")
    assert send(connect(), grade())[0].refused == ""
    with pytest.raises(UserError, match="right to see and make columns"):
        send(connect(), grade(assignment="a2"))


# ── moments ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_moments_increase_by_whole_seconds_however_fast_we_send(lms: Platform, connect: Callable[..., Ags]) -> None:
    ags, latest = connect(), None
    for score in (1.0, 2.0, 3.0, 4.0):
        (answer,) = send(ags, grade(score=score), past=Past(latest=latest))
        assert answer.refused == ""
        assert latest is None or int(answer.at.timestamp()) > int(latest.timestamp())
        latest = answer.at
    assert lms.given() == {("a1", "42"): 4.0}


def test_a_clock_set_back_does_not_go_back(lms: Platform, connect: Callable[..., Ags]) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=1)
    lms.add_item("a1")
    lms.someone_else_sets(5, "42", 1.0, ahead)
    assert send(connect(), grade(), past=Past(latest=ahead))[0].refused == ""


@pytest.mark.parametrize("minutes", [-10, 10])
def test_moments_are_by_the_clock_of_the_lms(lms: Platform, connect: Callable[..., Ags], minutes: int) -> None:
    """Two machines with different clocks and no common log: whoever sends later has the later moment."""
    theirs, ahead = datetime.now(UTC) + timedelta(minutes=minutes), timedelta(minutes=minutes, seconds=30)
    lms.ahead = ahead.total_seconds()
    lms.add_item("a1")
    lms.someone_else_sets(5, "42", 1.0, theirs)
    before = datetime.now(UTC)
    (answer,) = send(connect(), grade())
    rounded = timedelta(seconds=5)
    assert answer.refused == ""
    assert before + ahead - rounded <= answer.at <= datetime.now(UTC) + ahead + rounded


def test_a_newer_grade_of_the_lms_stays_and_is_told(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.add_item("a1")
    lms.someone_else_sets(5, "42", 9.5, datetime.now(UTC) + timedelta(minutes=5))
    first, second = send(connect(), grade("42"), grade("43"))
    assert "the LMS has a newer grade and keeps it" in first.refused
    assert second.refused == ""
    assert lms.given() == {("a1", "42"): 9.5, ("a1", "43"): 8.5}


# ── an LMS that is busy, broken or odd ────────────────────────────────────────────────────────────────────────


def test_a_score_stored_before_the_error_is_not_mistaken_for_a_newer_one(
    lms: Platform, connect: Callable[..., Ags]
) -> None:
    lms.faults = [Fault("/scores", 502, after=True)]
    (answer,) = send(connect(), grade())
    assert answer.refused == ""
    assert len(lms.scores) == 2
    assert lms.scores[0]["timestamp"] < lms.scores[1]["timestamp"]


def test_a_column_made_before_the_error_is_not_made_twice(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.faults = [Fault("POST /services.php/2/lineitems", 504, after=True)]
    send(connect(), grade())
    assert len(lms.items) == 1


def test_a_refused_student_does_not_stop_the_others(lms: Platform, connect: Callable[..., Ags]) -> None:
    first, second = send(connect(), grade("999"), grade("42"))
    assert first.refused.startswith("the LMS refused it: 4")
    assert second.refused == ""


def test_a_locked_grade_stops_nobody_else_but_many_in_a_row_are_an_outage(
    lms: Platform, connect: Callable[..., Ags]
) -> None:
    lms.locked = {"41"}
    answers = send(connect(), grade("41"), grade("42"), grade("41"), grade("41"), grade("43"))
    assert [bool(answer.refused) for answer in answers] == [True, False, True, True, False]
    assert answers[0].refused == "the LMS failed on this grade (500 []): is it locked there?"
    with pytest.raises(UserError, match="failed on 3 grades of a1 in a row"):
        send(connect(), grade("41"), grade("41"), grade("41"), grade("43"))


def test_one_failure_that_passes_is_no_refusal(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.faults = [Fault("/scores", 500)]
    assert send(connect(), grade())[0].refused == ""


def test_what_is_said_of_an_unknown_student_holds_no_comment_of_the_grade(
    lms: Platform, connect: Callable[..., Ags]
) -> None:
    (answer,) = send(connect(), grade("999", comment="a hint"))
    assert "a hint" not in answer.refused


def test_a_column_that_goes_away_meanwhile_ends_the_push(lms: Platform, connect: Callable[..., Ags]) -> None:
    ags = connect()
    ags.prepare({"a1": 10.0})
    lms.delete_item(5)
    with pytest.raises(UserError, match="no column any more for a1"):
        list(ags.send([(grade(), Past())]))


def test_a_column_that_the_settings_name_is_asked_for_where_that_is_allowed(
    lms: Platform, connect: Callable[..., Ags]
) -> None:
    named = {"a1": lms.add_item("Homework")}
    assert connect(line_items=named).prepare({"a1": 10.0}) == named
    lms.delete_item(5)
    with pytest.raises(UserError, match="no column any more for a1"):
        connect(line_items=named).prepare({"a1": 10.0})
    lms.scopes = {AGS + "score"}
    assert connect(line_items=named).prepare({"a1": 10.0}) == named


def test_the_token_goes_to_no_other_host(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.faults = [Fault("GET", 200, {"Link": '<http://evil.example/more>; rel="next"'}, "[]")]
    with pytest.raises(UserError, match=r"points elsewhere: http://evil.example/more"):
        send(connect(), grade())
    lms.add_item("a1")
    lms.items[5]["id"] = "http://evil.example/lineitem"
    with pytest.raises(UserError, match=r"points elsewhere: http://evil.example/lineitem"):
        send(connect(), grade())


def test_pages_without_end_are_left(
    lms: Platform, connect: Callable[..., Ags], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.lms.push.lti_session.MOST_PAGES", 3)
    lms.faults = [Fault("GET", 200, {"Link": f'<{lms.line_items_url}>; rel="next"'}, "[]") for _ in range(9)]
    with pytest.raises(UserError, match="has no end"):
        send(connect(), grade())
