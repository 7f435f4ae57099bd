"""Pictures in written answers: each is judged alone, shown where it is harmless, named where not."""

from __future__ import annotations

import base64
import functools
import io
import time
import unicodedata
from typing import Any
from urllib.parse import quote

import nbformat
import pytest
from hostile import PNG, SVG, make_png
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from PIL import Image

from grader.feedback import pictures, sanitise
from grader.feedback.page import feedback_page
from grader.feedback.pictures import picture, read_answer
from grader.feedback.sanitise import clean_cells
from grader.results.records import SubmissionRecord
from grader.submission.notebook import read_notebook
from grader.text import LANGUAGES, Language


def drawn(kind: str, **how: Any) -> str:
    """Return a small picture of a type as base64."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, kind, **how)
    return base64.b64encode(file.getvalue()).decode()


SHOWN = {
    "image/png": PNG,
    "image/jpeg": drawn("JPEG"),
    "image/gif": drawn("GIF"),
    "image/webp": drawn("WEBP"),
}
SVG_DATA = base64.b64encode(SVG.encode()).decode()


def cleaned(*cells: tuple[str, dict[str, Any]], language: Language = "en") -> list[NotebookNode]:
    """Return Markdown cells as they are after a submission was read and cleaned."""
    made = [nbformat.v4.new_markdown_cell(text, attachments=attached) for text, attached in cells]
    notebook = read_notebook(nbformat.writes(nbformat.v4.new_notebook(cells=made)).encode())
    clean_cells(notebook, language)
    return list(notebook.cells)


@functools.cache
def formgraders() -> HTMLExporter:
    """Return what makes formgrader's HTML; its templates are read once."""
    return HTMLExporter()


def pages(*cells: NotebookNode) -> tuple[str, str]:
    """Return the feedback page and formgrader's HTML of cleaned cells."""
    notebook = nbformat.v4.new_notebook(cells=list(cells))
    own = feedback_page(notebook, SubmissionRecord("kim", "a1", 0.0, (), ()), None, "en")
    return own, str(formgraders().from_notebook_node(notebook)[0])


def assert_shown(cell: NotebookNode, *expected: tuple[str, str]) -> None:
    """Do the feedback page and formgrader both draw these pictures?"""
    for page in pages(cell):
        for mime, data in expected:
            assert f'src="data:{mime};base64,{data}"' in page, cell.source


# ── one picture ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_picture_is_what_it_claims_to_be() -> None:
    assert picture("image/png", f"{PNG[:20]}\n{PNG[20:]}\n") == PNG
    assert picture("image/svg+xml", PNG) is None
    assert picture("image/png", f'{PNG}" onerror="x') is None
    assert picture("image/png", {"a": 1}) is None
    assert picture("image/png", make_png(60_000, 60_000)) is None
    for mime, data in SHOWN.items():
        assert picture(mime, data) == data
        assert [other for other in SHOWN if picture(other, data)] == [mime]
        assert mime == "image/jpeg" or picture(mime, data[:8]) is None


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a" + b"\xff\xff\xff\xff",
        b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + b"\xff" * 6,
        b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + b"\xff" * 4,
        b"RIFF\0\0\0\0WEBPVP8 " + b"\xff" * 14,
    ],
)
def test_a_picture_of_too_many_pixels_is_not_shown(content: bytes) -> None:
    mime = "image/gif" if content.startswith(b"GIF") else "image/webp"
    assert picture(mime, base64.b64encode(content).decode()) is None


@pytest.mark.parametrize("how", [{"lossless": True}, {"lossless": False}, {"save_all": True}])
def test_every_kind_of_webp_is_shown(how: dict[str, Any]) -> None:
    assert picture("image/webp", drawn("WEBP", **how))


