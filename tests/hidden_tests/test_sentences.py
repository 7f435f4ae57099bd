"""What students read of the hidden tests, in the TOML files beside them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from plain_words import hard_words

from grader import hidden_tests

FILES = sorted(Path(hidden_tests.__path__[0]).glob("*.toml"))


def english(table: dict[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from english(value)
        elif key == "en":
            yield value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_speaks_plainly(path: Path) -> None:
    sentences = list(english(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert sentences
    assert not {sentence for sentence in sentences if hard_words(sentence)}
