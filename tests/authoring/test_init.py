"""A course of one's own: made in an empty folder, from an installed package alone, and kept over an update of it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from collections.abc import Callable
from pathlib import Path

import nbformat
import own_notebook
import pytest
from click.testing import CliRunner
from console import Console
from nbgrader.api import Gradebook

from grader.authoring.build import build
from grader.authoring.demo import make_sample_course, submit_samples
from grader.authoring.init import FILES, write_course
from grader.authoring.rendered import rendered
from grader.cli.commands import main
from grader.course import load_course
from grader.errors import UserError
from grader.questions.choices import NO_CHOICES
from grader.text import LANGUAGES

ROOT = Path(__file__).parents[2]
NAME = "a1_derivatives"
PACKAGE = ("grader", "solutions", "source", "pyproject.toml", "README.md", "LICENSE")
"""What a wheel is built from."""


def test_a_new_course_has_settings_choices_and_the_next_three_commands(tmp_path: Path) -> None:
    folder = tmp_path / "linear algebra 2"
    assert [path.name for path in write_course(folder, "ko")] == [*FILES.values()]
    course = load_course(folder)
    assert course.language == "ko"
    assert course.choices == NO_CHOICES
    assert course.seed != load_course(ROOT).seed
    assert 'course_id = "linear_algebra_2"' in (folder / "nbgrader_config.py").read_text(encoding="utf-8")
    readme = (folder / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```console\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)[0].splitlines()
    assert [line.split("/")[-1] for line in shown] == ["grader doctor", "grader run", "grader mark"]


def test_the_readme_of_a_new_course_says_the_same_in_both_languages(tmp_path: Path) -> None:
    for language in LANGUAGES:
        write_course(tmp_path / language / "mine", language)
    english, korean = ((tmp_path / one / "mine/README.md").read_text(encoding="utf-8") for one in LANGUAGES)
    codes, prose = re.compile(r"```.*?```|`.*?`|\S*instructors\.md", re.DOTALL), re.compile(r"[A-Za-z]+ [A-Za-z]+")
    assert {*codes.findall(korean)} == {*codes.findall(english)}
    for shape in (r"^#+ ", r"^\d\. ", r"^\|"):
        assert len(re.findall(shape, korean, re.MULTILINE)) == len(re.findall(shape, english, re.MULTILINE))
    assert prose.search(codes.sub("", english))
    assert prose.findall(codes.sub("", korean)) == []
    ends = re.findall(r"[가-힣]+[.?!](?=\s|$)", korean)
    assert len(ends) > 10
    assert [end for end in ends if not end.endswith(("니다.", "세요."))] == []


def test_two_courses_have_other_seeds(tmp_path: Path) -> None:
    seeds = []
    for name in ("one", "two", "three"):
        write_course(tmp_path / name, "en")
        seeds.append(load_course(tmp_path / name).seed)
    assert len(set(seeds)) > 1


def test_the_settings_of_this_repository_are_those_of_a_new_course() -> None:
    facts = {"course_id": "matrix_calculus", "seed": 20, "language": "en", "year": 2026}
    assert (ROOT / "nbgrader_config.py").read_text(encoding="utf-8") == rendered("nbgrader_config.py.jinja", facts)


def test_what_the_choices_of_a_new_course_show_is_right_once_it_is_no_comment() -> None:
    shown = [line.removeprefix("# ") for line in rendered("course.toml.jinja", {}).splitlines()[3:]]
    assert tomllib.loads("\n".join(shown))[NAME]["differentiate"]["points"] == 6


def test_a_folder_that_holds_a_course_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match=r"holds README\.md already; nothing was written"):
        write_course(tmp_path, "en")
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_the_command_builds_and_says_where_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("grader.cli.authoring.build_all", lambda course, *_: build(course, NAME, course.language))
    done = CliRunner().invoke(main, ["init", "mine", "--language", "ko"])
    assert done.exit_code == 0, done.output
    assert "  cd mine\n" in done.output
    assert (tmp_path / f"mine/release/{NAME}/checks.py").is_file()
    notebook = nbformat.read(tmp_path / f"mine/release/{NAME}/{NAME}.ipynb", as_version=4)
    assert "미분" in notebook.cells[0].source


# ── from a wheel ───────────────────────────────────────────────────────────────────────────────────────────


NOT_THERE = (
    *("grader", "solutions", "source", "matrix_calculus*", "__editable__*"),
    *("jax*", "keras*", "sklearn*", "scipy*", "streamlit*", "av*", "pandas*", "pyarrow*", "mypy*", "playwright*"),
    *("babel*", "debugpy*", "jedi*", "jupyterlab", "notebook", "pip*", "tests"),
)
"""This package, and what a1 does not need."""


def _link(source: str, target: str) -> None:
    """Have a file in a second place, without a copy where the file system can do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def told(*command: str, folder: Path | None = None) -> str:
    """Run a command and return what it wrote; no variable of Python's own leads it to other packages."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


class Installed:
    """An environment with the package from a wheel, and all else from the environment of these tests."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        venv.create(folder)
        site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
        own = shutil.ignore_patterns(*NOT_THERE)
        shutil.copytree(sysconfig.get_path("purelib"), site, copy_function=_link, ignore=own, dirs_exist_ok=True)

    def install(self, package: Path) -> None:
        """Have pip build the wheel and install it: in one step, which starts half as many processes as two."""
        pip = [sys.executable, "-m", "pip", "--python", str(self.bin / "python"), "install", "--quiet", "--no-deps"]
        alone = ["--no-build-isolation", "--no-index", "--ignore-installed", "--no-warn-script-location"]
        told(*pip, *alone, str(package))

    def run(self, folder: Path, *words: str) -> str:
        return told(str(self.bin / words[0]), *words[1:], folder=folder)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    for part in PACKAGE:
        if (ROOT / part).is_file():
            shutil.copy(ROOT / part, folder)
        else:
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.ipynb"))
    made = Installed(folder / "environment")
    made.install(folder)
    return made


