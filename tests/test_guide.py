"""The guide that an instructor defends marks with is the one the questions give today."""

from grader import questions
from grader.course import Course
from grader.guide import guide
from grader.question import Inspection


def test_the_guide_is_up_to_date(course: Course) -> None:
    written = (course.root / "docs" / "marking.md").read_text(encoding="utf-8")
    assert written == guide(course.seed), "run `grader guide`"


def test_it_names_every_question_and_every_known_mistake(course: Course) -> None:
    text = guide(course.seed)
    for name in questions.names():
        for question in questions.load(name).questions:
            assert f"### `{question.name}`" in text
            told = question.findings if isinstance(question, Inspection) else question.misconceptions
            for mistake in told:
                assert f"| `{mistake.code}` |" in text
