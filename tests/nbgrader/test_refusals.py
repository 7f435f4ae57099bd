"""nbgrader's own commands say in a sentence that the gradebook is none, and remove nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import small_assignment
from console import Console

from grader.course import Course

NAME = small_assignment.NAME


@pytest.fixture
def broken(scratch: Course) -> Course:
    """A course with a graded submission and its page; the gradebook is an error page of some server."""
    for kind, ending in (("submitted", ".ipynb"), ("autograded", ".ipynb"), ("feedback", ".html")):
        folder = scratch.root / kind / "kim" / NAME
        folder.mkdir(parents=True)
        (folder / f"{NAME}{ending}").write_bytes(scratch.release(NAME).read_bytes())
    (scratch.root / "gradebook.db").write_text("<html>503</html>" * 99)
    return scratch


@pytest.mark.parametrize(
    "command",
    [
        *(("autograde", NAME, "--force"), ("generate_feedback", NAME, "--force"), ("export",)),
        ("export", "--exporter=grader.nbgrader.lms_export.CanvasExport"),
    ],
    ids=" ".join,
)
def test_what_is_no_gradebook_costs_nothing(broken: Course, console: Console, command: tuple[str, ...]) -> None:
    before = files(broken.root)
    code, said = console.run_own(broken.root, "nbgrader", *command)
    assert code == 1
    assert "Traceback" not in said
    assert f"The gradebook {broken.root / 'gradebook.db'} cannot be used: file is not a database" in said
    assert files(broken.root) == before


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and "lock" not in path.name)
    return {str(path.relative_to(root)): path.read_bytes() for path in found}
