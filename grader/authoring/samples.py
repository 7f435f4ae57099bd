"""Sample submissions: answers with the verdict they must get, in ``tests/submissions/<assignment>/``.

A sample says only how it differs from the solution (or from the untouched release)::

    # Takes the outer derivative at x.
    # base: solution
    # expect: chain_rule wrong outer_at_x

    # %% answer="chain_rule"
    def chain_rule(df, g, dg):
        return lambda x: df(x) * dg(x)

Other blocks: ``cell`` (a cell of the student's own, at the end), ``beside="name"`` (a file beside the notebook; without
a text, none), ``copy="name"`` (likewise, with the content of the file named in it, of ``files/`` beside the samples),
``replace="id"``, ``delete="id"``, ``duplicate="id"`` (a copy at the end), ``file`` (the rest is the notebook file
itself, as it stands) and ``nothing`` (no notebook at all). ``# expect: * missing no_notebook`` speaks of every question
not named.
"""

from __future__ import annotations

import copy
import functools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from grader import catalog
from grader.authoring.master import read_utf8
from grader.course import material
from grader.errors import UserError
from grader.submission.submission import File
from grader.verdict import Verdict

_BLOCK = re.compile(r"^# %% (\w+)(?:=\"([^\"]*)\")?$", re.MULTILINE)
_FILE_BLOCKS = ("beside", "copy")
ACTIONS = ("answer", "cell", "replace", "delete", "duplicate", *_FILE_BLOCKS, "file", "nothing")
"""What a block of a sample may be."""
_HEADER = re.compile(r"^# (base|expect): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One difference from the base: what to do, to which cell, with which text."""

    action: str
    target: str
    text: str


@dataclass(frozen=True)
class Sample:
    """One sample submission and what must come of it: a verdict and a code for each question."""

    name: str
    assignment: str
    base: str
    expected: dict[str, tuple[str, str]]
    blocks: tuple[Block, ...]


def load_samples(folder: Path) -> list[Sample]:
    """Return the samples of an assignment, by name.

    Raises `UserError`, with the file, for one that cannot be read.
    """
    return [parse_sample(path.stem, folder.name, read_utf8(path)) for path in sorted(folder.glob("*.py"))]


def parse_sample(name: str, assignment: str, text: str) -> Sample:
    """Return the sample that a file describes.

    Raises `UserError`, with file and line, for a header that cannot be read, a question that is not asked, and a block
    that does not exist.
    """
    file = f"tests/submissions/{assignment}/{name}.py"
    first = _BLOCK.search(text)
    header, body = (text[: first.start()], text[first.start() :]) if first else (text, "")
    said = _HEADER.findall(header)
    base = next((value for key, value in said if key == "base"), "")
    if base not in ("solution", "release"):
        raise UserError(
            f"{file}, line 1: the sample does not say what it begins with.",
            "Write `# base: solution` or `# base: release` below its first line.",
        )
    expected = _expectations(file, assignment, base, header)
    marks = list(_BLOCK.finditer(body))
    ends = [*(mark.start() for mark in marks[1:]), len(body)][: len(marks)]
    blocks = [
        Block(mark[1], mark[2] or "", body[mark.end() : end].strip("\n")) for mark, end in zip(marks, ends, strict=True)
    ]
    asked = [question.name for question in catalog.load(assignment).questions]
    for mark, block in zip(marks, blocks, strict=True):
        where = f"{file}, line {(header + body[: mark.start()]).count(chr(10)) + 1}: `{mark[0]}`"
        if block.action not in ACTIONS:
            raise UserError(f"{where} is an unknown block.", f"Blocks are {', '.join(ACTIONS)}.")
        if block.action == "answer" and block.target not in asked:
            raise UserError(f"{where} answers no question of {assignment}.", _left_over(asked))
    return Sample(name, assignment, base, expected, tuple(blocks))


def _expectations(file: str, assignment: str, base: str, header: str) -> dict[str, tuple[str, str]]:
    asked = [question.name for question in catalog.load(assignment).questions]
    default = ("correct", "correct") if base == "solution" else ("missing", "stub")
    said: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(header.splitlines(), 1):
        found = _HEADER.fullmatch(line)
        if not found or found[1] != "expect":
            continue
        question, *rest = found[2].split()
        where = f"{file}, line {number}: `{line}`"
        if question not in (*asked, "*"):
            raise UserError(f"{where} is of no question of {assignment}.", _left_over(asked))
        if len(rest) != 2 or rest[0] not in tuple(Verdict) or question in said:
            raise UserError(
                f"{where} cannot be read, or says it twice.",
                f"Write question, verdict and code once; verdicts are {', '.join(Verdict)}.",
            )
        said[question] = (rest[0], rest[1])
    return {question: said.get(question, said.get("*", default)) for question in asked}


def _left_over(asked: list[str]) -> str:
    return f"Questions are {', '.join(asked)}. Mend the name, or delete a sample that is left over from the template."


def notebook_bytes(sample: Sample, release: NotebookNode, solution: NotebookNode) -> bytes | None:
    """Return the notebook file that the sample stands for; None where there is none.

    `solution` is the source notebook, with the reference solutions in it.
    """
    notebook = copy.deepcopy(solution if sample.base == "solution" else release)
    for block in sample.blocks:
        if block.action == "nothing":
            return None
        if block.action == "file":
            return block.text.encode()
        if block.action not in _FILE_BLOCKS:
            with _of_the_sample(sample):
                _apply(block, notebook)
    return json.dumps(notebook).encode()  # as it is, with double ids and all


@contextmanager
def _of_the_sample(sample: Sample) -> Iterator[None]:
    """Have an error name the sample's file."""
    try:
        yield
    except UserError as error:
        raise UserError(f"tests/submissions/{sample.assignment}/{sample.name}.py: {error.what}", error.remedy) from None


def read_own_files(root: Path, sample: Sample) -> tuple[File, ...]:
    """Return the files that the sample hands in beside its notebook.

    What students are to write is at first ``solutions/<assignment>.py``, or the release's, as the sample's base is. A
    solution has the files of the folder ``solutions/<assignment>/``, too, where there is one.
    """
    name = sample.assignment
    files = {
        file: (
            material(root, "solutions", f"{name}.py") if sample.base == "solution" else root / "release" / name / file
        )
        for file in catalog.load(name).deliverables
    }
    folder = material(root, "solutions", name)
    if sample.base == "solution" and folder.is_dir():
        files |= {path.name: path for path in folder.iterdir()}
    fixtures = material(root, "tests", "submissions", name, "files")
    files |= {block.target: fixtures / block.text for block in sample.blocks if block.action == "copy"}
    laid = {file: path.read_bytes() for file, path in files.items()}
    laid |= {block.target: f"{block.text}\n".encode() for block in sample.blocks if block.action == "beside"}
    gone = {block.target for block in sample.blocks if block.action == "beside" and not block.text}
    return tuple((file, content) for file, content in laid.items() if file not in gone)


def hand_in(sample: Sample, root: Path, folder: Path) -> None:
    """Write all that a sample stands for into a folder, which is made; `root` holds the course."""
    name = sample.assignment
    release, solution = (
        _parsed((root / kind / name / f"{name}.ipynb").read_text(encoding="utf-8")) for kind in ("release", "source")
    )
    folder.mkdir(parents=True)
    for file, content in read_own_files(root, sample):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    notebook = notebook_bytes(sample, release, solution)
    if notebook is not None:
        (folder / f"{name}.ipynb").write_bytes(notebook)


@functools.lru_cache(maxsize=2)
def _parsed(text: str) -> NotebookNode:
    """Return a notebook, which nobody changes: all samples of an assignment are made of the same two."""
    return nbformat.reads(text, as_version=4)


def _apply(block: Block, notebook: NotebookNode) -> None:
    if block.action == "cell":
        notebook.cells.append(new_code_cell(block.text, id=f"own-{len(notebook.cells)}"))
        return
    target = f"{block.target}_answer" if block.action == "answer" else block.target
    index = next((i for i, cell in enumerate(notebook.cells) if cell.id == target), None)
    if index is None:
        raise UserError(f"The notebook has no cell {target}.", "Mend the name in the block.")
    if block.action in ("answer", "replace"):
        notebook.cells[index].source = block.text
    elif block.action == "delete":
        del notebook.cells[index]
    else:
        notebook.cells.append(copy.deepcopy(notebook.cells[index]))
