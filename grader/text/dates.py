"""Dates as people and programs write them, read into instants. Pure: a text and the course's rules in, no clock.

In doubt nothing is guessed: a date with two meanings, without a year or a time of day, or in a zone whose name stands
for several, is not understood, and the reason is returned for a person to read. `dateutil` reads dates and times of
day; it would guess silently the order of day and month, take unknown zones for UTC, and fill in what is missing from
today, so that zones are taken off before, and it is asked twice for whatever it might guess.
"""

from __future__ import annotations

import codecs
import datetime
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dateutil.parser
import dateutil.tz
from dateutil.parser import parserinfo

from grader.text.bilingual import NOTHING, Bilingual
from grader.text.printable import one_line

DayMonthOrder = Literal["day first", "month first"]
ORDERS: tuple[DayMonthOrder, ...] = ("day first", "month first")
YEARS = range(2000, 2100)
"""Other years are slips, or the first day of some clock: 1970, 1980, 0001."""
SHOWN = 80
"""Characters of an unreadable text that a sentence repeats."""
_HOUR = 60
ABBREVIATIONS = {
    **{"UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1 * _HOUR},
    **{"CET": 1 * _HOUR, "CEST": 2 * _HOUR, "EET": 2 * _HOUR, "EEST": 3 * _HOUR},
    **{"KST": 9 * _HOUR, "JST": 9 * _HOUR},
    **{"EST": -5 * _HOUR, "EDT": -4 * _HOUR, "CDT": -5 * _HOUR, "MST": -7 * _HOUR, "MDT": -6 * _HOUR},
    **{"PST": -8 * _HOUR, "PDT": -7 * _HOUR, "AEST": 10 * _HOUR, "AEDT": 11 * _HOUR},
}
"""Minutes east of UTC. Left out is what stands for several zones: CST (Chicago, Shanghai, Havana), IST (Kolkata,
Dublin, Tel Aviv), BST (London in summer, Dhaka, Bougainville), AST, AMT, SST and the like. `dateutil` knows of
these names UTC and the machine's own alone."""
SEOUL = "Asia/Seoul"
"""The zone of dates in Korean words, of which no course says otherwise."""
FURTHEST = datetime.timedelta(hours=14)
"""No clock is further from UTC."""


class Unreadable(ValueError):
    """A text is no date that could be understood; holds the reason."""

    def __init__(self, reason: Bilingual) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True)
class DateRules:
    """What a course says of dates that do not say it themselves."""

    zone: str | None = None
    """Name of the zone of dates without one, such as ``Asia/Seoul``, and in which dates are shown; None: UTC."""
    order: DayMonthOrder | None = None
    """How 03/10/2026 is meant; None: it is not understood."""


UNSAID = DateRules()
"""Of a course that says nothing."""


@dataclass(frozen=True)
class WrittenDate:
    """A date as it was written, and what was understood."""

    text: str
    at: datetime.datetime | None = None
    """The instant in UTC, without a zone, as nbgrader's gradebook holds it; None where it was not understood."""
    reason: Bilingual = NOTHING
    """Why it was not understood."""


def read_date(text: str, rules: DateRules = UNSAID) -> WrittenDate:
    """Return what a text says: an instant, or the reason why it is not understood."""
    try:
        return WrittenDate(text, _instant(text, rules))
    except Unreadable as unreadable:
        return WrittenDate(text, reason=unreadable.reason)


def decode(content: bytes) -> str:
    """Return the text of a small file in whatever encoding editors save one: UTF-8, UTF-16 with its mark, CP949.

    Raises `Unreadable` where it is in none of them.
    """
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp949"):
        with suppress(UnicodeDecodeError):
            text = content.decode(encoding)
            if "\0" not in text:
                return text
    raise Unreadable(NO_TEXT)


# ── what a person is told ──────────────────────────────────────────────────────────────────────────────────

