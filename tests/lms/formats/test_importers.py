"""What the importers do with files that people have touched, for all of `lms/formats/`: each line is a rule of an LMS.

What the formats write stands in `test_catalog.py`, for all of them at once.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from class_of_six import BLACKBOARD, CANVAS, PEOPLE, ROSTER, WORKSHEET, grade, request

from grader.errors import UserError
from grader.lms.formats.canvas_rules import Template, as_canvas_reads
from grader.lms.formats.catalog import FORMATS
from grader.lms.formats.effects import Action, Known
from grader.lms.formats.php_csv import imported
from grader.lms.roster import Person, Roster

HEADER = "Student,ID,SIS User ID,SIS Login ID,Section"
KNOWN = Known(ROSTER, "", {"a1_derivatives": 10.0})


def actions(name: str, text: str, template: str = "") -> list[tuple[str, str]]:
    known = Known(None if template else ROSTER, template, KNOWN.maxima)
    return [(effect.action.value, effect.why) for effect in FORMATS[name].check(text, known)]


# ── Canvas ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "header",
    [
        "Student,ID,Section,a1 (4)",
        "Student,ID,SIS Login ID,Section,a1 (4)",
        "Student,ID,SIS User ID,SIS Login ID,Section,a1 (4)",
        "Student,ID,SIS User ID,SIS Login ID,Integration ID,Section,a1 (4)",
        "Student,ID,SIS User ID,SIS Login ID,Integration ID,Root Account,Section,a1 (4)",
        "\ufeffStudent,ID,Section,a1 (4)",
        "LastName,FirstName,ID,Section,a1 (4)",
        "LastName,FirstName,ID,SIS User ID,SIS Login ID,Section,a1 (4)",
    ],
)
def test_canvas_takes_these_headers(header: str) -> None:
    student = {"LastName": "Kim", "Student": "Kim", "FirstName": "A", "ID": "1001", "Section": "s", "a1 (4)": "5"}
    row = ",".join(student.get(title, "") for title in header.removeprefix("\ufeff").split(","))
    assert actions("canvas", f"{header}\n{row}\n") == [("set", "")]


@pytest.mark.parametrize(
    "header",
    ["Student,ID,SIS User ID,Section,a1", "Name,ID,Section,a1", "Student,ID,a1", "Student,Section,ID,a1", "a,b,c,d"],
)
def test_canvas_refuses_other_headers(header: str) -> None:
    assert actions("canvas", f"{header}\nKim,1,2,3,4\n") == [("refuse", "Invalid header row")]


@pytest.mark.parametrize(
    ("cell", "action"),
    [("8.5", "set"), ("EX", "set"), ("ex", "set"), ("80%", "set"), ('"8,5"', "set"), ("", "clear"), ("-", "clear"),
     ("eight", "refuse"), ("=1", "refuse")],
)  # fmt: skip
def test_canvas_reads_a_cell(cell: str, action: str) -> None:
    assert actions("canvas", f"{HEADER},a1 (4)\nKim,1001,,,s,{cell}\n")[0][0] == action


@pytest.mark.parametrize(
    ("cell", "read"),
    [("1,234", "1.234"), ("1.2.3", "12.3"), ("1,234.5", "1234.5"), ("007", "007"), ("12.", "12"), ("5,0%", "5.0%"),
     ("S1.2", "S1.2"), (".", "")],
)  # fmt: skip
def test_canvas_takes_digits_with_commas_for_numbers(cell: str, read: str) -> None:
    assert as_canvas_reads(cell) == read


def test_canvas_makes_a_new_assignment_of_an_unknown_title() -> None:
    assert actions("canvas", f"{HEADER},a1\nKim,1001,,,s,5\n")[0][0] == "create"


@pytest.mark.parametrize(
    "text", ['K"im,1001,,,s,5\n', '"Kim"x,1001,,,s,5\n', "Kim\r,1001,,,s,5\n", '"Kim,1001,,,s,5\n']
)
def test_canvas_refuses_a_file_with_stray_quotes_or_mixed_lines(text: str) -> None:
    """As Ruby's CSV does: the whole file is malformed."""
    assert actions("canvas", f"{HEADER},a1 (4)\n{text}") == [("refuse", "the file is empty or not CSV")]
    assert actions("canvas", f"{HEADER},a1 (4)\nKim,1001,,,s,5\n".replace("\n", "\r\n")) == [("set", "")]


def test_canvas_drops_totals() -> None:
    assert actions("canvas", f"{HEADER},Final Score,a1 (4)\nKim,1001,,,s,5,6\n") == [
        ("skip", "taken for a total"),
        ("set", ""),
    ]


def test_canvas_knows_semicolons() -> None:
    assert actions("canvas", f"{HEADER},a1 (4)\nKim,1001,,,s,8.5\n".replace(",", ";").replace("8.5", "8,5")) == [
        ("set", "")
    ]


