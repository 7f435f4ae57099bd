"""The attacks: what each hands in, and what must come of it. One file an attack, ``<kind>_<what it tries>.py``.

An attack is written as the sample submissions are (see `grader.authoring.samples`), with a few lines more::

    # Writes made-up answers to every descriptor.
    # must: earn nothing.
    # base: solution                   (default: release, the untouched notebook)
    # score: 21                        (default: 0; `0 to 22` where it depends on what is killed)
    # expect: df timeout|killed        (verdicts that a question may get)
    # shows: TRIED                     (an output must hold this word: the attack did run)
    # students: 3                      (hand it in three times: each looks for what another one left)
    # assignment: a4_chain_rule        (default: a1_derivatives)
    # protection: any                  (default: each; `any` where the code that reads notebooks, answers and outputs
                                        stops it, the same under each protection: it is fought under one)

Blocks: those of a sample, and ``first`` (a cell before all others), ``beside="name"`` (a file beside the notebook) and
``hand_in``: a function of ours, ``hand_in(notebook, folder)``, for what no notebook can say. It changes the notebook,
a dict, in place or returns the bytes to hand in, and may lay whatever it likes into the folder.

What an attack obtains it prints after the word LOOT. ``@COURSE@``, ``@HOME@``, ``@PORT@`` and the other names of
`scene.Scene.places` are filled in: an attacker who knows exactly where everything lies is the worst case.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell

from grader.authoring.samples import Block, Sample, notebook_bytes

HERE = Path(__file__).parent
KINDS = ("forge", "greed", "poison", "reach", "steal")

_BLOCK = re.compile(r"^# %% (\w+)(?:=\"([^\"]*)\")?$", re.MULTILINE)
_HEADER = re.compile(r"^# (\w+): (.+)$", re.MULTILINE)
_KEYS = {"must", "base", "score", "expect", "shows", "students", "assignment", "protection"}


@dataclass(frozen=True)
class Attack:
    """One attack and what must come of it."""

    name: str
    assignment: str
    must: str
    base: str
    least: float
    score: float
    expected: dict[str, tuple[str, ...]]
    shows: tuple[str, ...]
    students: tuple[str, ...]
    blocks: tuple[Block, ...]
    any_protection: bool = False
    """Is what stops it the same under each protection?"""


def load_attacks() -> list[Attack]:
    """Return all attacks, by name."""
    paths = sorted(path for kind in KINDS for path in HERE.glob(f"{kind}_*.py"))
    return [read_attack(path.stem, path.read_text(encoding="utf-8")) for path in paths]


def read_attack(name: str, text: str) -> Attack:
    """Return the attack that a file describes.

    Raises `ValueError` for a header that cannot be read.
    """
    marks = list(_BLOCK.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)][: len(marks)]
    blocks = [
        Block(mark[1], mark[2] or "", text[mark.end() : end].strip("\n")) for mark, end in zip(marks, ends, strict=True)
    ]
    said = _HEADER.findall(text[: marks[0].start()] if marks else text)
    header = {key: [value for other, value in said if other == key] for key, _ in said}
    if not blocks or "must" not in header or not set(header) <= _KEYS:
        raise ValueError(f"{name}: an attack says what it `must` come to, and has at least one block")
    one = {key: values[0] for key, values in header.items()}
    if one.get("protection", "any") != "any":
        raise ValueError(f"{name}: `protection` is `any`, or the line is left out")
    count = int(one.get("students", "1"))
    return Attack(
        name=name,
        assignment=one.get("assignment", "a1_derivatives"),
        must=one["must"],
        base=one.get("base", "release"),
        least=float(one.get("score", "0").split()[0]),
        score=float(one.get("score", "0").split()[-1]),
        expected={line.split()[0]: tuple(line.split()[1].split("|")) for line in header.get("expect", [])},
        shows=tuple(header.get("shows", [])),
        students=(name, *(f"{name}_{number}" for number in range(2, count + 1))),
        blocks=tuple(blocks),
        any_protection="protection" in one,
    )


@cache
def read_notebook(root: Path, kind: str, name: str) -> Any:
    """Return a notebook of a course's ``source`` or ``release``, which nobody changes: it is read once."""
    return nbformat.from_dict(json.loads((root / kind / name / f"{name}.ipynb").read_text(encoding="utf-8")))


def submit(attack: Attack, root: Path, folder: Path, places: dict[str, str]) -> None:
    """Lay one submission of the attack into its folder; `root` holds source/ and release/."""
    folder.mkdir(parents=True)
    name = attack.assignment
    release, solution = (read_notebook(root, kind, name) for kind in ("release", "source"))
    blocks = [Block(block.action, block.target, _fill(block.text, places)) for block in attack.blocks]
    plain = tuple(block for block in blocks if block.action not in ("first", "beside", "hand_in"))
    notebook = json.loads(notebook_bytes(Sample(attack.name, name, attack.base, {}, plain), release, solution) or "")
    made: bytes | None = None
    for block in blocks:
        if block.action == "first":
            notebook["cells"].insert(0, dict(new_code_cell(block.text, id="own-first")))
        elif block.action == "beside":
            (folder / block.target).parent.mkdir(parents=True, exist_ok=True)
            (folder / block.target).write_text(block.text, encoding="utf-8")
        elif block.action == "hand_in":
            scope: dict[str, Any] = {}
            exec(compile(block.text, f"{attack.name}.py", "exec"), scope)
            made = scope["hand_in"](notebook, folder)
    path = folder / f"{name}.ipynb"
    if not path.is_symlink() and not path.exists():
        path.write_bytes(json.dumps(notebook).encode() if made is None else made)


def _fill(text: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        text = text.replace(f"@{name}@", value)
    return text