# ── attachments ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mime", SHOWN)
def test_an_attachment_of_a_type_that_cannot_run_is_shown(mime: str) -> None:
    (cell,) = cleaned(("My plot: ![x](attachment:a.bin), $a<b$", {"a.bin": {mime: SHOWN[mime]}}))
    assert cell.source == "My plot: ![x](attachment:a.bin), $a<b$"
    assert_shown(cell, (mime, SHOWN[mime]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_attachment_is_judged_alone(language: Language) -> None:
    attached = {
        "a.png": {"image/png": PNG},
        "b.svg": {"image/svg+xml": SVG_DATA},
        "c.gif": {"image/gif": SHOWN["image/gif"]},
        "d.png": {"image/png": SHOWN["image/jpeg"]},
    }
    (cell,) = cleaned((" ".join(f"![x](attachment:{name})" for name in attached), attached), language=language)
    assert set(cell.attachments) == {"a.png", "c.gif"}
    assert_shown(cell, ("image/png", PNG), ("image/gif", SHOWN["image/gif"]))
    assert cell.source.endswith(
        "*Pictures not shown here: `b.svg` (SVG; shown are PNG, JPEG, GIF and WebP), "
        "`d.png` (no PNG that can be opened).*"
        if language == "en"
        else "*여기에 표시하지 않은 그림: `b.svg` (SVG 형식. PNG, JPEG, GIF, WebP만 표시합니다), "
        "`d.png` (열 수 있는 PNG 파일이 아닙니다).*"
    )
    assert all("thief" not in page and "<svg on" not in page for page in pages(cell))


COMPOSED, DECOMPOSED = (unicodedata.normalize(form, "그림 1.png") for form in ("NFC", "NFD"))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("my picture.png", "my%20picture.png"),
        ("my picture.png", "<my picture.png>"),
        ("my picture.png", "my picture.png"),
        ("my%20picture.png", "my%20picture.png"),
        ("image (1).png", "image%20(1).png"),
        ("image (1).png", "image%20%281%29.png"),
        ("image(1).png", "image(1).png"),
        ("100% & more.png", "100%25%20&amp;%20more.png"),
        ("그림.png", "그림.png"),
        *((name, quote(address)) for name in (COMPOSED, DECOMPOSED) for address in (COMPOSED, DECOMPOSED)),
        *((name, f"<{address}>") for name in (COMPOSED, DECOMPOSED) for address in (COMPOSED, DECOMPOSED)),
    ],
)
@pytest.mark.parametrize("title", ["", ' "a title"'])
def test_a_picture_is_found_by_every_spelling_of_its_name(name: str, address: str, title: str) -> None:
    written = f"<attachment:{address[1:]}" if address.startswith("<") else f"attachment:{address}"
    (cell,) = cleaned((f"기울기 $f'(x)$\n\n![그림]({written}{title})", {name: {"image/png": PNG}}))
    assert "```" not in cell.source
    assert "not shown" not in cell.source
    assert_shown(cell, ("image/png", PNG))


def test_a_picture_by_a_label_is_shown() -> None:
    (cell,) = cleaned(("![x][p]\n\n[p]: <attachment:my picture.png>", {"my picture.png": {"image/png": PNG}}))
    assert "```" not in cell.source
    assert_shown(cell, ("image/png", PNG))


TAG = "attachment:a%20plot.png"


@pytest.mark.parametrize(
    "tag",
    [
        f'<img src="{TAG}">',
        f"<IMG alt='my plot' width=400 src='{TAG}' />",
        f'<img src="{TAG}" style="width: 50%" title="a title"/>',
        f'<div align="center">\n<img src="{TAG}"/>\n</div>',
        f'<p style="text-align: center"><img src={TAG.replace("%20", "&#32;").replace(" ", "")} ></p>',
        f'<img src="data:image/png;base64,{PNG}">',
    ],
)
def test_a_picture_in_an_html_tag_is_judged_like_one_in_markdown(tag: str) -> None:
    (cell,) = cleaned((f"By hand, $f'(x)$:\n\n{tag}\n\n- two", {"a plot.png": {"image/png": PNG}}))
    assert "```" not in cell.source
    assert "not shown" not in cell.source
    assert "<img" not in cell.source
    assert_shown(cell, ("image/png", PNG))


@pytest.mark.parametrize(
    ("tag", "named"),
    [
        ('<img src="https://thief.invalid/a.png">', "`https://thief.invalid/a.png` (on the web, not loaded)"),
        ('<img src="images/a.png" alt="](x)">', "`images/a.png` (not in the notebook)"),
        ('<img src="attachment:b.svg">', "`b.svg` (SVG; shown are PNG, JPEG, GIF and WebP)"),
        ("<img>", "`?` (not in the notebook)"),
    ],
)
def test_a_tag_whose_picture_is_not_shown_costs_no_other(tag: str, named: str) -> None:
    attached = {"a.png": {"image/png": PNG}, "b.svg": {"image/svg+xml": SVG_DATA}}
    (cell,) = cleaned((f"$a$ {tag} ![x](attachment:a.png)", attached))
    assert "```" not in cell.source
    assert named in cell.source
    assert_shown(cell, ("image/png", PNG))
    assert all('thief.invalid/a.png"' not in page for page in pages(cell))


def test_a_tag_that_does_something_makes_the_answer_a_text() -> None:
    (cell,) = cleaned((f'<img src="{TAG}" onload="x()">', {"a plot.png": {"image/png": PNG}}))
    assert cell.source.startswith("```")


# ── data URIs ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mime", SHOWN)
def test_a_data_uri_of_the_same_types_is_shown(mime: str) -> None:
    (cell,) = cleaned((f"$a$ ![x](data:{mime};base64,{SHOWN[mime]}) $b$", {}))
    assert len(cell.source) < 100
    assert_shown(cell, (mime, SHOWN[mime]))


def test_a_picture_counts_nothing_against_the_texts_limits() -> None:
    large = base64.b64encode(base64.b64decode(PNG) + bytes(120_000)).decode()
    cells = cleaned((f"![x](data:image/png;base64,{large})", {}), *((f"${n}$ " * 900, {}) for n in range(9)))
    assert_shown(cells[0], ("image/png", large))
    assert not [cell.source[:20] for cell in cells if "```" in cell.source]


