"""Every format: what is written, what its importer makes of it, and what must never be in a file."""

from __future__ import annotations

import csv
import io
import math
import os
from pathlib import Path

import pytest
from class_of_six import A1, A2, COMMENTS, EVERYBODY, GRADED, ROSTER, SCORES, TEMPLATES, grade, person, request
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UserError
from grader.lms.formats.catalog import FORMATS
from grader.lms.formats.effects import HARMFUL, Action, Known
from grader.lms.grades import Grade, Status
from grader.lms.roster import Person, Roster, decode
from grader.text.printable import FORMULA_SIGNS

GOLDEN = Path(__file__).parents[1] / "golden"
IMPORTED = [name for name in FORMATS if name != "csv"]
WITHOUT_TEMPLATE = [name for name in IMPORTED if name != "moodle-worksheet"]
WAYS = [(name, "") for name in FORMATS if name != "moodle-worksheet"] + list(TEMPLATES.items())


def written(name: str, *grades: Grade, **changes: object) -> tuple[str, list]:
    """Return the one file that a format writes, as text, and the remarks."""
    export = FORMATS[name].write(request(*grades, **changes))
    (file,) = export.files
    return decode(file.content, name), list(export.remarks)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


# ── golden files ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "template"), WAYS)
def test_the_class_gives_the_golden_file(name: str, template: str) -> None:
    """GOLDEN=1 writes them anew: read the difference."""
    (file,) = FORMATS[name].write(request(template=template)).files
    path = GOLDEN / f"{name}{'-filled' if template else ''}{FORMATS[name].suffix}"
    if os.environ.get("GOLDEN"):
        path.write_bytes(file.content)
    assert file.content == path.read_bytes()


# ── round trips ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("name", "template"), WAYS)
def test_the_importer_takes_every_grade_and_no_other(name: str, template: str) -> None:
    text, remarks = written(name, template=template)
    effects = FORMATS[name].check(text, Known(ROSTER, template, {A1: 10.0}))
    assert not [effect for effect in effects if effect.action in HARMFUL]
    set_ = {e.student: e.value for e in effects if e.action in (Action.SET, Action.CREATE)}
    unchanged = {e.student for e in effects if e.why == "unchanged"}
    left_out = {remark.student for remark in remarks if remark.lost}
    excused = {e.student for e in effects if e.value == "EX"}
    told = {e.student for e in effects if e.why == Status.EXCUSED}
    assert len(set_) + len(unchanged) + len(left_out) + len(told) == 5, "four grades and one excuse"
    for value in set_.values():
        assert value == "EX" or any(abs(float(value) - score) < 0.006 for score in SCORES.values())
    assert excused == ({"away", "1005"} & {e.student for e in effects} if name == "canvas" else set())


@pytest.mark.parametrize("name", ["moodle", "moodle-xml", "sakai", "csv"])
def test_comments_come_back_whole(name: str) -> None:
    text, _ = written(name, *GRADED)
    effects = FORMATS[name].check(text, Known(ROSTER, "", {A1: 10.0}))
    kim = next(effect for effect in effects if effect.student in ("kim", "001"))
    assert "\\(f'(g(x))\\)" in kim.comment
    assert "바깥 도함수는" in kim.comment
    assert all(line in kim.comment for line in COMMENTS["kim"].splitlines())
    oneil = next(effect for effect in effects if effect.student in ("oneil", "002"))
    assert '"quoted", a < b & c\\' in oneil.comment


def test_moodle_reads_a_backslash_before_a_quote_as_its_own() -> None:
    text, _ = written("moodle", grade("kim", comment='a \\"b\\" c\\'))
    rows = FORMATS["moodle"].check(text, Known(ROSTER, "", {A1: 10.0}))
    assert [effect.action for effect in rows] == [Action.SET]
    raw = text.replace("\\ ", "\\")
    assert FORMATS["moodle"].check(raw, Known())[0].comment != rows[0].comment, "the space is what keeps it whole"


# ── nothing is lost in silence ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", WITHOUT_TEMPLATE)
@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (grade("kim", status=Status.NEEDS_GRADING, score=None), "a person has to grade it"),
        (grade("kim", score=math.nan), "a person has to grade it"),
        (grade("kim", score=-1.0), "below 0"),
        (Grade("stranger", A1, Status.GRADED, 1.0, 10.0), "not in the roster"),
    ],
)
def test_what_cannot_be_written_is_reported(name: str, bad: Grade, why: str) -> None:
    export = FORMATS[name].write(request(bad, grade("emoji")))
    assert not export.complete
    assert [remark.student for remark in export.remarks] == [bad.student]
    assert why in export.remarks[0].what


