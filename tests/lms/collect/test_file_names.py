"""What the names tell that Canvas, Moodle, Blackboard and Brightspace give to files in their archives."""

from __future__ import annotations

import datetime

import pytest

from grader.lms.collect.file_names import READERS, NamedFile, brightspace_time


def read(lms: str, path: str) -> NamedFile:
    found = READERS[lms](path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("path", "name", "user", "file", "late"),
    [
        ("doejane_1187_4021_a1.ipynb", "doejane", "1187", "a1.ipynb", False),
        ("doejane_LATE_1187_4021_a1-1.ipynb", "doejane", "1187", "a1-1.ipynb", True),
        ("submissions/김서연_1187_4021_a1_1_2_b.ipynb", "김서연", "1187", "a1_1_2_b.ipynb", False),
        ("doejane_late_1187_4021_a1.ipynb", "doejane", "1187", "a1.ipynb", True),
        ("doejane_1187_text.html", "doejane", "1187", "canvas_text.html", False),
        ("doejane_LATE_1187_link.html", "doejane", "1187", "canvas_link.html", True),
    ],
)
def test_canvas_tells_name_user_and_lateness(path: str, name: str, user: str, file: str, late: bool) -> None:
    found = read("canvas", path)
    assert (found.name, found.ids, found.file, found.late) == (name, (("canvas_id", user),), file, late)


@pytest.mark.parametrize("path", ["anon_Ab1cD_4021_a1.ipynb", "LATE_anon_12345_4021_a1.ipynb", "anon_Ab1cD_text.html"])
def test_canvas_tells_no_user_of_an_anonymous_assignment(path: str) -> None:
    found = read("canvas", path)
    assert found.anonymous
    assert not found.ids


@pytest.mark.parametrize(
    ("path", "name", "number", "file"),
    [
        ("Jane Doe_71_assignsubmission_file/a1.ipynb", "Jane Doe", "71", "a1.ipynb"),
        ("Jane Doe_71_assignsubmission_file_/my work/a1.ipynb", "Jane Doe", "71", "my work/a1.ipynb"),
        ("Jane Doe_71_assignsubmission_file_a1.ipynb", "Jane Doe", "71", "a1.ipynb"),
        ("Jane Doe_71_assignsubmission_onlinetext/onlinetext.html", "Jane Doe", "71", "onlinetext.html"),
        ("Jane Doe_71_assignsubmission_file/Bo Li_72_assignsubmission_file/a1.ipynb", "Jane Doe", "71",
         "Bo Li_72_assignsubmission_file/a1.ipynb"),
    ],
)  # fmt: skip
def test_moodle_tells_name_and_participant_with_and_without_folders(
    path: str, name: str, number: str, file: str
) -> None:
    found = read("moodle", path)
    assert (found.name, found.number, found.file) == (name, number, file)


@pytest.mark.parametrize(
    ("path", "before", "file"),
    [
        ("a1_kim_attempt_2026-03-09-23-50-00_my_a1.ipynb", "a1_kim", "my_a1.ipynb"),
        ("Week 1: x_j_doe_poging_2026-03-09-23-50-00_a1.ipynb", "Week 1: x_j_doe", "a1.ipynb"),
        ("a1_kim_attempt_2026-03-09-23-50-00.txt", "a1_kim", ""),
        ("a1_kim_attempt_2026-03-09-23-50-00_a1_li_attempt_2025-01-01-00-00-00_x.ipynb", "a1_kim",
         "a1_li_attempt_2025-01-01-00-00-00_x.ipynb"),
    ],
)  # fmt: skip
def test_blackboard_tells_title_with_username_and_time_in_any_language(path: str, before: str, file: str) -> None:
    found = read("blackboard", path)
    assert (found.before_name, found.file) == (before, file)
    assert found.time == datetime.datetime(2026, 3, 9, 23, 50)


@pytest.mark.parametrize("between", ["/", " - "])
@pytest.mark.parametrize("folder", ["", "Homework 1/"])
def test_brightspace_tells_name_and_time_with_and_without_folders(between: str, folder: str) -> None:
    found = read("brightspace", f"{folder}12345-678 - Jane - Ann Doe - Mar 9, 2026 1159 PM{between}a1 - new.ipynb")
    assert (found.name, found.file, found.number) == ("Jane - Ann Doe", "a1 - new.ipynb", "12345")
    assert found.time == datetime.datetime(2026, 3, 9, 23, 59)


@pytest.mark.parametrize("between", ["/", " - "])
@pytest.mark.parametrize("name", ["Jane Doe", "Jane - Ann Doe", "N0123456 - Jane Doe", "Mary-Ann Doe"])
def test_brightspace_of_some_sites_writes_no_blank_behind_the_name(name: str, between: str) -> None:
    found = read("brightspace", f"12345-678 - {name}- Mar 9, 2026 1159 PM{between}a1 - new.ipynb")
    assert (found.name, found.file) == (name, "a1 - new.ipynb")
    assert found.time == datetime.datetime(2026, 3, 9, 23, 59)


@pytest.mark.parametrize(
    "time", ["2026년 3월 9일 오후 1159", "3월 9, 2026 1159 오후", "9 de março de 2026 2359", "2026-03-09 11.59 p.m."]
)
def test_a_time_of_brightspace_in_another_language_takes_nobody_s_work(time: str) -> None:
    found = read("brightspace", f"12345-678 - Jane - Ann Doe - {time}/a1.ipynb")
    assert (found.name, found.file, found.time, found.unread_time) == ("Jane - Ann Doe", "a1.ipynb", None, time)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Mar 9, 2026 122 AM", (2026, 3, 9, 1, 22)),
        ("Mar 9, 2026 122\u202fAM", (2026, 3, 9, 1, 22)),
        ("Mar 9, 2026 1202 AM", (2026, 3, 9, 0, 2)),
        ("Sept 30, 2026 1205 PM", (2026, 9, 30, 12, 5)),
        ("9 March, 2026 2359", (2026, 3, 9, 23, 59)),
    ],
)
def test_the_last_two_digits_of_brightspaces_time_are_the_minutes(text: str, time: tuple[int, ...]) -> None:
    assert brightspace_time(text) == datetime.datetime(*time)


@pytest.mark.parametrize("text", ["9 mars, 2026", "Foo 9, 2026 122 AM", "Mar 39, 2026 122 AM"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert brightspace_time(text) is None


@pytest.mark.parametrize("lms", READERS)
def test_other_names_tell_nothing(lms: str) -> None:
    assert READERS[lms]("a1_derivatives.ipynb") is None
