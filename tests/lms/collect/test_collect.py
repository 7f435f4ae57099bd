"""Archives as Canvas, Moodle, Blackboard and Brightspace make them, collected into a course of a few students."""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.utils import parse_utc

from grader.course import Course
from grader.errors import UserError
from grader.lms.collect import attempts
from grader.lms.collect.collect import Collected, Report, State, Wishes, collect
from grader.lms.roster import Person, Roster
from grader.submission.timestamp import read_timestamp

NAME = "a1_derivatives"
FILE = f"{NAME}.ipynb"
CLASS = Roster(
    (
        Person("kim", "서연", "김", "kim@example.org", username="kim", canvas_id="1187"),
        Person("j_doe", "Jane", "O'Doe", "jane@example.org", username="j_doe", canvas_id="1188"),
        Person("bo1", "Bo", "Li", "bo1@example.org", username="bo1", canvas_id="1189"),
        Person("bo2", "Bo", "Li", "bo2@example.org", username="bo2", canvas_id="1190"),
    )
)
WORKSHEET = (
    "Identifier,Full name,Email address,Grade,Maximum grade,Last modified (submission),Last modified (grade)\n"
    'Participant 71,Bo Li,BO1@example.org,,10.00,"Monday, 9 March 2026, 11:50 PM",-\n'
    "Participant 72,Bo Li,bo2@example.org,,10.00,-,-\n"
)


def notebook(answer: str = "1", cell: str = "df_answer") -> bytes:
    """Return a notebook with one answer; by default one of the assignment's, and no more of it."""
    source = f"def f(x):\n    return {answer}"
    cells = [{"cell_type": "code", "id": cell, "metadata": {}, "outputs": [], "source": source}]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def collected(course: Course, files: dict[str, bytes], lms: str, **wishes: object) -> Report:
    archive = course.root / "submissions.zip"
    archive.write_bytes(zipped(files))
    made = replace(Wishes(lms, timezone="Asia/Seoul"), **wishes)
    return collect(archive, course, CLASS, made)


def of(report: Report, student: str) -> Collected:
    return next(one for one in report.students if one.student == student)


def there(course: Course) -> dict[str, set[str]]:
    """Return the files in `submitted/` by student."""
    folders = (course.root / "submitted").glob(f"*/{NAME}")
    files = {folder: (path for path in folder.rglob("*") if path.is_file()) for folder in folders}
    return {folder.parent.name: {p.relative_to(folder).as_posix() for p in found} for folder, found in files.items()}


CANVAS = {f"김서연_LATE_1187_4021_{FILE}": notebook("1"), f"odoejane_1188_4022_{FILE}": notebook("2")}
MOODLE = {
    f"서연 김_70_assignsubmission_file/{FILE}": notebook("1"),
    f"Jane ODoe_73_assignsubmission_file/{FILE}": notebook("2"),
}
BLACKBOARD = {
    f"Homework_1_kim_attempt_2026-03-09-23-50-00_{FILE}": notebook("1"),
    "Homework_1_kim_attempt_2026-03-09-23-50-00.txt": b"Name: ...",
    f"Homework_1_j_doe_attempt_2026-03-09-23-40-00_{FILE}": notebook("2"),
}
BRIGHTSPACE = {
    f"12345-678 - 김 서연 - Mar 9, 2026 1150 PM/{FILE}": notebook("1"),
    f"12346-678 - j_doe Jane O'Doe - Mar 9, 2026 1140 PM/{FILE}": notebook("2"),
    "index.html": b"<html>",
}
EVERY = {"canvas": CANVAS, "moodle": MOODLE, "blackboard": BLACKBOARD, "brightspace": BRIGHTSPACE}


@pytest.mark.parametrize("lms", EVERY)
def test_every_student_gets_their_own_files(course: Course, lms: str) -> None:
    report = collected(course, EVERY[lms], lms)
    assert report.assignment == NAME
    assert [(one.student, one.state, one.why) for one in report.students] == [
        ("j_doe", State.NEW, ""), ("kim", State.NEW, "")
    ]  # fmt: skip
    assert report.missing == ("bo1", "bo2")
    assert report.complete
    for student, answer in (("kim", "1"), ("j_doe", "2")):
        assert (course.submitted(student, NAME) / FILE).read_bytes() == notebook(answer)


