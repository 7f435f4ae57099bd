"""Every cell that the coverage table names is there, and every graded function is named."""

import re

import pytest

from grader import catalog
from grader.authoring.build import weave
from grader.course import Course


def section_of(course: Course, name: str) -> str:
    """Return what the table says of an assignment."""
    text = (course.root / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert f"## {name}\n" in text, f"docs/coverage.md: add a section '## {name}' that names the cells of each slide"
    return text.split(f"## {name}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("name", catalog.names())
def test_the_table_names_cells_that_exist(course: Course, name: str) -> None:
    named = {
        cell
        for row in section_of(course, name).splitlines()
        if row.startswith("|")
        for cell in re.findall(r"`(\w+)`", row.split(" | ")[-1])
    }
    cells = {cell.id for cell in weave(course.root / "source" / f"{name}.py", catalog.load(name), "en").cells}
    assert named - cells == set(), f"docs/coverage.md: the section {name} names cells that are not there"
    left_out = {question.name for question in catalog.load(name).questions} - named
    assert left_out == set(), f"docs/coverage.md: name {', '.join(sorted(left_out))} in the section {name}"


SLIDES_OWN = {"imshow", "gray", "cmap", "summary", "main", "get_classifier", "add_parameter_ui", "X_train", "X_test"}
"""Names of the slides' programs for which the course has its own."""


@pytest.mark.parametrize("name", catalog.names())
def test_the_cells_of_a_row_say_what_it_quotes(course: Course, name: str) -> None:
    source = {c.id: c.source for c in weave(course.root / "source" / f"{name}.py", catalog.load(name), "en").cells}
    for row in section_of(course, name).splitlines():
        slide, _, cells = row.rpartition(" | ")
        quoted = {word for code in re.findall(r"`([^`]+)`", slide) for word in re.findall(r"[A-Za-z]\w{3,}", code)}
        said = "".join(source.get(cell, "") for cell in re.findall(r"`(\w+)`", cells))
        assert "left out on purpose" in row or {word for word in quoted - SLIDES_OWN if word not in said} == set(), row
