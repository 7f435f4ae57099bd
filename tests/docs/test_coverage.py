"""Every cell that the coverage table names is there, and every graded function is named."""

import re

import pytest

from grader.authoring.build import weave
from grader.course import Course
from grader.questions import catalog


@pytest.mark.parametrize("name", catalog.names())
def test_the_table_names_cells_that_exist(course: Course, name: str) -> None:
    text = (course.root / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert f"## {name}\n" in text, f"docs/coverage.md: add a section '## {name}' that names the cells of each slide"
    section = text.split(f"## {name}\n")[1].split("\n## ")[0]
    named = {
        cell
        for row in section.splitlines()
        if row.startswith("|")
        for cell in re.findall(r"`(\w+)`", row.split(" | ")[-1])
    }
    cells = {cell.id for cell in weave(course.root / "source" / f"{name}.py", catalog.load(name), "en").cells}
    assert named - cells == set(), f"docs/coverage.md: the section {name} names cells that are not there"
    left_out = {question.name for question in catalog.load(name).questions} - named
    assert left_out == set(), f"docs/coverage.md: name {', '.join(sorted(left_out))} in the section {name}"