@pytest.mark.parametrize("name", WITHOUT_TEMPLATE)
def test_a_student_without_an_id_of_the_lms_is_reported(name: str) -> None:
    roster = Roster((Person("kim"), *ROSTER.people[1:]))
    export = FORMATS[name].write(request(grade("kim"), grade("oneil"), roster=roster))
    assert [(r.student, r.lost) for r in export.remarks] == [("kim", True)]
    assert "in the roster" in export.remarks[0].what


@pytest.mark.parametrize("name", WITHOUT_TEMPLATE)
def test_an_id_that_several_have_is_given_to_nobody(name: str) -> None:
    twins = Roster((person("kim", "Kim", "A", 1), person("oneil", "Kim", "B", 2)))
    same = Roster(
        tuple(Person(p.student, "x", "y", "e@x.org", "", "u", "7", "7", "S", "S", "", "7") for p in twins.people)
    )
    export = FORMATS[name].write(request(grade("kim"), grade("oneil"), roster=same))
    assert not export.files
    assert ["several students have" in remark.what for remark in export.remarks] == [True, True]


@pytest.mark.parametrize("name", WITHOUT_TEMPLATE)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_an_id_that_begins_a_formula_is_not_written(name: str, sign: str) -> None:
    hostile = Person("kim", email=f"{sign}1", username=f"{sign}1", idnumber=f"{sign}1", sis_user_id=f"{sign}1",
                     org_defined_id=f"{sign}1")  # fmt: skip
    export = FORMATS[name].write(request(grade("kim"), roster=Roster((hostile,))))
    assert not export.files
    assert not export.complete


@pytest.mark.parametrize("name", IMPORTED)
def test_nothing_handed_in_is_told_and_is_no_loss(name: str) -> None:
    template = TEMPLATES.get(name, "")
    export = FORMATS[name].write(
        request(Grade("absent", A1, Status.NOT_SUBMITTED, None, 10.0), grade("kim"), template=template)
    )
    assert export.complete
    assert [r.student for r in export.remarks] == ["absent"]
    assert "nothing was handed in" in export.remarks[0].what


@pytest.mark.parametrize("name", IMPORTED)
def test_only_canvas_can_say_excused(name: str) -> None:
    excused = Grade("away", A1, Status.EXCUSED, None, 10.0)
    export = FORMATS[name].write(request(excused, grade("kim"), template=TEMPLATES.get(name, "")))
    assert export.complete == (name == "canvas")
    assert (b",EX" in export.files[0].content) == (name == "canvas")


@pytest.mark.parametrize("name", IMPORTED)
def test_a_score_above_the_maximum_is_told(name: str) -> None:
    export = FORMATS[name].write(request(grade("kim", score=12.0), grade("formula"), template=TEMPLATES.get(name, "")))
    (remark,) = export.remarks
    assert "12 is above the maximum of 10" in remark.what
    assert remark.lost == name.startswith("moodle"), "Moodle refuses it, the others take it"


@pytest.mark.parametrize("name", WITHOUT_TEMPLATE)
def test_where_grades_leave_gaps_there_is_a_file_for_each_assignment_and_no_blank(name: str) -> None:
    export = FORMATS[name].write(request(*GRADED, grade("kim", A2)))
    if name == "moodle-xml":
        assert len(export.files) == 1, "a result a line has no gaps"
        return
    assert [file.part for file in export.files] == [A1, A2]
    for file in export.files:
        effects = FORMATS[name].check(file.content.decode(), Known(ROSTER, "", {A1: 10.0, A2: 10.0}))
        assert {effect.action for effect in effects} <= {Action.SET, Action.CREATE}


@pytest.mark.parametrize("name", WITHOUT_TEMPLATE)
def test_several_assignments_without_gaps_share_a_file(name: str) -> None:
    text, _ = written(name, *GRADED, *(grade(student, A2) for student in SCORES))
    effects = FORMATS[name].check(text, Known(ROSTER, "", {A1: 10.0, A2: 10.0}))
    assert len(effects) == 8
    assert not [effect for effect in effects if effect.action in HARMFUL]