def test_canvas_takes_the_first_row_of_a_student_and_no_second() -> None:
    text = f"{HEADER},a1 (4)\nKim,1001,,,s,5\nKim,1001,,,s,6\n"
    assert [action for action, _ in actions("canvas", text)] == ["set", "refuse"]


def test_a_student_whom_the_roster_does_not_know_is_told() -> None:
    text = f"{HEADER},a1 (4)\nX,77,,,s,5\nY,,S1,,s,5\nZ,,,nobody,s,5\n"
    assert [action for action, _ in actions("canvas", text)] == ["refuse", "set", "refuse"]


def test_a_row_without_any_id_is_not_trusted() -> None:
    assert actions("canvas", f"{HEADER},a1 (4)\nKim,,,,s,5\n")[0][0] == "refuse"


def test_a_student_called_like_the_row_of_points_is_still_a_student() -> None:
    """Canvas takes a row for the points' where the name says so, and the grade would be gone without a word."""
    text = f"{HEADER},a1 (4)\nPoints Possible,1001,,,s,5\n"
    assert actions("canvas", text) == []
    roster = Roster((Person("kim", "Points Possible", "Kim", canvas_id="1001"),))
    content = FORMATS["canvas"].write(request(grade("kim"), roster=roster)).files[0].content.decode()
    assert [effect.student for effect in FORMATS["canvas"].check(content, Known())] == ["1001"]


def test_a_custom_column_of_canvas_with_the_assignment_s_title_takes_no_grade() -> None:
    """An export shows it by its title alone; an assignment has its number behind."""
    template = "Student,ID,Section,Homework,Homework (4021)\n    Points Possible,,,,10\nK,1001,s,a note,\n"
    wishes = replace(request(grade("kim"), template=template), titles={"a1_derivatives": "Homework"})
    content = FORMATS["canvas"].write(wishes).files[0].content.decode("utf-8-sig")
    assert content.splitlines()[0] == "Student,ID,Section,Homework (4021)"
    assert actions("canvas", content, template) == [("set", "")]
    ((action, why),) = actions("canvas", content.replace(" (4021)", ""), template)
    assert (action, why.partition(";")[0]) == ("refuse", "taken for the custom column of this title")


def test_against_what_canvas_holds() -> None:
    """The template tells what is stored: the same again is nothing, a blank over it deletes."""
    header = f"{HEADER},a1_derivatives (4021)"
    text = f"{header}\nK,1001,,,s,5\nO,1002,,,s,1.00\nE,1004,,,s,\nF,1003,,,s,\nX,9,,,s,5\n"
    assert actions("canvas", text, CANVAS) == [
        ("set", ""),
        ("skip", "unchanged"),
        ("clear", "a blank deletes the score that is there"),
        ("skip", "blank, as it is in Canvas"),
        ("refuse", "no such student in the template"),
    ]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("10,10", "100,10"), "100 points in Canvas, but 10 here"),
        (("a1_derivatives (4021)", "Homework (4021)"), "no column for a1_derivatives"),
        (("a2_gradients", "a1_derivatives"), "more than one column"),
        (("10,10,(read only)", "(read only),10,(read only)"), "does not let the column"),
        (("10,10,(read only)", ",10,(read only)"), "has no points in Canvas, but 10 here"),
        (("10,10,(read only)", "(schreibgeschützt),10,(read only)"), "has no points in Canvas, but 10 here"),
        (("Student,ID", "Name,No"), "not a gradebook of Canvas"),
    ],
)
def test_a_template_that_does_not_fit_is_refused(change: tuple[str, str], says: str) -> None:
    with pytest.raises(UserError, match=says.replace("(", r"\(")):
        FORMATS["canvas"].write(request(grade("kim"), template=CANVAS.replace(*change)))


def test_a_student_whom_the_template_lists_twice_is_told_and_not_written() -> None:
    (row,) = (line for line in CANVAS.splitlines(keepends=True) if ",1001," in line)
    export = FORMATS["canvas"].write(request(grade("kim"), grade("formula"), template=CANVAS.replace(row, row + row)))
    assert [(r.student, r.lost) for r in export.remarks] == [("kim", True)]
    assert "lists ID 1001 twice" in export.remarks[0].what
    assert b"1001" not in export.files[0].content


@pytest.mark.parametrize(
    ("name", "template", "says"),
    [
        ("canvas", CANVAS, "Canvas holds 1, which this file replaces with 3.33"),
        ("moodle-worksheet", WORKSHEET.replace(",old", ","), "Moodle holds 2.00, which this file replaces with 3.33"),
        ("blackboard", BLACKBOARD, ""),
        (
            "blackboard",
            BLACKBOARD.replace('"002"\t""\t"Yes"\t""', '"002"\t""\t"Yes"\t"Needs Grading(12)"'),
            "holds Needs Grading(12)",
        ),
        ("canvas", CANVAS.replace("Sec 01,3,1,", "Sec 01,3,3.330,"), ""),
        ("canvas", CANVAS.replace("Sec 01,3,1,", "Sec 01,3,MI,"), "Canvas holds MI"),
        ("moodle-worksheet", WORKSHEET.replace(",2.00,10", ',"2,00",10').replace(",old", ","), "Moodle holds 2,00"),
    ],
    ids=range(7),
)
def test_another_grade_that_a_file_replaces_is_told_and_written(name: str, template: str, says: str) -> None:
    export = FORMATS[name].write(request(grade("oneil"), template=template))
    assert [(remark.lost, says in remark.what) for remark in export.remarks] == [(False, True)] * bool(says)
    assert b"3.33" in export.files[0].content