@pytest.mark.parametrize("lms", EVERY)
def test_a_second_call_changes_nothing(course: Course, lms: str) -> None:
    collected(course, EVERY[lms], lms)
    before = {path: path.stat().st_mtime_ns for path in (course.root / "submitted").rglob("*")}
    assert {one.state for one in collected(course, EVERY[lms], lms).students} == {State.SAME}
    assert before == {path: path.stat().st_mtime_ns for path in (course.root / "submitted").rglob("*")}


@pytest.mark.parametrize("lms", EVERY)
def test_a_dry_run_says_the_same_and_writes_nothing(course: Course, lms: str) -> None:
    dry = collected(course, EVERY[lms], lms, dry_run=True)
    assert there(course) == {}
    assert dry == collected(course, EVERY[lms], lms)
    assert not list(course.root.glob(".collect-*"))


@pytest.mark.parametrize("lms", ["blackboard", "brightspace"])
def test_the_time_of_handing_in_is_kept_in_utc_as_nbgrader_reads_it(course: Course, lms: str) -> None:
    collected(course, EVERY[lms], lms)
    date = read_timestamp(course.submitted("kim", NAME))
    assert date
    assert date.at == parse_utc(date.text) == datetime.datetime(2026, 3, 9, 14, 50)


def test_moodles_worksheet_tells_namesakes_apart_and_the_time(course: Course) -> None:
    files = {f"Bo Li_{number}_assignsubmission_file/{FILE}": notebook(number) for number in ("71", "72")}
    assert not collected(course, files, "moodle").students
    collected(course, files, "moodle", worksheet=WORKSHEET)
    assert there(course) == {"bo1": {FILE, "timestamp.txt"}, "bo2": {FILE}}
    assert (course.submitted("bo2", NAME) / FILE).read_bytes() == notebook("72")
    assert (course.submitted("bo1", NAME) / "timestamp.txt").read_text() == "2026-03-09 14:50:00.000000 UTC\n"


def test_lateness_without_a_time_is_told(course: Course) -> None:
    assert "late, says the LMS, without saying when" in of(collected(course, CANVAS, "canvas"), "kim").notes


def test_a_time_that_is_not_understood_is_told_and_the_work_collected(course: Course) -> None:
    files = {f"12345-678 - 김 서연 - 2026년 3월 9일 오후 1159/{FILE}": notebook("1")}
    found = of(collected(course, files, "brightspace"), "kim")
    assert (found.state, found.handed_in_at) == (State.NEW, None)
    assert found.notes == ("the time 2026년 3월 9일 오후 1159 is not understood: when it was handed in is not kept",)


def test_a_group_that_moodle_writes_before_a_name_is_no_name_and_the_worksheet_helps(course: Course) -> None:
    files = {f"Team 3-Bo Li_71_assignsubmission_file/{FILE}": notebook("1")}
    (stray,) = collected(course, files, "moodle").strays
    assert "Moodle's --worksheet tells who it is" in stray.why
    assert of(collected(course, files, "moodle", worksheet=WORKSHEET), "bo1").state is State.NEW


def test_times_without_a_zone_are_not_guessed(course: Course) -> None:
    with pytest.raises(UserError, match="not in which time zone"):
        collected(course, BLACKBOARD, "blackboard", timezone="")
    with pytest.raises(UserError, match="no time zone"):
        collected(course, BLACKBOARD, "blackboard", timezone="Seoul/Asia")
    collected(course, CANVAS, "canvas", timezone="")


# ── the last attempt ───────────────────────────────────────────────────────────────────────────────────────


