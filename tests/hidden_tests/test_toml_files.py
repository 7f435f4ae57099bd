"""The sentences of the course: each file is read, and says to its author where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import catalog, hidden_tests
from grader.errors import UserError
from grader.hidden_tests import toml_files
from grader.questions.sentences import codes_of


def test_a_file_is_read_as_it_stands() -> None:
    assert toml_files.read("shared")["kinds"]["zero"] == {"en": "zero", "ko": "0"}


def test_a_file_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hidden_tests, "__path__", [str(tmp_path), *hidden_tests.__path__])
    with pytest.raises(UserError, match=r"grader/hidden_tests/a1_x\.toml is missing"):
        toml_files.read("a1_x")


def test_a_slip_in_a_file_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hidden_tests, "__path__", [str(tmp_path), *hidden_tests.__path__])
    (tmp_path / "a1_x.toml").write_text('[f.lost]\nen = "Where is "it"?"\n', encoding="utf-8")
    with pytest.raises(UserError, match=r"a1_x\.toml cannot be read: .*line 2.* en = "):
        toml_files.read("a1_x")


def test_every_shared_sentence_is_used_in_two_assignments_or_more() -> None:
    shared = toml_files.read("shared")["shared"]
    files = {name: toml_files.read(name) for name in catalog.names()}
    for code in shared:
        users = [
            name
            for name, file in files.items()
            for question in catalog.load(name).questions
            if code in codes_of(question) and code not in file.get(question.name, {})
        ]
        assert len(set(users)) >= 2, code