@pytest.mark.parametrize(
    ("stored", "says"),
    [
        ("See me &amp; Kim", ["Moodle holds the feedback “See me & Kim”, which this file replaces"]),
        ("x" * 60, [f"Moodle holds the feedback “{'x' * 40} …”, which this file replaces"]),
        ("", []),
        ("  ", []),
        ("f 2/4: Why &lt; 1?", []),  # ours, as an earlier import left it
        ("<p>f 2/4: Why &lt; 1?</p>", []),
    ],
)
def test_feedback_that_a_worksheet_replaces_is_told(stored: str, says: list[str]) -> None:
    template = WORKSHEET.replace("2.00,10.00", ",10.00").replace(",old", f",{stored}")
    ours = replace(grade("oneil"), comment="f 2/4: Why < 1?")
    export = FORMATS["moodle-worksheet"].write(request(ours, template=template))
    assert [remark.what for remark in export.remarks] == says
    assert not any(remark.lost for remark in export.remarks)


def test_who_is_excused_in_canvas_alone_keeps_that() -> None:
    template = CANVAS.replace("Sec 01,3,1,", "Sec 01,3,EX,")
    export = FORMATS["canvas"].write(request(grade("kim"), grade("oneil"), template=template))
    assert [(r.student, r.lost) for r in export.remarks] == [("oneil", True)]
    assert "Canvas says EX" in export.remarks[0].what
    assert b"1002" not in export.files[0].content


def test_a_student_to_whom_canvas_did_not_assign_it_is_reported() -> None:
    """Canvas exports `N/A` and drops whatever is imported there, without a word."""
    template = CANVAS.replace("Sec 01,4,,2,90", "Sec 01,4,N/A,2,90")
    export = FORMATS["canvas"].write(request(grade("kim"), grade("formula"), template=template))
    assert [(r.student, r.lost) for r in export.remarks] == [("kim", True)]
    assert "N/A" in export.remarks[0].what
    assert b"1001" not in export.files[0].content
    text = f"{HEADER},a1_derivatives (4021)\nK,1001,,,s,5\n"
    assert actions("canvas", text, template)[0][0] == "refuse"
    assert not FORMATS["canvas"].write(request(grade("kim"), template=template)).files


@pytest.mark.parametrize(
    ("person", "found"),
    [
        (Person("kim", sis_user_id="S1"), "1001"),
        (Person("kim", sis_login_id="oneil"), "1002"),
        (Person("kim", sis_user_id="S1", sis_login_id="kim"), "1001"),
        (Person("kim", sis_user_id="S1", sis_login_id="oneil"), ""),
        (Person("kim", sis_user_id="oneil"), ""),
        (Person("kim", sis_login_id="S3"), "1006"),
        (Person("kim", sis_user_id="S3"), "1003"),
        (Person("kim", canvas_id="1001", sis_user_id="S2"), "1001"),
        (Person("kim", canvas_id="9", sis_user_id="S2"), ""),
        (Person("kim", sis_login_id="twin"), ""),
    ],
)
def test_a_row_is_a_person_s_by_the_same_kind_of_id(person: Person, found: str) -> None:
    """One student's login may be another's number in the school: mixed up, a stranger gets the grade."""
    template = CANVAS.replace("S6,absent", "S6,S3").replace("S4,emoji", "S4,twin").replace("S5,away", "S5,twin")
    assert Template.parse(template).identify(person) == found


def test_a_template_with_two_columns_of_names_is_filled_in() -> None:
    template = (
        "LastName,FirstName,ID,SIS Login ID,Section,Notes,a1_derivatives (4021)\n"
        "    Points Possible,,,,,(read only),10\nKim,A,1001,kim,s,shy,\n"
    )
    (file,) = FORMATS["canvas"].write(request(grade("kim"), template=template)).files
    assert file.content.decode().splitlines() == [
        "LastName,FirstName,ID,SIS Login ID,Section,a1_derivatives (4021)",
        "    Points Possible,,,,,10",
        "Kim,A,1001,kim,s,8.5",
    ]
    effects = FORMATS["canvas"].check(file.content.decode(), Known(ROSTER, template))
    assert [(effect.student, effect.action) for effect in effects] == [("1001", Action.SET)]


