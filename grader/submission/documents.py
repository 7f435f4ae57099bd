"""Files that are handed in to be looked at: found beside a notebook, without trust, and opened for the sandbox.

They may be large, so they are not carried about: an `Attachment` names the file and its digest, and is opened where a
sandbox reads it, which gets a descriptor and no copy. Here nothing of their content is looked at.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.questions.question import Document
from grader.text import Bilingual
from grader.text.printable import printable

CHUNK = 2**20
MAX_ENTRIES = 1000


@dataclass(frozen=True)
class Attachment:
    """A document as it was found: where it lies, or its bytes for a worker on another machine."""

    document: str
    """The `Document`'s name."""
    file: str
    """Its own, beside the notebook."""
    content: Path | bytes = b""
    digest: str = ""
    problem: tuple[str, Bilingual] | None = None
    """Why it was not opened: a code and a sentence."""

    def carried(self) -> Attachment:
        """Return the same with its bytes, for a worker that cannot open the file."""
        return self if isinstance(self.content, bytes) else replace(self, content=self.content.read_bytes())


def find_documents(folder: Path, wanted: Sequence[Document]) -> tuple[Attachment, ...]:
    """Return what a folder holds of the documents wanted; one that is not there has no entry.

    Raises OSError where the folder or a file in it cannot be read.
    """
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry, _ in zip(entries, range(MAX_ENTRIES), strict=False))
    claimed = {document.name: [name for name in names if _is_called(name, document)] for document in wanted}
    taken = {name for found in claimed.values() for name in found}
    held = []
    for document in wanted:
        found = claimed[document.name]
        others = [name for name in names if name not in taken and name.lower().endswith(document.suffixes)]
        if len(found) > 1:
            held.append(Attachment(document.name, found[0], problem=("several", SEVERAL.fill(files=_listed(found)))))
        elif found:
            held.append(_hold(folder / found[0], document))
        elif others:
            asked = document.name + document.suffixes[0]
            problem = ("other_name", OTHER_NAME.fill(name=asked, files=_listed(others)))
            held.append(Attachment(document.name, others[0], problem=problem))
    return tuple(held)


def _is_called(name: str, document: Document) -> bool:
    """Is this a file's name for the document? In capitals too, and as macOS writes Korean."""
    path = Path(unicodedata.normalize("NFC", name).lower())
    return path.stem in document.names and path.suffix in document.suffixes


def _listed(names: Sequence[str]) -> str:
    return ", ".join(_shown(name) for name in names[:5])


def _shown(name: str) -> str:
    """Return a student's file name as it can stand in a sentence."""
    return printable(name, "?")[:60]


def _hold(path: Path, document: Document) -> Attachment:
    """Return a file of the right name, or why it is none; only a regular one that is not too large is opened."""
    found = path.lstat()
    name, size = _shown(path.name), found.st_size
    problem: tuple[str, Bilingual] | None = None
    if stat.S_ISLNK(found.st_mode):
        problem = ("linked", LINKED.fill(file=name))
    elif not stat.S_ISREG(found.st_mode):
        problem = ("not_a_file", NOT_A_FILE.fill(file=name))
    elif not size:
        problem = ("empty", EMPTY.fill(file=name))
    elif size > document.most_mb * 2**20:
        said = TOO_LARGE.fill(file=name, size=size / 2**20, limit=document.most_mb)
        problem = ("too_large", said)
    if problem:
        return Attachment(document.name, path.name, problem=problem)
    with _opened_file(path) as descriptor:
        return Attachment(document.name, path.name, path.absolute(), _digest(descriptor, size))


@contextlib.contextmanager
def opened(held: Attachment) -> Iterator[int]:
    """Open a document for reading and give its descriptor.

    Raises OSError where it is not there any more, or not on this machine: see `Attachment.carried`.
    """
    if isinstance(held.content, Path):
        with _opened_file(held.content) as descriptor:
            yield descriptor
    else:
        with tempfile.TemporaryFile() as file:
            file.write(held.content)
            file.flush()
            os.lseek(file.fileno(), 0, os.SEEK_SET)
            yield file.fileno()


@contextlib.contextmanager
def _opened_file(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path} is no regular file")
        yield descriptor
    finally:
        os.close(descriptor)


def _digest(descriptor: int, size: int) -> str:
    """Return the SHA-256 of a file's first `size` bytes."""
    total, done = hashlib.sha256(), 0
    while done < size and (part := os.pread(descriptor, min(CHUNK, size - done), done)):
        total.update(part)
        done += len(part)
    return total.hexdigest()


SEVERAL = Bilingual(
    "Several files could be meant: {files}. Which one is it?",
    "해당하는 파일이 여럿입니다: {files}. 어느 것입니까?",
)
OTHER_NAME = Bilingual(
    "There is no {name}, but {files}. Is that meant?",
    "{name}이(가) 없고 {files}이(가) 있습니다. 그 파일을 제출한 것입니까?",
)
LINKED = Bilingual(
    "{file} is a link to another place, so it was not opened.",
    "{file}은(는) 다른 위치를 가리키는 링크이므로 열지 않았습니다.",
)
NOT_A_FILE = Bilingual(
    "{file} is a folder or something else that is no file.",
    "{file}은(는) 폴더이거나 파일이 아닌 것입니다.",
)
EMPTY = Bilingual(
    "{file} is empty, with 0 bytes.",
    "{file}은(는) 0바이트인 빈 파일입니다.",
)
TOO_LARGE = Bilingual(
    "{file} has {size:.0f} MB; the limit is {limit:.0f} MB. It was not opened.",
    "{file}의 크기가 {size:.0f} MB로 한도 {limit:.0f} MB를 넘어 열지 않았습니다.",
)
