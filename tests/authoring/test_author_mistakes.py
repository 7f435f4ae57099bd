"""What an author gets wrong is told in a sentence with the file and what to write, by `grader verify` and the rest."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_assignment import NAME, known

from grader import catalog
from grader.authoring.verify import verify
from grader.cli.commands import main
from grader.course import Course, load_course

HIDDEN, SENTENCES = f"grader/hidden_tests/{NAME}.py", f"grader/hidden_tests/{NAME}.toml"
SOLUTIONS, MASTER, SAMPLES = f"solutions/{NAME}.py", f"source/{NAME}.py", f"tests/submissions/{NAME}"
AT_A_LINE = f"{MASTER}, line \\d+: "
OTHER_MAKING = """# Right, by other ways than the solution's.
# base: solution

# %% answer="step_slope"
def step_slope(f, x, h):
    return f(x + h) / h - f(x) / h

# %% answer="cube_derivative"
def cube_derivative(x):
    return np.multiply(3 * x, x)
"""


def forget() -> None:
    """Have the assignment be read anew."""
    for cached in (catalog._loaded, catalog._declared):
        cached.cache_clear()
    for module in (f"grader.hidden_tests.{NAME}", f"solutions.{NAME}"):
        sys.modules.pop(module, None)
        package, _, name = module.rpartition(".")
        if name in vars(sys.modules[package]):
            delattr(sys.modules[package], name)


@pytest.fixture
def mine(small: Course, tmp_path: Path, one_fork_server: None) -> Iterator[Course]:
    """The small assignment as an author has it, with right samples of another making."""
    root = tmp_path / "course"
    shutil.copytree(small.root, root)
    (root / SAMPLES / "right_by_other_ways.py").write_text(OTHER_MAKING, encoding="utf-8")
    forget()
    with known(root):
        yield load_course(root)
    forget()


Change = Callable[[str, str, str], None]


@pytest.fixture
def change(mine: Course) -> Change:
    """Put another text in place of one that a file has once or more; the notebook is not built anew."""

    def replaced(file: str, old: str, new: str) -> None:
        path = mine.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        Path(cache_from_source(path)).unlink(missing_ok=True)  # it is told from a newer one by the second and the size

    return replaced


MISTAKES = {
    "a syntax error in hidden tests": (
        HIDDEN,
        "QUESTIONS = (",
        "QUESTIONS = ((",
        f"{HIDDEN}, line \\d+: the assignment",
    ),
    "a syntax error in a solution": (SOLUTIONS, "return 10 * x", "return 10 *", f"{SOLUTIONS}, line 5: the assignment"),
    "a solution that is not there": (
        SOLUTIONS,
        "def cube_derivative",
        "def cubes",
        f"{HIDDEN}, line \\d+: .*cube_deriv",
    ),
    "an argument of Question that is none": (HIDDEN, "points=2,", "point=2,", f"{HIDDEN}, line \\d+: .*'point'"),
    "no ASSIGNMENT": (HIDDEN, "ASSIGNMENT = ", "ASSIGNED = ", f"{HIDDEN} declares no ASSIGNMENT"),
    "an assignment of another name": (HIDDEN, f'Assignment("{NAME}"', 'Assignment("a98"', "calls its assignment a98"),
    "points that are a text": (HIDDEN, "points=2,", 'points="2",', f"{HIDDEN}, line \\d+: step_slope has points='2'"),
    "points of 0": (HIDDEN, "points=2,", "points=0,", f"{HIDDEN}, line \\d+: step_slope has points=0"),
    "a parameter that probing calls by another name": (
        HIDDEN,
        "cases=steps,",
        'cases=steps, probing={"f": None, "x": None, "hh": None},',
        f'{HIDDEN}, line \\d+: step_slope: probing= does not say what h is.*"h": place',
    ),
    "a family of inputs that is none": (
        HIDDEN,
        "QUESTIONS = (",
        'from grader.questions.kinds import place\n\nplace(without="zeros huge")\nQUESTIONS = (',
        f"{HIDDEN}, line \\d+: .*without='zeros' names no family of inputs; there are all_zero, .*, zero",
    ),
    "a question asked twice": (
        HIDDEN,
        "solution.step_slope",
        "solution.cube_derivative",
        "cube_derivative is asked twice",
    ),
    "a code given twice": (
        HIDDEN,
        '"exponent_kept"',
        '"function_itself"',
        f"{HIDDEN}, line \\d+: .*called function_itself",
    ),
    "a share above 1": (HIDDEN, "credit=0.25", "credit=25", f"{HIDDEN}, line \\d+: .*credit=25"),
    "a share of all": (HIDDEN, "credit=0.25", "credit=1.0", f"{HIDDEN}, line \\d+: .*credit=1.0"),
    "a share below 0": (HIDDEN, "credit=0.25", "credit=-0.25", f"{HIDDEN}, line \\d+: .*credit=-0.25"),
    "an exception in a case generator": (
        HIDDEN,
        'yield case("zero"',
        '1 / 0; yield case("zero"',
        f"{HIDDEN}, line \\d+: the cases",
    ),
    "a generator that takes nothing": (
        HIDDEN,
        "def steps(rng: np.random.Generator)",
        "def steps()",
        f"{HIDDEN}, line \\d+: the cases",
    ),
    "a case that is none": (
        HIDDEN,
        'case("zero", x=0.0)',
        "0.0",
        "a case of example_derivative is 0.0, which is no case",
    ),
    "an input of another name": (
        HIDDEN,
        'case("zero", x=0.0)',
        'case("zero", y=0.0)',
        "has the inputs y; the function takes x",
    ),
    "an input that cannot be sent": (
        HIDDEN,
        'case("zero", x=0.0)',
        'case("zero", x={1})',
        f"{HIDDEN}, line \\d+: .*cannot be sent",
    ),
    "a reference that raises": (
        SOLUTIONS,
        "return 10 * x",
        "return 10 / 0",
        f"{SOLUTIONS}, line 5: the reference example_d",
    ),
    "no Korean sentence": (
        SENTENCES,
        'ko = "그것은 높이',
        'kr = "그것은 높이',
        f"{SENTENCES}.* has no Korean sentence; write ko",
    ),
    "an unknown key": (SENTENCES, 'ko = "그것은 높이', 'jp = "x"\nko = "그것은 높이', f"{SENTENCES}.*line `jp`"),
    "TOML that is none": (SENTENCES, 'en = "That is the rise', "en = That is the rise", "cannot be read: .*line \\d+"),
    "a hint to no mistake": (
        SENTENCES,
        "[step_slope.not_divided]",
        "[step_slope.not_divide]",
        "Did you mean not_divided",
    ),
    "a stub of another signature": (
        MASTER,
        "def step_slope(f, x, h):",
        "def step_slope(f, x):",
        f"{AT_A_LINE}the stub .* is not the signature",
    ),
    "a stub that is no Python": (
        MASTER,
        "def step_slope(f, x, h):",
        "def step_slope(f, x, h:",
        f"{AT_A_LINE}the stub of step_slope is no Python",
    ),
    "a check of no question": (
        MASTER,
        'check="step_slope"',
        'check="step"',
        f"{AT_A_LINE}this cell asks for step",
    ),
    "a written question without points": (
        MASTER,
        " points=1",
        "",
        f"{AT_A_LINE}the cell why_negative has no points",
    ),
    "a left-over sample": (
        f"{SAMPLES}/wrong_power_rule.py",
        "example_derivative",
        "df",
        f"{SAMPLES}/wrong_power_rule.py, line \\d+: .*left over from the template",
    ),
    "a block for no question": (
        f"{SAMPLES}/half_done.py",
        'answer="example_derivative"',
        'answer="df"',
        f"{SAMPLES}/half_done.py, line 3",
    ),
    "an unknown block": (
        f"{SAMPLES}/half_done.py",
        "# %% answer=",
        "# %% reply=",
        f"{SAMPLES}/half_done.py, line 3: .*unknown block",
    ),
    "a verdict that does not exist": (
        f"{SAMPLES}/half_done.py",
        "correct correct",
        "right correct",
        f"{SAMPLES}/half_done.py, line 2",
    ),
    "questions without a comma": (
        HIDDEN,
        f'Assignment("{NAME}", QUESTIONS)',
        f'Assignment("{NAME}", QUESTIONS[0])',
        f"{HIDDEN}: what Assignment asks is a single Question. Write a comma behind it",
    ),
    "a mistake without a comma": (
        HIDDEN,
        'mistakes=(Mistake("not_divided", lambda f, x, h: f(x + h) - f(x), credit=0.25),)',
        'mistakes=(Mistake("not_divided", lambda f, x, h: f(x + h) - f(x), credit=0.25))',
        f"{HIDDEN}, line \\d+: step_slope: what stands in mistakes= is a single Mistake",
    ),
    "cases that are called": (
        HIDDEN,
        "cases=steps",
        "cases=steps(np.random.default_rng(0))",
        f"{HIDDEN}, line \\d+: step_slope has cases that are no function",
    ),
    "cases that are none": (
        HIDDEN,
        'yield case("positive", x=2.0)',
        "return; yield",
        f"{HIDDEN}, line \\d+: the cases of example_derivative are none",
    ),
    "a solution that returns nothing": (
        SOLUTIONS,
        "return 10 * x",
        "10 * x",
        f"{SOLUTIONS}, line \\d+: the reference example_derivative gives none",
    ),
    "a solution that returns a text": (
        SOLUTIONS,
        "return 10 * x",
        "return '10 x'",
        f"{SOLUTIONS}, line \\d+: the reference example_derivative gives text",
    ),
    "a mistake that raises": (
        HIDDEN,
        "lambda f, x, h: f(x + h) - f(x)",
        "lambda f, x, h: f(x + h) - fx",
        f"step_slope: {HIDDEN}, line \\d+: the mistake not_divided fails: NameError",
    ),
    "a mistake of other parameters": (
        HIDDEN,
        "lambda f, x, h: f(x + h) - f(x)",
        "lambda f, x: f(x)",
        f"step_slope: {HIDDEN}, line \\d+: the mistake not_divided fails: TypeError",
    ),
    "an inner name in the text of an input": (
        HIDDEN,
        'Code("lambda x: x**3")',
        'Code("lambda x: y**3")',
        "line \\d+: the reference step_slope fails: NameError: name 'y'",
    ),
    "a solution that is not closed": (
        MASTER,
        "# ### END SOLUTION",
        "#",
        f"{AT_A_LINE}the cell why_negative does not begin and end its solution",
    ),
    "a text in one language": (
        MASTER,
        "# <!-- ko -->\n# ## 먼저",
        "# ## 먼저",
        f"{AT_A_LINE}this text is in one language only: '## A picture",
    ),
    "a cell without a name": (
        MASTER,
        '# %% name="look_curve"',
        "# %%",
        f"{AT_A_LINE}this is a cell without a name",
    ),
    "two cells of one name": (
        MASTER,
        'name="look_slopes"',
        'name="look_curve"',
        f"{AT_A_LINE}{NAME}.py names two cells look_curve; the other is in line \\d+",
    ),
    "a question without a check": (
        MASTER,
        '# %% check="step_slope"',
        '# %% name="check_of_mine"',
        f"{MASTER} has no check cell for step_slope",
    ),
    "a kind without a sentence": (
        HIDDEN,
        'case("zero", x=0.0)',
        'case("zer", x=0.0)',
        f"a case is of the kind zer; write .kinds.zer. in {SENTENCES}",
    ),
    "an empty hint": (
        SENTENCES,
        'en = "That is the rise. Over which run?"',
        'en = ""',
        f"{SENTENCES}: .step_slope.not_divided. has no English sentence",
    ),
    "an input that is no expression": (
        HIDDEN,
        'Code("lambda x: x**3")',
        'Code("lambda x: x**")',
        f"{HIDDEN}, line \\d+: a case of step_slope has the input f='lambda x: x\\*\\*', which is no expression",
    ),
    "a mistake that is a text": (
        HIDDEN,
        "lambda f, x, h: f(x + h) - f(x)",
        "'f(x + h) - f(x)'",
        f"{HIDDEN}, line \\d+: step_slope: the mistake not_divided is .*, which is no function",
    ),
    "cases by another generator than rng": (
        HIDDEN,
        "rng.uniform(0.2, 3.0)",
        "np.random.default_rng().uniform(0.2, 3.0)",
        f"{HIDDEN}, line \\d+: the cases are others each time",
    ),
    "a stub with the answer in it": (
        MASTER,
        "def cube_derivative(x):\n",
        "def cube_derivative(x):\n    return 3 * x**2\n",
        f"{AT_A_LINE}the stub of cube_derivative holds code",
    ),
    "a question without a stub": (
        MASTER,
        '# %% answer="cube_derivative"\ndef cube_derivative(x):\n',
        "",
        f'{MASTER} has no answer cell for cube_derivative. Add # %% answer="cube_derivative"',
    ),
    "a sample without a base": (
        f"{SAMPLES}/half_done.py",
        "# base: release",
        "# release",
        f"{SAMPLES}/half_done.py, line 1",
    ),
}
"""What, in which file, what is there, what stands there by mistake, and what is told."""


@pytest.mark.parametrize(("file", "old", "new", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_a_sentence_with_its_file(
    mine: Course, change: Change, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, told: str
) -> None:
    change(file, old, new)
    if file.startswith(SAMPLES):
        monkeypatch.setattr("grader.authoring.verify.Sandbox", None)  # samples are read before any is run
    found = verify(mine, NAME)
    assert any(re.search(told, problem) for problem in found), found
    assert not any("Traceback" in problem for problem in found)


def test_the_line_that_is_told_is_where_the_question_begins(mine: Course, change: Change) -> None:
    change(HIDDEN, "points=2,", "points=0,")
    (told,) = verify(mine, NAME)
    line = int(told.split(f"{HIDDEN}, line ")[1].split(":")[0])
    lines = (mine.root / HIDDEN).read_text(encoding="utf-8").splitlines()
    assert [one.strip() for one in lines[line - 1 : line + 1]] == ["Question(", "solution.step_slope,"]


@pytest.mark.parametrize("command", ["build", "verify", "autograde", "guide", "report"])
def test_no_command_shows_a_traceback(
    mine: Course, change: Change, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (mine.root / "submitted" / "ann" / NAME).mkdir(parents=True)
    change(HIDDEN, "QUESTIONS = (", "QUESTIONS = ((")
    monkeypatch.chdir(mine.root)
    done = CliRunner().invoke(main, [command, *([NAME] if command != "guide" else [])])
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit), done.exception
    assert f"{HIDDEN}, line " in done.output


def test_a_reference_that_is_wrong_fails_its_own_check(mine: Course, change: Change) -> None:
    from grader.authoring.build import build

    change(SOLUTIONS, "return 3 * x**2", "return -3 * x**2")
    build(mine, NAME, "en")
    assert any("cube_derivative: the visible check fails on the solution" in problem for problem in verify(mine, NAME))


def test_without_a_right_sample_of_another_making_it_is_told(mine: Course) -> None:
    (mine.root / SAMPLES / "right_by_other_ways.py").unlink()
    found = verify(mine, NAME)
    assert [problem.partition(":")[0] for problem in found] == ["step_slope", "cube_derivative"]
    assert "no sample answers it rightly in another way" in found[0]


def test_without_a_sample_of_the_release_it_is_told_what_to_write(mine: Course) -> None:
    (mine.root / SAMPLES / "untouched.py").unlink()
    (told,) = verify(mine, NAME)
    assert told.startswith("no sample hands in the release as it is")
    assert told.endswith(f"add one to {SAMPLES}/: a file with the line # base: release")


def test_the_assignment_holds_without_a_mistake(mine: Course) -> None:
    assert verify(mine, NAME) == []


def test_an_unknown_assignment_is_told(mine: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = verify(mine, "a97_none")
    assert problem.startswith("There is no assignment a97_none.")


def test_a_given_cell_that_fails_is_told(mine: Course, change: Change) -> None:
    from grader.authoring.build import build

    change(MASTER, "from checks import check_derivative", "from checks import check_derivative, check_all")
    build(mine, NAME, "en")
    assert any(
        found.startswith("the cell setup fails in its line 4: ImportError: cannot import name")
        for found in verify(mine, NAME)
    )


@pytest.mark.parametrize("file", [MASTER, SENTENCES, f"{SAMPLES}/half_done.py"])
def test_a_file_in_another_encoding_is_named(mine: Course, file: str) -> None:
    path = mine.root / file
    path.write_bytes(f"# 기울기\n{path.read_text(encoding='utf-8')}".encode("cp949"))
    (problem,) = verify(mine, NAME)
    assert file in problem
    assert problem.endswith("cannot be read: it is not in UTF-8. Save it in UTF-8.")


def test_a_cell_to_play_with_that_fails_is_told(mine: Course, change: Change) -> None:
    from grader.authoring.build import build

    change(MASTER, "x = np.linspace(-2, 2, 200)", "x = np.linspac(-2, 2, 200)")
    build(mine, NAME, "en")
    found = verify(mine, NAME)
    assert "the cell look_curve fails in its line 1: AttributeError: module 'numpy' has no attribute 'linspac'" in found


def test_a_check_that_needs_a_cell_to_play_with_is_told(mine: Course, change: Change) -> None:
    from grader.authoring.build import build

    change(MASTER, "x = np.linspace(-2, 2, 200)", "x = np.linspace(-2, 2, 200); wide = 2.0")
    change(MASTER, "check_derivative(cube_derivative,", "cube_derivative(wide)\ncheck_derivative(cube_derivative,")
    build(mine, NAME, "en")
    assert any("lock that cell" in problem for problem in verify(mine, NAME))