def test_a_template_with_semicolons_and_decimal_commas_is_read() -> None:
    template = CANVAS.replace('"김, 서연"', "김").replace('"O\'Neil, Tim"', "O").replace('"Away, Far"', "A")
    template = (
        template.replace('"Absent, Ann"', "B").replace('"Student, Test"', "C").replace(",5,10,10,", ",5,10#00,10,")
    )
    (file,) = (
        FORMATS["canvas"].write(request(grade("kim"), template=template.replace(",", ";").replace("#", ","))).files
    )
    assert file.content.decode().splitlines()[-1] == "김,1001,S1,kim,Sec 01,8.5"


def test_a_column_can_be_named() -> None:
    template = CANVAS.replace("a1_derivatives (4021)", "Homework 1 (4021)")
    export = FORMATS["canvas"].write(request(grade("kim"), template=template, titles={"a1_derivatives": "Homework 1"}))
    assert b"Section,Homework 1 (4021)\n" in export.files[0].content


def test_other_columns_and_students_stay_out_so_that_nothing_old_comes_back() -> None:
    content = FORMATS["canvas"].write(request(grade("kim"), template=CANVAS)).files[0].content.decode()
    assert "Quiz" not in content
    assert "oneil" not in content
    assert "Student, Test" not in content


# ── Moodle ─────────────────────────────────────────────────────────────────────────────────────────────────

MOODLE = "ID number,Assignment: a1_derivatives (Real),Assignment: a1_derivatives (Feedback)\n"


@pytest.mark.parametrize(
    ("row", "action", "why"),
    [
        ("001,8.5,good", "set", ""),
        ("001,,good", "clear", "a blank deletes the grade that is there"),
        ("001,-,good", "clear", "a blank deletes the grade that is there"),
        ('001,"8,5",good', "refuse", "not a number with a decimal point"),
        ("001,11,good", "refuse", "out of the item's range"),
        ("099,8,good", "refuse", "Moodle knows no user with this ID number"),
        (",8,good", "refuse", "without an id the line goes to the student of the line above"),
        ("0,8,good", "refuse", "without an id the line goes to the student of the line above"),
        ("001,8", "refuse", "a line has another number of columns than the first"),
    ],
)
def test_moodle_reads_a_row(row: str, action: str, why: str) -> None:
    assert actions("moodle", f"{MOODLE}{row}\n")[0] == (action, why)


def test_a_backslash_before_the_last_quote_swallows_the_next_student() -> None:
    lines = MOODLE + '001,8,"{}"\n002,1,"x"\n'
    assert [e.student for e in FORMATS["moodle"].check(lines.format("torn\\"), KNOWN)] == ["001"]
    assert [e.student for e in FORMATS["moodle"].check(lines.format("kept\\ "), KNOWN)] == ["001", "002"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a,"b"\n', [["a", "b"]]),
        ('a, "b"\n', [["a", "b"]]),
        ('a,"" "b"\n', [["a", ' "b"']]),
        ('a,"b\nc"\r\nd,e', [["a", "b\nc"], ["d", "e"]]),
        ('a,b"c"\n', [["a", 'b"c"']]),
        ('a,"b\\"c"\n', [["a", 'b\\"c']]),
        ('a,"b', [["a", "b"]]),
        ("a,b\\\nc,d\n", [["a", 'b\\"\nc,d\n']]),
        ("a,b\\ \nc,d\n", [["a", "b\\ "], ["c", "d"]]),
    ],
)
def test_moodle_reads_a_file_writes_it_and_reads_it_again(text: str, rows: list[list[str]]) -> None:
    """As PHP 8.2 does it; the second reading tears what ends with a backslash also without quotes."""
    assert imported(text) == rows


def test_an_id_that_would_tear_its_line_is_reported() -> None:
    roster = Roster((Person("kim", idnumber="001\\"), Person("oneil", idnumber="a&b"), Person("emoji", idnumber="3")))
    export = FORMATS["moodle"].write(request(grade("kim"), grade("oneil"), grade("emoji"), roster=roster))
    assert [(r.student, r.lost) for r in export.remarks] == [("kim", True)]
    effects = FORMATS["moodle"].check(export.files[0].content.decode(), Known(roster, "", {"a1_derivatives": 10.0}))
    assert [(e.student, e.action) for e in effects] == [("a&b", Action.SET), ("3", Action.SET)]


def test_one_fault_stops_the_whole_import_of_moodle() -> None:
    first, second = FORMATS["moodle"].check(f"{MOODLE}001,8,x\n002,11,x\n", KNOWN)
    assert (first.action, second.action) == (Action.REFUSE, Action.REFUSE)
    assert first.why == "the whole import stops at 002: out of the item's range"


def test_a_user_who_comes_twice_in_moodles_csv_stops_nobody_and_gets_one_grade_or_the_other() -> None:
    first, other, again = FORMATS["moodle"].check(f"{MOODLE}001,8,x\n002,7,x\n001,9,x\n", KNOWN)
    assert [first.action, other.action, again.action] == [Action.REFUSE, Action.SET, Action.REFUSE]
    assert "the grade of one line, and may take the feedback of the other" in first.why


