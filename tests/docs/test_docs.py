"""What the documentation shows is true: every command runs, every link and picture leads somewhere."""

from __future__ import annotations

import contextlib
import importlib.util
import re
import shlex
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from console import Console

from grader import catalog
from grader.authoring.demo import submit_samples
from grader.cli.commands import main

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FIRST = "docs/instructors.md"
"""Its commands make the course, from the masters to grades, that the other documents' commands find."""
NAME = "a1_derivatives"
CLASS = {"right_solution": "kim", "wrong_rules": "lee", "half_done": "choi"}
"""Samples, and the students who hand them in; the last one as a file with their name."""
FROM_CANVAS = "park"
"""A student whose work comes in Canvas's archive."""

pytestmark = pytest.mark.xdist_group("documents")


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def fences(text: str) -> list[tuple[str, str]]:
    """Return a document's fenced blocks: kind and content."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def is_console(kind: str, block: str) -> bool:
    return kind in ("console", "sh", "bash") or (not kind and block.startswith((".venv/bin/", "make ", "grader ")))


def commands(path: Path) -> list[str]:
    """Return a document's commands, in order; one may have several lines."""
    found: list[str] = []
    for kind, block in fences(text_of(path)):
        pending = ""
        for line in block.splitlines() if is_console(kind, block) else ():
            pending += f"{line}\n"
            try:
                words = shlex.split(pending, comments=True)
            except ValueError:  # a quotation goes on in the next line
                continue
            found += [pending.strip()] if words else []
            pending = ""
        assert not pending, f"{name_of(path)}: {pending} does not end"
    return found


