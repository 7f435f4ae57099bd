"""The roster file: what is read, and what is refused with a sentence that helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import UserError
from grader.lms.formats.catalog import FORMATS
from grader.lms.formats.effects import Action, Known
from grader.lms.formats.sheet import Request
from grader.lms.grades import Grade, Status
from grader.lms.roster import Person, decode, parse_roster, read_roster, roster_csv


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


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04\x00\x00", "a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old workbook"),
        (b"\n<html><table>", "a web page"),
        (b"%PDF-1.7", "a PDF"),
        (b"student\0", "not a text file"),
    ],
)
def test_what_offices_send_in_place_of_csv_is_named(content: bytes, says: str) -> None:
    with pytest.raises(UserError, match=says):
        decode(content, "roster.csv")


def test_a_korean_roster_is_read_and_the_column_taken_is_said() -> None:
    roster = parse_roster("학번,성명,이메일\n2026000123,김서연,kim@x.kr\n")
    assert roster.people == (Person("2026000123", email="kim@x.kr"),)
    assert "학번 was taken for the id in nbgrader" in roster.notes[0]
    assert roster.unused == ("성명",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("name,email\nKim,k@x.org\n", "no column `student`; its columns are: name, email"),
        ("student,id\nkim,kim\n", "two columns for student: student and id"),
        ("student,idnumber\nkim,1.5e9\n", "a number that a spreadsheet program rounded"),
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


@pytest.mark.parametrize(
    ("title", "table"),
    [
        ("2026 Spring class list,,\nRoom 301,,\n,,\n", "student,first_name,email\nkim,K,k@x.org\n"),
        ("수강생 명단\n\n출력일: 2026-03-02\n", "학번\t이름\t이메일\nkim\tK\tk@x.org\n"),
    ],
)
def test_a_title_above_the_names_of_the_columns_is_left_out_and_told(title: str, table: str) -> None:
    roster = parse_roster(title + table)
    assert [(one.student, one.email) for one in roster.people] == [("kim", "k@x.org")]
    assert "the first 3 lines, above the names of the columns, were left out" in roster.notes
    with pytest.raises(UserError, match="Line 6 of The roster has no student id"):
        parse_roster(title + table + table.splitlines()[1].replace("kim", "") + "\n")


def test_a_line_of_somebody_whose_role_is_student_is_no_header() -> None:
    with pytest.raises(UserError, match="no column `student`; its columns are: Name, Role"):
        parse_roster("Name,Role\nKim,Student\nLee,Student\n")


def test_a_student_in_two_sections_counts_once_with_both() -> None:
    roster = parse_roster("student,section,email\nkim,Sec 1,k@x\nlee,Sec 1,l@x\nkim,Sec 2,k@x\n")
    assert [(one.student, one.section) for one in roster.people] == [("kim", "Sec 1 and Sec 2"), ("lee", "Sec 1")]
    assert "kim is listed in several sections and counts once" in roster.notes
    with pytest.raises(UserError, match="same student: kim"):
        parse_roster("student,section,email\nkim,Sec 1,k@x\nkim,Sec 2,another@x\n")


@pytest.mark.parametrize("title", ["status", "Enrollment Status", "enrollment_state", "학적 상태", "수강상태"])
@pytest.mark.parametrize(
    "word", ["withdrawn", "Dropped", "INACTIVE", "concluded", "휴학", "자퇴", "수강취소", "수강 취소", "suspended"]
)
def test_a_word_of_the_status_says_who_has_left_and_is_told(title: str, word: str) -> None:
    roster = parse_roster(f"student,{title}\nkim,{word}\nlee,Active\nbo,재학\nann,\n")
    assert roster.left == {"kim": word}
    assert roster.notes == (
        f"{title} is {word}: kim; no 0 for what they did not hand in, and they are not counted as missing",
    )
    assert roster.unused == ()
    assert parse_roster(roster_csv(roster).decode("utf-8-sig")).left == {"kim": word}


def test_an_unknown_word_of_the_status_changes_nothing_and_is_told() -> None:
    roster = parse_roster("student,학적,status\nkim,재학,graduating\nlee,휴학,\nbo,,graduating\n")
    assert roster.left == {"lee": "휴학"}, "either of two columns says it"
    assert "status is graduating, which does not say whether one has left: it changes nothing" in roster.notes


def test_who_has_left_one_section_of_two_is_still_in_the_course() -> None:
    text = "student,section,status\nkim,A,dropped\nkim,B,active\nlee,A,dropped\nlee,B,withdrawn\n"
    kim, lee = parse_roster(text).people
    assert (kim.section, kim.status) == ("B", "")
    assert (lee.section, lee.status) == ("A and B", "dropped")


def test_blank_ids_are_no_duplicates() -> None:
    assert len(parse_roster("student,canvas_id\nkim,\nlee,\n").people) == 2


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read_roster(tmp_path / "roster.csv")


# ── marks of other formats, and what spreadsheet programs do ───────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("#00246", "the # of Brightspace was taken off in 1 cell"),
        ("##00246", "the # of Brightspace was taken off in 1 cell"),
        ("'00246", "the apostrophe of a spreadsheet program"),
        ('"=""00246"""', '="..." of a spreadsheet program'),
        ("00246.0", "the .0 of a program"),
        ("00246\u200b", "a character that cannot be seen"),
    ],
)
def test_marks_of_other_formats_are_taken_off_and_told(cell: str, says: str) -> None:
    roster = parse_roster(f"student,OrgDefinedId\nkim,{cell}\n")
    assert roster.people[0].org_defined_id == "00246"
    assert [says in note for note in roster.notes] == [True]