def test_an_id_that_several_users_have_stops_the_whole_import_of_moodles_csv() -> None:
    shared = Known(Roster((Person("kim", idnumber="001"), Person("lee", idnumber="001"), Person("bo", idnumber="002"))))
    first, second = FORMATS["moodle"].check(f"{MOODLE}001,8,x\n002,7,x\n", shared)
    assert (first.action, first.why) == (Action.REFUSE, "several users have this ID number")
    assert second.why == "the whole import stops at 001: several users have this ID number"


def test_moodle_reads_an_email_in_any_capitals_and_an_id_number_as_it_is() -> None:
    known = Known(Roster((Person("kim", email="Kim@example.org", idnumber="a1"),)))
    by_email = MOODLE.replace("ID number", "Email address")
    assert [e.action for e in FORMATS["moodle"].check(f"{by_email}KIM@example.org,8,x\n", known)] == [Action.SET]
    both = FORMATS["moodle"].check(f"{by_email}KIM@example.org,8,x\nkim@example.org,7,x\n", known)
    assert all("the user comes twice" in effect.why for effect in both)
    assert [e.action for e in FORMATS["moodle"].check(f"{MOODLE}A1,8,x\n", known)] == [Action.REFUSE]


def test_a_grade_above_100_goes_into_an_item_of_more_points() -> None:
    (file,) = FORMATS["moodle"].write(request(grade("kim", score=150.0, max_score=200.0))).files
    (effect,) = FORMATS["moodle"].check(file.content.decode(), Known(ROSTER, "", {"a1_derivatives": 200.0}))
    assert (effect.action, effect.value) == (Action.SET, "150")


RESULT = "<result><assignment>{}</assignment><student>{}</student><score>{}</score></result>"


@pytest.mark.parametrize(
    ("values", "action"),
    [
        (("a1_derivatives", "001", "8.5"), "set"),
        (("a1_derivatives", "001", ""), "refuse"),
        (("a1_derivatives", "001", "-"), "clear"),
        (("a1_derivatives", "001", "</score><score>"), "refuse"),
        (("a1_derivatives", "001", "8,5"), "refuse"),
        (("a1_derivatives", "099", "8"), "refuse"),
        (("a9", "001", "8"), "refuse"),
        (("a1_derivatives", "001", "11"), "refuse"),
        (("a1_derivatives", "001", "&#x38;"), "set"),
    ],
)
def test_moodle_reads_a_result(values: tuple[str, str, str], action: str) -> None:
    assert actions("moodle-xml", f"<results>{RESULT.format(*values)}</results>")[0][0] == action


def test_what_moodles_xml_import_takes_otherwise_than_it_is_written_stops_nobody() -> None:
    texts = [RESULT.format("a1_derivatives", *one) for one in (("001", "8"), ("002", "11"), ("003", "7"), ("001", "9"))]
    effects = FORMATS["moodle-xml"].check(f"<results>{''.join(texts)}</results>", KNOWN)
    assert [effect.action.value for effect in effects] == ["refuse", "refuse", "set", "set"]
    assert "a later result" in effects[0].why
    assert "cuts it to the maximum" in effects[1].why


def test_two_users_of_one_id_number_are_told_before_moodle_grades_one_of_them() -> None:
    known = Known(Roster((Person("kim", idnumber="001"), Person("lee", idnumber="001"))))
    text = f"<results>{RESULT.format('a1_derivatives', '001', '8')}</results>"
    assert "grades one of them" in FORMATS["moodle-xml"].check(text, known)[0].why


def test_a_result_without_a_score_deletes_the_grade() -> None:
    text = "<results><result><assignment>a1_derivatives</assignment><student>001</student></result></results>"
    assert actions("moodle-xml", text)[0][0] == "clear"


def test_xml_with_entities_is_not_read() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><results>&b;</results>'
    assert actions("moodle-xml", bomb)[0][0] == "refuse"
    assert actions("moodle-xml", "<results></results>") == [("refuse", "no results in it")]
    assert actions("moodle-xml", "<results>")[0][0] == "refuse"


@pytest.mark.parametrize(
    ("old", "new", "action"),
    [
        (",,10.00,Yes,-,-,", ",5,10.00,Yes,-,-,", "set"),
        (",,10.00,Yes,-,-,", ",11,10.00,Yes,-,-,", "refuse"),
        (",,10.00,Yes,-,-,", ',"8,5",10.00,Yes,-,-,', "refuse"),
        (",,10.00,Yes,-,-,", ",5,10.00,Yes,-,today,", "refuse"),
        ("Participant 73", "Participant 99", "refuse"),
        ("Participant 73", "Participant 71", "refuse"),
    ],
)
def test_moodle_reads_a_worksheet(old: str, new: str, action: str) -> None:
    place = 2
    assert actions("moodle-worksheet", WORKSHEET.replace(old, new, 1), WORKSHEET)[place][0] == action