def test_the_last_attempt_counts_and_what_only_an_earlier_one_has_is_named(course: Course) -> None:
    files = {
        f"hw_kim_attempt_2026-03-09-23-50-00_{FILE}": notebook("old"),
        "hw_kim_attempt_2026-03-09-23-50-00_app.py": b"old",
        f"hw_kim_attempt_2026-03-10-09-00-00_{FILE}": notebook("new"),
    }
    report = collected(course, files, "blackboard")
    assert (course.submitted("kim", NAME) / FILE).read_bytes() == notebook("new")
    assert of(report, "kim").notes == ("2 attempts, the last was taken; in earlier ones alone: app.py",)


def test_attempts_whose_order_nobody_can_tell_are_not_collected(course: Course) -> None:
    same = "12345-678 - 김 서연 - Mar 9, 2026 1150 PM"
    files = {f"{same}/{FILE}": notebook("1"), f"{same.replace('678', '679')}/{FILE}": notebook("2")}
    assert "two attempts of 2026-03-09 23:50" in of(collected(course, files, "brightspace", assignment=NAME), "kim").why
    files = {f"1-2 - 김 서연 - {day} lundi 2026 1150/{FILE}": notebook(day) for day in ("8", "9")}
    assert "do not tell which is the last" in of(collected(course, files, "brightspace", assignment=NAME), "kim").why
    assert there(course) == {}


# ── who is who ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lms", "file", "owner", "why"),
    [
        ("canvas", "roemax_77_4021_a.ipynb", "roemax (77)", "no student of the roster has canvas_id 77 or this name"),
        ("canvas", "김서연_77_4021_a.ipynb", "김서연 (77)", "kim has this name, but the canvas_id 1187 and not 77"),
        ("canvas", "anon_Ab1cD_4021_a.ipynb", "anon_Ab1cD", "the assignment is anonymous"),
        ("moodle", "Max Roe_7_assignsubmission_file/a.ipynb", "Max Roe", "no student of the roster is called so"),
        ("moodle", "Bo Li_7_assignsubmission_file/a.ipynb", "Bo Li", "2 students have this name: bo1, bo2"),
        ("blackboard", "hw_roe_attempt_2026-03-09-23-50-00_a.ipynb", "hw_roe", "has the username roe"),
        ("blackboard", "hw_KIM_attempt_2026-03-09-23-50-00_a.ipynb", "hw_KIM", "differ in upper and lower case"),
        ("blackboard", "notes.txt", "notes.txt", "Blackboard gives files no names like this"),
        ("canvas", "submissions.zip", "submissions.zip", "if it holds the submissions, unpack it and collect from it"),
    ],
)
def test_what_belongs_to_nobody_is_listed_with_the_reason(
    course: Course, lms: str, file: str, owner: str, why: str
) -> None:
    report = collected(course, {file: notebook()}, lms, assignment=NAME)
    ((stray,), students) = (report.strays, report.students)
    assert (stray.name, stray.count, students) == (owner, 1, ())
    assert why in stray.why
    assert not report.complete
    assert there(course) == {}


def test_two_people_in_moodle_with_one_students_name_get_nothing_of_each_other(course: Course) -> None:
    files = {f"서연 김_{number}_assignsubmission_file/{FILE}": notebook(number) for number in ("70", "99")}
    report = collected(course, files, "moodle", assignment=NAME)
    assert [stray.why for stray in report.strays] == ["2 people in the LMS are called like kim"]
    assert there(course) == {}


def test_blackboards_title_tells_where_a_username_begins(course: Course) -> None:
    """`hw_j_doe` could be `doe` of `hw_j`, but for the others' title."""
    roster = Roster((*CLASS.people, Person("doe", username="doe")))
    files = {f"hw_{name}_attempt_2026-03-09-23-50-00_{FILE}": notebook(name) for name in ("j_doe", "kim", "doe")}
    archive = course.root / "submissions.zip"
    archive.write_bytes(zipped(files))
    collect(archive, course, roster, Wishes("blackboard", timezone="UTC"))
    assert {name: (course.submitted(name, NAME) / FILE).read_bytes() for name in ("j_doe", "kim", "doe")} == {
        name: notebook(name) for name in ("j_doe", "kim", "doe")
    }


