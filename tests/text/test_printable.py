"""Texts of strangers: what each reader gets of control characters, escapes, direction marks and half characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.text.printable import cell_lines, cell_text, one_line, printable, without_controls, without_formula

STRANGE = [
    # what is in the text, the text, printable, one_line, without_controls, cell_text
    ("words", "a < b & 미분", "a < b & 미분", "a < b & 미분", "a < b & 미분", "a < b & 미분"),
    ("nothing", "", "", "", "", ""),
    ("two lines and a tab", "a\tb\nc", "a?b?c", "a b c", "a\tb\nc", "a b c"),
    ("line ends of other systems", "a\r\nb\rc", "a??b?c", "a b c", "a\nb\nc", "a b c"),
    ("blanks around and between", "  a   b ", "  a   b ", "a b", "  a   b ", "a b"),
    ("a no-break space", "a\xa0b", "a?b", "a b", "a\xa0b", "a b"),
    ("a bell and a zero byte", "a\x07\x00b", "a??b", "a b", "ab", "ab"),
    ("a C1 control", "a\x85b\x9c", "a?b?", "a b", "ab", "a b"),
    ("a colour", "\x1b[31ma\x1b[0m", "?[31ma?[0m", "[31ma [0m", "a", "[31ma[0m"),
    ("a title for the window", "\x1b]0;owned\x07a", "?]0;owned?a", "]0;owned a", "a", "]0;owneda"),
    ("an unfinished escape", "a\x1b[", "a?[", "a [", "a", "a["),
    ("a one-byte control sequence", "\x9b2Ja", "?2Ja", "2Ja", "a", "2Ja"),
    ("a right-to-left override", "\u202egpj.a\u202c", "?gpj.a?", "gpj.a", "gpj.a", "\u202egpj.a\u202c"),
    ("direction marks and isolates", "\u200ea\u2067b\u2069", "?a?b?", "a b", "ab", "\u200ea\u2067b\u2069"),
    ("a zero-width space", "a\u200bb", "a?b", "a b", "a\u200bb", "a\u200bb"),
    ("a family of joined emoji", "👩\u200d👧", "👩?👧", "👩 👧", "👩\u200d👧", "👩\u200d👧"),
    ("a byte order mark", "\ufeffa", "?a", "a", "\ufeffa", "\ufeffa"),
    ("half a surrogate pair", "a\ud800b", "a?b", "a b", "a?b", "ab"),
    ("a noncharacter", "a\uffffb", "a?b", "a b", "a\uffffb", "ab"),
]  # fmt: skip
NAMES = [row[0] for row in STRANGE]


@pytest.mark.parametrize(("text", "shown"), [(row[1], row[2]) for row in STRANGE], ids=NAMES)
def test_printable_puts_a_sign_for_each_character_that_is_not(text: str, shown: str) -> None:
    assert printable(text, "?") == shown
    assert printable(text) == shown.replace("?", "\ufffd")


@pytest.mark.parametrize(("text", "shown"), [(row[1], row[3]) for row in STRANGE], ids=NAMES)
def test_one_line_keeps_printable_words(text: str, shown: str) -> None:
    assert one_line(text) == shown


@pytest.mark.parametrize(("text", "shown"), [(row[1], row[4]) for row in STRANGE], ids=NAMES)
def test_without_controls_keeps_lines_and_tabs(text: str, shown: str) -> None:
    assert without_controls(text) == shown


@pytest.mark.parametrize(("text", "written"), [(row[1], row[5]) for row in STRANGE], ids=NAMES)
def test_cell_text_keeps_what_a_file_can_carry(text: str, written: str) -> None:
    assert cell_text(text) == written


def test_one_line_is_cut_at_its_length() -> None:
    assert one_line("a\n" * 100_000, 5) == "a a a"
    assert len(one_line("x" * 100_000, 200)) == 200
    assert len(one_line("x" * 100_000)) == 100_000


def test_cell_lines_drops_empty_lines() -> None:
    assert cell_lines("a \n\n \x00\nb\tc\r\nd") == "a\nb c\nd"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert without_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "1-1", "'=1", "김"])
def test_a_text_that_is_no_formula_stays(text: str) -> None:
    assert without_formula(text) == text


any_text = st.text(st.characters(exclude_categories=()), max_size=60) | st.text(
    "\x1b[]0;m\x07\x9b\r\n\ud800a", max_size=40
)


@given(text=any_text)
def test_whatever_comes_in_the_result_is_safe_and_made_safe_once(text: str) -> None:
    assert one_line(text).isprintable()
    assert one_line(one_line(text)) == one_line(text)
    kept = without_controls(text)
    assert kept.encode().decode() == kept
    assert not set(kept) & set("\x1b\x9b\r\x07\u202e")
    assert all(len(line.splitlines()) <= 1 for line in (one_line(text), cell_text(text)))