def test_a_data_uri_that_is_not_shown_is_named_and_shortened() -> None:
    text = f"Before ![x](data:image/svg+xml;base64,{SVG_DATA * 99}) $a$"
    (cell,) = cleaned((text, {}))
    assert len(cell.source) < 300
    assert "`data:image/svg+xml` (SVG; shown are PNG, JPEG, GIF and WebP)" in cell.source
    assert "<math" in pages(cell)[0]


# ── what is not shown ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("https://thief.invalid/a.png", "`https://thief.invalid/a.png` (on the web, not loaded)"),
        ("//thief.invalid/a.png", "`//thief.invalid/a.png` (on the web, not loaded)"),
        ("images/a.png", "`images/a.png` (not in the notebook)"),
        ("attachment:lost.png", "`lost.png` (not in the notebook)"),
    ],
)
def test_a_picture_that_is_not_in_the_cell_is_named_and_not_loaded(address: str, named: str) -> None:
    (cell,) = cleaned((f"Slope $a$ ![x]({address}) ![y](attachment:a.png)", {"a.png": {"image/png": PNG}}))
    assert named in cell.source
    assert_shown(cell, ("image/png", PNG))
    for page in pages(cell):
        assert f'src="{address}"' not in page
    assert "<math" in pages(cell)[0]


def test_a_large_picture_is_named_with_its_size() -> None:
    large = base64.b64encode(base64.b64decode(PNG) + bytes(6_000_000)).decode()
    text = "![x](attachment:large.png) ![y](attachment:a.png)"
    (cell,) = cleaned((text, {"large.png": {"image/png": large}, "a.png": {"image/png": PNG}}))
    assert set(cell.attachments) == {"a.png"}
    assert "`large.png` (6.0 MB; the limit is 5 MB)" in cell.source
    assert_shown(cell, ("image/png", PNG))


@pytest.mark.parametrize(
    "again", ["![x](attachment:a.png) ", "![x][p] ", "![x\ny](attachment:a.png) "], ids=["plain", "label", "lines"]
)
def test_pictures_have_a_limit_in_all_however_often_one_is_shown(again: str, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(base64.b64decode(PNG))
    monkeypatch.setattr(sanitise, "MAX_BYTES_IN_ALL", 10 * size)
    label = "\n\n[p]: attachment:a.png"
    attached = {"a.png": {"image/png": PNG}}
    texts = (again * 8 + label, again * 8 + label, "![x](attachment:a.png)")
    counts = [pages(cell)[0].count('src="data:') for cell in cleaned(*((text, attached) for text in texts))]
    assert counts[0] == 8
    assert 1 <= counts[1] <= 2
    assert sum(counts) <= 10


def test_pictures_of_a_text_that_is_not_rendered_stand_below_it() -> None:
    text = f'<u lang="en"><img src="attachment:my plot.png" width="300"></u> <img src="data:image/png;base64,{PNG}">'
    (cell,) = cleaned((text, {"my plot.png": {"image/jpeg": SHOWN["image/jpeg"]}}))
    assert cell.source.startswith('```\n<u lang="en"><img src="attachment:my plot.png" width="300">')
    assert_shown(cell, ("image/png", PNG), ("image/jpeg", SHOWN["image/jpeg"]))


def test_code_that_shows_how_to_write_a_picture_stays() -> None:
    text = "Write `![x](https://a.invalid/x.png)`:\n\n```\n![x](y.png)\n```"
    (cell,) = cleaned((text, {}))
    assert cell.source == text


@pytest.mark.parametrize("name", ["`<script>`", "$$<img src=x onerror=1>$$", "a" * 500, "\u202ex\n\n<b>", "{kind}", ""])
def test_a_name_breaks_out_of_nothing(name: str) -> None:
    (cell,) = cleaned(("text", {name: {"image/svg+xml": SVG_DATA}}))
    sentence = cell.source.removeprefix("text\n\n")
    assert "\n" not in sentence
    assert sentence.count("`") == 2
    assert len(sentence) < 200
    assert not set("<>$") & set(sentence)


def test_many_pictures_are_counted() -> None:
    (cell,) = cleaned((" ".join(f"![x](p{n}.png)" for n in range(pictures.MAX_NAMED + 5)), {}))
    assert cell.source.endswith("5 more.*")


@pytest.mark.parametrize(
    "text",
    [
        "![",
        "![x](",
        "![[a]",
        "![x](attachment:",
        "![x](attachment:a ",
        "![x](((",
        '![x](y "',
        "`a``b",
        "[a]: attachment:",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    started = time.process_time()
    read_answer((text * 10_000)[:10_000], {"a.png": {"image/png": PNG}}, 10**6, "en")
    read_answer("data:image/png;base64," * 100_000, {}, 10**6, "en")
    assert time.process_time() - started < 5
