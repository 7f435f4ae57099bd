"""When an assignment is due, and what the times are that submissions bear, in whatever zone they were written."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.utils import parse_utc

from grader import catalog
from grader.submission.timestamp import FILE_NAME, MAX_BYTES, due_date, read_timestamp, why_unknown
from grader.text.dates import WrittenDate

SIX = datetime(2026, 12, 19, 6)


def test_the_projects_deadline_is_three_in_the_afternoon_in_seoul() -> None:
    due = catalog.load("a9_project").due
    assert due_date(due, 2026) == SIX
    assert due_date(due, None) is None
    assert due_date("", 2026) is None


@pytest.mark.parametrize("text", ["2026-12-19 06:00:00 UTC", "2026-12-19 15:00:00 Asia/Seoul", "2026-12-19 06:00:00"])
def test_what_nbgrader_writes_is_what_nbgrader_takes_it_for(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(f"{text}\n", encoding="utf-8")
    read = read_timestamp(tmp_path)
    assert read == WrittenDate(text, SIX)
    assert parse_utc(text) == SIX


def test_where_there_is_no_file_there_is_no_date(tmp_path: Path) -> None:
    assert read_timestamp(tmp_path) is None
    assert why_unknown(None) is None


def test_a_date_in_another_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("2026년 12월 19일 오후 3시\n", encoding="utf-16")
    read = read_timestamp(tmp_path)
    assert read
    assert read.at == SIX
    assert why_unknown(read) is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "timestamp.txt: nothing is written there."),
        (b"soon", "timestamp.txt (“soon”): it is in no form"),
        (b"2026-12-19 15:00 IST", "the zone IST is not known, or stands for several"),
        (b"\x00\xff\xed\xa0\x80", "the file holds no text"),
        (b" " * MAX_BYTES + b"2026-12-19 06:00:00", "the file is too long for a date"),
    ],
)
def test_a_date_that_is_not_understood_is_named_with_what_to_do(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    read = read_timestamp(tmp_path)
    assert read
    assert read.at is None
    why = why_unknown(read)
    assert why
    assert told in why.en
    assert "The grade waits: write the date as 2026-03-09 23:59 +0900" in why.en


def test_texts_that_are_not_understood_differ_where_the_files_do(tmp_path: Path) -> None:
    texts = set()
    for content in (b"soon", b"later", b"\x00\xff", b"\x00\xfe"):
        (tmp_path / FILE_NAME).write_bytes(content)
        read = read_timestamp(tmp_path)
        texts.add(read and read.text)
    assert len(texts) == 4


def test_neither_nbgrader_nor_its_database_is_loaded_for_a_date() -> None:
    unwanted = ("nbgrader", "sqlalchemy", "grader.results", "grader.nbgrader")
    ask = f"import sys, grader.submission.intake; print([name for name in {unwanted} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
