"""When an assignment is due, and what the times are that submissions bear, in whatever zone they were written."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.utils import parse_utc

from grader.questions import catalog
from grader.submission.timestamp import FILE_NAME, MAX_BYTES, due_date, parse_timestamp, read_timestamp

SIX = datetime(2026, 12, 19, 6)
READ_ALIKE = (
    "2026-12-19 06:00:00 UTC",
    "2026-12-19 15:00:00 Asia/Seoul",
    "2026-12-19 15:00:00+09:00",
    "2026-12-19T15:00:00+0900",
    "2026-12-19 06:00:00",  # as nbgrader's own gradebook has it
    "2026-12-19 06:00:00.000000 UTC",
    "19 Dec 2026 06:00",
)
MISREAD_BY_NBGRADER = (
    "2026-12-19 15:00:00 KST",
    "2026-12-19 15:00:00.000000 KST\n",
    "2026-12-19 15:00:00 +0900",
    "2026-12-19 01:00:00 -0500",
)


def test_the_projects_deadline_is_three_in_the_afternoon_in_seoul() -> None:
    due = catalog.load("a9_project").due
    assert due_date(due, 2026) == SIX
    assert due_date(due, None) is None
    assert due_date("", 2026) is None


@pytest.mark.parametrize("text", READ_ALIKE)
def test_a_time_is_what_nbgrader_takes_it_for(text: str) -> None:
    assert parse_timestamp(text) == parse_utc(text) == SIX


@pytest.mark.parametrize(
    "text", ["2026-12-19 06:00:00 Nowhere/City", "2026-12-19 06:00:00 +0", "2026-12-19", "06:00 19.12.2026 EST"]
)
def test_odd_times_are_what_nbgrader_takes_them_for(text: str) -> None:
    assert parse_timestamp(text) == parse_utc(text)


@pytest.mark.parametrize("text", MISREAD_BY_NBGRADER)
def test_zones_that_nbgrader_misreads_are_read_as_they_are_meant(text: str) -> None:
    assert parse_timestamp(text) == SIX
    assert parse_utc(text.strip()) != SIX


@pytest.mark.parametrize("text", ["2026-12-19 15:00:00 +09:00", "19 Dec 2026 15:00 +0900"])
def test_an_offset_may_stand_apart(text: str) -> None:
    assert parse_timestamp(text) == SIX


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01 00:00:00 UTC", "9" * 400, "0001-01-01 00:00:00 +09:00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises((ValueError, OverflowError, TypeError)):
        parse_timestamp(text)


def test_a_date_is_read_as_it_is_written(tmp_path: Path) -> None:
    assert read_timestamp(tmp_path) is None
    (tmp_path / FILE_NAME).write_text(" 2026-12-19 15:00:00 KST\n", encoding="utf-8")
    assert read_timestamp(tmp_path) == "2026-12-19 15:00:00 KST"


@pytest.mark.parametrize("content", [b"soon", b"\x00\xff\xed\xa0\x80", b" " * MAX_BYTES + b"2026-12-19 06:00:00"])
def test_a_file_without_a_date_at_its_beginning_gives_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert read_timestamp(tmp_path) is None


def test_neither_nbgrader_nor_its_database_is_loaded_for_a_date() -> None:
    unwanted = ("nbgrader", "sqlalchemy", "grader.results", "grader.nbgrader")
    ask = f"import sys, grader.submission.intake; print([name for name in {unwanted} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
