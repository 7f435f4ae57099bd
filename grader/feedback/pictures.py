"""Pictures in written answers: which are shown, and which are named instead.

A picture stands in a Markdown cell as an attachment, as a data URI, or elsewhere (on the web, in a file). Each is
judged alone. Whoever opens the graded notebook sees what is in the cell and is of a type that cannot run; the rest is
named, with the reason. Pure.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import struct
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from grader.feedback.markdown import MAX_CHARACTERS
from grader.feedback.words import (
    PICTURE_BROKEN,
    PICTURE_ELSEWHERE,
    PICTURE_KIND,
    PICTURE_MISSING,
    PICTURE_TOO_LARGE,
    PICTURES_MORE,
    PICTURES_NOT_SHOWN,
    PICTURES_TOO_LARGE,
)
from grader.text import Bilingual, Language
from grader.text.printable import without_controls

MAX_BYTES = 5_000_000
"""Of one picture in a written answer, decoded."""
MAX_BYTES_IN_ALL = 20_000_000
"""Of all pictures that a notebook's written answers show; one that is shown twice counts twice."""
MAX_PIXELS = 40_000_000
MAX_NAMED = 20
LONGEST_ADDRESS = 1_000
"""Characters of a data URI that is not shown as a picture; a longer one is shortened."""

TYPES: Mapping[str, re.Pattern[bytes]] = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF.{4}WEBPVP8[ LX]", re.DOTALL),
}
"""The types that are shown, and how the bytes of each begin: a browser goes by the bytes."""

_SAFE_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_DATA_URI = re.compile(
    r"data:([\w.+-]{1,40}/[\w.+-]{1,60})((?:;[\w.=-]{1,40}){0,3}),([^\s()<>\"'`]*)", re.IGNORECASE | re.ASCII
)
_VALUE = r"\s*=\s*(?:\"[^\"<>`]*\"|'[^'<>`]*'|[^\s\"'<>`=/]+)"
_ATTRIBUTES = rf"(?:\s+(?:src|alt|title|width|height|align|style|class|id|border){_VALUE})*+"
_TAG = rf"<img{_ATTRIBUTES}\s*/?>"
_ATTRIBUTE = re.compile(r"\s(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>/]+))", re.IGNORECASE)
_REFERENCE = re.compile(
    r"(?P<code>(?P<fence>`++|~~~++).*?(?<!`)(?P=fence)(?!`))"
    r"|(?P<start>!\[(?:[^\[\]\\\n`]|\\.|\[[^\[\]\n`]*\])*+\]\(\s*+)"
    r"(?:<(?P<pointed>[^<>\n`]*)>|(?P<bare>(?:[^\s()<>\\`]|\\.|\([^\s()<>`]*\))++)|(?P<spaced>attachment:[^()<>\"\n`]+?))"
    r"(?P<end>(?:\s++(?:\"[^\"\n`]*\"|'[^'\n`]*'|\([^()\n`]*\)))?\s*\))"
    rf"|(?i:(?P<tag><(?P<frame>center|div|p|figure){_ATTRIBUTES}\s*>\s*+{_TAG}\s*</(?P=frame)\s*>|{_TAG}))"
    r"|(?P<label>^ {0,3}\[[^\[\]\n]+\]:[ \t]*)(?P<defined><attachment:[^<>\n]*>|attachment:\S+)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Picture:
    """A picture that can be shown."""

    mime: str
    data: str
    """base64"""
    size: int
    """bytes, decoded"""


@dataclass(frozen=True)
class Answer:
    """The text of a Markdown cell and the pictures that it carries."""

    source: str
    """The text; a picture that is shown has the address ``attachment:<name in shown>``."""
    as_text: str
    """What to show where `source` may not be rendered: the student's words, long data URIs shortened."""
    shown: Mapping[str, Picture]
    """By names of ASCII letters, digits, dots, hyphens and underscores."""
    named: tuple[str, ...]
    """The pictures that are not shown, each with its reason."""
    size: int
    """Bytes of all pictures that `source` shows."""


def picture(mime: str, data: object) -> str | None:
    """Return a picture's base64 if it is what it claims to be and of a size that a browser can show."""
    if mime not in TYPES or not isinstance(data, str):
        return None
    try:
        content = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    if not TYPES[mime].match(content) or not 0 < _pixels(mime, content) <= MAX_PIXELS:
        return None
    return base64.b64encode(content).decode()


def _pixels(mime: str, content: bytes) -> int:
    """Return width times height as the header tells; 0 for a header cut short, 1 for JPEG, where it is not read."""
    if mime == "image/jpeg":
        return 1
    try:
        if mime == "image/png":
            width, height = struct.unpack(">II", content[16:24])
        elif mime == "image/gif":
            width, height = struct.unpack("<HH", content[6:10])
        elif content[12:16] == b"VP8X":
            width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (24, 27))
            return width * height if len(content) >= 30 else 0
        elif content[12:16] == b"VP8L":
            bits = struct.unpack("<I", content[21:25])[0]
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        else:
            width, height = (side & 0x3FFF for side in struct.unpack("<HH", content[26:30]))
    except struct.error:
        return 0
    return int(width * height)


