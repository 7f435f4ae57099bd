"""When a submission was handed in and when an assignment is due. Times are in UTC without a zone, as in nbgrader."""

from __future__ import annotations

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from grader.submission.regular_file import read_start
from grader.text import Bilingual
from grader.text.dates import UNSAID, DateRules, Unreadable, WrittenDate, decode, read_date, shown

FILE_NAME = "timestamp.txt"
"""Written into a submission's folder by `nbgrader submit`."""
MAX_BYTES = 4096
TOO_LONG = Bilingual("the file is too long for a date", "날짜 파일이 너무 깁니다")
CLOSED = Bilingual("the file cannot be read ({reason})", "파일을 읽을 수 없습니다({reason})")
NOT_UNDERSTOOD = Bilingual(
    "When this was handed in is not understood from timestamp.txt{text}: {reason}. The grade waits: write the date as"
    " 2026-03-09 23:59 +0900, or delete the file if nobody asks for the date, and grade again.",
    "timestamp.txt{text}에서 제출 시각을 알 수 없습니다: {reason}. 점수는 보류합니다."
    " 2026-03-09 23:59 +0900처럼 고치거나, 제출 시각이 필요 없으면 파일을 지우고 다시 채점하세요.",
)


def read_timestamp(folder: Path, rules: DateRules = UNSAID) -> WrittenDate | None:
    """Return the date in a submission's ``timestamp.txt``, understood or not; None where there is no such file."""
    try:
        content = read_start(folder / FILE_NAME, MAX_BYTES + 1, folder)
    except FileNotFoundError:
        return None
    except OSError as error:  # a folder, a link, a pipe, or closed to us
        return WrittenDate("", reason=CLOSED.fill(reason=error.strerror))
    try:
        text = decode(content[:MAX_BYTES]).strip()
    except Unreadable as unreadable:
        return WrittenDate(repr(content), reason=unreadable.reason)
    return WrittenDate(text, reason=TOO_LONG) if len(content) > MAX_BYTES else read_date(text, rules)


def why_unknown(date: WrittenDate | None) -> Bilingual | None:
    """Return what to tell of a date that is there and not understood, and what to do; None for any other."""
    if date is None or date.at:
        return None
    return NOT_UNDERSTOOD.fill(text=f" (“{shown(date.text)}”)" if date.text else "", reason=date.reason)


def due_date(text: str, year: int | None) -> datetime.datetime | None:
    """Return when an assignment is due in a course's year.

    `text` is an `Assignment.due` such as ``12-19 15:00 Asia/Seoul``. Without it or without a year there is no date.
    """
    if not text or year is None:
        return None
    day, time, zone = text.split()
    local = datetime.datetime.fromisoformat(f"{year}-{day} {time}").replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(datetime.UTC).replace(tzinfo=None)
