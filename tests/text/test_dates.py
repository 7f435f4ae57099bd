"""Dates as people, LMSs and programs write them: the right instant, or a reason; never a guess."""

from __future__ import annotations

from datetime import datetime

import pytest

from grader.text.dates import (
    DateRules,
    Unreadable,
    WrittenDate,
    decode,
    for_nbgrader,
    in_words,
    read_date,
    zone_exists,
)

UNDERSTOOD = {
    # ── in the forms of nbgrader, ISO 8601 and databases; without a zone it is UTC ──
    "2026-03-09 14:50:00.000000 UTC": "14:50",
    "2026-03-09 14:50:00": "14:50",
    "2026-03-09T14:50:00Z": "14:50",
    "20260309T145000Z": "14:50",
    "202603091450": "14:50",
    "2026.03.09 14:50": "14:50",
    "2026-03-09-14-50-00": "14:50",
    "1773067800": "14:50",
    "1773067800.25": "14:50",
    "1773067800000": "14:50",
    # ── offsets ──
    "2026-03-09 23:50 +09": "14:50",
    "2026-03-09 23:50 +9": "14:50",
    "2026-03-09 23:50 +0900": "14:50",
    "2026-03-09 23:50:00 +09:00": "14:50",
    "2026-03-09T23:50:00.123+09:00": "14:50",
    "20260309T235000+0900": "14:50",
    "2026-03-09 23:50 UTC+9": "14:50",
    "2026-03-09 09:50 -0500": "14:50",
    "2026-03-09 09:50 \N{MINUS SIGN}05:00": "14:50",
    "23:50 2026-03-09 +0900": "14:50",
    # ── names of zones ──
    "2026-03-09 23:50 Asia/Seoul": "14:50",
    "2026-03-09 23:50 KST": "14:50",
    "2026-03-09 23:50:00.000000 JST": "14:50",
    "2026-03-09 23:50:00 kst": "14:50",
    "2026-03-09 10:50 EDT": "14:50",
    "2026-03-09 09:50 EST": "14:50",
    "2026-03-09 07:50 PDT": "14:50",
    "2026-03-09 06:50 PST": "14:50",
    "2026-03-09 15:50 CET": "14:50",
    "2026-03-09 16:50 CEST": "14:50",
    "2026-03-09 23:50 (KST)": "14:50",
    # ── as mail, `date` and browsers write it ──
    "Mon, 9 Mar 2026 23:50:00 +0900 (KST)": "14:50",
    "Mon, 09 Mar 2026 14:50:00 GMT": "14:50",
    "Mon Mar  9 23:50:00 KST 2026": "14:50",
    "Mon Mar  9 23:50:00 +09 2026": "14:50",
    "Mon Mar 09 2026 23:50:00 GMT+0900 (Korean Standard Time)": "14:50",
    "Monday, March 9, 2026 at 11:50\N{NARROW NO-BREAK SPACE}PM KST": "14:50",
    "2026-03-09 11:50 pm +0900": "14:50",
    # ── in Korean, where no zone means Seoul ──
    "2026년 3월 9일 오후 11시 50분": "14:50",
    "2026년 3월 9일 월요일 오후 11:50": "14:50",
    "2026년 3월 9일 (월) 23:50": "14:50",
    "2026. 3. 9. 오후 11:50:00": "14:50",
    "2026. 03. 09. (월) 23:50:00 KST": "14:50",
    "2026-03-09 오후 11:50": "14:50",
    "2026-03-09 오후 02:50 UTC": "14:50",
    "2026년 3월 9일 23시": "14:00",
}
NOT_UNDERSTOOD = {
    "": "nothing is written",
    "soon": "no form",
    "Handed in late": "no form",
    "9" * 400: "no form",
    "2026-13-01 00:00 UTC": "no form",
    "2026-03-09 24:00": "no form",
    "2026년 3월 9일 밤 11시": "no form",
    # ── a Monday ──
    "Tue, 9 Mar 2026 23:50:00 +0900": "another day of the week",
    "Sunday, March 9, 2026 at 11:50 PM KST": "another day of the week",
    "Sun Mar  9 23:50:00 KST 2026": "another day of the week",
    "2026년 3월 9일 (화) 23:50": "another day of the week",
    "2026년 3월 9일 일요일 오후 11:50": "another day of the week",
    "2026-03-09": "does not tell year",
    "2026-03-09 UTC": "does not tell year",
    "23:50": "does not tell year",
    "9 Mar 26 23:50": "does not tell year",
    "3월 9일 오후 11시": "no form",
    "03/10/2026 12:30 AM": "either way round",
    "09.03.2026 23:50": "either way round",
    "2026-03-09 23:50 CST": "the zone CST",
    "2026-03-09 23:50 IST": "the zone IST",
    "2026-03-09 23:50 BST": "the zone BST",
    "2026-03-09 23:50 MART": "the zone MART",
    "2026-03-09 23:50 Nowhere/City": "the zone Nowhere/City",
    "2026-03-09 23:50 ../../etc/passwd": "no form",
    "2026-03-09 23:50 +25:00": "the zone +25:00",
    "2026-03-09 23:50 KST UTC": "two zones, KST, UTC",
    "2026-03-08 02:30 America/New_York": "twice or never",
    "2026-11-01 01:30 America/New_York": "twice or never",
    "1970-01-01 00:00:00 UTC": "the year 1970",
    "0001-01-01 00:00:00 +09:00": "the year 1",
}