def test_the_table_for_people_holds_every_status() -> None:
    text, remarks = written("csv", *EVERYBODY, grade("kim", A2, status=Status.NEEDS_GRADING, score=None))
    rows = cells(text)
    place = rows[0].index("status")
    assert [row[place] for row in rows[1:]] == ["graded"] * 4 + ["excused", "not submitted", "needs grading"]
    assert [remark.lost for remark in remarks] == [False]


# ── hostile text and odd numbers ───────────────────────────────────────────────────────────────────────────

texts = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "\t=1",
        "\r\n",
        '"',
        ",",
        ";;;;",
        "\\",
        '\\"',
        "Points Possible",
        "]]>",
        "<!DOCTYPE x>",
        "&lt;",
        "\x00",
        "￾",
        "#",
        "* x",
    ]
)
scores = st.floats(0, 10, allow_nan=False) | st.sampled_from([1e-9, 0.005, 2.675, 10 / 3, 9.999])


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "moodle-worksheet"])
@given(first=texts, last=texts, section=texts, comment=texts, score=scores)
def test_hostile_names_and_comments_change_no_grade(
    name: str, first: str, last: str, section: str, comment: str, score: float
) -> None:
    hostile = Person("kim", first, last, "kim@example.org", section, "kim", "001", "1001", "S1", "kim", "", "001")
    roster = Roster((hostile, *ROSTER.people[1:]))
    text, remarks = written(name, grade("kim", score=score, comment=comment), grade("oneil"), roster=roster)
    assert not remarks
    effects = FORMATS[name].check(text, Known(roster, "", {A1: 10.0}))
    assert [effect.action in (Action.SET, Action.CREATE) for effect in effects] == [True, True]
    assert (
        abs(float(effects[[e.student in ("kim", "001", "1001") for e in effects].index(True)].value) - score) < 0.00501
    )
    if name != "moodle-xml":
        assert not [cell for row in cells(text) for cell in row if cell.lstrip(" ").startswith(FORMULA_SIGNS)]


@given(first=texts, comment=texts, score=scores)
def test_hostile_comments_leave_the_worksheet_whole(first: str, comment: str, score: float) -> None:
    template = TEMPLATES["moodle-worksheet"]
    text, _ = written("moodle-worksheet", grade("kim", score=score, comment=comment), grade("oneil"), template=template)
    effects = FORMATS["moodle-worksheet"].check(text, Known(ROSTER, template))
    assert [effect.action for effect in effects] == [Action.SET, Action.SET]


@pytest.mark.parametrize("name", list(TEMPLATES))
@given(name_there=texts, score=scores)
def test_hostile_names_in_the_lms_change_no_grade(name: str, name_there: str, score: float) -> None:
    """Students choose the names that an LMS exports."""
    template = TEMPLATES[name]
    shown = {"canvas": '"김, 서연"', "moodle-worksheet": '"김 서연"', "blackboard": '"김"'}[name]
    quoted = name_there.replace("\\", "").replace("\r", "").replace('"', '""')
    template = template.replace(shown, f'"{quoted}"')
    text, _ = written(name, grade("kim", score=score), grade("oneil", score=4.0), template=template)
    effects = FORMATS[name].check(text, Known(ROSTER, template, {A1: 10.0}))
    assert len(effects) == 2
    assert not [effect for effect in effects if effect.action in HARMFUL]
    assert abs(sum(float(effect.value) for effect in effects) - score - 4) < 0.00501
    written_cells = [cell for row in cells(text) for cell in row if cell != "-"]
    assert not [cell for cell in written_cells if cell.lstrip(" ").startswith(FORMULA_SIGNS)]


@given(garbage=st.text(st.characters(codec="utf-8"), max_size=200) | st.text('",;\n\\a1<>!&[] ', max_size=60))
def test_the_validators_survive_any_file(garbage: str) -> None:
    for format_ in FORMATS.values():
        assert isinstance(format_.check(garbage, Known(ROSTER)), list)


@pytest.mark.parametrize("title", ["", "=1", "a\nb", " a"])
@pytest.mark.parametrize("name", WITHOUT_TEMPLATE)
def test_a_title_that_no_column_can_have_is_refused(name: str, title: str) -> None:
    if title == "=1" and name in ("moodle", "blackboard", "brightspace", "sakai"):
        pytest.skip("the title stands behind other words")
    with pytest.raises(UserError):
        FORMATS[name].write(request(grade("kim"), titles={A1: title}))