def test_a_blank_feedback_over_an_old_one_deletes_it() -> None:
    assert actions("moodle-worksheet", WORKSHEET.replace("keep me", ""), WORKSHEET)[-1][0] == "clear"


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("", "has to be filled in"),
        ("a,b\n1,2\n", "no column Identifier"),
        (WORKSHEET.replace("Email address", "Mail"), "anonymous"),
        (WORKSHEET.replace("10.00", "100.00"), "maximum grade is 100.00 in Moodle, but 10 here"),
        (WORKSHEET.replace("10.00", '"10,00"'), "maximum grade is 10,00 in Moodle, but 10 here"),
        (WORKSHEET.replace("10.00", "-3.00"), "maximum grade is -3.00 in Moodle, but 10 here"),
    ],
)
def test_a_worksheet_that_does_not_fit_is_refused(template: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        FORMATS["moodle-worksheet"].write(request(grade("kim"), template=template))


NUMBERED = WORKSHEET.replace("Email address,", "ID number,Email address,")
for owner, number in (("kim", "001"), ("oneil", "002"), ("FORMULA", "003"), ("emoji", ""), ("away", "005")):
    NUMBERED = NUMBERED.replace(f",{owner}@", f",{number},{owner}@")


@pytest.mark.parametrize(
    ("change", "left_out"),
    [
        (("Participant 71", "Participant 71"), []),
        ((",001,kim@example.org", ",001,other@example.org"), []),
        ((",001,kim@example.org", ",,KIM@example.org"), []),
        ((",001,kim@example.org", ",099,kim@example.org"), ["kim"]),
        ((",001,kim@example.org", ",002,kim@example.org"), ["kim", "oneil"]),
    ],
)
def test_a_line_of_the_worksheet_is_a_student_s_if_no_surer_id_says_otherwise(
    change: tuple[str, str], left_out: list[str]
) -> None:
    export = FORMATS["moodle-worksheet"].write(
        request(grade("kim"), grade("oneil"), template=NUMBERED.replace(*change))
    )
    assert [remark.student for remark in export.remarks if remark.lost] == left_out


def test_no_cell_of_the_worksheet_tears_its_line() -> None:
    template = WORKSHEET.replace('"김 서연"', "김\\").replace("old", 'a\\""b')
    (file,) = FORMATS["moodle-worksheet"].write(request(grade("kim"), grade("oneil"), template=template)).files
    effects = FORMATS["moodle-worksheet"].check(file.content.decode(), Known(ROSTER, template))
    assert [effect.action for effect in effects] == [Action.SET, Action.SET]


def test_a_worksheet_that_is_torn_is_told() -> None:
    assert actions("moodle-worksheet", WORKSHEET.replace('"김 서연"', "김\\"), WORKSHEET)[0][0] == "refuse"


# ── the others ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("OrgDefinedId,a Points Grade,End-of-Line Indicator\n#001,5,#\n", "set"),
        ("OrgDefinedId,a Points Grade,End-of-Line Indicator\n#001,,#\n", "clear"),
        ('OrgDefinedId,a Points Grade,End-of-Line Indicator\n#001,"5,5",#\n', "refuse"),
        ("OrgDefinedId,a Points Grade,End-of-Line Indicator\n#001,5\n", "refuse"),
        ("OrgDefinedId,a Points Grade,End-of-Line Indicator\n1,5,#\n", "refuse"),
        ("OrgDefinedId,a Points Grade\n#001,5\n", "refuse"),
        ("Name,a Points Grade,End-of-Line Indicator\n#001,5,#\n", "refuse"),
    ],
)
def test_brightspace_reads_a_file(text: str, action: str) -> None:
    assert actions("brightspace", text)[0][0] == action


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ('"Username","a [Total Pts: 10 Score] |12"\n"kim","5"\n', "set"),
        ('"Username","a [Total Pts: 10 Score]"\n"kim","5"\n', "create"),
        ('"Username","a [Total Pts: 10 Score] |12"\n"nobody","5"\n', "refuse"),
        ('"Username","a [Total Pts: 10 Score] |12"\n"kim","x"\n', "refuse"),
        ('"User","a [Total Pts: 10 Score] |12"\n"kim","5"\n', "refuse"),
        ("Username\ta [Total Pts: up to 10 Score] |12\nkim\t5\n", "set"),
    ],
)
def test_blackboard_reads_a_file(text: str, action: str) -> None:
    assert actions("blackboard", text)[0][0] == action


def test_a_template_of_blackboard_with_other_points_is_refused() -> None:
    with pytest.raises(UserError, match="has 100 points in Blackboard, but 10 here"):
        FORMATS["blackboard"].write(request(grade("kim"), template=BLACKBOARD.replace("Pts: 10", "Pts: 100")))


