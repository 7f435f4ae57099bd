"""The Korean that students read follows docs/style.ko.md: none of the words that it lists as not to be used."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "style.ko.md").read_text(encoding="utf-8")
BANNED = tuple(re.findall(r"^\| (\S.*?) \| .*\|$", GUIDE.split("## 쓰지 않는 말")[1], re.MULTILINE))[1:]
READ = (
    *sorted((ROOT / "source").glob("*.py")),
    *sorted((ROOT / "grader" / "hidden_tests").glob("*.toml")),
    *sorted(path for path in (ROOT / "grader").rglob("*.py") if "Bilingual(" in path.read_text(encoding="utf-8")),
    ROOT / "docs" / "students.ko.md",
    *sorted((ROOT / "grader" / "authoring" / "templates").glob("*.jinja")),
)
"""Everything in Korean that is read: notebooks, checks, hints, messages, the page for students, `grader new`."""


def test_the_guide_is_read() -> None:
    assert {"을(를)", "움직이", "분자 배치"} <= set(BANNED)
    assert len(READ) > 30


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_no_word_is_used_that_the_guide_replaces(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [f"{number}: {word}" for number, line in enumerate(lines, 1) for word in BANNED if word in line]
    assert not found


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name)
def test_a_percent_sign_follows_its_number_without_a_space(path: Path) -> None:
    found = re.findall(r"^.*[\d}] %[가-힣].*$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert not found


@pytest.mark.parametrize("path", sorted((ROOT / "grader" / "hidden_tests").glob("*.toml")), ids=lambda path: path.name)
def test_every_sentence_of_a_hint_is_in_one_style(path: Path) -> None:
    ends = re.findall(r"[가-힣]+[.?!](?=\s|$)", "\n".join(korean(tomllib.loads(path.read_text(encoding="utf-8")))))
    assert [end for end in ends if not end.endswith(("니다.", "까?", "세요."))] == []


def korean(table: object) -> Iterator[str]:
    """Give what stands at every ``ko`` of a table of tables."""
    for key, value in table.items() if isinstance(table, dict) else ():
        yield from [value] if key == "ko" and isinstance(value, str) else korean(value)
