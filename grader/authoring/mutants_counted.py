"""``docs/mutants.json``: how the mutants of each assignment fared when `grader verify --mutants` was last run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = Path("docs", "mutants.json")
"""Below the course's folder."""


@dataclass(frozen=True)
class Count:
    """The mutants of one assignment."""

    mutants: int
    refused: int
    equivalent: int
    state: str
    """Of the hidden tests and the solutions at that time, as `state_of` gives it."""


def state_of(root: Path, assignment: str) -> str:
    """Return a short digest of an assignment's hidden tests and solutions."""
    digest = hashlib.sha256()
    for path in (Path("grader", "hidden_tests", f"{assignment}.py"), Path("solutions", f"{assignment}.py")):
        if (root / path).is_file():
            digest.update((root / path).read_bytes())
    return digest.hexdigest()[:16]


def read(root: Path) -> dict[str, Count]:
    """Return the counts of a course by assignment; none where nothing has been counted."""
    try:
        kept = json.loads((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {name: Count(**count) for name, count in kept.items()}


def keep(root: Path, assignment: str, mutants: int, refused: int, equivalent: int) -> None:
    """Write the counts of one assignment beside those of the others."""
    counts = read(root) | {assignment: Count(mutants, refused, equivalent, state_of(root, assignment))}
    (root / FILE).parent.mkdir(exist_ok=True)
    text = json.dumps({name: vars(count) for name, count in sorted(counts.items())}, indent=1)
    (root / FILE).write_text(text + "\n", encoding="utf-8")


def table(root: Path) -> Iterator[str]:
    """Yield the lines of a table of all counts, which says of each whether the hidden tests have changed since."""
    counts = read(root)
    if not counts:
        return
    yield "\n## Are the cases enough?\n"
    yield "Small changes of right answers (`grader verify --mutants`), each of which some case must refuse. An"
    yield "equivalent one is right, too, and listed with its reason in `grader/authoring/mutants_equivalent.toml`.\n"
    yield "| assignment | mutants | refused | equivalent | counted |\n|---|--:|--:|--:|---|"
    for name, one in counts.items():
        when = "as it is" if one.state == state_of(root, name) else "before a change of its hidden tests"
        yield f"| {name} | {one.mutants} | {one.refused} | {one.equivalent} | {when} |"
    yield ""