@pytest.mark.parametrize(("text", "utc"), UNDERSTOOD.items())
def test_a_date_is_the_instant_that_it_says(text: str, utc: str) -> None:
    read = read_date(text)
    assert read.at, read.reason.en
    assert f"{read.at:%Y-%m-%d %H:%M}" == f"2026-03-09 {utc}"


@pytest.mark.parametrize(("text", "reason"), NOT_UNDERSTOOD.items())
def test_what_is_not_understood_has_a_reason(text: str, reason: str) -> None:
    read = read_date(text)
    assert read.at is None
    assert reason in read.reason.en
    assert read.reason.ko


@pytest.mark.parametrize(
    ("text", "rules", "at"),
    [
        ("03/10/2026 12:30 AM", DateRules(order="month first"), datetime(2026, 3, 10, 0, 30)),
        ("03/10/2026 12:30 AM", DateRules(order="day first"), datetime(2026, 10, 3, 0, 30)),
        ("13/10/2026 12:30", DateRules(), datetime(2026, 10, 13, 12, 30)),
        ("13/10/2026 12:30", DateRules(order="month first"), datetime(2026, 10, 13, 12, 30)),
        ("03/03/2026 12:30", DateRules(), datetime(2026, 3, 3, 12, 30)),
        ("2026-03-10 00:30", DateRules(order="day first"), datetime(2026, 3, 10, 0, 30)),
        ("2026-03-09 23:50", DateRules("Asia/Seoul"), datetime(2026, 3, 9, 14, 50)),
        ("2026-03-09 23:50 UTC", DateRules("Asia/Seoul"), datetime(2026, 3, 9, 23, 50)),
        ("2026년 3월 9일 23:50", DateRules("Asia/Tokyo"), datetime(2026, 3, 9, 14, 50)),
        ("2026-12-09 23:50 CST", DateRules("America/Chicago"), datetime(2026, 12, 10, 5, 50)),
        ("2026-12-09 23:50 CST", DateRules("Asia/Shanghai"), datetime(2026, 12, 9, 15, 50)),
        ("2026-12-09 23:50 CST", DateRules("Asia/Seoul"), None),
        ("2026-07-09 23:50 CST", DateRules("America/Chicago"), None),  # clocks show CDT there
    ],
)
def test_the_course_decides_what_a_date_leaves_open(text: str, rules: DateRules, at: datetime | None) -> None:
    assert read_date(text, rules).at == at


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_a_file_is_read_in_the_encodings_of_editors(encoding: str) -> None:
    assert decode("2026년 3월 9일 오후 11시".encode(encoding)) == "2026년 3월 9일 오후 11시"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00\xff\xed\xa0\x80", b"2\x000\x002\x006\x00"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(content)


@pytest.mark.parametrize(
    ("at", "zone", "said"),
    [
        (datetime(2026, 3, 9, 14, 59), "Asia/Seoul", "2026-03-09 23:59 KST = 14:59 UTC"),
        (datetime(2026, 3, 9, 15, 1, 5), "Asia/Seoul", "2026-03-10 00:01:05 KST = 2026-03-09 15:01:05 UTC"),
        (datetime(2026, 3, 9, 14, 59), None, "2026-03-09 14:59 UTC"),
        (datetime(2026, 3, 9, 14, 59), "UTC", "2026-03-09 14:59 UTC"),
    ],
)
def test_an_instant_is_told_in_the_courses_zone_and_in_utc(at: datetime, zone: str | None, said: str) -> None:
    assert in_words(at, zone) == said


@pytest.mark.parametrize(
    ("text", "kept"),
    [("2026-03-09 23:50:00 +0900", True), ("2026-03-09T14:50:00Z", True), ("2026-03-09 23:50 Asia/Seoul", True),
     ("2026-03-09T23:50 Asia/Seoul", False), ("2026년 3월 9일 23:50", False), ("1773067800", False)],
)  # fmt: skip
def test_nbgrader_gets_a_date_that_does_not_stop_it(text: str, kept: bool) -> None:
    assert for_nbgrader(read_date(text)) == (text if kept else "2026-03-09 14:50:00.000000 UTC")
    assert for_nbgrader(WrittenDate(text)) is None


def test_zones_are_known_by_name() -> None:
    assert zone_exists("Asia/Seoul")
    assert not any(map(zone_exists, ("Asia", "Asia/Soul", "", "/etc/passwd", "../x")))
