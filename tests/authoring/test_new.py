"""A new assignment holds before anything is changed, and the walk-through of docs/authors.md adds a question to it."""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from console import Console

from grader import catalog
from grader.authoring.init import write_course
from grader.authoring.new import FILES, check_name, next_steps, render, write_assignment
from grader.cli.commands import main
from grader.course import Course
from grader.errors import UserError

NAME = "a10_limits"
"""The assignment of the walk-through."""


MADE_HERE = (".*", "*.egg-info", "_shots", "submitted", "sample_course")


@pytest.fixture
def whole_clone(course: Course, tmp_path: Path) -> Path:
    """A copy of the repository as it is, all its assignments and compiled modules included.

    Its course leaves out what needs packages of its own: the guide takes longest to load these.
    """
    shutil.copytree(course.root, tmp_path / "clone", ignore=shutil.ignore_patterns(*MADE_HERE))
    left_out = [name for name in catalog.names() if catalog.find(name).extra]
    (tmp_path / "clone" / "course.toml").write_text(f"leave_out = {left_out}\n", encoding="utf-8")
    return tmp_path / "clone"


@pytest.fixture
def clone(course: Course, tmp_path: Path) -> Path:
    """A copy of what a new assignment is written beside: settings, masters, solutions, hidden tests."""
    for kind in ("source", "solutions", "grader/hidden_tests"):
        (tmp_path / "clone" / kind).mkdir(parents=True)
        for path in (course.root / kind).glob("*.*"):
            shutil.copy(path, tmp_path / "clone" / kind)
    shutil.copy(course.root / "nbgrader_config.py", tmp_path / "clone")
    return tmp_path / "clone"


def test_the_walk_through_for_authors_does_what_it_says(course: Course, whole_clone: Path, tmp_path: Path) -> None:
    clone = whole_clone
    text = (course.root / "docs" / "authors.md").read_text(encoding="utf-8")
    walk = text.split("## Write a new assignment")[1].split("\n## ")[0]
    done = []
    with contextlib.closing(Console(clone, tmp_path)) as console:
        for before, kind, block in re.findall(r"([^\n]*(?:\n[^\n]+)*)\n\n```(\w+)\n(.*?)```", walk, re.DOTALL):
            if kind == "console":
                for line in block.strip().splitlines():
                    code, said = console.run(line)
                    assert code == 0, said
                    done.append(said)
                continue
            add(clone, before, block)
    assert f"{NAME}: holds" in done[2], "as it is written"
    assert f"{NAME}: holds" in done[4], "with the question added"
    guide = (clone / "docs" / "marking.md").read_text(encoding="utf-8")
    assert "### `step_slope` · 2 points" in guide
    assert "That is the rise. Over which run?" in guide
    assert (clone / "release" / NAME / f"{NAME}.ipynb").is_file()


def add(clone: Path, before: str, block: str) -> None:
    """Do with a block of code what the sentence before it says."""
    named = re.findall(r"`([\w/]+\.(?:py|toml))`", before)
    path = clone / (named[0] if named else f"grader/hidden_tests/{NAME}.py")
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if "last entry of `QUESTIONS`" in before:
        assert text.count(")\n\nASSIGNMENT = ") == 1
        text = text.replace(")\n\nASSIGNMENT = ", block + ")\n\nASSIGNMENT = ")
    elif "above the line" in before:
        text = text.replace("QUESTIONS = (", f"{block}\n\nQUESTIONS = (")
    elif "at the top" in before:
        text = text.replace("from solutions", f"{block}from solutions")
    else:
        assert "at the end of" in before or not text, before
        text = f"{text}\n\n{block}" if text else block
    path.write_text(text, encoding="utf-8")


def test_the_command_writes_every_file_and_says_what_comes_next(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clone)
    done = CliRunner().invoke(main, ["new", NAME])
    assert done.exit_code == 0, done.output
    for place in FILES.values():
        assert (clone / place.format(name=NAME)).is_file()
        assert f"wrote {place.format(name=NAME)}" in done.output
    for step in (f"grader build {NAME}", f"grader verify {NAME}", "docs/coverage.md", "grader guide"):
        assert step in done.output


@pytest.mark.parametrize("place", FILES.values())
def test_nothing_is_overwritten(clone: Path, place: str) -> None:
    path = clone / place.format(name=NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    before = sorted(clone.rglob("*"))
    with pytest.raises(UserError, match=r"is there already|is taken"):
        write_assignment(clone, NAME)
    assert path.read_text(encoding="utf-8") == "mine"
    assert [path for path in sorted(clone.rglob("*")) if path.is_file()] == [path for path in before if path.is_file()]


def test_a_number_is_given_once(clone: Path) -> None:
    with pytest.raises(UserError, match="a7 is taken by a7_network"):
        write_assignment(clone, "a7_series")
    write_assignment(clone, NAME)
    with pytest.raises(UserError, match="a10 is taken by a10_limits"):
        write_assignment(clone, "a10_series")
    write_assignment(clone, "a1000_series")


@pytest.mark.parametrize(
    ("name", "title"),
    [("a7_limits", "7 · Limits"), ("a123_two_words", "123 · Two words"), ("warmup_python", "Warmup python")],
)
def test_a_name_becomes_a_title(name: str, title: str) -> None:
    check_name(name)
    assert f"# # {title}\n" in render("source.py.jinja", name)


@pytest.mark.parametrize(
    "name",
    ["", "a7", "limits", "7_limits", "a0_limits", "a07_limits", "a7_", "a7__x", "a7_Limits", "a7-limits", "a7_극한"],
)
def test_a_name_that_cannot_be_one_is_refused_with_an_example(name: str) -> None:
    with pytest.raises(UserError, match="as in a10_limits"):
        check_name(name)


@pytest.mark.parametrize("name", ["../a7_limits", "a7_limits/x", "a7_limits\n", "a7_limits.py", f"a7_{'x' * 80}"])
def test_a_name_cannot_lead_elsewhere(name: str) -> None:
    with pytest.raises(UserError, match="as in a10_limits"):
        check_name(name)


def test_in_a_course_beside_the_package_hidden_tests_lie_in_its_own_folder(tmp_path: Path) -> None:
    write_course(tmp_path / "mine", "en")
    written = {path.relative_to(tmp_path / "mine").as_posix() for path in write_assignment(tmp_path / "mine", NAME)}
    assert {
        f"hidden_tests/{NAME}.py",
        f"hidden_tests/{NAME}.toml",
        f"solutions/{NAME}.py",
        f"source/{NAME}.py",
    } < written
    assert f"tests/solutions/test_{NAME}.py" not in written
    assert "make test" not in next_steps(tmp_path / "mine", NAME)
    with pytest.raises(UserError, match="a7 is taken by a7_network"):
        write_assignment(tmp_path / "mine", "a7_series")


def test_the_templates_are_python() -> None:
    for template in FILES:
        if template != "source.py.jinja" and ".py." in template:  # that one's stub has no body yet
            compile(render(template, NAME), template, "exec")
