"""Which assignments there are, and what is said where one of them cannot be loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader import catalog
from grader.errors import UserError
from grader.hidden_tests import toml_files
from grader.questions.choices import AS_DECLARED
from grader.questions.question import Question

NAME = "a1_derivatives"


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Load assignments anew, with what is returned in place of a TOML file."""
    read = toml_files.read
    files: dict[str, dict[str, Any]] = {}
    monkeypatch.setattr(toml_files, "read", lambda name: files.get(name) or read(name))
    catalog._declared.cache_clear()
    catalog._loaded.cache_clear()
    yield files
    catalog._declared.cache_clear()
    catalog._loaded.cache_clear()


def test_the_assignments_come_by_number_then_those_without_one_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a100_more", "warmup_python", "a10_limits", "a2_gradients", "algebra_again", "a9_project"):
        (tmp_path / f"{name}.py").touch()
        (tmp_path / f"{name}.toml").touch()
    (tmp_path / "module_without_sentences.py").touch()
    (tmp_path / "sentences_without_module.toml").touch()
    monkeypatch.setattr(catalog.hidden_tests, "__path__", [str(tmp_path)])
    numbered = ("a2_gradients", "a9_project", "a10_limits", "a100_more")
    assert catalog.names() == (*numbered, "algebra_again", "warmup_python")


def test_the_course_begins_with_derivatives_and_has_no_helper_among_its_assignments() -> None:
    assert catalog.names()[0] == NAME
    assert "toml_files" not in catalog.names()


def test_an_assignment_is_loaded_with_its_sentences() -> None:
    question = catalog.load(NAME).questions[0]
    assert isinstance(question, Question)
    assert all(mistake.hint.en and mistake.hint.ko for mistake in question.mistakes)
    assert question.kinds["zero"].ko == "0"


def test_an_unknown_name_is_refused_and_found_to_have_no_question() -> None:
    with pytest.raises(catalog.UnknownAssignment):
        catalog.load("a0_nothing")
    assert catalog.find("a0_nothing").questions == ()


def test_kinds_are_those_of_the_assignments_own_file() -> None:
    assert catalog.kinds(NAME) == frozenset()
    assert "two_inputs" in catalog.kinds("a2_gradients")


def test_an_assignment_without_a_sentence_is_not_loaded(edited: dict[str, Any]) -> None:
    file = toml_files.read(NAME)
    edited[NAME] = {group: sections for group, sections in file.items() if group != "df"}
    assert any("[df.factor_lost] is missing" in problem for problem in catalog.problems(NAME))
    with pytest.raises(UserError, match=r"a1_derivatives\.toml: the section \[df\."):
        catalog.load(NAME)


def test_an_assignment_is_one_object_however_it_is_asked_for() -> None:
    assert (
        catalog.load(NAME) is catalog.load(NAME, AS_DECLARED) is catalog.find(NAME) is catalog.find(NAME, AS_DECLARED)
    )