def read_answer(source: str, attachments: Mapping[str, Mapping[str, object]], room: int, language: Language) -> Answer:
    """Return a cell's text with every picture judged; at most `room` bytes of pictures are shown."""
    shown: dict[str, Picture] = {}
    found: dict[str, str | Bilingual] = {}  # by address: the name in `shown`, or why it is not shown
    for name, bundle in attachments.items():
        judged = _judge_bundle(bundle)
        found[f"attachment:{name}"] = _add(shown, name, judged) if isinstance(judged, Picture) else judged

    def shorten(uri: re.Match[str]) -> str:
        judged = _judge_uri(uri)
        if isinstance(judged, Picture):
            return f"attachment:{_add(shown, '', judged)}"
        short = uri[0] if len(uri[0]) <= LONGEST_ADDRESS else f"{uri[0][:60]}…"
        found[short] = judged
        return short

    as_text = _DATA_URI.sub(shorten, source)
    found |= {f"attachment:{name}": name for name in shown if f"attachment:{name}" not in found}
    named = {_fold(address): reason for address, reason in found.items() if isinstance(reason, Bilingual)}
    rewritten, size = as_text, room + 1
    if len(as_text) <= MAX_CHARACTERS:
        rewritten, size = _rewrite(as_text, shown, found, named, room)
    listed = tuple(_phrase(address, reason, language) for address, reason in named.items())
    return Answer(rewritten, as_text, shown, listed, size if shown else 0)


def _add(shown: dict[str, Picture], name: str, picture: Picture) -> str:
    """Put a picture among those shown, under its own name where that is a plain one; return the name."""
    if not _SAFE_NAME.fullmatch(name) or name in shown:
        ending = picture.mime.removeprefix("image/")
        name = next(free for n in range(1, len(shown) + 2) if (free := f"picture-{n}.{ending}") not in shown)
    shown[name] = picture
    return name


def _judge_bundle(bundle: Mapping[str, object]) -> Picture | Bilingual:
    """Return the first picture of an attachment that can be shown, else why its first one cannot."""
    judged = [_judge(mime.lower(), data) for mime, data in bundle.items()]
    return next((one for one in judged if isinstance(one, Picture)), judged[0] if judged else PICTURE_MISSING)


def _judge_uri(uri: re.Match[str]) -> Picture | Bilingual:
    if not uri[2].lower().endswith(";base64"):
        return PICTURE_KIND.fill(kind=_kind(uri[1]))
    return _judge(uri[1].lower(), unquote(uri[3]) if "%" in uri[3] else uri[3])