# ── the notebook ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [f"{NAME}-1.ipynb", "homework.ipynb", f"{FILE}.txt", "과제 1/hw.ipynb"])
def test_a_renamed_notebook_gets_its_name_and_that_is_told(course: Course, name: str) -> None:
    report = collected(course, {f"서연 김_70_assignsubmission_file/{name}": notebook("1")}, "moodle", assignment=NAME)
    assert (course.submitted("kim", NAME) / FILE).read_bytes() == notebook("1")
    assert any(name.rpartition("/")[2] in note and FILE in note for note in of(report, "kim").notes)


def test_several_notebooks_of_other_names_wait_for_a_person(course: Course) -> None:
    files = {f"김서연_1187_{number}_hw.ipynb": notebook(number) for number in ("4021", "4022")}
    report = collected(course, files, "canvas")
    assert "Several notebooks hold answers" in of(report, "kim").why
    assert there(course) == {"kim": {"hw.ipynb", "hw (2).ipynb"}}, "two files of one name are both kept"


def test_without_a_notebook_a_person_is_told(course: Course) -> None:
    report = collected(
        course, {"김서연_1187_4021_a.pdf": b"%PDF", "odoejane_1188_text.html": b"hm"}, "canvas", assignment=NAME
    )
    assert all("could not be graded by itself" in one.why for one in report.students)
    assert there(course) == {"kim": {"a.pdf"}, "j_doe": {"canvas_text.html"}}


def test_the_assignment_is_told_by_the_cells_or_has_to_be_named(course: Course) -> None:
    with pytest.raises(UserError, match="holds no notebook of this course"):
        collected(course, {f"김서연_1187_4021_{FILE}": notebook(cell="other")}, "canvas")
    assert collected(course, {f"김서연_1187_4021_{FILE}": notebook(cell="other")}, "canvas", assignment="x").students


def test_an_app_that_canvas_numbered_gets_its_name(course: Course) -> None:
    files = {"김서연_1187_4021_app-1.py": b"import streamlit", "김서연_1187_4022_a8_data_app.ipynb": notebook()}
    report = collected(course, files, "canvas", assignment="a8_data_app")
    assert (course.submitted("kim", "a8_data_app") / "app.py").read_bytes() == b"import streamlit"
    assert "app-1.py was taken for app.py" in of(report, "kim").notes


def test_a_time_that_a_student_wrote_does_not_count(course: Course) -> None:
    folder = "서연 김_70_assignsubmission_file"
    files = {f"{folder}/{FILE}": notebook(), f"{folder}/Timestamp.txt": b"2020-01-01 00:00:00 UTC"}
    report = collected(course, files, "moodle")
    assert there(course) == {"kim": {FILE}}
    assert "says nothing of the time" in of(report, "kim").notes[0]


# ── archives of students ───────────────────────────────────────────────────────────────────────────────────


def test_a_students_own_archive_is_unpacked_one_level_without_its_top_folder(course: Course) -> None:
    inner = zipped({f"hw/{FILE}": notebook("1"), "hw/data/x.csv": b"1", "hw/more.zip": zipped({"y": b"2"}),
                    "__MACOSX/hw/._x": b""})  # fmt: skip
    report = collected(course, {"김서연_1187_4021_hw.zip": inner}, "canvas", assignment=NAME)
    assert there(course) == {"kim": {FILE, "data/x.csv", "more.zip"}}
    assert of(report, "kim").notes == ("hw.zip was unpacked",)


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        (zipped({"../x": b"1"}), "leads out of the folder"),
        (zipped({"timestamp.txt": b"1"}), "it holds a timestamp.txt"),
        (b"PK no archive", "no zip archive"),
        (zipped({}), "it is empty"),
    ],
    ids=["path", "time", "damaged", "empty"],
)
def test_a_students_archive_that_must_not_be_unpacked_stays_as_it_is(course: Course, inner: bytes, why: str) -> None:
    report = collected(course, {"김서연_1187_4021_hw.zip": inner}, "canvas", assignment=NAME)
    assert there(course) == {"kim": {"hw.zip"}}
    assert why in of(report, "kim").notes[0]
    assert not list(course.root.glob("**/x"))


