"""What lies in ``autograded/``: files that are whole or not there, and a seal that fits or does not count."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.errors import UserError
from grader.results.result import Graded, QuestionResult, Result
from grader.results.store import load, mark_recorded, remove_stale, save, write
from grader.verdict import Verdict

NAME = "a1_derivatives"


def result(verdict: Verdict = Verdict.CORRECT, *, damaged: bool = False) -> Graded:
    question = QuestionResult("df", 2.0, 1.5, verdict, "code", "Schön · 정답")
    return Graded(Result(NAME, "kim", 7, (question,), damaged=damaged, notices=("Look.",)), '{"cells": []}\n')


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    saved = save(tmp_path / "new" / "folder", result(), "made from", "2026-11-20 10:00:00 UTC")
    assert load(tmp_path / "new" / "folder", NAME) == saved
    mark_recorded(tmp_path / "new" / "folder", saved.stamp)
    again = load(tmp_path / "new" / "folder", NAME)
    assert again
    assert again.stamp.in_gradebook


@pytest.mark.parametrize("name", [f"{NAME}.ipynb", "results.json", ".stamp.json"])
@pytest.mark.parametrize("text", [None, "", "{}", "[1", '{"assignment": 1}'])
def test_a_result_of_which_a_file_is_missing_or_another_is_none(tmp_path: Path, name: str, text: str | None) -> None:
    save(tmp_path, result(), "made from", None)
    (tmp_path / name).unlink()
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load(tmp_path, NAME) is None


@pytest.mark.parametrize("waits", [result(Verdict.GRADER_ERROR), result(damaged=True)], ids=["ours", "damaged"])
def test_what_waits_for_a_person_is_not_sealed(tmp_path: Path, waits: Graded) -> None:
    stored = save(tmp_path, waits, "made from", None)
    mark_recorded(tmp_path, stored.stamp)
    assert load(tmp_path, NAME) is None
    assert (tmp_path / "results.json").exists()


def test_nothing_of_a_retired_result_is_left(tmp_path: Path) -> None:
    save(tmp_path, result(), "made from", "2026-11-20 10:00:00 UTC")
    remove_stale(tmp_path, NAME)
    remove_stale(tmp_path, NAME)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_to_the_end_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "file", "old")
    (tmp_path / "file").chmod(0o444)  # as nbgrader leaves it

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="No space"):
            write(tmp_path / "file", "new")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("file", "old")]
    write(tmp_path / "file", "new")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "new"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "autograded").write_text("a file", encoding="utf-8")
    with pytest.raises(UserError, match=r"autograded.*run the same command again"):
        save(tmp_path / "autograded" / "kim", result(), "made from", None)