@pytest.mark.parametrize(
    ("header", "row", "action"),
    [
        ("Student ID,Name,a [10],* a", "kim,K,5,fine", "set"),
        ("Student ID,Name,a [10],* a", "kim,K,,fine", "skip"),
        ("Student ID,Name,a [10],* a", "kim,K,5", "set"),
        ("Student ID,Name,a [10],* a", "nobody,K,5,x", "refuse"),
        ("Student ID,Name,a [10],* a", ",K,5,x", "skip"),
        ("Student ID,Name,a [10],a [10]", "kim,K,5,5", "refuse"),
        ("Student ID,Name,a [10],", "kim,K,5,5", "refuse"),
        ("Student ID,Name,a [ten]", "kim,K,5", "refuse"),
        ("Student ID,Name,* a", "kim,K,5", "refuse"),
        ("Student ID,Name,# note,a", "kim,K,5,6", "set"),
    ],
)
def test_sakai_reads_a_file(header: str, row: str, action: str) -> None:
    assert actions("sakai", f"{header}\n{row}\n")[-1][0] == action


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ("kim,K,5\nkim,K,6\noneil,O,7\n", "the whole import stops at kim: the student comes twice"),
        ('kim,K,5\noneil,O,"7,5"\n', "the whole import stops at oneil: not a number with a decimal point"),
        ("kim,K,5\noneil,O,-1\n", "the whole import stops at oneil: below 0"),
    ],
)
def test_one_fault_stops_the_whole_import_of_sakai(rows: str, why: str) -> None:
    effects = FORMATS["sakai"].check(f"Student ID,Name,a [10]\n{rows}", KNOWN)
    assert {effect.action for effect in effects} == {Action.REFUSE}
    assert why in [effect.why for effect in effects]


def test_a_stranger_stops_nobody_in_sakai() -> None:
    effects = FORMATS["sakai"].check("Student ID,Name,a [10]\nnobody,N,5\nkim,K,6\n", KNOWN)
    assert [effect.action for effect in effects] == [Action.REFUSE, Action.SET]


def test_a_sakai_with_decimal_commas_wants_semicolons() -> None:
    (effect,) = FORMATS["sakai"].check("Student ID;Name;a [10]\nkim;K;6\n", KNOWN)
    assert (effect.action, "English" in effect.why) == (Action.REFUSE, True)


def test_a_new_column_in_blackboard_is_text_worth_nothing() -> None:
    (effect,) = FORMATS["blackboard"].check('"Username","a [Total Pts: 10 Score]"\n"kim","5"\n', KNOWN)
    assert "text, with 0 points" in effect.why


def test_brightspace_cuts_what_is_above_the_maximum() -> None:
    (remark,) = FORMATS["brightspace"].write(request(grade("kim", score=12.0))).remarks
    assert "cuts it" in remark.what
    assert "Can Exceed" in remark.what


def test_sakai_gets_a_byte_order_mark_and_no_blank_or_long_comment() -> None:
    grades = (grade("kim", comment=""), grade("oneil", comment="x" * 20_001))
    content = FORMATS["sakai"].write(request(*grades)).files[0].content
    assert content.startswith(b'\xef\xbb\xbf"Student ID"')
    effects = FORMATS["sakai"].check(content.decode("utf-8-sig"), KNOWN)
    assert [(effect.action, effect.comment[-4:]) for effect in effects] == [(Action.SET, "5/10"), (Action.SET, " ...")]
    assert len(effects[1].comment) == 20_000


def test_a_blank_comment_deletes_one_in_sakai_and_a_long_one_stops_the_file() -> None:
    header = "Student ID,Name,a [10],* a\n"
    (effect,) = FORMATS["sakai"].check(f"{header}kim,K,5,\n", KNOWN)
    assert (effect.action, effect.why) == (Action.CLEAR, "a blank comment deletes the comment that is there")
    (effect,) = FORMATS["sakai"].check(f"{header}kim,K,5,{'x' * 20_001}\n", KNOWN)
    assert "longer than 20000" in effect.why


def test_sakai_drops_a_single_backslash() -> None:
    (effect,) = FORMATS["sakai"].check('"Student ID","Name","a [10]","* a"\n"kim","K","5","\\(x\\\\)"\n', KNOWN)
    assert effect.comment == "(x\\)"
    assert PEOPLE[0].username == "kim"


# ── marks of versions ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("title", ["Maximum grade", "Maximum Grade", "MAXIMUM  GRADE"])
def test_the_maximum_of_the_worksheet_is_seen_in_every_version(title: str) -> None:
    template = WORKSHEET.replace("Maximum grade", title)
    with pytest.raises(UserError, match=r"The maximum grade is 10.00 in Moodle, but 22 here"):
        FORMATS["moodle-worksheet"].write(request(grade("kim", max_score=22.0, score=22.0), template=template))
    (file,) = FORMATS["moodle-worksheet"].write(request(grade("kim"), template=template)).files
    assert title in file.content.decode(), "Moodle compares titles with its own words"


def test_a_worksheet_without_a_maximum_is_told_and_a_scale_is_refused() -> None:
    nothing = WORKSHEET.replace("Maximum grade", "Something")
    (remark,) = FORMATS["moodle-worksheet"].write(request(grade("kim"), template=nothing)).remarks
    assert "no maximum grade to compare with" in remark.what
    with pytest.raises(UserError, match="graded with a scale"):
        FORMATS["moodle-worksheet"].write(request(grade("kim"), template=WORKSHEET.replace("Maximum grade", "Scale")))


