"""The guide that an instructor defends marks with is the one the questions give today."""

import pytest

from grader import questions
from grader.course import Course
from grader.guide import guide

pytestmark = pytest.mark.skipif(any(map(questions.lacking, questions.names())), reason="make extras")


def test_the_guide_is_up_to_date(course: Course) -> None:
    written = (course.root / "docs" / "marking.md").read_text(encoding="utf-8")
    assert written == guide(course.seed), "run `grader guide`"


def test_it_names_every_question_and_every_known_mistake(course: Course) -> None:
    text = guide(course.seed)
    for name in questions.names():
        for question in questions.load(name).questions:
            assert f"### `{question.name}`" in text
            for mistake in question.misconceptions:
                assert f"| `{mistake.code}` |" in text
