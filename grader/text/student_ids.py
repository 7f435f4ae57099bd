"""Which ids of students look alike, and how they differ. Pure: every comparison of ids from two sources is here.

The same name comes in two normal forms (macOS decomposes Hangul), spreadsheet programs drop leading zeros, people copy
invisible characters. Ids that are the same in NFC (Unicode Standard Annex 15) are the same where that is unique; ids
that differ in any other way are never taken for the same, but told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0"
"""Characters that show nothing although Unicode does not call them format characters."""


def nfc(id_: str) -> str:
    """Return an id with each letter composed."""
    return unicodedata.normalize("NFC", id_)


def matches(id_: str, pattern: str) -> bool:
    """Does an id fit a pattern with `*`, `?` and `[...]`, whatever the normal form of either?"""
    return fnmatchcase(nfc(id_), nfc(pattern))


def without_invisible(text: str) -> str:
    """Return a text without characters that show nothing; blanks stay."""
    return "".join(character for character in text if not _is_invisible(character))


def _is_invisible(character: str) -> bool:
    category = unicodedata.category(character)
    return category in ("Cf", "Cc") or character in _FILLERS or "\ufe00" <= character <= "\ufe0f"


def look(id_: str) -> str:
    """Return what two ids that look alike have in common: no case, width, blanks, invisible signs, leading zeros."""
    plain = "".join(without_invisible(unicodedata.normalize("NFKC", id_)).split()).casefold()
    plain = re.sub(r"(?<=\d)\.0+$", "", plain) if re.fullmatch(r"\d+\.0+", plain) else plain
    plain = plain.lstrip("0") or "0" if plain.isdecimal() else plain
    return nfc(unicodedata.normalize("NFKC", plain))


def name_letters(name: str) -> str:
    """Return a name as it is compared: `look` without signs, of which each LMS drops others from file names."""
    return "".join(character for character in look(name) if unicodedata.category(character)[0] in "LMN")


def difference(one: str, other: str) -> str:
    """Return how two ids that look alike differ, as the end of a sentence: "differ in upper and lower case"."""
    if nfc(one) == nfc(other):
        return "are the same letters, composed in one and decomposed in the other (Unicode NFC and NFD)"
    hidden = sorted({c for c in one + other if _is_invisible(c) and one.count(c) != other.count(c)})
    if hidden:
        names = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in hidden)
        return f"differ in characters that cannot be seen: {names}"
    if one.split() != other.split() and "".join(one.split()) == "".join(other.split()):
        return "differ in blanks between the letters"
    if one.strip() == other.strip():
        return "differ in blanks before or after"
    if nfc(one).casefold() == nfc(other).casefold():
        return "differ in upper and lower case"
    if one.isdecimal() and other.isdecimal() and one.isascii() == other.isascii():
        return "differ in leading zeros, which spreadsheet programs drop"
    if (one.endswith("0") and other.isdecimal() and "." in one) or (other.endswith("0") and one.isdecimal()):
        return "differ in a decimal point, which spreadsheet programs add"
    letters = sorted({c for c in (set(one) ^ set(other)) if not c.isspace()})
    return f"differ in {', '.join(f'{c} (U+{ord(c):04X})' for c in letters[:4])}" if letters else "differ in blanks"


def twins(ids: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of two and more different ids that look alike, sorted."""
    groups: dict[str, set[str]] = defaultdict(set)
    for id_ in ids:
        groups[look(id_)].add(id_)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values() if len(group) > 1))


class LookAlikes:
    """Ids among which one is looked for that is not there, but looks like one that is."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._by_look = {look(id_): id_ for id_ in ids if id_}

    def hint(self, id_: str) -> str:
        """Return a sentence on the id that looks like this one, behind a semicolon; nothing where there is none."""
        other = self._by_look.get(look(id_), id_) if id_ else id_
        return "" if other == id_ else f"; {twin_sentence((id_, other))}"


def same_in_nfc(ours: Iterable[str], theirs: Iterable[str]) -> dict[str, str]:
    """Return which of our ids each of their ids is, where the two differ and NFC makes exactly one pair of them."""
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for place, ids in enumerate((ours, theirs)):
        for id_ in ids:
            found[nfc(id_)][place].add(id_)
    pairs = [(*a, *b) for a, b in found.values() if len(a) == len(b) == 1]
    return {other: own for own, other in pairs if own != other}


def shown(id_: str) -> str:
    """Return an id in quotes, with what cannot be seen as an escape."""
    return "".join(f"\\u{ord(c):04x}" if _is_invisible(c) else c for c in f"'{id_}'")


def twin_sentence(group: Sequence[str]) -> str:
    """Return one sentence on ids that look alike."""
    first, *others = group
    return "; ".join(f"{shown(first)} and {shown(other)} {difference(first, other)}" for other in others)
