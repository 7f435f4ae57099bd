"""Rubrics: taken from the source notebook, in both languages. Those of the course: `grader verify`."""

from __future__ import annotations

import nbformat
import pytest
from marking_course import QUESTION, SOLUTION, notebook

from grader.by_hand.rubric import Asked, RubricItem, parse_rubric, read_asked, scaled


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("- 1 point: says why.", RubricItem("says why.", 1)),
        ("* 2 points for the service.", RubricItem("the service.", 2)),
        ("- ½ point: where.", RubricItem("where.", 0.5)),
        ("- 1½ points: all.", RubricItem("all.", 1.5)),
        ("- 0.5점: 어디인지 말함.", RubricItem("어디인지 말함.", 0.5)),
        ("- 1점: 이유를\n  말함.", RubricItem("이유를 말함.", 1)),
    ],
)
def test_a_line_that_begins_with_points_is_an_item(line: str, item: RubricItem) -> None:
    assert parse_rubric(f"Model answer.\n\n{line}\n* A note.") == ("Model answer.\n\n* A note.", (item,))


def test_points_elsewhere_in_a_text_are_no_item() -> None:
    text = "There are 2 points: a and b.\n\n- the point of it\n- 3 lines"
    assert parse_rubric(text) == (text, ())


def test_an_item_is_given_in_steps_of_a_half() -> None:
    assert RubricItem("", 2).choices == (0, 0.5, 1, 1.5, 2)
    assert RubricItem("", 0.75).choices == (0, 0.5, 0.75)


def test_a_written_question_has_a_prompt_a_model_answer_and_items() -> None:
    asked = read_asked(nbformat.writes(notebook(SOLUTION)).encode(), QUESTION)
    assert asked.prompt.endswith("Say it with a slope.")
    assert asked.model == "At its highest place the slope is 0, so $f$ is **flat** there."
    assert asked.items == (RubricItem("names the slope, $f'(x) = 0$.", 1), RubricItem("says where.", 0.5))
    assert read_asked(nbformat.writes(notebook(SOLUTION)).encode(), "other") == Asked()


@pytest.mark.parametrize(
    ("line", "twice"),
    [
        ("- 1 point: says why.", "- 2 point: says why."),
        ("- ½ point: a remark on 3 points", "- 1 point: a remark on 3 points"),
        ("* 1½ points for both", "* 3 points for both"),
        ("- 0.5점: 값을 제시함(둘이면 0.5점).", "- 1점: 값을 제시함(둘이면 0.5점)."),
        ("- points of the curve", "- points of the curve"),
        ("2 points lie on it", "2 points lie on it"),
    ],
)
def test_items_follow_when_a_course_gives_a_question_other_points(line: str, twice: str) -> None:
    assert scaled(f"Text.\n\n{line}", 2) == f"Text.\n\n{twice}"
