"""`grader new`: the files of a new assignment, small but whole: it builds and holds before anything is changed."""

from __future__ import annotations

import re
from pathlib import Path

from grader import catalog
from grader.authoring.rendered import rendered
from grader.course import hidden_tests_folder
from grader.errors import UserError

FILES = {
    "source.py.jinja": "source/{name}.py",
    "solutions.py.jinja": "solutions/{name}.py",
    "hidden_tests.py.jinja": "grader/hidden_tests/{name}.py",
    "hidden_tests.toml.jinja": "grader/hidden_tests/{name}.toml",
    "test_solutions.py.jinja": "tests/solutions/test_{name}.py",
    "right_solution.py.jinja": "tests/submissions/{name}/right_solution.py",
    "right_in_another_form.py.jinja": "tests/submissions/{name}/right_in_another_form.py",
    "wrong_power_rule.py.jinja": "tests/submissions/{name}/wrong_power_rule.py",
    "untouched.py.jinja": "tests/submissions/{name}/untouched.py",
}
"""Each template, and where its file belongs in a clone."""
SUITE = "test_solutions.py.jinja"

NAME = re.compile(r"(a[1-9][0-9]*|[a-z]+)(_[a-z0-9]+)+")
NEXT = """
Now see that it holds:
  grader build {name}
  grader verify {name}
Then put your own questions in place of the example (docs/authors.md, "Write a new assignment")."""
IN_CLONE = """ Before `make test`:
  - docs/coverage.md: a section "## {name}" that names the cells of each slide
  - grader guide"""


def write_assignment(root: Path, name: str) -> list[Path]:
    """Write the files of a new assignment; return them.

    Raises `UserError` for a name that cannot be one, and where a file is there already.
    """
    check_name(name)
    number, _ = _number_and_words(name)
    taken = {*catalog.names(), *(path.stem for path in hidden_tests_folder(root).glob("*.py"))}
    same = sorted(one for one in taken if one.startswith(f"a{number}_"))
    if number and same:
        raise UserError(f"The number a{number} is taken by {', '.join(same)}.", "Choose a number that is free.")
    paths = {template: root / place for template, place in places(root, name).items()}
    there = [str(path.relative_to(root)) for path in paths.values() if path.exists()]
    if there:
        raise UserError(f"{', '.join(there)} is there already; nothing was written.", "Choose another name.")
    for template, path in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(template, name), encoding="utf-8")
    return list(paths.values())


def places(root: Path, name: str) -> dict[str, str]:
    """Return where the file of each template belongs; in a course beside the package there is no suite of tests."""
    if _is_clone(root):
        return {template: place.format(name=name) for template, place in FILES.items()}
    own = {template: place.removeprefix("grader/") for template, place in FILES.items() if template != SUITE}
    return {template: place.format(name=name) for template, place in own.items()}


def _is_clone(root: Path) -> bool:
    return hidden_tests_folder(root).parent != root


def check_name(name: str) -> None:
    """Raise `UserError` for a name that cannot be an assignment's."""
    if len(name) > 60 or not NAME.fullmatch(name):
        raise UserError(
            f"{name[:80]!r} cannot be the name of an assignment.",
            "Write a, its number and lower-case words, as in a10_limits, or two words or more, as in warmup_python.",
        )


def render(template: str, name: str) -> str:
    """Return the text of one file."""
    number, words = _number_and_words(name)
    title = " · ".join(filter(None, [number, words.replace("_", " ").capitalize()]))
    return rendered(template, {"name": name, "title": title})


def _number_and_words(name: str) -> tuple[str, str]:
    """Return the parts of a name; of one without a number, "" and the whole."""
    number = re.match(r"a(\d+)_", name)
    return (number[1], name[number.end() :]) if number else ("", name)


def next_steps(root: Path, name: str) -> str:
    """Return what to do with a new assignment."""
    return (NEXT + IN_CLONE if _is_clone(root) else NEXT).format(name=name)
