"""When a submission was handed in and when an assignment is due. Times are in UTC without a zone, as in nbgrader."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import dateutil.parser
import dateutil.tz

from grader.submission.regular_file import read_start

FILE_NAME = "timestamp.txt"
"""Written into a submission's folder by `nbgrader submit`."""
MAX_BYTES = 4096
_SPLIT_OFFSET = re.compile(r"(:\d\d(?:\.\d+)?)\s*([+-]\d\d):?([0-5]\d)$")
"""A time and its offset from UTC, which `nbgrader` writes as ``15:00:00 +0900``."""


def read_timestamp(folder: Path) -> str | None:
    """Return the date in a submission's ``timestamp.txt`` as it is written there; None where there is no date."""
    try:
        text = read_start(folder / FILE_NAME, MAX_BYTES).decode(errors="replace")
        parse_timestamp(text)
    except (OSError, ValueError, OverflowError, TypeError):
        return None
    return text.strip()


def parse_timestamp(text: str) -> datetime.datetime:
    """Return the time that a ``timestamp.txt`` tells.

    The result is that of `nbgrader.utils.parse_utc`, but for two zones that nbgrader misreads: ``+0900`` as 900 seconds
    and ``KST`` as UTC.

    Raises `ValueError`, `OverflowError` or `TypeError` for what is no date.
    """
    text = _SPLIT_OFFSET.sub(r"\1\2:\3", text.strip())
    text = re.sub(r"\bKST$", "Asia/Seoul", text)
    words = text.split(" ")
    if len(words) == 3:  # date, time, and a zone by its name, which `dateutil` knows only if it is told
        zone = int(words[2]) if re.fullmatch(r"[+-]?\d+", words[2]) else dateutil.tz.gettz(words[2])
        parsed = dateutil.parser.parse(f"{words[0]} {words[1]} TZ", tzinfos={"TZ": zone})
    else:
        parsed = dateutil.parser.parse(text)
    if not isinstance(parsed, datetime.datetime):
        raise TypeError(f"{text[:40]!r} is no date")
    offset = parsed.utcoffset()
    return (parsed if offset is None else parsed - offset).replace(tzinfo=None)


def due_date(text: str, year: int | None) -> datetime.datetime | None:
    """Return when an assignment is due in a course's year.

    `text` is an `Assignment.due` such as ``12-19 15:00 Asia/Seoul``. Without it or without a year there is no date.
    """
    if not text or year is None:
        return None
    day, time, zone = text.split()
    local = datetime.datetime.fromisoformat(f"{year}-{day} {time}").replace(tzinfo=ZoneInfo(zone))
    return local.astimezone(datetime.UTC).replace(tzinfo=None)