def _judge(mime: str, data: object) -> Picture | Bilingual:
    mime = "image/jpeg" if mime in ("image/jpg", "image/pjpeg") else mime
    if mime not in TYPES or not isinstance(data, str):
        return PICTURE_KIND.fill(kind=_kind(mime))
    size = len(data) * 3 // 4 - data[-2:].count("=")
    if size > MAX_BYTES:
        return PICTURE_TOO_LARGE.fill(size=size / 1e6, limit=MAX_BYTES // 1_000_000)
    kept = picture(mime, data)
    return Picture(mime, kept, size) if kept else PICTURE_BROKEN.fill(kind=_kind(mime))


def _kind(mime: str) -> str:
    """Return a type as people write it: SVG for ``image/svg+xml``."""
    return "".join(re.findall(r"[a-z0-9.-]", mime.lower().split("/")[-1].split("+")[0]))[:20].upper()


def _rewrite(
    source: str,
    shown: Mapping[str, Picture],
    found: Mapping[str, str | Bilingual],
    named: dict[str, Bilingual],
    room: int,
) -> tuple[str, int]:
    """Return a text with the addresses of the pictures that are shown, and these pictures' bytes in all.

    The other pictures become code, and those that nothing tells of yet are added to `named`.
    """
    alike = {_fold(address): told for address, told in reversed(list(found.items()))}
    size = handled = 0

    def put(reference: re.Match[str]) -> str:
        if reference["code"]:
            return reference[0]
        if reference["tag"]:
            alt, url = _of_tag(reference["tag"])
            return put_picture(url, f"![{alt}](", ")", f"![{alt}]({url})")
        url = next(url for name in ("pointed", "bare", "spaced", "defined") if (url := reference[name]) is not None)
        url = url.removeprefix("<").removesuffix(">")
        if reference["label"]:
            told = found.get(url) or alike.get(_fold(url))
            return f"{reference['label']}attachment:{told}" if isinstance(told, str) else reference[0]
        return put_picture(url, reference["start"], reference["end"], reference[0])

    def put_picture(url: str, start: str, end: str, whole: str) -> str:
        nonlocal size, handled
        told = found.get(url) or alike.get(_fold(url)) or _elsewhere(url)
        handled += 1
        if isinstance(told, str):
            if size + shown[told].size <= room:
                size += shown[told].size
                return f"{start}attachment:{told}{end}"
            told = PICTURES_TOO_LARGE.fill(size=shown[told].size / 1e6, limit=MAX_BYTES_IN_ALL // 1_000_000)
        named.setdefault(_fold(url), told)
        return whole if "\n" in whole else f"`{whole}`"

    rewritten = _REFERENCE.sub(put, source)
    others = rewritten.count("![") - handled  # written in other ways, such as ![a][b]
    return rewritten, size + others * max((one.size for one in shown.values()), default=0)


def _of_tag(tag: str) -> tuple[str, str]:
    """Return the text and the address of the picture in an HTML tag, as Markdown can hold them."""
    given = {name.lower(): html.unescape("".join(value)) for name, *value in _ATTRIBUTE.findall(tag)}
    alt = " ".join(re.sub(r"[\[\]()<>`\\!$*_]", " ", given.get("alt", "")).split())
    return alt, re.sub(r"[`<>\s]+", " ", given.get("src", "")).strip()


def _fold(address: str) -> str:
    """Return what is the same in all spellings of an address: percent signs, entities, composed Hangul."""
    return unicodedata.normalize("NFC", unquote(html.unescape(address.replace("\\", ""))))


def _elsewhere(url: str) -> Bilingual:
    if re.match(r"(?:https?:)?//", url, re.IGNORECASE):
        return PICTURE_ELSEWHERE
    data = _DATA_URI.match(url)
    return PICTURE_KIND.fill(kind=_kind(data[1])) if data else PICTURE_MISSING


def _phrase(address: str, reason: Bilingual, language: Language) -> str:
    """Return a picture's name as code, which no character of it can leave, and the reason in parentheses."""
    name = address.removeprefix("attachment:").split(";", 1)[0] if address.startswith("data:") else address
    plain = re.sub(r"[`<>$\\\s]+", " ", without_controls(name.removeprefix("attachment:")))[:80].strip()
    return f"`{plain or '?'}` ({reason.say(language)})"


def not_shown(named: tuple[str, ...], language: Language) -> str:
    """Return the sentence that names the pictures that are not shown; empty where there are none."""
    listed = list(named[:MAX_NAMED])
    if len(named) > MAX_NAMED:
        listed.append(PICTURES_MORE.fill(count=len(named) - MAX_NAMED).say(language))
    return PICTURES_NOT_SHOWN.fill(pictures=", ".join(listed)).say(language) if listed else ""


def within(shown: Mapping[str, Picture], room: int) -> Iterator[tuple[str, Picture]]:
    """Yield pictures as long as they have no more than `room` bytes together."""
    for name, one in shown.items():
        room -= one.size
        if room >= 0:
            yield name, one