def prose(text: str) -> str:
    """Return a document without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


# ── commands that a test cannot run, and what is proven of each instead ────────────────────────────────────


def target_exists(command: str) -> None:
    """`make` can make what is asked for."""
    _, target, *_ = shlex.split(command, comments=True)
    assert re.search(rf"^{target}:", text_of(ROOT / "Makefile"), re.MULTILINE), f"make {target}"


def is_understood(command: str) -> None:
    """`grader` takes each argument and option; in a sentence some that are needed may be left out."""
    _, *words = shlex.split(command, comments=True)
    found: click.Command = main
    while isinstance(found, click.Group) and not words[0].startswith("-"):
        assert words[0] in found.commands, command
        found = found.commands[words.pop(0)]
    with contextlib.suppress(click.MissingParameter, click.exceptions.Exit):  # it leaves after `--help`
        found.make_context(found.name, list(words))


def files_exist(command: str) -> None:
    """The programs and files that are named are there."""
    words = [word for word in shlex.split(command, comments=True) if "/" in word or re.fullmatch(r"[\w.]+\.\w+", word)]
    for word in words:
        path = Path(sys.prefix) / word.removeprefix(".venv/") if word.startswith(".venv/") else ROOT / word
        assert path.exists() or re.fullmatch(r"[\d.]+", word), word


def module_exists(command: str) -> None:
    """The module that Python is to run is there."""
    _, _, module, *_ = shlex.split(command, comments=True)
    assert importlib.util.find_spec(module), module


INSTEAD: Mapping[str, tuple[Callable[[str], None], str]] = {
    r"make \w+( ARGS=.*)?": (target_exists, "it installs the environment, runs this very suite, or takes minutes"),
    r"uv pip compile .*": (files_exist, "it asks the network, and writes the lock"),
    r"\.venv/bin/pytest .*": (files_exist, "it is this very suite"),
    r"\.venv/bin/python -m benchmarks.*": (module_exists, "it takes minutes; tests/benchmarks has a small class"),
    r"\.venv/bin/jupyter lab": (files_exist, "it does not end; tests/e2e works in it"),
    r"\.venv/bin/grader adopt .*": (is_understood, "tests/authoring/test_adopt.py takes a notebook in"),
    r"\.venv/bin/grader mark": (is_understood, "it does not end; tests/e2e works in it"),
    r"\.venv/bin/grader verify": (is_understood, "it takes a minute or two; tests/authoring/test_verify.py runs it"),
    r"\.venv/bin/grader roster members.*": (is_understood, "it needs an LMS; tests/lms has one of its own"),
    r"\.venv/bin/grader push (?!.*--dry-run).*": (is_understood, "it needs an LMS; tests/lms has one of its own"),
    r"\.venv/bin/grader (new|build|verify) a10_limits": (
        is_understood,
        "tests/authoring/test_new.py goes all the way",
    ),
}


def instead(command: str) -> Callable[[str], None] | None:
    """Return what is proven of a command that is not run."""
    bare = re.sub(r"\s+#.*", "", command)
    return next((prove for pattern, (prove, _) in INSTEAD.items() if re.fullmatch(pattern, bare)), None)


# ── a course in which the others run ───────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A fresh clone, with all settings that the documents show, a class that has handed in, and an exchange."""
    folder = tmp_path_factory.mktemp("documents")
    course = folder / "course"
    for part in ("docs", "grader", "release", "solutions", "source"):
        shutil.copytree(ROOT / part, course / part)  # with the compiled modules, which a fresh clone would make
    (course / ".venv").symlink_to(sys.prefix)
    for place in (folder / "home", folder / "exchange", course / "downloaded" / NAME / "archive", course / "tests/e2e"):
        place.mkdir(parents=True, exist_ok=True)
    (folder / "exchange").chmod(0o777)
    shutil.copytree(ROOT / "docs/images", course / "tests/e2e/_shots")
    shown = [block for path in DOCUMENTS for kind, block in fences(text_of(path)) if kind == "python"]
    (course / "late_rule.py").write_text(next(block for block in shown if "(BasePlugin)" in block), encoding="utf-8")
    settings = [
        text_of(ROOT / "nbgrader_config.py"),
        *(block for block in shown if re.search(r"^c\.", block, re.MULTILINE)),
    ]
    settings += [f"c.Exchange.root = {str(folder / 'exchange')!r}\nc.Exchange.cache = {str(folder / 'cache')!r}\n"]
    (course / "nbgrader_config.py").write_text("\n".join(settings), encoding="utf-8")
    left_out = [name for name in catalog.names() if name not in (NAME, "a2_gradients")]  # to build two is quicker
    (course / "course.toml").write_text(f"leave_out = {left_out}\n", encoding="utf-8")
    people = (*CLASS.values(), FROM_CANVAS)
    (course / "roster.csv").write_text(
        "student,canvas_id,idnumber\n" + "".join(f"{who},{n},{n}\n" for n, who in enumerate(people, 1)),
        encoding="utf-8",
    )
    with zipfile.ZipFile(course / "submissions.zip", "w") as packed:
        packed.write(ROOT / "release" / NAME / f"{NAME}.ipynb", f"{FROM_CANVAS}_{len(people)}_4021_{NAME}.ipynb")
    submit_samples(ROOT, course, NAME, set(CLASS))
    for sample, student in CLASS.items():
        handed_in = (course / "submitted" / sample).rename(course / "submitted" / student) / NAME
        as_from_the_exchange(handed_in)
    (handed_in / f"{NAME}.ipynb").rename(course / "downloaded" / NAME / "archive" / f"{student}-{NAME}.ipynb")
    shutil.rmtree(handed_in.parent)
    return course


def as_from_the_exchange(handed_in: Path) -> None:
    """Write what `nbgrader submit` does; `release_feedback` fails for a submission without it."""
    (handed_in / "timestamp.txt").write_text("2026-03-02 10:00:00 UTC", encoding="utf-8")
    (handed_in / "submission_secret.txt").write_text(handed_in.parent.name, encoding="utf-8")


@pytest.fixture(scope="session")
def ran(clone: Path) -> Iterator[Mapping[tuple[str, str], tuple[int, str]]]:
    """Everything that can run, run: exit code and output by document and command."""
    console = Console(clone, clone.parent / "home")
    outcomes = {}
    for path in sorted(DOCUMENTS, key=lambda path: name_of(path) != FIRST):
        for command in commands(path):
            if not instead(command):
                outcomes[name_of(path), command] = console.run(command)
            if "zip_collect" in command:
                for collected in (clone / "submitted").glob(f"*/{NAME}"):
                    as_from_the_exchange(collected)
    yield outcomes
    console.close()