@pytest.mark.xdist_group("wheel")
def test_a_wheel_makes_a_course_that_grades_without_a_clone(installed: Installed, tmp_path: Path) -> None:
    course = tmp_path / "course"
    where = "import grader, solutions; print(grader, solutions)"
    assert str(ROOT) not in installed.run(tmp_path, "python", "-c", where)
    assert "Usage: grader" in installed.run(tmp_path, "grader", "--help")
    with contextlib.closing(Console(tmp_path, tmp_path, installed.bin / "python")) as console:

        def grader(*words: str, folder: Path = course) -> str:
            code, told = console.run_own(folder, "grader", *words)
            assert code == 0, told
            return told

        told = grader("init", "course", "--language", "ko", folder=tmp_path)
        assert "built release/a9_project/a9_project.ipynb" in told
        assert not (course / "grader").exists()
        with (course / "course.toml").open("a", encoding="utf-8") as choices:
            choices.write(f"\n[{NAME}.df]\npoints = 3\n")
        grader("build", NAME)
        submit_samples(ROOT, course, NAME, {"right_by_other_means"})
        assert "24 / 24" in grader("autograde")
        grader("feedback")
        assert "holds, but for samples" in grader("verify", NAME)
        own_assignments_hold(grader, course)
    page = course / f"feedback/right_by_other_means/{NAME}/{NAME}.html"
    assert "24" in page.read_text(encoding="utf-8")


def own_assignments_hold(grader: Callable[..., str], course: Path) -> None:
    """A notebook that is adopted and a new assignment lie in the course, and the installed package finds them there."""
    nbformat.write(own_notebook.source(), course.parent / f"{own_notebook.NAME}.ipynb")
    grader("adopt", f"../{own_notebook.NAME}.ipynb")
    grader("new", "a10_limits")
    grader("build", "a10_limits")
    told = grader("verify", "a10_limits", own_notebook.NAME)
    assert told == f"a10_limits: holds\n{own_notebook.NAME}: holds\n"


