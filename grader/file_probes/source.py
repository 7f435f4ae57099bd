"""How many files of source code lie beside the notebook, plain, in folders or in a zip; and whether the app starts."""

from __future__ import annotations

import os
import re
import sys
import zipfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

CODE = (".py", ".ipynb")
OTHER_ARCHIVES = (".7z", ".rar", ".tar", ".gz", ".tgz", ".xz", ".egg", ".alz")
MOST_FILES, MOST_BYTES = 2_000, 50_000_000
"""Of a zip's content; more is not unpacked."""
USUAL = ("app.py", "streamlit_app.py", "main.py")
IMPORT = re.compile(rb"^\s*(import|from)\s+streamlit\b", re.MULTILINE)


def source_files(released: Collection[str]) -> int:
    """Return the number of files of source code, without those that the course released.

    -1: none but in an archive of another kind. -2: a damaged zip. -4: a zip that unpacks to far too much.
    """
    found = [path for path in below(Path()) if str(path) not in released]
    code = sum(is_code(path) for path in found)
    for path in filter(is_zip, found):
        inside = members(path)
        if isinstance(inside, int):
            return inside
        code += sum(is_code(Path(member.filename)) for member in inside)
    packed = any(path.suffix.lower() in OTHER_ARCHIVES for path in found)
    return -1 if packed and not code else code


def below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def is_code(path: Path) -> bool:
    return path.suffix.lower() in CODE and "__MACOSX" not in path.parts


def is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def members(path: Path) -> list[zipfile.ZipInfo] | int:
    """Return what a zip holds, or why it is not unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return -2
    return -4 if len(inside) > MOST_FILES or sum(member.file_size for member in inside) > MOST_BYTES else inside


# ── the app ────────────────────────────────────────────────────────────────────────────────────────────────


def app_started(computing_department: object, released: Collection[str]) -> int:
    """Start the Streamlit app and return what came of it; what the app itself raises is raised.

    0: it started and shows something. 1: there is none, and none is required. 2: there is none, but the computing
    department needs one. 3: there is none, and the department is not told. 4: it shows nothing.
    -2: a damaged zip. -4: a zip that unpacks to far too much.
    """
    for path in filter(is_zip, below(Path())):
        inside = members(path)
        if isinstance(inside, int):
            return inside
        with zipfile.ZipFile(path) as archive:
            archive.extractall(path.with_suffix(".unpacked"))
    found = [path for path in below(Path()) if path.suffix == ".py" and is_code(path) and str(path) not in released]
    found = [path for path in found if IMPORT.search(path.read_bytes())]
    if found:
        return run(min(found, key=rank).resolve())
    if not isinstance(computing_department, bool):
        return 3
    return 2 if computing_department else 1


def rank(path: Path) -> tuple[bool, int, int, str]:
    """Return what orders apps: the usual names first, then those nearest to the notebook; pages of an app come last."""
    usual = USUAL.index(path.name.lower()) if path.name.lower() in USUAL else len(USUAL)
    return "pages" in path.parts, usual, len(path.parts), str(path)


def run(path: Path) -> int:
    """Start an app in its own folder, from which it imports, too."""
    import apps  # it travels beside the notebook

    os.chdir(path.parent)
    sys.path.insert(0, str(path.parent))
    page = apps.start(path).test
    shown = [element for part in (page.main, page.sidebar) for element in part.children.values()]
    return 4 if all(map(is_blank, shown)) else 0


def is_blank(element: Any) -> bool:
    """Is it a text without any letter?"""
    return element.type in ("markdown", "text") and not str(element.value).strip()
