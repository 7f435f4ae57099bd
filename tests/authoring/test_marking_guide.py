"""The guide that an instructor defends marks with is the one the questions give today."""

import pytest

from grader import catalog
from grader.authoring.marking_guide import guide
from grader.course import Course
from grader.questions.question import Inspection

pytestmark = pytest.mark.skipif(any(map(catalog.lacking, catalog.names())), reason="make extras")


@pytest.fixture(scope="module")
def text(course: Course) -> str:
    return guide(course)


@pytest.mark.xdist_group("guide")
def test_the_guide_is_up_to_date(course: Course, text: str) -> None:
    written = (course.root / "docs" / "marking.md").read_text(encoding="utf-8")
    assert written == text, "run `grader guide`"


@pytest.mark.xdist_group("guide")
def test_it_names_every_question_and_every_known_mistake(text: str) -> None:
    for name in catalog.names():
        for question in catalog.load(name).questions:
            assert f"### `{question.name}`" in text
            told = question.findings if isinstance(question, Inspection) else question.mistakes
            for mistake in told:
                assert f"| `{mistake.code}` |" in text