@pytest.mark.parametrize("lms", ["brightspace", "moodle", "sakai", "blackboard"])
def test_the_mark_of_brightspace_goes_into_no_other_file_and_into_its_own_once(lms: str) -> None:
    roster = parse_roster("student,OrgDefinedId,Username,idnumber\nkim,#00246,#kim,#00246\n")
    grade = Grade("kim", "a1", Status.GRADED, 5.0, 10.0)
    (file,) = FORMATS[lms].write(Request((grade,), roster)).files
    assert file.content.count(b"#00246") + file.content.count(b"#kim") == (1 if lms == "brightspace" else 0)
    assert b"##" not in file.content


@pytest.mark.parametrize(
    ("lms", "text"),
    [
        ("brightspace", "OrgDefinedId,a Points Grade,End-of-Line Indicator\n##7,5,#\n"),
        ("moodle", "ID number,Assignment: a (Real)\n#7,5\n"),
        ("sakai", "Student ID,Name,a [10]\n#7,K,5\n"),
        ("blackboard", '"Username","a [Total Pts: 10 Score] |1"\n"#7","5"\n'),
    ],
)
def test_an_id_with_a_foreign_mark_is_nobody(lms: str, text: str) -> None:
    assert {effect.action for effect in FORMATS[lms].check(text, Known())} == {Action.REFUSE}


@pytest.mark.parametrize(
    "text",
    [
        "sep=;\nstudent;username\nkim;k1\n",
        "\ufeffstudent,username\nkim,k1\n,\n,\n",
        ",\n,\nstudent,username\nkim,k1\n",
        '"student","user;name;x",username\nkim,,k1\n',
        "student,username\nkim,k1,,\n",
        "student,username\nkim,k1\nstudent,username\n",
        "\u200bstudent,username\nkim,k1\n",
    ],
)
def test_what_spreadsheet_programs_leave_in_a_file_does_no_harm(text: str) -> None:
    assert [(person.student, person.username) for person in parse_roster(text).people] == [("kim", "k1")]


def test_a_column_that_is_not_called_student_is_told() -> None:
    roster = parse_roster("Last Name,First Name,Username,Student ID\nKim,A,kim,7\n")
    assert "Student ID was taken for the id in nbgrader" in roster.notes[0]
    assert not parse_roster("student\nkim\n").notes


@pytest.mark.parametrize(
    ("header", "row", "person"),
    [
        (
            "Student,ID,SIS User ID,SIS Login ID,Section,a1 (7)",
            '"Kim, A",1001,S1,kim,Sec,3',
            Person("kim", "A", "Kim", section="Sec", canvas_id="1001", sis_user_id="S1", sis_login_id="kim"),
        ),
        ("Student,ID,Section,a1 (7)", '"Kim, A",1001,Sec,3', Person("1001", "A", "Kim", "", "Sec", canvas_id="1001")),
        (
            "LastName,FirstName,ID,SIS User ID,SIS Login ID,Section,a1 (7)",
            "Kim,A,1001,S1,kim,Sec,3",
            Person("kim", "A", "Kim", section="Sec", canvas_id="1001", sis_user_id="S1", sis_login_id="kim"),
        ),
        ("LastName,FirstName,ID,Section", "Kim,A,1001,Sec", Person("1001", "A", "Kim", "", "Sec", canvas_id="1001")),
    ],
)
def test_the_export_of_canvas_serves_as_a_roster_and_says_which_column_was_taken(
    header: str, row: str, person: Person
) -> None:
    more = "," * header.count(",")
    points = f"    Points Possible{more}"
    roster = parse_roster(f"{more}\n{header}\n{points}\n{row}\n")
    assert roster.people == (person,)
    assert "was taken for the id in nbgrader" in roster.notes[0]
