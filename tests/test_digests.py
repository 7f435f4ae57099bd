"""Two contents have one digest only where they are the same, part by part and file by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import digests
from grader.digests import digest, digests_of_package


def test_where_one_part_ends_and_the_next_begins_counts() -> None:
    assert digest(b"ab", b"c") == digest(b"ab", b"c") != digest(b"a", b"bc")


def test_files_of_a_package_are_told_by_their_path_and_compiled_ones_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("pack/b.py", "pack/a.toml", "pack/inner/c.py", "pack/__pycache__/b.py", "other/d.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"1")
    monkeypatch.setattr(digests, "HOME", tmp_path)
    whole = dict.fromkeys(("pack/a.toml", "pack/b.py", "pack/inner/c.py"), digest(b"1"))
    assert dict(digests_of_package("pack")) == whole
    assert list(dict(digests_of_package("pack", "*.py"))) == ["pack/b.py", "pack/inner/c.py"]
