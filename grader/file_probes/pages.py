"""How many pages a PDF has."""

from __future__ import annotations

import os
from typing import Any

MOST_NODES = 5_000
"""Of a page tree; whoever has more of them means no document."""


def pages(descriptor: int) -> int:
    """Return the number of pages, counted one by one.

    -1: no PDF. -2: damaged. -3: locked with a password. -4: an absurd page tree. -5: no page.
    """
    import pypdf  # only where PDFs are read
    from pypdf.errors import FileNotDecryptedError, WrongPasswordError

    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(0)
        if b"%PDF-" not in file.read(1024):
            return -1
        file.seek(0)
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