NO_TEXT = Bilingual("the file holds no text", "파일에 글자가 없습니다")
EMPTY = Bilingual("nothing is written there", "아무것도 적혀 있지 않습니다")
NO_DATE = Bilingual("it is in no form of a date that is known here", "알려진 날짜 형식이 아닙니다")
NO_TIME = Bilingual("it does not tell year, month, day and time of day", "연, 월, 일, 시각을 모두 적지 않았습니다")
TWO_ORDERS = Bilingual(
    "day and month can be either way round; c.Grader.date_order would tell",
    "월과 일 가운데 어느 것이 먼저인지 알 수 없습니다. c.Grader.date_order로 정할 수 있습니다",
)
UNKNOWN_ZONE = Bilingual(
    "the zone {zone} is not known, or stands for several; +0900 or Asia/Seoul would be clear",
    "알 수 없거나 여러 뜻으로 쓰이는 시간대: {zone}. +0900 또는 Asia/Seoul처럼 적어 주세요",
)
TWO_ZONES = Bilingual("it names two zones, {zones}", "시간대를 두 개 적었습니다: {zones}")
OTHER_YEAR = Bilingual("the year {year} cannot be meant", "{year}년일 수 없습니다")
OTHER_WEEKDAY = Bilingual("{date} is another day of the week than it says", "{date}의 요일이 적힌 요일과 다릅니다")
NO_SUCH_TIME = Bilingual(
    "clocks in {zone} show this time twice or never, as summer time begins or ends",
    "서머타임이 시작하거나 끝나는 날이라 {zone}에는 이 시각이 두 번 있거나 없습니다",
)


_TIME = r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?"
_FOR_NBGRADER = re.compile(rf"\d{{4}}-\d\d-\d\d(?: {_TIME}(?: [!-~]+)?|T{_TIME}(?:Z|[+-]\d\d:?\d\d)?)")
"""What `nbgrader.utils.parse_utc` gives some instant for, the right one or another."""


def for_nbgrader(date: WrittenDate) -> str | None:
    """Return an understood date as nbgrader's programs can read it: as it was written, unless that would stop them.

    They compare the date of a submission with the date of what was graded by reading both alike, however they read it.
    """
    if date.at is None or _FOR_NBGRADER.fullmatch(date.text):
        return date.text if date.at else None
    return f"{date.at:%Y-%m-%d %H:%M:%S.%f} UTC"


def in_words(at: datetime.datetime, zone: str | None) -> str:
    """Return an instant for people: in a zone and in UTC, ``2026-03-09 23:59 KST = 14:59 UTC``; in UTC without a zone.

    Seconds are told where they are not 0; the date in UTC where it is another one.
    """
    form = "%H:%M:%S" if at.second else "%H:%M"
    utc, local = in_zone(at, None), in_zone(at, zone)
    said = f"{local:%Y-%m-%d {form} %Z}"
    if not local.utcoffset():
        return said
    return f"{said} = {utc:{form if local.date() == utc.date() else f'%Y-%m-%d {form}'}} UTC"


def shown(text: str) -> str:
    """Return the beginning of a date's text, fit to be repeated in a sentence."""
    line = one_line(text)
    return line if len(line) <= SHOWN else f"{line[:SHOWN]} …"


def in_zone(at: datetime.datetime, zone: str | None) -> datetime.datetime:
    """Return an instant in UTC without a zone as clocks in a zone show it, with that zone; None is UTC."""
    utc = at.replace(tzinfo=datetime.UTC)
    return utc.astimezone(ZoneInfo(zone)) if zone else utc


def zone_exists(name: str) -> bool:
    """Is this the name of a zone, such as ``Asia/Seoul`` or ``UTC``?"""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, or no name at all
        return False
    return True


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────

