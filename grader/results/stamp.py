"""What a stored result was made from. While nothing of that has changed, the result stands and is not made again."""

from __future__ import annotations

import importlib.metadata
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache

from grader import catalog
from grader.course import Settings
from grader.digests import digest, digests_of_package
from grader.submission.submission import File, Release, Submission

FILE_NAME = ".stamp.json"
CODE = ("grader", "solutions")
LIBRARIES = (
    *("av", "ipython", "jax", "jaxlib", "keras", "matplotlib", "matplotlib-inline", "mistune", "mpmath"),
    *("nbconvert", "nbformat", "nh3", "numpy", "pandas", "pillow", "pypdf"),
    *("scikit-learn", "scipy", "streamlit", "sympy"),
)
"""What students' code and our marking run on, and what cleans their outputs, besides Python itself; of single
assignments' packages too."""


@dataclass(frozen=True)
class Stamp:
    """Digests of a result's files and of what they were made from. Without it, or where one differs, grade again."""

    input_digest: str
    notebook: str
    """Digest of the autograded notebook."""
    results: str
    """Digest of ``results.json``."""
    in_gradebook: bool = False
    """Has the gradebook recorded the result?"""
    code: str = ""
    """Digest of the code that marked; empty from versions that did not write it."""

    def to_json(self) -> str:
        return json.dumps(asdict(self)) + "\n"


def read_stamp(text: str) -> Stamp | None:
    """Return the stamp in a file, or None where the text is none."""
    try:
        return Stamp(**json.loads(text))
    except (ValueError, TypeError):
        return None


def input_digest(submission: Submission, release: Release, settings: Settings) -> str:
    """Return the digest of all that a result depends on, the date and this package's own code included."""
    problem = submission.problem[1].en if submission.problem else ""
    facts = (submission.student, submission.assignment, problem, submission.handed_in_at, submission.notebook is None)
    notices = [notice.en for notice in (*submission.notices, *submission.told)]
    return digest(
        code_digest().encode(),
        repr(settings).encode(),
        repr((facts, notices)).encode(errors="surrogateescape"),
        submission.notebook or b"",
        _of_files(submission.files),
        repr([(one.document, one.file, one.digest, one.problem) for one in submission.documents]).encode(),
        release.notebook.encode(),
        _of_files(release.files),
        *([repr(release.tests).encode()] if release.tests else []),
    )


def _of_files(files: Iterable[File]) -> bytes:
    return digest(
        *(part for name, content in files for part in (name.encode(errors="surrogateescape"), content))
    ).encode()


def _version(name: str) -> str:
    """Return which version of a package is installed; nothing where none is."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def code_facts() -> dict[str, str]:
    """Return what marks here, by name: versions of Python and of libraries, and the digest of each file of our code."""
    facts = {"Python": sys.version} | {name: _version(name) for name in LIBRARIES}
    for package in CODE:
        facts |= digests_of_package(package)
    return facts | {f"the course's {name}": digest(content) for name, content in catalog.own_files()}


@cache
def code_digest() -> str:
    """Return the digest of the code that marks: hidden tests, references, this package, and what it runs on."""
    return digest(repr(sorted(code_facts().items())).encode())
