"""Names of files and folders that programs leave behind, and of environments that somebody's Python lives in. Pure."""

from __future__ import annotations

import re

_LITTER = re.compile(
    r"__MACOSX|__pycache__|node_modules|venv|\..*|Thumbs\.db|desktop\.ini|\$RECYCLE\.BIN|System Volume Information"
    r"|lost\+found|@eaDir|#recycle",
    re.IGNORECASE,
)


def is_litter(name: str) -> bool:
    """Is this the name of something that no student has handed in, nor is a student?"""
    return bool(_LITTER.fullmatch(name))
