"""What lies in ``autograded/``: files that are whole or not there, and a stamp that fits or does not count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.errors import UserError
from grader.results.records import GradedSubmission
from grader.results.result import QuestionResult, Result
from grader.results.store import invalidate, is_of_other_code, load, mark_recorded, remove_stale, save
from grader.text.dates import read_date
from grader.verdict import Verdict

NAME = "a1_derivatives"


WHEN = read_date("2026-11-20 10:00:00 UTC")


def graded(verdict: Verdict = Verdict.CORRECT, *, damaged: bool = False, when: str | None = None) -> GradedSubmission:
    question = QuestionResult("df", 2.0, 1.5, verdict, "code", "Schön · 정답")
    result = Result(NAME, "kim", 7, (question,), damaged=damaged, notices=("Look.",))
    return GradedSubmission(result, '{"cells": []}\n', when)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    saved = save(tmp_path / "new" / "folder", graded(when=WHEN), "made from")
    assert load(tmp_path / "new" / "folder", NAME, WHEN) == saved
    assert saved.stamp
    assert not saved.in_gradebook
    mark_recorded(tmp_path / "new" / "folder", saved.stamp)
    again = load(tmp_path / "new" / "folder", NAME)
    assert again
    assert again.in_gradebook


def test_a_result_of_another_version_is_told_from_one_of_this(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_of_other_code(tmp_path)
    save(tmp_path, graded(), "made from")
    assert not is_of_other_code(tmp_path)
    monkeypatch.setattr("grader.results.stamp.code_digest", lambda: "that of an update")
    assert is_of_other_code(tmp_path)


def test_a_stamp_of_a_version_that_did_not_name_its_code_is_of_another(tmp_path: Path) -> None:
    stamp = {"input_digest": "made from", "notebook": "n", "results": "r", "in_gradebook": True}
    (tmp_path / ".stamp.json").write_text(json.dumps(stamp), encoding="utf-8")
    assert is_of_other_code(tmp_path)


@pytest.mark.parametrize("name", [f"{NAME}.ipynb", "results.json", ".stamp.json"])
@pytest.mark.parametrize("text", [None, "", "{}", "[1", '{"assignment": 1}'])
def test_a_result_of_which_a_file_is_missing_or_another_is_none(tmp_path: Path, name: str, text: str | None) -> None:
    save(tmp_path, graded(), "made from")
    (tmp_path / name).unlink()
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load(tmp_path, NAME) is None


@pytest.mark.parametrize("waits", [graded(Verdict.GRADER_ERROR), graded(damaged=True)], ids=["ours", "damaged"])
def test_what_waits_for_a_person_gets_no_stamp(tmp_path: Path, waits: GradedSubmission) -> None:
    stored = save(tmp_path, waits, "made from")
    assert stored.stamp
    mark_recorded(tmp_path, stored.stamp)
    assert load(tmp_path, NAME) is None
    assert (tmp_path / "results.json").exists()


def test_nothing_of_a_stale_result_is_left(tmp_path: Path) -> None:
    save(tmp_path, graded(when=WHEN), "made from")
    remove_stale(tmp_path, NAME)
    remove_stale(tmp_path, NAME)
    assert list(tmp_path.iterdir()) == []


def test_an_invalidated_result_is_not_loaded_though_its_files_are_there(tmp_path: Path) -> None:
    save(tmp_path, graded(), "made from")
    invalidate(tmp_path)
    invalidate(tmp_path)
    assert load(tmp_path, NAME) is None
    assert (tmp_path / "results.json").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "autograded").write_text("a file", encoding="utf-8")
    with pytest.raises(UserError, match=r"autograded.*run the same command again"):
        save(tmp_path / "autograded" / "kim", graded(), "made from")