# ── what must not be unpacked ──────────────────────────────────────────────────────────────────────────────


def test_one_students_bad_file_holds_up_nobody_else(course: Course) -> None:
    bad = "서연 김_70_assignsubmission_file/../../../up.ipynb"
    report = collected(course, {**MOODLE, bad: b"x"}, "moodle")
    assert of(report, "kim").state is State.REFUSED
    assert "leads out of the folder" in of(report, "kim").why
    assert there(course) == {"j_doe": {FILE}}
    assert not list(course.root.parent.glob("up.ipynb"))


def test_a_path_out_of_the_folder_is_told_where_it_is_nobodys(course: Course) -> None:
    report = collected(course, {**CANVAS, "../../up": b"x"}, "canvas")
    assert [(stray.name, stray.why) for stray in report.strays] == [("../../up", "its path leads out of the folder")]


def test_a_damaged_file_is_told_with_its_owner(course: Course) -> None:
    whole = zipped(CANVAS)
    at = whole.index(b"1187_4021") + 60
    (course.root / "a.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
    report = collect(course.root / "a.zip", course, CLASS, Wishes("canvas"))
    assert of(report, "kim").state is State.REFUSED
    assert of(report, "kim").why.startswith("damaged: ")
    assert there(course) == {"j_doe": {FILE}}


def test_an_attempt_that_is_too_large_is_not_unpacked(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "MAX_BYTES", 1000)
    report = collected(course, CANVAS | {"김서연_1187_4025_x": bytes(1001)}, "canvas")
    assert "and the limit is" in of(report, "kim").why
    assert there(course) == {"j_doe": {FILE}}


def test_an_archive_larger_than_the_disk_is_refused(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 10})())
    with pytest.raises(UserError, match="the disk has"):
        collected(course, CANVAS, "canvas")


def test_a_folder_that_is_a_link_is_not_written_through(course: Course, tmp_path: Path) -> None:
    (course.root / "elsewhere").mkdir()
    (course.root / "submitted").mkdir()
    (course.root / "submitted" / "kim").symlink_to(course.root / "elsewhere")
    assert "is a link" in of(collected(course, CANVAS, "canvas"), "kim").why
    assert not list((tmp_path / "elsewhere").iterdir())


# ── what lies there already ────────────────────────────────────────────────────────────────────────────────


LATER = {f"Homework_1_kim_attempt_2026-03-11-09-00-00_{FILE}": notebook("later")}


def test_other_files_are_kept_unless_they_are_to_be_replaced_and_then_put_aside(course: Course) -> None:
    collected(course, BLACKBOARD, "blackboard")
    kept = of(collected(course, LATER, "blackboard"), "kim")
    assert (kept.state, "which are newer (2026-03-11 00:00 UTC)" in kept.why) == (State.DIFFERENT, True)
    assert (course.submitted("kim", NAME) / FILE).read_bytes() == notebook("1")
    for number in (1, 2):
        files = LATER if number == 1 else BLACKBOARD
        assert of(collected(course, files, "blackboard", replace=True), "kim").state is State.REPLACED
        assert (course.root / "replaced" / "kim" / f"{NAME}-{number}" / FILE).is_file()
    assert (course.root / "replaced" / "kim" / f"{NAME}-1" / FILE).read_bytes() == notebook("1")
    assert there(course)["j_doe"], "whoever is not in a later archive keeps what is there"


def test_a_time_that_a_person_wrote_beside_canvas_files_stays(course: Course) -> None:
    collected(course, CANVAS, "canvas")
    (course.submitted("kim", NAME) / "timestamp.txt").write_text("2026-03-09 23:50 UTC")
    assert of(collected(course, CANVAS, "canvas"), "kim").state is State.SAME
