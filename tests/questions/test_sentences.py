"""A module and its TOML file name the same mistakes, in both languages; else the author reads what to write."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from grader.questions.question import Assignment, Finding, Inspection, Mistake, Question
from grader.questions.sentences import parse, problems, with_sentences
from grader.text import Bilingual


def triple(x):
    return 3 * x


def square(x):
    return x**2


def question(function: Any, *codes: str) -> Question:
    return Question(function, 1, lambda rng: (), tuple(Mistake(code, abs) for code in codes))


PAGES = Inspection("report", 1, len, (Finding("correct", 1, 2, credit=1.0),), 1.0)
ASSIGNMENT = Assignment("a1_x", (question(triple, "lost", "cut"), question(square, "cut", "kept"), PAGES))
FILE: dict[str, Any] = {
    "triple": {"lost": {"en": "Where is the 3?", "ko": "3은 어디에 있습니까?"}},
    "square": {"kept": {"en": "What became of the 2?", "ko": "2는 어떻게 되었습니까?"}},
    "report": {"correct": {"en": "Correct.", "ko": "정답입니다."}},
    "shared": {"cut": {"en": "Where are the digits?", "ko": "소수점 아래는 어디에 있습니까?"}},
    "kinds": {"zero": {"en": "zero", "ko": "0"}},
    "shape_hint": {"rows": {"questions": ["square"], "en": "A row each.", "ko": "한 행씩."}},
}
NOTHING_COMMON = parse("shared.toml", {})


def told(file: dict[str, Any], common: dict[str, Any] | None = None) -> Any:
    return with_sentences(ASSIGNMENT, parse("a1_x.toml", file), parse("shared.toml", common or {}))


def wrong(file: dict[str, Any]) -> str:
    return "\n".join(problems(ASSIGNMENT, parse("a1_x.toml", file), NOTHING_COMMON))


def with_section(group: str, name: str, section: Any) -> dict[str, Any]:
    return FILE | {group: FILE.get(group, {}) | {name: section}}


def without(group: str) -> dict[str, Any]:
    return {name: sections for name, sections in FILE.items() if name != group}


BOTH = {"en": "Yes?", "ko": "예?"}


def test_each_mistake_gets_its_sentence() -> None:
    lost, cut = told(FILE)["triple"].mistakes
    assert lost.hint == Bilingual("Where is the 3?", "3은 어디에 있습니까?")
    assert cut.hint.en == "Where are the digits?"


def test_a_finding_gets_its_sentence() -> None:
    assert told(FILE)["report"].findings[0].hint.ko == "정답입니다."


def test_a_section_of_the_question_stands_before_a_shared_one() -> None:
    own = told(with_section("square", "cut", BOTH))
    assert own["square"].mistakes[0].hint.en == "Yes?"
    assert own["triple"].mistakes[1].hint.en == "Where are the digits?"


def test_an_assignments_own_file_stands_before_that_for_all() -> None:
    common = {"shared": {"cut": BOTH}, "kinds": {"zero": BOTH, "one": BOTH}}
    assert told(FILE, common)["triple"].mistakes[1].hint.en == "Where are the digits?"
    assert told(without("shared"), common)["triple"].mistakes[1].hint.en == "Yes?"
    assert {kind: text.en for kind, text in told(FILE, common)["square"].kinds.items()} == {
        "zero": "zero",
        "one": "Yes?",
    }


def test_a_sentence_of_the_rules_goes_to_the_questions_it_lists() -> None:
    assert told(FILE)["square"].rules.shape_hint == Bilingual("A row each.", "한 행씩.")
    assert told(FILE)["triple"].rules.shape_hint is None


def test_a_sentence_can_be_said_before_every_shared_hint_of_a_question() -> None:
    before = told(with_section("before_shared", "square", BOTH))
    assert [mistake.hint.en for mistake in before["square"].mistakes] == [
        "Yes? Where are the digits?",
        "What became of the 2?",
    ]
    assert before["triple"].mistakes[1].hint.en == "Where are the digits?"


def test_a_whole_file_has_no_problem() -> None:
    assert wrong(FILE) == ""


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (without("triple"), 'a1_x.toml: the section [triple.lost] is missing; write it, with en = "…" and ko = "…".'),
        (without("shared"), "[square.cut] is missing"),
        (without("report"), "[report.correct] is missing"),
        (with_section("triple", "lost", {"en": "Yes?"}), '[triple.lost] has no Korean sentence; write ko = "…"'),
        (with_section("triple", "lost", {"en": " ", "ko": "예?"}), 'write en = "…"'),
        (with_section("kinds", "zero", {"en": "zero"}), "[kinds.zero] has no Korean sentence"),
        (
            with_section("triple", "lost", {"en": "One\ntwo?", "ko": "예?"}),
            "the sentence of `en` stands on several lines",
        ),
        (
            with_section("triple", "lost", BOTH | {"kr": "예?"}),
            "[triple.lost] has a line `kr`; there may only be `en`, `ko`",
        ),
        (
            with_section("triple", "lots", BOTH),
            "[triple.lots] names no mistake of triple: there is no lots. Did you mean lost?",
        ),
        (
            with_section("tripel", "lost", BOTH),
            "[tripel.lost] names no question: there is no tripel. Did you mean triple?",
        ),
        (
            with_section("shared", "cutt", BOTH),
            "[shared.cutt] is the hint of no question; delete it, or mend its name. Did you mean cut?",
        ),
        (with_section("before_shared", "cube", BOTH), "[before_shared.cube] names no question: there is no cube."),
        (with_section("shape_hint", "rows", BOTH), "[shape_hint.rows] does not say for which questions it is"),
        (
            with_section("nan_hint", "gone", BOTH | {"questions": ["sqare"]}),
            "[nan_hint.gone] names no question: there is no sqare",
        ),
        (FILE | {"triple": {"en": "Yes?"}}, "`en` belongs to no section with two names"),
        (FILE | {"en": "Yes?"}, "`en` belongs to no section with two names"),
    ],
)
def test_what_does_not_fit_is_told_with_file_section_and_cure(file: dict[str, Any], problem: str) -> None:
    assert problem in wrong(file)


def test_a_problem_of_the_file_for_all_assignments_is_told_too() -> None:
    common = parse("shared.toml", {"shared": {"cut": {"en": "Yes?"}}})
    (problem,) = problems(ASSIGNMENT, parse("a1_x.toml", FILE), common)
    assert problem.startswith("shared.toml: [shared.cut]")


def test_a_rule_that_the_module_sets_stays() -> None:
    rules = replace(ASSIGNMENT["square"].rules, rtol=0.5)
    assignment = replace(ASSIGNMENT, questions=(replace(ASSIGNMENT["square"], rules=rules), *ASSIGNMENT.questions[::2]))
    assert with_sentences(assignment, parse("a1_x.toml", FILE), NOTHING_COMMON)["square"].rules.rtol == 0.5
