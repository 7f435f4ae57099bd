"""`grader init`: a course in a folder of its own, which needs this package and nothing of a clone."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
from datetime import date
from pathlib import Path

from grader import __version__
from grader.authoring.rendered import rendered
from grader.course import CONFIG_NAME, HOME
from grader.errors import UserError
from grader.questions.choices import FILE_NAME
from grader.text import Language

FILES = {
    "nbgrader_config.py.jinja": CONFIG_NAME,
    "course.toml.jinja": FILE_NAME,
    "course_readme.{language}.md.jinja": "README.md",
    "course_gitignore.jinja": ".gitignore",
}
"""Each template, and the file that it becomes."""
GUIDE = HOME / "docs" / "instructors.md"


def write_course(folder: Path, language: Language) -> list[Path]:
    """Write a course's own files into a folder, which is made; return them.

    Raises `UserError` where one of them is there already, or the folder cannot be written.
    """
    there = [file for file in FILES.values() if (folder / file).exists()]
    if there:
        raise UserError(
            f"{folder} holds {', '.join(there)} already; nothing was written.",
            "Name an empty folder: grader init FOLDER. In a course that is there, `grader build` makes the notebooks.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for template, file in FILES.items():
            text = rendered(template.format(language=language), _facts(folder.resolve(), language))
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"{folder} cannot be written: {error.strerror}.", "Choose another folder.") from error
    return [folder / file for file in FILES.values()]


def _facts(folder: Path, language: Language) -> dict[str, object]:
    """Return what the files of a new course say: its seed is nobody else's."""
    name = re.sub(r"\W+", "_", folder.name, flags=re.ASCII).strip("_") or "matrix_calculus"
    return {
        "course_id": name,
        "seed": 1 + secrets.randbelow(999_999),
        "language": language,
        "year": date.today().year,
        "version": __version__,
        "grader": command("grader", folder),
        "activate": command("activate", folder),
        "guide": GUIDE if GUIDE.is_file() else "",
    }


def command(name: str, folder: Path) -> str:
    """Return how a command of this environment is called in a folder: its name where that finds it, else its path."""
    path = Path(sys.executable).parent / name
    found = shutil.which(name)
    if not path.exists() or (found and Path(found).parent == path.parent):
        return name
    return min(os.path.relpath(path, folder), str(path), key=len)
