"""How many pages a PDF has, whatever it says of itself."""

from __future__ import annotations

import tempfile

import project_files as files
import pytest

from grader.file_probes.pages import pages

COUNTED = {
    "one page": (lambda: files.pdf(1), 1),
    "five pages": (lambda: files.pdf(5), 5),
    "may not be printed, but anybody can read it": (lambda: files.pdf(3, owner="secret"), 3),
    "twelve that say they are one": (lambda: files.pdf_that_claims(12, claimed=1), 12),
    "one that says it is twelve": (lambda: files.pdf_that_claims(1, claimed=12), 1),
    "a hundred nodes deep": (lambda: files.pdf_chain(100), 1),
    "saved a second time": (files.pdf_saved_twice, 3),
    "blank lines after it": (lambda: files.pdf(2) + b"\r\n\0\n", 2),
    "a few bytes before it": (lambda: b"\xef\xbb\xbf\n" + files.pdf(2), 2),
}
NOT_COUNTED = {
    "a text": (lambda: b"a text", -1),
    "a word processor's file": (lambda: b"PK\x03\x04 word/document.xml", -1),
    "half of it": (lambda: files.pdf(2)[:300], -2),
    "a last save that is cut off (pypdf 7.1.1 reads the one before)": (lambda: files.pdf_saved_twice()[:-40], -2),
    "a first line": (lambda: b"%PDF-1.7\n", -2),
    "no page tree": (lambda: files.plain_pdf("<< /Type /Catalog >>"), -2),
    "a font for a page": (
        lambda: files.plain_pdf(files.CATALOG, "<< /Type /Pages /Kids [3 0 R] >>", "<< /Type /Font >>"),
        -2,
    ),
    "a bomb": (files.pdf_bomb, -2),
    "a password": (lambda: files.pdf(2, password="secret"), -3),
    "a tree that holds itself": (files.pdf_without_end, -4),
    "2^40 pages": (files.pdf_explosion, -4),
    "no page": (lambda: files.plain_pdf(files.CATALOG, "<< /Type /Pages /Count 2 /Kids [] >>"), -5),
}


def measured(content: bytes) -> int:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return pages(file.fileno())


@pytest.mark.parametrize("what", COUNTED)
def test_pages_are_counted_not_believed(what: str) -> None:
    make, number = COUNTED[what]
    assert measured(make()) == number


@pytest.mark.parametrize("what", NOT_COUNTED)
def test_what_cannot_be_counted_has_a_code(what: str) -> None:
    make, code = NOT_COUNTED[what]
    assert measured(make()) == code