_DASHED = re.compile(r"(\d{4}-\d\d-\d\d)[-_T ](\d\d)[-.](\d\d)[-.](\d\d)(?!\d)")
"""Times in the names of files, as Blackboard writes them: 2026-03-09-23-50-00."""
_SECONDS = re.compile(r"(\d{10})(?:\.\d+)?|(\d{13})")
"""Seconds or milliseconds since 1970, from 2001 on."""
_YEAR_FIRST = re.compile(r"(?<![\d:])\d{4}[-/.]\d|^\d{8}")
_KOREAN_DATE = re.compile(r"(\d{4})(?:년|\. ) ?(\d{1,2})(?:월|\. ) ?(\d{1,2})(?:일|\.(?!\d))[ ,]*")
"""2026년 3월 9일, and 2026. 3. 9. as Korean systems write it."""
_WEEKDAY = re.compile(r"\(?[월화수목금토일]요일\)?|\([월화수목금토일]\)")
_KOREAN_TIME = re.compile(r"(오전|오후)? ?(\d{1,2})시(?: ?(\d{1,2})분)?(?: ?(\d{1,2})초)?")
_HALF_DAY = re.compile(r"(오전|오후) ?(\d{1,2}:\d\d(?::\d\d)?)")
_HALVES = {"오전": " AM", "오후": " PM", None: ""}
_AFTER_TIME = re.compile(r"(\d|[AaPp]\.?[Mm]\.?)(Z|(?:UTC|GMT)?[+-]\d\d?(?::?[0-5]\d)?)$")
_REMARK = re.compile(r"\(([^()]*)\)")
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d\d?):?([0-5]\d)?")
_ZONE = re.compile(r"[A-Z]{2,5}|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+")
_LISTS = (parserinfo.JUMP, parserinfo.WEEKDAYS, parserinfo.MONTHS, parserinfo.HMS, parserinfo.AMPM)
_DAYS = {name.lower(): day for day, names in enumerate(parserinfo.WEEKDAYS) for name in names}
_WORDS = frozenset(
    word.lower() for names in _LISTS for name in names for word in ((name,) if isinstance(name, str) else name)
)
"""Words that are no zones: months, days of the week, halves of the day, and what stands between them."""


