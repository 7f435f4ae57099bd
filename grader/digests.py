"""Digests of contents, and of the files of this package: whoever has to know whether one has changed asks here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
"""The folder of this package; `solutions` lies beside it there, also where both are installed."""


def digest(*parts: bytes) -> str:
    """Return the SHA-256 of several byte strings; where one ends and the next begins counts."""
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()


def digests_of_package(package: str, names: str = "*") -> Iterator[tuple[str, str]]:
    """Yield the path, from `HOME` on, and the digest of each file of a package whose name fits; compiled ones aside."""
    for path in sorted((HOME / package).rglob(names)):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(HOME).as_posix(), digest(path.read_bytes())
