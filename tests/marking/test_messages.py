"""Every sentence that a student reads about an answer: in both languages, with the same numbers in it."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

import pytest
from plain_words import hard_words

from grader.marking import messages
from grader.text import Bilingual


def sentences() -> Iterator[tuple[str, Bilingual]]:
    for name, item in vars(messages).items():
        if isinstance(item, Bilingual):
            yield name, item
        elif isinstance(item, dict) and name.isupper():
            yield from ((f"{name}[{key!r}]", one) for key, one in item.items())


ALL = dict(sentences())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", ALL)
def test_it_says_the_same_in_both_languages(name: str) -> None:
    sentence = ALL[name]
    assert sentence.en
    assert sentence.ko
    assert fields(sentence.en) == fields(sentence.ko)


@pytest.mark.parametrize("name", ALL)
def test_it_speaks_plainly(name: str) -> None:
    assert not hard_words(ALL[name].en)


def test_there_are_sentences_to_look_at() -> None:
    assert len(ALL) > 60
