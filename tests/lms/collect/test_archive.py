"""What is not unpacked of an archive, and under which names the rest is found."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from grader.errors import UserError
from grader.lms.collect import archive
from grader.lms.collect.archive import Entry, open_archive


def entries(*names: str | zipfile.ZipInfo) -> list[Entry]:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "content")
    with open_archive(made, "a.zip") as found:
        return list(found.entries)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        *((name, "its path leads out of the folder") for name in ("../a", "a/../../b", "/a", "C:/a", "a//b", "..\\a")),
        ("a\nb", "its name holds control characters"),
        ("x" * 201, "its path is too long"),
        ("/".join("abcdefghijklmnopqrstu"), "its path is too long"),
    ],
)
def test_a_path_that_a_folder_must_not_get_is_told(name: str, why: str) -> None:
    assert [entry.problem for entry in entries(name)] == [why]


def test_a_link_is_told() -> None:
    link = zipfile.ZipInfo("a.ipynb")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    assert [entry.problem for entry in entries(link)] == ["it is a link, or no regular file"]


@pytest.mark.filterwarnings("ignore:Duplicate name")  # made on purpose
@pytest.mark.parametrize("names", [("a", "a"), ("a.ipynb", "A.ipynb"), ("\u1112\u1161\u11ab", "\ud55c")])
def test_names_that_one_folder_cannot_tell_apart_are_told(names: tuple[str, str]) -> None:
    assert all("two files of this name" in entry.problem for entry in entries(*names))


def test_a_file_with_the_name_of_a_folder_is_told() -> None:
    assert [bool(entry.problem) for entry in entries("a", "a/b")] == [True, False]


def test_a_file_that_would_be_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE_BYTES", 6)
    assert "it would have" in entries("a")[0].problem


def test_an_archive_of_too_many_entries_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 1)
    with pytest.raises(UserError, match="has 2 entries"):
        entries("a", "b")


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with pytest.raises(UserError, match=r"cannot be read"), open_archive(path, "a.zip"):
        pass
    path.write_bytes(b"PK, but no archive")
    with pytest.raises(UserError, match=r"no zip archive, or is damaged"), open_archive(path, "a.zip"):
        pass


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_korean_names_are_read_without_the_flag_for_utf8(encoding: str) -> None:
    """rubyzip, which Canvas uses, writes UTF-8 without the flag; Windows in Korean writes its own code page."""
    name = "김서연".encode(encoding)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("x" * len(name), "content")
    patched = made.getvalue().replace(b"x" * len(name), name)
    with open_archive(io.BytesIO(patched), "a.zip") as found:
        assert [entry.path for entry in found.entries] == ["김서연"]
        assert found.read(found.entries[0]) == b"content"


def test_nothing_is_written_over_a_file_or_through_a_link(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("a", "content")
    (tmp_path / "there").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with open_archive(made, "a.zip") as found:
        for name in ("there", "link"):
            with pytest.raises(OSError, match="exists"):
                found.write(found.entries[0], tmp_path / name)
    assert (tmp_path / "there").read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()
