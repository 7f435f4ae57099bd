"""Documents in a submitted folder: found by their names, opened only where they are what they should be."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from grader.questions.question import Document
from grader.submission.documents import Attachment, find_documents, opened

REPORT = Document(("report", "보고서"), (".pdf",), most_mb=1)
VIDEO = Document(("video",), (".mp4", ".mov"), most_mb=200)


def found(folder: Path) -> dict[str, Attachment]:
    return {one.document: one for one in find_documents(folder, (REPORT, VIDEO))}


@pytest.mark.parametrize("name", ["report.pdf", "Report.PDF", "보고서.pdf", unicodedata.normalize("NFD", "보고서.pdf")])
def test_a_document_goes_by_several_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"%PDF-")
    attachment = found(tmp_path)["report"]
    assert (attachment.problem, attachment.file) == (None, name)
    with opened(attachment) as descriptor:
        assert os.pread(descriptor, 10, 0) == b"%PDF-"


def test_a_document_among_thousands_of_files_is_found(tmp_path: Path) -> None:
    for number in range(2500):
        (tmp_path / f"frame_{number}.png").touch()
    for name in ("report.pdf", "video.mp4"):
        (tmp_path / name).write_bytes(b"%PDF-")
    assert {one.file for one in found(tmp_path).values()} == {"report.pdf", "video.mp4"}


def test_bytes_do_as_well_as_a_place(tmp_path: Path) -> None:
    with opened(Attachment("report", "report.pdf", b"%PDF-1")) as descriptor:
        assert os.pread(descriptor, 10, 0) == b"%PDF-1"


def test_the_digest_is_the_contents(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"one")
    first = found(tmp_path)["report"].digest
    os.utime(tmp_path / "report.pdf", (0, 0))
    assert found(tmp_path)["report"].digest == first
    (tmp_path / "report.pdf").write_bytes(b"two")
    assert found(tmp_path)["report"].digest != first


def test_what_is_not_there_has_no_entry(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    assert found(tmp_path) == {}


def test_what_is_no_plain_file_is_named_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "report.pdf").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "video.mp4")
    problems = {name: one.problem and one.problem[0] for name, one in found(tmp_path).items()}
    assert problems == {"report": "linked", "video": "not_a_file"}


def test_an_absurd_size_is_not_read(tmp_path: Path) -> None:
    for name in ("report.pdf", "video.mp4"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(300 * 2**20)  # sparse: it takes no room
    attachments = found(tmp_path)
    assert [one.problem and one.problem[0] for one in attachments.values()] == ["too_large", "too_large"]
    assert attachments["video"].problem
    assert attachments["video"].problem[1].en == "video.mp4 has 300 MB; the limit is 200 MB. It was not opened."


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["report.pdf", "보고서.pdf"], "several"),
        (["final.pdf"], "other_name"),
        (["report.pdf/", "notes.txt"], "not_a_file"),
    ],
)
def test_when_in_doubt_a_person_is_asked(tmp_path: Path, names: list[str], code: str) -> None:
    for name in names:
        (tmp_path / name).mkdir() if name.endswith("/") else (tmp_path / name).write_bytes(b"x")
    attachment = found(tmp_path)["report"]
    assert attachment.problem
    assert attachment.problem[0] == code


def test_an_empty_file_is_none(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").touch()
    attachment = found(tmp_path)["report"]
    assert attachment.problem
    assert attachment.problem[0] == "empty"


def test_what_has_become_a_link_since_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-")
    attachment = found(tmp_path)["report"]
    (tmp_path / "report.pdf").unlink()
    (tmp_path / "report.pdf").symlink_to("/etc/hostname")
    with pytest.raises(OSError, match="report"), opened(attachment):
        pass