# ── an update ──────────────────────────────────────────────────────────────────────────────────────────────


def git(folder: Path, *words: str) -> str:
    me = ["-c", "user.name=maintainer", "-c", "user.email=maintainer@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *me, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """Where the package comes from: a git repository with all that this one has of it, for one assignment."""
    made = tmp_path / "upstream"
    for part in ("grader", "solutions", "source"):
        shutil.copytree(
            ROOT / part, made / part, ignore=shutil.ignore_patterns("__pycache__", "a[2-9]_*", "a1_*.ipynb")
        )
    shutil.copytree(ROOT / "release" / NAME, made / "release" / NAME)
    for file in ("nbgrader_config.py", ".gitignore"):
        shutil.copy(ROOT / file, made)
    git(made, "init", "--quiet")
    git(made, "add", ".")
    git(made, "commit", "--quiet", "--message", "0.2.0")
    return made


def test_without_a_clone_there_is_no_sample_class_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(tmp_path / "mine", "en")
    monkeypatch.setattr("grader.course.HOME", tmp_path / "site-packages")
    with pytest.raises(UserError, match="comes with a clone"):
        make_sample_course(load_course(tmp_path / "mine"), (NAME,), tmp_path / "sample")
    assert not (tmp_path / "sample").exists()


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.xdist_group("wheel")
@pytest.mark.usefixtures("one_fork_server")
def test_a_pull_under_a_running_course_conflicts_with_nothing_and_keeps_what_is_the_courses(
    upstream: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "clone", "--quiet", str(upstream), "clone")
    clone, course = tmp_path / "clone", tmp_path / "course"
    write_course(course, "ko")
    monkeypatch.chdir(course)

    def grader(*words: str) -> str:
        """Run a command of this package: the clone is the same until it is pulled."""
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
        return done.output

    def pulled(*words: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(clone)}
        done = subprocess.run(
            [sys.executable, "-m", "grader", *words], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    (course / "course.toml").write_text(f"[{NAME}.differentiate]\npoints = 6\n", encoding="utf-8")
    grader("build", NAME)
    submit_samples(ROOT, course, NAME, {"wrong_rules"})
    assert " / 24" in grader("autograde")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        gradebook.find_grade("df", NAME, NAME, "wrong_rules").manual_score = 0.75
        gradebook.db.commit()
    handed_out = (course / f"release/{NAME}/{NAME}.ipynb").read_bytes()

    hidden = upstream / f"grader/hidden_tests/{NAME}"
    replace_in(hidden.with_suffix(".toml"), "x가 조금 변하면 99는 얼마나 변합니까?", "새 힌트입니다.")
    replace_in(hidden.with_suffix(".py"), "solution.df,\n        points=1,", "solution.df,\n        points=9,")
    replace_in(upstream / f"source/{NAME}.py", "# ### Constant\n", "# ### A constant\n")
    git(upstream, "commit", "--quiet", "--all", "--message", "0.2.1")
    assert git(clone, "status", "--porcelain") == ""
    git(clone, "pull", "--quiet", "--ff-only")

    assert " / 24" in pulled("autograde")
    results = json.loads((course / f"autograded/wrong_rules/{NAME}/results.json").read_text(encoding="utf-8"))
    by_name = {one["grade_id"]: one for one in results["questions"]}
    assert "새 힌트입니다." in by_name["constant_derivative"]["message"]
    assert by_name["df"]["points"] == 1
    assert (course / f"release/{NAME}/{NAME}.ipynb").read_bytes() == handed_out
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade("df", NAME, NAME, "wrong_rules").manual_score == 0.75
    assert "0.2.1" in git(clone, "log", "--oneline")
