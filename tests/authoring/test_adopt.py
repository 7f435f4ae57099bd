"""`grader adopt`: an instructor's own notebook, from its source to marks, and what its results promise."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
import small_assignment
from click.testing import CliRunner
from own_notebook import NAME, answered, code, source

import grader.course
import grader.hidden_tests
import grader.sandbox.host.sandbox
import solutions
from grader import catalog
from grader.authoring.adopt import adopt, adoption, hidden_tests_text, solutions_of
from grader.authoring.build import build
from grader.cli.class_table import summary
from grader.cli.commands import main
from grader.course import Course, load_course
from grader.errors import UserError
from grader.feedback.page import feedback_page
from grader.grading.class_run import ClassResult
from grader.grading.pipeline import grade
from grader.hidden_tests import own_folder
from grader.results.records import MarkRecord, SubmissionRecord
from grader.results.review import needs_review
from grader.results.stamp import code_facts
from grader.results.standing import NOBODY
from grader.sandbox.host.fork_server import ForkServer
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.intake import read_release, read_submission
from grader.submission.submission import Submission
from grader.submission.submitted import how_to_mark

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Adopted:
    """A clone that has adopted the notebook, and what the command said."""

    course: Course
    said: str


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory, lasting_fork_server: ForkServer) -> Iterator[Adopted]:
    root = tmp_path_factory.mktemp("adopt") / "clone"
    (root / "grader" / "hidden_tests").mkdir(parents=True)
    (root / "solutions").mkdir()
    shutil.copy(ROOT / "nbgrader_config.py", root)
    notebook = root.parent / f"{NAME}.ipynb"
    nbformat.write(source(), notebook)
    with small_assignment.known(root), pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr(grader.sandbox.host.sandbox, "ForkServer", lambda **_: lasting_fork_server)
        done = CliRunner().invoke(main, ["adopt", str(notebook)])
        assert done.exit_code == 0, done.output
        yield Adopted(load_course(root), done.output)
        catalog._loaded.cache_clear()
        catalog._declared.cache_clear()


# ── what is made of it ─────────────────────────────────────────────────────────────────────────────────────


def test_it_says_how_each_cell_is_marked_and_what_that_cannot_promise(adopted: Adopted) -> None:
    assert "test_square, 2 points: hidden tests, 3 cases of square" in adopted.said
    assert "cell-77, 1 points: its own tests (word gives str, which hidden tests do not compare)" in adopted.said
    assert "why: marked by hand" in adopted.said
    assert "it does not keep it from making its own tests hold" in adopted.said
    assert "the solution gets all points of these cells, the untouched notebook none" in adopted.said


def test_the_first_file_of_hidden_tests_is_declared_like_any_other(adopted: Adopted) -> None:
    assignment = catalog.load(NAME)
    square, word = assignment.questions
    assert (square.name, assignment.functions[0].function, square.points) == ("test_square", "square", 2)
    assert [one.name for one in assignment.inline_tests] == [word.name] == ["cell-77"]
    assert assignment.adopted


def test_the_table_says_which_cells_are_marked_by_their_own_tests(
    adopted: Adopted, capsys: pytest.CaptureFixture[str]
) -> None:
    summary(ClassResult(NAME, ()), NOBODY)
    assert "cell-77: marked by the notebook's own tests, in the process of the code" in capsys.readouterr().out


def test_the_release_holds_neither_solution_nor_hidden_tests(adopted: Adopted) -> None:
    text = adopted.course.release(NAME).read_text(encoding="utf-8")
    assert "square(2) == 4" in text
    assert "square(-3)" not in text
    assert "x**2" not in text


def test_nothing_that_is_there_is_overwritten(adopted: Adopted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(adopted.course.root)
    again = CliRunner().invoke(main, ["adopt", str(adopted.course.source(NAME))])
    assert again.exit_code == 1
    assert (
        f"grader/hidden_tests/{NAME}.py, grader/hidden_tests/{NAME}.toml, solutions/{NAME}.py is there" in again.output
    )


def test_a_course_beside_the_package_keeps_them_in_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(own_folder.VARIABLE, "")
    for package in (grader.hidden_tests, solutions):
        monkeypatch.setattr(package, "__path__", [*package.__path__])
    nbformat.write(source(), tmp_path / "homework_2.ipynb")
    course = tmp_path / "course"
    _, written = adopt(course, tmp_path / "homework_2.ipynb")
    assert [path.relative_to(course).as_posix() for path in written] == [
        "source/homework_2/homework_2.ipynb",
        *("hidden_tests/homework_2.py", "hidden_tests/homework_2.toml", "solutions/homework_2.py"),
    ]
    assert "homework_2" not in catalog.names()
    before = code_facts()
    catalog.use(course)
    assert catalog.load("homework_2").functions[0].function == "square"
    files = ("hidden_tests/homework_2.py", "hidden_tests/homework_2.toml", "solutions/homework_2.py")
    assert {*code_facts()} - {*before} == {f"the course's {name}" for name in files}


def test_building_leaves_the_source_as_it_is(adopted: Adopted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(adopted.course.root)
    before = adopted.course.source(NAME).read_bytes()
    released = adopted.course.release(NAME).read_bytes()
    assert CliRunner().invoke(main, ["build", NAME]).exit_code == 0
    assert adopted.course.source(NAME).read_bytes() == before
    assert adopted.course.release(NAME).read_bytes() == released
    verified = CliRunner().invoke(main, ["verify", NAME])
    assert (verified.exit_code, verified.output) == (0, f"{NAME}: holds\n")


def test_a_course_beside_the_clone_gets_its_source_with_the_first_build_and_keeps_it(
    adopted: Adopted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (adopted.course.source(NAME).parent / "data.csv").write_text("1,2", encoding="utf-8")
    monkeypatch.setattr(grader.course, "HOME", adopted.course.root)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    course = load_course(tmp_path)
    build(course, NAME, "en")
    assert course.release(NAME).read_bytes() == adopted.course.release(NAME).read_bytes()
    assert (course.release(NAME).parent / "data.csv").read_text(encoding="utf-8") == "1,2"
    notebook = nbformat.read(course.source(NAME), as_version=4)
    notebook.cells[0].source = "# Homework of this term"
    nbformat.write(notebook, course.source(NAME))
    build(course, NAME, "en")
    assert "of this term" in course.release(NAME).read_text(encoding="utf-8")
    assert "of this term" not in adopted.course.source(NAME).read_text(encoding="utf-8")


def test_tests_that_the_solution_fails_or_a_stub_passes_are_told(adopted: Adopted) -> None:
    notebook = source()
    notebook.cells[3].source = "assert square(2) == 5"
    assert "the solution does not give what is asserted: square(2)" in hidden_tests_text(adoption(NAME, notebook))
    notebook.cells[2].source = "def square(x):\n    return y"
    assert "the solution raises NameError where it is tested" in hidden_tests_text(adoption(NAME, notebook))


def test_wider_tolerances_come_along() -> None:
    notebook = source()
    notebook.cells[3].source = "assert abs(square(2) - 4) < 0.01"
    assert "rules=Rules(atol=0.01)" in hidden_tests_text(adoption(NAME, notebook))


def test_the_solution_is_what_code_cells_define_and_no_test() -> None:
    notebook = source()
    notebook.cells.insert(2, code("magic", "%matplotlib inline\nprint('no')\nG = 9.81\n@staticmethod\ndef h(): pass"))
    text = solutions_of(notebook)
    for part in ("import numpy as np", "WORD = 'a'", "    return x**2", "G = 9.81", "@staticmethod\ndef h(): pass"):
        assert part in text
    for part in ("assert", "print", "%", "###"):
        assert part not in text


def test_what_is_no_source_notebook_is_told() -> None:
    with pytest.raises(UserError, match="No cell of essay is graded"):
        adoption("essay", nbformat.v4.new_notebook())
    notebook = source()
    notebook.cells[1].source = "import no_such_module"
    with pytest.raises(UserError, match="does not run by itself: ModuleNotFoundError"):
        adoption(NAME, notebook)


def _with_marks(**changes: object) -> nbformat.NotebookNode:
    notebook = source()
    next(cell for cell in notebook.cells if "nbgrader" in cell.metadata).metadata.nbgrader.update(changes)
    return notebook


def _in_r() -> nbformat.NotebookNode:
    notebook = source()
    notebook.metadata = nbformat.from_dict({"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}})
    return notebook


@pytest.mark.parametrize(
    ("notebook", "says"),
    [
        (_with_marks(schema_version=1), "marks of an older nbgrader"),
        (_with_marks(grade_id="test_square"), "have the same id: test_square"),
        (_in_r(), "is written in R"),
    ],
    ids=["old", "twice", "R"],
)
def test_a_notebook_that_nbgrader_or_python_would_not_take_is_told(notebook: nbformat.NotebookNode, says: str) -> None:
    with pytest.raises(UserError, match=says):
        adoption(NAME, notebook)


def test_what_nbgrader_refuses_is_told_and_leaves_no_half_of_an_assignment(
    adopted: Adopted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(adopted.course.root)
    notebook = source()
    answer = next(cell for cell in notebook.cells if "### END SOLUTION" in cell.source)
    answer.source = answer.source.replace("### END SOLUTION", "")
    nbformat.write(notebook, tmp_path / "not_ended.ipynb")
    before = sorted(adopted.course.root.rglob("*.*"))
    done = CliRunner().invoke(main, ["adopt", str(tmp_path / "not_ended.ipynb")])
    assert done.exit_code == 1
    assert "nbgrader makes no version for students of source/not_ended/: no end solution statement found" in done.output
    assert sorted(adopted.course.root.rglob("*.*")) == before


# ── what students get ──────────────────────────────────────────────────────────────────────────────────────

SQUARE, WORD = "return x * x", "return n * 'a'"
ANSWERS = [
    (SQUARE, WORD, "correct correct", "correct inline_tests", 3.0),
    ("return x * abs(x)", "return 'aa'", "wrong some_signs", "wrong inline_hidden", 0.0),
    (SQUARE, "return n", "correct correct", "wrong inline_visible", 2.0),
    (SQUARE, "return 'aa' if 1 / n else ''", "correct correct", "raised inline_raised", 2.0),
    (SQUARE, "raise NotImplementedError()", "correct correct", "missing stub", 2.0),
    (SQUARE, "__import__('os')._exit(0) if not n else 0\n    return 'aa'", "correct correct", "killed no_answer", 2.0),
    ("return x * x\n    x[", WORD, "raised SyntaxError", "correct inline_tests", 1.0),
]


@pytest.mark.parametrize(("square", "word", "compared", "tested", "score"), ANSWERS, ids=range(len(ANSWERS)))
def test_cells_are_marked_by_hidden_tests_and_by_their_own(
    adopted: Adopted, sandbox: Sandbox, square: str, word: str, compared: str, tested: str, score: float
) -> None:
    course = adopted.course
    release = read_release(course, NAME)
    content = answered(course.release(NAME), square, word)
    graded = grade(Submission("kim", NAME, content), release, course.settings(NAME), sandbox)
    assert [f"{one.verdict.value} {one.code}" for one in graded.result.questions] == [compared, tested]
    assert graded.result.score == score
    assert "share a process with the code that they test" in graded.result.questions[1].message
    assert "share a process" not in graded.result.questions[0].message
    assert needs_review(graded.result) == tested.startswith("killed")
    page = feedback_page(
        nbformat.reads(graded.notebook, as_version=4), SubmissionRecord("kim", NAME, 0, (), ()), graded.result, "en"
    )
    for text in (page, graded.notebook, str(graded.result)):
        assert "hidden words" not in text
        assert "word(0)" not in text


def test_a_comment_at_an_answer_stands_on_the_page_with_its_question(adopted: Adopted) -> None:
    notebook = nbformat.read(adopted.course.release(NAME), as_version=4)
    marks = tuple(MarkRecord(name, 0.0, None, 0.0, 1.0, needs_review=False) for name in ("test_square", "cell-77"))
    record = SubmissionRecord("kim", NAME, 0, marks, (("word_stub", "Nearly a word."),))
    page = feedback_page(notebook, record, None, "en")
    assert page.count("Nearly a word.") == 2, "at the top and with its question"


def test_a_finished_copy_beside_an_untouched_notebook_counts(adopted: Adopted) -> None:
    release = adopted.course.release(NAME)
    folder = adopted.course.submitted("copied", NAME)
    folder.mkdir(parents=True)
    shutil.copy(release, folder)
    finished = nbformat.read(release, as_version=4)
    answer = next(cell for cell in finished.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "word_stub")
    answer.source = "def word(n):\n    return WORD * n"
    nbformat.write(finished, folder / f"{NAME}-Copy1.ipynb")
    found = read_submission(adopted.course, "copied", NAME)
    assert found.notebook == (folder / f"{NAME}-Copy1.ipynb").read_bytes()
    shutil.rmtree(folder.parent)


def test_tests_of_the_submission_itself_are_never_run(adopted: Adopted, sandbox: Sandbox) -> None:
    course = adopted.course
    notebook = nbformat.reads(answered(course.release(NAME), SQUARE, "return n").decode(), as_version=4)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "cell-77":
            cell.source = "pass"
    content = nbformat.writes(notebook).encode()
    graded = grade(Submission("kim", NAME, content), read_release(course, NAME), course.settings(NAME), sandbox)
    assert graded.result.score == 2


def test_a_missing_source_stops_grading_with_a_sentence(adopted: Adopted) -> None:
    path = adopted.course.source(NAME)
    path.rename(path.with_suffix(".away"))
    try:
        with pytest.raises(UserError, match="hidden tests are in it alone"):
            read_release(adopted.course, NAME)
    finally:
        path.with_suffix(".away").rename(path)


def test_submissions_of_an_assignment_that_is_not_adopted_are_named(tmp_path: Path) -> None:
    for student in ("kim", "lee"):
        (tmp_path / "submitted" / student / "my_homework").mkdir(parents=True)
        (tmp_path / "submitted" / student / "my_homework" / "my_homework.ipynb").write_text("{}", encoding="utf-8")
    told = how_to_mark(Course(tmp_path))
    assert told is not None
    assert told.what.startswith("Not marked: 2 of my_homework.")
    assert "grader adopt source/my_homework/my_homework.ipynb" in told.remedy
