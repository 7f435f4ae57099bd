"""Markdown of students: what stays as it is, and what is shown word for word in a code block."""

from __future__ import annotations

import pytest
from hostile import MARKDOWN
from hypothesis import given
from hypothesis import strategies as st

from grader.feedback.markdown import as_code_block, clean_markdown, is_harmless
from grader.feedback.words import SHOWN_AS_TEXT
from grader.text import LANGUAGES, Language


@pytest.mark.parametrize("source", MARKDOWN, ids=range(len(MARKDOWN)))
def test_markdown_that_could_run_is_shown_word_for_word(source: str) -> None:
    shown = clean_markdown(source, "en")
    if shown != source:
        fence = shown[: len(shown) - len(shown.lstrip("`"))]
        assert shown.startswith(f"{fence}\n{source}\n{fence}\n")
        assert fence not in source
        assert clean_markdown(shown, "en") == shown


@pytest.mark.parametrize(
    "source",
    [
        "The slope is $a<b$ and $$c>d$$, `x<y`, a < b > c, <- arrow.",
        "**기울기**는 _가장_ 가파른 방향입니다.\n\n1. 첫째\n2. 둘째\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "H<sub>2</sub>O <br> <b>bold</b>\n\n```python\nx = '<b>'\n```",
        "[위키](https://ko.wikipedia.org/wiki/미분) and https://example.org",
        "\\begin{align} a &= b \\\\ c &< d \\end{align}",
    ],
)
def test_honest_markdown_stays_as_it_is(source: str) -> None:
    assert clean_markdown(source, "en") == source


def test_text_that_would_take_a_parser_long_is_not_parsed() -> None:
    for opening in ("\\\\[", "\\begin{a}", "$$ "):
        assert not is_harmless(opening * 3_000)
    assert not is_harmless("[" * 10_001)


@pytest.mark.parametrize("source", ["```", "a\n````\nb", "``` ```` `````"])
def test_no_text_ends_its_code_block(source: str) -> None:
    fence, *inside, end = as_code_block(source).split("\n")
    assert fence == end
    assert "\n".join(inside) == source
    assert all(fence not in line for line in inside)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_as_text_says_so(language: Language) -> None:
    shown = clean_markdown("<script>1</script>", language)
    assert shown == f"```\n<script>1</script>\n```\n\n{SHOWN_AS_TEXT.say(language)}"
    assert clean_markdown(shown, "en") == clean_markdown(shown, "ko") == shown


@pytest.mark.parametrize(
    ("source", "harmless"),
    [
        ("", True),
        ("a < b", True),
        ("<b>x</b>", True),
        ("<b onclick=x>x</b>", False),
        ("<B>x</B><br/>", True),
        ("<!-- x -->", False),
        ("`<script>`", False),  # viewers disagree on what is code
        ("[a](https://x.org)", True),
        ("[a](//x.org)", False),
        ("[a](javascript:1)", False),
        ("[a](file:///etc/passwd)", False),
        ("![a](https://x.org/y.png)", False),
        ("![a](attachment:mine.png)", True),
        ("![a](attachment:other.png)", False),
        ("```python\nx\n```", True),
        ("```mermaid\nx\n```", False),
        ("```{.x onclick=1}\nx\n```", False),
        ("a\x00b", False),
    ],
)
def test_what_can_be_rendered(source: str, harmless: bool) -> None:
    assert is_harmless(source, frozenset({"mine.png"})) is harmless


@given(source=st.text(st.sampled_from("`<>[]()!$\\ a\n&;:/#*_-"), max_size=60))
def test_a_text_stays_or_is_whole_inside_a_block(source: str) -> None:
    shown = clean_markdown(source, "en")
    assert shown == source or shown == f"{as_code_block(source)}\n\n{SHOWN_AS_TEXT.en}"
