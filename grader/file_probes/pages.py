"""How many pages a PDF has."""

from __future__ import annotations

import os
from typing import Any

MOST_NODES = 5_000
"""Of a page tree; whoever has more of them means no document."""


def pages(descriptor: int) -> int:
    """Return the number of pages, counted one by one.

    -1: no PDF. -2: damaged, or its last save cut off. -3: locked with a password. -4: an absurd page tree. -5: no page.
    """
    import pypdf  # only where PDFs are read
    from pypdf.errors import FileNotDecryptedError, WrongPasswordError

    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        if b"%PDF-" not in file.read(1024):
            return -1
        file.seek(0)
        if _is_cut(file.read()):
            return -2
        try:
            document = pypdf.PdfReader(file, strict=False)
            root: Any = document.trailer["/Root"]
            return count(root["/Pages"])
        except (FileNotDecryptedError, WrongPasswordError):
            return -3
        except MemoryError:
            raise
        except Exception:  # a parser meets anything in a broken file
            return -2


def _is_cut(content: bytes) -> bool:
    """Does anything follow the last end mark? pypdf silently reads the version before a save that is cut off."""
    last = content.rfind(b"%%EOF")
    return last >= 0 and bool(content[last + len(b"%%EOF") :].strip(b"\0\t\n\f\r "))


def count(root: Any) -> int:
    """Return the number of leaves of a page tree, which may be as deep as it likes; /Count is only a claim."""
    waiting, leaves = [root], 0
    for _ in range(MOST_NODES):  # a tree may hold itself
        if not waiting:
            return leaves or -5
        node = waiting.pop().get_object()
        if "/Kids" in node:
            waiting += node["/Kids"][:MOST_NODES]
        elif node.get("/Type", "/Page") == "/Page":
            leaves += 1
        else:
            return -2
    return -4
