"""PDFs, videos and archives, sound and broken ones, made in code: for the samples of a9_project, and its tests.

``python tests/project_files.py`` writes those that the samples copy, once; they are a few kilobytes each.
"""

from __future__ import annotations

import io
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pypdf

ROOT = Path(__file__).parent.parent
MIB = 2**20

# ── PDFs ───────────────────────────────────────────────────────────────────────────────────────────────────


def pdf(pages: int, password: str = "", owner: str = "") -> bytes:
    """Return a PDF of empty A4 pages; with an owner's password alone it opens, and may not be changed."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password or owner:
        writer.encrypt(password, owner or password, algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def pdf_saved_twice() -> bytes:
    """Return a PDF of two pages to which a third was appended in a second save, as word processors do it."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf(2)), incremental=True)
    writer.add_blank_page(595, 842)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def plain_pdf(*objects: str) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalog."""
    made, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj {text} endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + (head + tail).encode()


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
PAGE = "<< /Type /Page /MediaBox [0 0 595 842] >>"


def pdf_that_claims(pages: int, claimed: int) -> bytes:
    """Return a PDF whose page tree says that it has other pages than it has."""
    kids = " ".join(f"{number} 0 R" for number in range(3, pages + 3))
    return plain_pdf(CATALOG, f"<< /Type /Pages /Count {claimed} /Kids [{kids}] >>", *[PAGE] * pages)


def pdf_without_end() -> bytes:
    """Return a PDF whose page tree holds itself."""
    return plain_pdf(CATALOG, "<< /Type /Pages /Count 1 /Kids [2 0 R 3 0 R] >>", PAGE)


def pdf_explosion(levels: int = 40) -> bytes:
    """Return a PDF of 2^levels pages in as many objects: each node holds the next one twice."""
    nodes = [f"<< /Type /Pages /Count 1 /Kids [{n} 0 R {n} 0 R] >>" for n in range(3, levels + 3)]
    return plain_pdf(CATALOG, *nodes, PAGE)


def pdf_chain(levels: int = 4000) -> bytes:
    """Return a PDF with one page, thousands of nodes deep."""
    return plain_pdf(CATALOG, *[f"<< /Type /Pages /Count 1 /Kids [{n} 0 R] >>" for n in range(3, levels + 3)], PAGE)


def pdf_bomb() -> bytes:
    """Return a PDF whose table of objects is packed twice and unpacks to 256 MB."""
    once = zlib.compressobj(9)
    packed = b"".join(once.compress(bytes(MIB)) for _ in range(256)) + once.flush()
    twice = zlib.compress(packed, 9)
    head = "1 0 obj << /Type /XRef /Size 9 /W [1 4 2] /Root 2 0 R /Filter [/FlateDecode /FlateDecode]"
    body = f"{head} /Length {len(twice)} >> stream\n".encode() + twice + b"\nendstream endobj\n"
    return b"%PDF-1.5\n" + body + b"startxref\n9\n%%EOF\n"


# ── videos ─────────────────────────────────────────────────────────────────────────────────────────────────


def video(seconds: float, kind: str = "mp4", codec: str = "mpeg4", every: float = 5.0, **options: str) -> bytes:
    """Return a video with a new picture every few seconds."""
    made = tempfile.NamedTemporaryFile()  # noqa: SIM115  # "faststart" needs one with a name
    with made, av.open(made.name, "w", format=kind, options=options) as container:
        rate = Fraction(1) / Fraction(every)
        stream: Any = container.add_stream(codec, rate=rate)
        stream.width = stream.height = 32
        stream.pix_fmt = "yuv420p"
        for index in range(round(seconds / every)):
            picture = np.full((32, 32, 3), 40 * (index % 6), np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
        container.close()
        return Path(made.name).read_bytes()


def sound(seconds: int) -> bytes:
    """Return an MP4 with a tone and no picture."""
    made = io.BytesIO()
    with av.open(made, "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=8000)
        for index in range(seconds * 8000 // 1024):
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 8000, index * 1024
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return made.getvalue()


def says_it_lasts(content: bytes, seconds: float) -> bytes:
    """Return an MP4 whose header claims another length than its pictures have."""
    place = content.index(b"mvhd") + 4
    scale = struct.unpack_from(">I", content, place + 12)[0]
    claimed = struct.pack(">I", min(int(seconds * scale), 2**32 - 2))
    return content[: place + 16] + claimed + content[place + 20 :]


def with_steps_of(content: bytes, ticks: int) -> bytes:
    """Return an MP4 whose pictures each claim to stand for so many ticks."""
    place = content.index(b"stts") + 4
    return content[: place + 12] + struct.pack(">I", ticks) + content[place + 16 :]


def without_index(content: bytes) -> bytes:
    """Return an MP4 as a recorder leaves it that was never stopped: the pictures, and no moov."""
    return content[: content.index(b"moov") - 4]


# ── archives ───────────────────────────────────────────────────────────────────────────────────────────────


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, (2026, 12, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def bomb(size: int = 60 * MIB) -> bytes:
    """Return a zip that says of its last file that it will unpack to this size."""
    content = packed([("app.py", APP), ("data.bin", bytes(1000))])
    place = content.rindex(b"PK\x01\x02") + 24
    return content[:place] + struct.pack("<I", size) + content[place + 4 :]


APP = b'import streamlit as st\n\nst.title("Which tool is it?")\nst.slider("Length in cm", 1, 40, 12)\n'


def main() -> None:
    """Write the files that the samples need."""
    given = ROOT / "solutions" / "a9_project"
    files = ROOT / "tests" / "submissions" / "a9_project" / "files"
    quick = video(170, movflags="faststart")
    for folder, name, content in (
        (given, "proposal.pdf", pdf(2)),
        (given, "report.pdf", pdf(5)),
        (given, "video.mp4", video(170)),
        (files, "three_pages.pdf", pdf(3)),
        (files, "four_pages.pdf", pdf(4)),
        (files, "twenty_pages.pdf", pdf_that_claims(20, claimed=1)),
        (files, "locked.pdf", pdf(2, password="secret")),
        (files, "bomb.pdf", pdf_bomb()),
        (files, "explosion.pdf", pdf_explosion()),
        (files, "broken.pdf", pdf(2)[:300]),
        (files, "four_minutes.mp4", video(240)),
        (files, "three_minutes_five.webm", video(185, "webm", "libvpx")),
        (files, "without_index.mp4", without_index(video(170))),
        (files, "breaks_off.mp4", quick[: len(quick) * 2 // 3]),
        (files, "ten_years.mp4", with_steps_of(video(170), 2**31 - 1)),
        (files, "sound.mp4", sound(20)),
        (files, "packed.zip", packed([("내 앱/app.py", APP), ("내 앱/__init__.py", b"")])),
        (files, "bomb.zip", bomb()),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
