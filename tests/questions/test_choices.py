"""A course's own choices: read from its `course.toml`, put into the questions, and told where they make no sense."""

from __future__ import annotations

import re

import pytest

from grader.errors import UserError
from grader.questions.choices import (
    AS_DECLARED,
    NO_CHOICES,
    AssignmentChoices,
    MistakeChoice,
    QuestionChoice,
    applied,
    check_cells,
    parse,
)
from grader.questions.question import Assignment, Finding, Inspection, Mistake, Question, Rules, case
from grader.text import Bilingual
from grader.verdict import Verdict


def square(x: float) -> float:
    return x * x


def cube(x: float) -> float:
    return x**3


HINT = Bilingual("Which exponent?", "지수는 얼마입니까?")
SQUARE = Question(
    square, 2, lambda rng: (case(x=1.0),), (Mistake("kept", abs, 0.25, HINT), Mistake("lost", cube, 0.5, HINT))
)
PAGES = Inspection(
    "pages",
    3,
    square,
    (
        Finding("short", 0, 4, 0.5, hint=Bilingual("{number:g} pages.", "{number:g}쪽입니다.")),
        Finding("right", 5, 9, 1.0, Verdict.CORRECT),
    ),
    1.0,
)
DECLARED = Assignment("a1_powers", (SQUARE, Question(cube, 1, lambda rng: (case(x=1.0),)), PAGES))
ASSIGNMENTS = ("a1_powers", "a2_more")

TEXT = """
leave_out = ["a2_more"]
[a1_powers]
leave_out = ["cube", "why"]
[a1_powers.square]
points = 6
rtol = 1e-3
[a1_powers.square.kept]
credit = 0.75
ko = "지수를 다시 보세요."
"""


def test_a_file_says_what_is_left_out_and_what_is_otherwise() -> None:
    choices = parse(TEXT, ASSIGNMENTS)
    assert choices.left_out == ("a2_more",)
    assert choices.of("a1_powers") == AssignmentChoices(
        ("cube", "why"),
        (QuestionChoice("square", 6, 1e-3, None, (MistakeChoice("kept", 0.75, None, "지수를 다시 보세요."),)),),
    )
    assert choices.of("a2_more") == AS_DECLARED
    assert parse("# nothing yet", ASSIGNMENTS) == NO_CHOICES


def test_the_order_in_the_file_changes_no_result_so_nothing_is_graded_again_for_it() -> None:
    turned = 'leave_out = ["why", "cube"]\n[b.g]\npoints = 1\n[b.f]\npoints = 2'
    usual = '[b.f]\npoints = 2\n[b.g]\npoints = 1\n[b]\nleave_out = ["cube", "why"]'
    one, other = (parse(text, ["b", "why", "cube"]).of("b").questions for text in (turned, usual))
    assert repr(one) == repr(other)


def test_what_a_course_chooses_stands_in_the_questions_and_the_rest_is_as_declared() -> None:
    chosen = applied(DECLARED, parse(TEXT, ASSIGNMENTS).of("a1_powers"))
    question, pages = chosen.questions
    assert isinstance(question, Question)
    assert (question.points, question.rules) == (6, Rules(rtol=1e-3))
    kept, lost = question.mistakes
    assert (kept.credit, kept.hint) == (0.75, Bilingual("Which exponent?", "지수를 다시 보세요."))
    assert lost == SQUARE.mistakes[1]
    assert pages == PAGES
    assert applied(DECLARED, AS_DECLARED) == DECLARED


