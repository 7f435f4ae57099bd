"""Files that are handed in to be looked at: found beside a notebook, without trust, and opened for the sandbox.

They may be large, so no copy is made: an `Attachment` names the file and its digest, and the sandbox that measures the
file gets a descriptor. Nothing here looks at their content.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.questions.question import Document
from grader.submission.regular_file import IsLink, NotRegular, RegularFile, open_regular
from grader.text import Bilingual
from grader.text.printable import printable

MAX_ENTRIES = 20_000
"""Names that are looked at: as many as of files beside a notebook (`companions`), where a person hears of more."""


@dataclass(frozen=True)
class Attachment:
    """A document as it was found: where it lies, or its bytes for a worker on another machine."""

    document: str
    """The `Document`'s name."""
    file: str
    """The file's own name, in the folder of the notebook."""
    content: Path | bytes = b""
    digest: str = ""
    problem: tuple[str, Bilingual] | None = None
    """Why it was not opened: a code and a sentence."""

    def carried(self) -> Attachment:
        """Return the same with its bytes, for a worker that cannot open the file."""
        if isinstance(self.content, bytes):
            return self
        with open_regular(self.content, self.content.parent) as file:
            return replace(self, content=file.read(file.size))


def find_documents(folder: Path, wanted: Sequence[Document]) -> tuple[Attachment, ...]:
    """Return what a folder holds of the documents wanted; one that is not there has no entry.

    Raises OSError where the folder or a file in it cannot be read.
    """
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry, _ in zip(entries, range(MAX_ENTRIES), strict=False))
    claimed = {document.name: [name for name in names if _is_called(name, document)] for document in wanted}
    taken = {name for found in claimed.values() for name in found}
    attachments = []
    for document in wanted:
        found = claimed[document.name]
        others = [name for name in names if name not in taken and name.lower().endswith(document.suffixes)]
        if len(found) > 1:
            problem = ("several", SEVERAL.fill(files=_listed(found)))
            attachments.append(Attachment(document.name, found[0], problem=problem))
        elif found:
            attachments.append(_attachment(folder / found[0], document))
        elif others:
            asked = document.name + document.suffixes[0]
            problem = ("other_name", OTHER_NAME.fill(name=asked, files=_listed(others)))
            attachments.append(Attachment(document.name, others[0], problem=problem))
    return tuple(attachments)


def _is_called(name: str, document: Document) -> bool:
    """Is this a file's name for the document? In capitals too, and as macOS writes Korean."""
    path = Path(unicodedata.normalize("NFC", name).lower())
    return path.stem in document.names and path.suffix in document.suffixes


def _listed(names: Sequence[str]) -> str:
    return ", ".join(_shown(name) for name in names[:5])


def _shown(name: str) -> str:
    """Return a student's file name as it can stand in a sentence."""
    return printable(name, "?")[:60]


def _attachment(path: Path, document: Document) -> Attachment:
    """Return a file of the right name, or why it is none: only a regular one that is not too large is read."""
    name = _shown(path.name)
    try:
        with open_regular(path, path.parent) as file:
            problem = _size_problem(name, file.size, document)
            if not problem:
                return Attachment(document.name, path.name, path.absolute(), _digest(file))
    except IsLink:
        problem = ("linked", LINKED.fill(file=name))
    except NotRegular:
        problem = ("not_a_file", NOT_A_FILE.fill(file=name))
    return Attachment(document.name, path.name, problem=problem)


def _size_problem(name: str, size: int, document: Document) -> tuple[str, Bilingual] | None:
    """Return why a file of so many bytes is not read, as a code and a sentence."""
    if not size:
        return "empty", EMPTY.fill(file=name)
    if size > document.most_mb * 2**20:
        return "too_large", TOO_LARGE.fill(file=name, size=size / 2**20, limit=document.most_mb)
    return None


@contextlib.contextmanager
def opened(attachment: Attachment) -> Iterator[int]:
    """Open a document for reading and give its descriptor.

    Raises OSError where it is not there any more, or not on this machine: see `Attachment.carried`.
    """
    if isinstance(attachment.content, Path):
        with open_regular(attachment.content, attachment.content.parent) as regular:
            yield regular.descriptor
    else:
        with tempfile.TemporaryFile() as file:
            file.write(attachment.content)
            file.flush()
            os.lseek(file.fileno(), 0, os.SEEK_SET)
            yield file.fileno()


def _digest(file: RegularFile) -> str:
    """Return the SHA-256 of a file, as long as it was when it was opened."""
    total = hashlib.sha256()
    for part in file.chunks(file.size):
        total.update(part)
    return total.hexdigest()


SEVERAL = Bilingual(
    "Several files could be meant: {files}. Which one is it?",
    "해당하는 파일이 여럿입니다: {files}. 어느 것입니까?",
)
OTHER_NAME = Bilingual(
    "There is no {name}, but {files}. Is that meant?",
    "{name} 파일은 없고 다음 파일이 있습니다: {files}. 그 파일을 제출한 것입니까?",
)
LINKED = Bilingual(
    "{file} is a link to another place, so it was not opened.",
    "{file}: 다른 위치를 가리키는 링크이므로 열지 않았습니다.",
)
NOT_A_FILE = Bilingual(
    "{file} is a folder or something else that is no file.",
    "{file}: 폴더이거나 파일이 아닌 것입니다.",
)
EMPTY = Bilingual(
    "{file} is empty, with 0 bytes.",
    "{file}: 0바이트인 빈 파일입니다.",
)
TOO_LARGE = Bilingual(
    "{file} has {size:.0f} MB; the limit is {limit:.0f} MB. It was not opened.",
    "{file}의 크기가 {size:.0f} MB로 한도 {limit:.0f} MB를 넘어 열지 않았습니다.",
)
