"""A question that holds has no problem; each one that is broken on purpose is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from grader.authoring.verify_questions import check_inspection, check_kinds, check_question
from grader.questions.question import Assignment, Call, Case, Inspection, Mistake, Question, Rules, case
from grader.text import Bilingual


def square(x):
    return x**2


def points(rng: np.random.Generator) -> Iterable[Case]:
    yield case(x=1.5)
    yield case(x=-2.0)
    yield case(x=rng.uniform(1, 2))


GOOD = Question(square, 1, points, (Mistake("not_squared", lambda x: x, credit=0.25),))


def problems(question: Question) -> str:
    return "\n".join(check_question(question, (1, 2)))


def test_what_no_seed_changes_is_looked_at_once() -> None:
    asked: list[float] = []
    still = Question(lambda x: asked.append(x) or x**2, 1, lambda rng: (case(x=1.5), case(x=-2.0)))
    assert list(check_question(still, (1,))) == []
    alone = len(asked)
    assert list(check_question(still, (1, 2, 3))) == []
    assert len(asked) == 2 * alone


def test_a_sound_question_has_no_problem() -> None:
    assert problems(GOOD) == ""


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        (
            {"mistakes": (Mistake("right", lambda x: x * x),)},
            "accepted as right; yield a case in which it gives another",
        ),
        (
            {"mistakes": (Mistake("one", abs), Mistake("two", abs))},
            "two is taken for one; yield a case in which the two differ",
        ),
        ({"mistakes": (Mistake("odd", lambda x: None),)}, "cannot be recognised"),
        ({"cases": lambda rng: (case(x=1.5),)}, "one case is too few"),
        ({"cases": lambda rng: (case(x=1.5), case(x="text"))}, "fails or warns"),
        ({"cases": lambda rng: (case(x=np.array(1e308)), case(x=np.array(1e300)))}, "fails or warns"),
        ({"rules": Rules(rtol=1e-12, atol=1e-12)}, "as float32"),
    ],
)
def test_a_broken_question_is_named(broken: dict[str, Any], complaint: str) -> None:
    assert complaint in problems(replace(GOOD, **broken))


def test_a_probe_that_uses_names_of_its_module_is_named() -> None:
    def halved(answer: Any, x: Any) -> Any:
        return np.divide(answer(x), 2)

    problem = "halved runs in the sandbox, where np is not defined; import it inside"
    assert problem in problems(replace(GOOD, ask=Call(halved)))
    inspection = Inspection("essay", 1, halved, (), 1.0)
    assert problem in list(check_inspection(inspection))


def test_kinds_without_a_sentence_and_sentences_without_a_case_are_named() -> None:
    kinds = {"odd": Bilingual("an odd number", "홀수"), "old": Bilingual("an old one", "오래된 것")}
    question = replace(GOOD, cases=lambda rng: (case("odd", x=3.0), case("new", x=2.0), case(x=0.0)), kinds=kinds)
    found = list(check_kinds(Assignment("a1_x", (question,)), ["odd", "old"], (1, 2)))
    assert found == [
        "square: a case is of the kind new; write [kinds.new] in grader/hidden_tests/a1_x.toml, with en and ko",
        "grader/hidden_tests/a1_x.toml: [kinds.old] is the kind of no case; delete it, or mend its name",
    ]
