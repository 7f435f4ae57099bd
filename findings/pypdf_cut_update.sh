#!/usr/bin/env bash
# pypdf 7.1.1: a PDF whose last save is cut off is read as the version before it, also with strict=True.
#
# Programs that save "incrementally" append to a PDF. A file of three pages to which a fourth was appended has 4 pages.
# Without its last 40 bytes (an upload that stopped) pypdf looks for the nearest end marker before, finds that of the
# first save and reads 3 pages: no exception, strict=True or not. A file that was saved once and is cut in the same way
# raises or is repaired, by where it is cut.
#
# A careful expert expects strict=True to refuse a file whose last bytes belong to no finished save.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check pypdf==7.1.1
venv/bin/python - <<'PY'
import io

import pypdf
from pypdf import PdfReader, PdfWriter


def written(writer):
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()


first = PdfWriter()
for _ in range(3):
    first.add_blank_page(72, 72)
once = written(first)
second = PdfWriter(PdfReader(io.BytesIO(once)), incremental=True)
second.add_blank_page(72, 72)
twice = written(second)
assert twice.startswith(once) and twice.count(b"%%EOF") == 2


def pages(content, strict):
    return len(PdfReader(io.BytesIO(content), strict=strict).pages)


assert pages(twice, True) == 4
seen = [pages(twice[:-40], strict) for strict in (False, True)]
assert seen == [3, 3], seen
print(f"pypdf {pypdf.__version__}: 4 pages by an update, its last 40 bytes missing: {seen[1]} pages, strict or not.")
PY
