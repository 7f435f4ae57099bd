"""What was handed in, and the release that it was made from: plain data, read by `intake`."""

from __future__ import annotations

from dataclasses import dataclass

from grader.submission.documents import Attachment
from grader.text import Bilingual
from grader.text.dates import WrittenDate

File = tuple[str, bytes]
"""A file's path beside the notebook, and its content."""


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one assignment, as it was found."""

    student: str
    assignment: str
    notebook: bytes | None
    """The file ``<assignment>.ipynb``, or one that holds its cells; None where there is none."""
    files: tuple[File, ...] = ()
    """Other submitted files, by their path beside the notebook."""
    problem: tuple[str, Bilingual] | None = None
    """Why the notebook was not even read: a code and a sentence."""
    documents: tuple[Attachment, ...] = ()
    """Submitted files that are only looked at."""
    handed_in_at: WrittenDate | None = None
    """The date in ``timestamp.txt``, understood or not; None where there is no such file."""
    notices: tuple[Bilingual, ...] = ()
    """What a person should know of where the notebook was found, and of files that were not read."""
    told: tuple[Bilingual, ...] = ()
    """What the student should know of files that were not read."""


@dataclass(frozen=True)
class Release:
    """What the students of an assignment were given: the notebook's text, and the files beside it."""

    assignment: str
    notebook: str
    files: tuple[File, ...] = ()
    tests: tuple[tuple[str, str], ...] = ()
    """Of an adopted notebook: the tests of graded cells, hidden ones too, by the cell's name; from its source."""