@pytest.mark.parametrize("top", [",,,,,,,,\n", " , ,,,,,,,\n", ",,\n\n", "\ufeff,,,,,,,,\n"])
def test_blank_rows_at_the_top_of_an_export_of_canvas_are_skipped(top: str) -> None:
    text = (top + CANVAS).replace("\ufeff", "")
    assert Template.parse(("\ufeff" if "\ufeff" in top else "") + text).students.keys() >= {"1001", "1002"}


@pytest.mark.parametrize("kind", ["Percentage", "Letter", "Text", "Complete/Incomplete", "Puntuación"])
def test_a_column_of_blackboard_that_shows_no_points_gets_none(kind: str) -> None:
    template = BLACKBOARD.replace("10 Score]", f"10 {kind}]")
    export = FORMATS["blackboard"].write(request(grade("kim"), template=template))
    assert not export.files
    assert f"reads this column as {kind}" in export.remarks[0].what
    text = f'"Username","a [Total Pts: 10 {kind}] |1"\n"kim","5"\n'
    assert actions("blackboard", text)[0][0] == "refuse"


@pytest.mark.parametrize("kind", ["10 Score", "10", "10.0 Score", "up to 10 Score"])
def test_a_column_of_blackboard_that_shows_points_gets_points(kind: str) -> None:
    template = BLACKBOARD.replace("10 Score]", f"{kind}]")
    assert FORMATS["blackboard"].write(request(grade("kim"), template=template)).files


# ── all of them ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("moodle", "ID number,Surname,x (Real),Letter\n001,K,5,B\n", "Letter"),
        ("moodle", "ID number,x (Real),y (Feedback)\n001,5,fine\n", "y (Feedback)"),
        ("brightspace", "OrgDefinedId,Email,x Points Grade,Text,End-of-Line Indicator\n001,,5,B,#\n", "Text"),
        ("sakai", "Student ID,Name,x [10],# Letter\nkim,K,5,B\n", "# Letter"),
        ("moodle-worksheet", "Identifier,Username,Grade,Last modified (grade),Mark\nParticipant 7,k,5,-,B\n", "Mark"),
        ("canvas", f"{HEADER},x (4),Final Score\nKim,1001,,,s,5,90\n", "Final Score"),
    ],
)  # fmt: skip
def test_a_column_that_is_not_read_is_said(name: str, text: str, title: str) -> None:
    effects = FORMATS[name].check(text, Known(ROSTER))
    assert [effect.column for effect in effects if effect.action is Action.SKIP] == [title]
    assert [effect.value for effect in effects if effect.action in (Action.SET, Action.CREATE)] == ["5"]


@pytest.mark.parametrize("sign", ";\t")
@pytest.mark.parametrize("name", ["moodle", "moodle-worksheet"])
def test_another_separator_than_commas_is_named(name: str, sign: str) -> None:
    (effect,) = FORMATS[name].check(f"Identifier{sign}Grade\n1{sign}5\n", Known(ROSTER))
    assert {";": "semicolons", "\t": "tabs"}[sign] in effect.why


def test_a_worksheet_that_was_saved_with_semicolons_is_told() -> None:
    with pytest.raises(UserError, match="separated by semicolons"):
        FORMATS["moodle-worksheet"].write(request(grade("kim"), template=WORKSHEET.replace(",", ";")))


LISTED = Roster((Person("kim", username="0077", idnumber="0077", org_defined_id="0077", sis_user_id="0077"),))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("moodle", "ID number,x (Real)\n77,5\n"),
        ("moodle-xml", "<results><result><assignment>x</assignment><student>77</student></result></results>"),
        ("brightspace", "OrgDefinedId,x Points Grade,End-of-Line Indicator\n77,5,#\n"),
        ("blackboard", "Username,x [Total Pts: 10 Score] |1\n77,5\n"),
        ("sakai", "Student ID,Name,x [10]\n77,K,5\n"),
        ("canvas", f"{HEADER},x (4)\nKim,,77,,s,5\n"),
    ],
)  # fmt: skip
def test_an_id_that_lost_its_leading_zeros_is_told_and_not_guessed(name: str, text: str) -> None:
    (effect,) = FORMATS[name].check(text, Known(LISTED))
    assert effect.action is Action.REFUSE
    assert "'77' and '0077' differ in leading zeros" in effect.why


@pytest.mark.parametrize(
    ("name", "template"),
    [
        ("canvas", CANVAS.replace("S1", "77")),
        ("blackboard", BLACKBOARD.replace('"kim"', '"77"')),
        ("moodle-worksheet", WORKSHEET.replace("kim@example.org", "77").replace("Email address", "ID number")),
    ],
)
def test_so_is_one_of_a_template(name: str, template: str) -> None:
    export = FORMATS[name].write(request(grade("kim"), roster=LISTED, template=template))
    assert not export.files
    assert [remark.what.partition("; ")[2] for remark in export.remarks] == [
        "'0077' and '77' differ in leading zeros, which spreadsheet programs drop"
    ]