def _instant(text: str, rules: DateRules) -> datetime.datetime:
    """Return the instant that a text tells, in UTC without a zone.

    Raises `Unreadable`.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text.removeprefix("\ufeff")).replace("\N{MINUS SIGN}", "-").split())
    if not plain:
        raise Unreadable(EMPTY)
    if since_1970 := _SECONDS.fullmatch(plain):
        seconds = float(plain) / (1000 if since_1970[2] else 1)
        return _plausible(datetime.datetime.fromtimestamp(seconds, datetime.UTC).replace(tzinfo=None))
    translated = _from_korean(plain)
    written, zone = _without_zones(_DASHED.sub(r"\1 \2:\3:\4", translated))
    local = _plausible(_local(written, rules.order))
    _check_weekday(plain, local)
    return _plausible(_to_utc(local, zone or rules.zone or (SEOUL if translated != plain else "UTC"), rules.zone))


def _plausible(date: datetime.datetime) -> datetime.datetime:
    if date.year not in YEARS:
        raise Unreadable(OTHER_YEAR.fill(year=date.year))
    return date


def _check_weekday(text: str, local: datetime.datetime) -> None:
    """Raise `Unreadable` where a text names another day of the week than its date has: one of the two is a slip."""
    english = [_DAYS[word] for word in re.findall(r"[a-z]+", text.lower()) if word in _DAYS]
    korean = ["월화수목금토일".index(found.strip("(")[0]) for found in _WEEKDAY.findall(text)]
    if {*english, *korean} - {local.weekday()}:
        raise Unreadable(OTHER_WEEKDAY.fill(date=f"{local:%Y-%m-%d}"))


def _from_korean(text: str) -> str:
    """Return a date in Korean words in the form 2026-03-09 11:50 PM; any other text as it is."""
    if not _KOREAN_DATE.search(text) and not _HALF_DAY.search(text):
        return text
    text = _KOREAN_DATE.sub(lambda found: "{}-{:0>2}-{:0>2} ".format(*found.groups()), _WEEKDAY.sub("", text))
    text = _HALF_DAY.sub(lambda found: f"{found[2]}{_HALVES[found[1]]}", text)
    text = _KOREAN_TIME.sub(
        lambda found: f" {found[2]}:{found[3] or 0:0>2}:{found[4] or 0:0>2}{_HALVES[found[1]]}", text
    )
    return " ".join(text.split())


def _without_zones(text: str) -> tuple[str, str]:
    """Return a date without what names its zone, and that name; an empty one where there is none.

    Raises `Unreadable` where there are two that are not the same.
    """
    opened = _REMARK.sub(lambda found: f" {found[1]} " if _zone_like(found[1].strip()) else " ", text)
    kept: list[str] = []
    zones: list[str] = []
    for word in " ".join(opened.split()).split(" "):
        attached = _AFTER_TIME.search(word) if ":" in word or "T" in word else None
        if attached:
            kept.append(word[: attached.start(2)])
            zones.append(attached[2])
        elif _zone_like(word.rstrip(",")):
            zones.append(word.rstrip(","))
        else:
            kept.append(word)
    if len({_offset_of(zone) or zone for zone in zones}) > 1:
        raise Unreadable(TWO_ZONES.fill(zones=", ".join(zones)))
    return " ".join(kept), zones[0] if zones else ""


def _zone_like(word: str) -> bool:
    if word.lower() in _WORDS:
        return False
    return bool(word.upper() in ABBREVIATIONS or _OFFSET.fullmatch(word) or _ZONE.fullmatch(word))


def _local(text: str, order: DayMonthOrder | None) -> datetime.datetime:
    """Return the date and time of day in a text that names no zone.

    Raises `Unreadable` where one of them is missing, or day and month could be either way round.
    """
    ways = (False,) if _YEAR_FIRST.search(text) else (order == "day first",) if order else (False, True)
    found = [{_parsed(text, default, day_first=way) for default in _DEFAULTS} for way in ways]
    if any(len(dates) > 1 or str(next(iter(dates)).year) not in text for dates in found):
        raise Unreadable(NO_TIME)
    if len(set.union(*found)) > 1:
        raise Unreadable(TWO_ORDERS)
    return found[0].pop()


_DEFAULTS = (datetime.datetime(2001, 1, 1, 1), datetime.datetime(2002, 2, 2, 2))
"""What `dateutil` fills in; where the two give different dates, something was filled in. Minutes may be missing."""


def _parsed(text: str, default: datetime.datetime, *, day_first: bool) -> datetime.datetime:
    try:
        parsed: datetime.datetime = dateutil.parser.parse(text, default=default, dayfirst=day_first, tzinfos=_no_zone)
        return parsed
    except Unreadable:
        raise
    except (ValueError, OverflowError, TypeError):  # what is no date, and what its arithmetic cannot hold
        raise Unreadable(NO_DATE) from None


def _no_zone(name: str | None, offset: int | None) -> None:
    """Refuse a zone that `dateutil` finds in a text from which every known one was taken."""
    if name or offset:
        raise Unreadable(UNKNOWN_ZONE.fill(zone=name or offset))


def _to_utc(local: datetime.datetime, zone: str, course_zone: str | None) -> datetime.datetime:
    """Return the instant at which clocks in a zone show a date.

    Raises `Unreadable` for a zone that is not known, and where clocks are put forward or back over that time.
    """
    offset = _offset_of(zone)
    if offset is not None:
        return local - offset
    there = local.replace(tzinfo=_zone_info(zone, local, course_zone))
    if not dateutil.tz.datetime_exists(there) or dateutil.tz.datetime_ambiguous(there):
        raise Unreadable(NO_SUCH_TIME.fill(zone=zone))
    return there.astimezone(datetime.UTC).replace(tzinfo=None)


def _offset_of(zone: str) -> datetime.timedelta | None:
    """Return how far a zone is ahead of UTC, where its name tells it alone."""
    if zone.upper() in ABBREVIATIONS:
        return datetime.timedelta(minutes=ABBREVIATIONS[zone.upper()])
    found = _OFFSET.fullmatch(zone)
    if not found:
        return None
    ahead = datetime.timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if ahead > FURTHEST:
        raise Unreadable(UNKNOWN_ZONE.fill(zone=zone))
    return -ahead if found[1] == "-" else ahead


def _zone_info(name: str, local: datetime.datetime, course_zone: str | None) -> ZoneInfo:
    """Return the zone of a name such as ``Asia/Seoul``, or of an abbreviation that the course's has at that time."""
    if "/" in name and zone_exists(name):
        return ZoneInfo(name)
    if course_zone and local.replace(tzinfo=ZoneInfo(course_zone)).tzname() == name:
        return ZoneInfo(course_zone)
    raise Unreadable(UNKNOWN_ZONE.fill(zone=shown(name)))
