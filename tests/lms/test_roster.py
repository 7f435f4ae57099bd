"""The roster file: what is read, and what is refused with a sentence that helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import UserError
from grader.lms.roster import Person, decode, parse_roster, read_roster


def test_a_roster_is_read() -> None:
    text = (
        "Student ID,First Name,Last-Name,Email address,SIS User ID,OrgDefinedId,excused,Phone\n"
        'kim,"서연, B",김,k@x.org,S1,007,"a1 a2;a3",1\n\n'
    )
    roster = parse_roster(text)
    assert roster.people == (
        Person("kim", "서연, B", "김", "k@x.org", sis_user_id="S1", org_defined_id="007", excused=("a1", "a2", "a3")),
    )
    assert roster.unused == ("Phone",)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_tells_the_separator(separator: str) -> None:
    assert parse_roster(f"student{separator}username\nkim{separator}k1\n").people[0].username == "k1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_korean_names_come_through(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes("student,first_name\nkim,서연\n".encode(encoding))
    assert read_roster(path).people[0].first_name == "서연"


@pytest.mark.parametrize("encoding", ["cp949", "latin-1"])
def test_another_encoding_is_refused_with_what_to_do(encoding: str) -> None:
    name = "서연" if encoding == "cp949" else "José"
    with pytest.raises(UserError, match=r"line 2 cannot be read.*CSV UTF-8"):
        decode(f"student,name\nkim,{name}\n".encode(encoding), "roster.csv")


def test_a_workbook_is_no_text() -> None:
    with pytest.raises(UserError, match="not a text file"):
        decode(b"PK\x03\x04\x00\x00", "roster.xlsx")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("name,email\nKim,k@x.org\n", "no column `student`; its columns are: name, email"),
        ("student,id\nkim,kim\n", "two columns for student"),
        ("student,username\nkim\n", "Line 2 of The roster has 1 fields, its first line has 2"),
        ('student,username\nkim,"k\n', "is not CSV"),
        ("student,username\n,k1\n", "Line 2 of The roster has no student id"),
        ("student\nkim\nkim\n", "Lines 2 and 3 of The roster have the same student: kim"),
        ("student,canvas_id\nkim,7\nlee,7\n", "Lines 2 and 3 of The roster have the same canvas_id: 7"),
        ("student,canvas_id\nkim,S7\n", "canvas_id is 'S7'"),
        ("student,idnumber\nkim,2.02E+09\n", "a number that a spreadsheet program rounded"),
        ("student;idnumber\nkim;2,02E+09\n", "a number that a spreadsheet program rounded"),
    ],
)
def test_what_cannot_be_right_is_refused(text: str, says: str) -> None:
    with pytest.raises(UserError, match=says.replace("+", r"\+")):
        parse_roster(text)


def test_blank_ids_are_no_duplicates() -> None:
    assert len(parse_roster("student,canvas_id\nkim,\nlee,\n").people) == 2


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_roster(tmp_path / "roster.csv")
