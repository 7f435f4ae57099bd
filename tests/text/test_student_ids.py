"""Which ids look alike, how they differ, and which are the same."""

from __future__ import annotations

import unicodedata

import pytest

from grader.text.student_ids import difference, look, matches, same_in_nfc, shown, twin_sentence, twins

KIM = "김서연"
MAC = unicodedata.normalize("NFD", KIM)


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        (KIM, MAC, "composed in one and decomposed in the other"),
        ("Kim", "kim", "differ in upper and lower case"),
        ("kim", "kim\u200b", "cannot be seen: U+200B ZERO WIDTH SPACE"),
        ("kim", "\ufeffkim", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("kim", "k\u00adim", "U+00AD SOFT HYPHEN"),
        ("kim", "kim\u3164", "U+3164 HANGUL FILLER"),
        ("kim", "kim ", "differ in blanks before or after"),
        ("kim", "kim\u00a0", "differ in blanks before or after"),
        ("kim a", "kima", "differ in blanks between the letters"),
        ("00246", "246", "leading zeros"),
        ("\uff12\uff14\uff16", "246", "U+FF12"),
        ("246.0", "246", "decimal point"),
        ("\uff4bim", "kim", "U+FF4B"),
        (f"{MAC}A", f"{KIM}a", "differ in upper and lower case"),
    ],
)
def test_ids_that_look_alike_are_twins_and_the_difference_is_named(one: str, other: str, says: str) -> None:
    assert look(one) == look(other)
    assert twins([one, other, "lee"]) == (tuple(sorted((one, other))),)
    assert says in difference(one, other)
    assert says in difference(other, one)


@pytest.mark.parametrize(("one", "other"), [("kim", "kin"), ("10", "1"), ("0", "00a"), ("a.0", "a"), ("é", "e")])
def test_other_ids_are_no_twins(one: str, other: str) -> None:
    assert not twins([one, other])


def test_the_same_in_nfc_where_that_is_unique() -> None:
    assert same_in_nfc([MAC, "lee"], [KIM, "lee", "Lee"]) == {KIM: MAC}
    assert same_in_nfc([MAC, KIM], [KIM]) == {}
    assert same_in_nfc([MAC], [KIM, MAC]) == {}


def test_a_pattern_finds_both_normal_forms() -> None:
    assert all(matches(id_, pattern) for id_ in (KIM, MAC) for pattern in (KIM, MAC, "김*", MAC[:3] + "*", "???"))
    assert not matches("Kim", "kim")


def test_what_cannot_be_seen_is_shown() -> None:
    assert shown("k\u200b") == "'k\\u200b'"
    assert twin_sentence(("Kim", "kim")) == "'Kim' and 'kim' differ in upper and lower case"
