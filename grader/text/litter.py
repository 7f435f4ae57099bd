"""Names of files and folders that programs leave behind, and of environments that somebody's Python lives in. Pure."""

from __future__ import annotations

import re

# Where macOS has moved a file's content away it leaves ".name.icloud": work that did not come along.
_LITTER = re.compile(
    r"__MACOSX|__pycache__|node_modules|venv|\.(?!.*\.icloud$).*|Thumbs\.db|desktop\.ini|\$RECYCLE\.BIN"
    r"|System Volume Information|lost\+found|@eaDir|#recycle",
    re.IGNORECASE,
)


def is_litter(name: str) -> bool:
    """Is this the name of something that no student has handed in, nor is a student?"""
    return bool(_LITTER.fullmatch(name))