# ── the tests ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if commands(path)], ids=name_of)
def test_every_command_runs(path: Path, ran: Mapping[tuple[str, str], tuple[int, str]]) -> None:
    for command in commands(path):
        prove = instead(command)
        if prove:
            prove(command)
        else:
            code, said = ran[name_of(path), command]
            assert code == 0, f"{command}\n{said}"


def test_what_the_commands_made_is_what_the_page_for_instructors_says(
    clone: Path, ran: Mapping[tuple[str, str], tuple[int, str]]
) -> None:
    assert (clone / "report.html").is_file()
    for student in (*CLASS.values(), FROM_CANVAS):
        assert (clone / "submitted" / student / NAME / f"{NAME}.ipynb").is_file()
        assert (clone / "autograded" / student / NAME / "results.json").is_file()
        assert (clone / "feedback" / student / NAME / f"{NAME}.html").is_file()
    assert (clone.parent / "exchange" / "matrix_calculus" / "outbound" / NAME / "checks.py").is_file()
    assert len(list((clone.parent / "exchange" / "matrix_calculus" / "feedback").glob("*.html"))) == len(CLASS) + 1
    table = (clone / "grades-csv.csv").read_text(encoding="utf-8-sig")
    assert len(re.findall(rf",{NAME},graded,", table)) == len(CLASS) + 1


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_commands_in_a_sentence_are_understood(path: Path) -> None:
    for code in re.findall(r"`((?:\.venv/bin/)?grader [^`]+)`", prose(text_of(path))):
        said = re.sub(r"\s+", " ", code)
        for one in alternatives(said):
            is_understood(one)


def alternatives(said: str) -> list[str]:
    """Return `a|b` as one command for each."""
    choice = re.search(r"\S+\|\S+", said)
    if not choice:
        return [said]
    return [said.replace(choice[0], one) for one in choice[0].split("|")]


# ── links and pictures ─────────────────────────────────────────────────────────────────────────────────────


def links(text: str) -> list[tuple[str, str, str]]:
    """Return what stands in brackets and parentheses: `!` for a picture, text, target."""
    without_code = re.sub(r"`[^`]*`", "code", prose(text))
    return re.findall(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)", without_code)


def anchors(path: Path) -> set[str]:
    """Return the names by which a document's headings are reached."""
    headings = re.findall(r"^#+ (.+)$", prose(text_of(path)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    for _, text, target in links(text_of(path)):
        assert text.strip(), f"a link to {target} that says nothing"
        if re.match(r"[a-z]+:", target):
            continue
        place, _, anchor = unquote(target).partition("#")
        goal = (path.parent / place).resolve() if place else path
        assert goal.exists(), target
        assert goal.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(goal), target


def test_every_page_is_reached_from_the_index() -> None:
    seen, new = set[Path](), {ROOT / "README.md"}
    while new:
        page = new.pop()
        seen.add(page)
        goals = {(page.parent / target.partition("#")[0]).resolve() for _, _, target in links(text_of(page))}
        goals |= {child for goal in goals if goal.name == "decisions" for child in goal.glob("*.md")}
        new |= {goal for goal in goals if goal.suffix == ".md" and goal.is_file()} - seen
    assert {name_of(path) for path in set(DOCUMENTS) - seen} <= {"CHANGELOG.md"}


def pictures() -> Sequence[tuple[str, str]]:
    """Return every picture that is shown: its text, and its name."""
    return [(text, Path(target).name) for path in DOCUMENTS for mark, text, target in links(text_of(path)) if mark]


def test_every_picture_is_shown_told_in_words_and_small() -> None:
    shown = {name for _, name in pictures()}
    there = {path.name: path.stat().st_size for path in (ROOT / "docs/images").iterdir()}
    assert shown == set(there)
    assert all(size < 200_000 for size in there.values()), there
    assert all(len(text) > 20 for text, _ in pictures())