def test_what_is_measured_has_points_shares_and_words_too() -> None:
    words = '[a1_powers.pages]\npoints = 5\n[a1_powers.pages.short]\ncredit = 0.2\nen = "Only {number:g}."'
    pages = applied(DECLARED, parse(words, ASSIGNMENTS).of("a1_powers"))["pages"]
    assert isinstance(pages, Inspection)
    short, right = pages.findings
    assert (pages.points, short.credit, short.hint.en) == (5, 0.2, "Only {number:g}.")
    assert right == PAGES.findings[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a1_powers.square\n", "at line 1"),
        ('leave_out = "a2_more"', r'leave_out is .*Write a list of names, such as \["a8_data_app"\]'),
        ('leave_out = ["a2_mor"]', "leave_out names a2_mor, which is not an assignment.*mean a2_more"),
        ("[a1_power]", r"\[a1_power\], which is not an assignment.*mean a1_powers"),
        ("a1_powers = 3", r"a1_powers is 3, where a table.*Write \[a1_powers\]"),
        ("[a1_powers]\nleave_out = [3]", r"\[a1_powers\] leave_out is \[3\]"),
        ("[a1_powers.square]\npoints = 0", r"\[a1_powers.square\] points is 0.*from 0.01"),
        *(
            (f"[a1_powers.square]\npoints = {points}", r"\[a1_powers.square\] points is .*from 0.01 to 10000, such as")
            for points in ("1e9", "10001", "nan", "inf", "-inf", "-1", "0.0", "0.001", "true")
        ),
        pytest.param(f"[a1_powers.square]\npoints = {'9' * 400}", "points is 999.*to 10000", id="above all floats"),
        pytest.param(f"[a1_powers.square]\npoints = {'9' * 5000}", "cannot be read", id="above what Python reads"),
        ('[a1_powers.square]\npoints = "2"', "points is '2'.*such as points = 2"),
        ("[a1_powers.square]\npoint = 2", r"\[a1_powers.square\] point, which is not a key.*mean points"),
        ("[a1_powers.square]\natol = -1", "atol is -1.*such as atol = 1e-4"),
        ("[a1_powers.square]\nrtol = nan", "rtol is nan"),
        ("[a1_powers.square.kept]\ncredit = 50", "credit is 50.*such as credit = 0.25"),
        ('[a1_powers.square.kept]\nen = ""', "en is ''.*words of the hint"),
        ('[a1_powers.square.kept]\nhint = "x"', "hint, which is not a key.*There are credit, en, ko"),
    ],
)
def test_what_makes_no_sense_is_told_with_the_line_or_the_key_and_what_to_write(text: str, said: str) -> None:
    with pytest.raises(UserError) as told:
        parse(text, ASSIGNMENTS)
    assert re.search(rf"^course\.toml.*{said}", str(told.value))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a1_powers.square.kep]\ncredit = 0.1", r"\[a1_powers.square.kep\], which is not a known mistake.*mean kept"),
        ("[a1_powers.pages]\nrtol = 0.1", "has a tolerance.*Delete"),
        ("[a1_powers.pages.right]\ncredit = 0.5", "but this is right"),
        ('[a1_powers.pages.short]\nen = "{pages} pages"', "hold a brace.*write {{ and }}"),
    ],
)
def test_what_does_not_fit_the_questions_is_told(text: str, said: str) -> None:
    with pytest.raises(UserError) as told:
        applied(DECLARED, parse(text, ASSIGNMENTS).of("a1_powers"))
    assert re.search(rf"^course\.toml.*{said}", str(told.value))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[a1_powers]\nleave_out = ["cubee"]', "leave_out names cubee.*mean cube"),
        ('[a1_powers]\nleave_out = ["title_"]', "names title_.*mean title"),
        ("[a1_powers.cubic]\npoints = 1", r"\[a1_powers.cubic\], which is not a question"),
        ("[a1_powers.why]\nrtol = 0.1", "is marked by a person. Write points alone"),
        ('[a1_powers]\nleave_out = ["why"]\n[a1_powers.why]\npoints = 1', "a question that is left out"),
    ],
)
def test_what_the_notebook_does_not_have_is_told(text: str, said: str) -> None:
    with pytest.raises(UserError) as told:
        check_cells("a1_powers", parse(text, ASSIGNMENTS).of("a1_powers"), ("square", "cube"), ("why",), ("title",))
    assert re.search(rf"^course\.toml.*{said}", str(told.value))


def test_written_questions_have_points_and_other_cells_can_go() -> None:
    text = '[a1_powers]\nleave_out = ["title"]\n[a1_powers.why]\npoints = 4'
    choices = parse(text, ASSIGNMENTS).of("a1_powers")
    check_cells("a1_powers", choices, ("square", "cube"), ("why",), ("title",))
    assert choices.points_of("why", 2) == 4
