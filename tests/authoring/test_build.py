"""From the author's text to what students get."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from grader import catalog
from grader.authoring.build import LANGUAGE, build, files_beside, weave, with_solution
from grader.course import Course, load_course
from grader.errors import UserError
from grader.text import LANGUAGES, Language

MASTERS = pytest.mark.parametrize("name", catalog.names())

MODULES = ("checks.py", "pictures.py")
"""The files that lie beside every notebook with pictures."""


@pytest.fixture
def fresh(course: Course, tmp_path: Path) -> Course:
    """A course with nothing built yet."""
    shutil.copy(course.root / "nbgrader_config.py", tmp_path)
    (tmp_path / "source").mkdir()
    for path in (course.root / "source").glob("*.py"):
        shutil.copy(path, tmp_path / "source")
    return load_course(tmp_path)


def test_building_twice_gives_the_same_bytes_and_the_release_is_the_versioned_one(
    course: Course, fresh: Course
) -> None:
    name = "a1_derivatives"
    for _ in range(2):
        build(fresh, name, "en")
        for kind in ("source", "release"):
            for path in sorted((fresh.root / kind / name).iterdir()):
                assert path.read_bytes() == (course.root / kind / name / path.name).read_bytes(), path


@MASTERS
def test_the_release_holds_no_solution_and_no_hidden_test(course: Course, name: str) -> None:
    text = course.release(name).read_text(encoding="utf-8")
    assert "SOLUTION" not in text
    assert "ko -->" not in text
    solution = course.root / "solutions" / f"{name}.py"
    for line in solution.read_text(encoding="utf-8").splitlines() if solution.is_file() else ():
        if line.startswith("    return ") and len(line) > 30:
            assert line.strip() not in text
    folder = course.release(name).parent
    given = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert given == {f"{name}.ipynb", *files_beside(course, catalog.load(name), "en")}


@MASTERS
def test_both_languages_have_the_same_cells_ids_and_code(course: Course, name: str) -> None:
    master = course.root / "source" / f"{name}.py"
    english, korean = (weave(master, catalog.load(name), language) for language in LANGUAGES)
    for one, other in zip(english.cells, korean.cells, strict=True):
        assert (one.id, one.cell_type, one.metadata) == (other.id, other.cell_type, other.metadata)
        if one.cell_type == "code":
            assert one.source == other.source
        else:
            assert one.source != other.source


@MASTERS
def test_korean_is_korean_and_english_is_not(course: Course, name: str) -> None:
    master = course.root / "source" / f"{name}.py"
    for language in LANGUAGES:
        for cell in weave(master, catalog.load(name), language).cells:
            hangul = any("가" <= character <= "힣" for character in cell.source)
            if cell.cell_type == "markdown":
                assert hangul == (language == "ko"), cell.source[:80]


@MASTERS
def test_the_points_are_the_questions(course: Course, name: str) -> None:
    notebook = nbformat.read(course.release(name), as_version=4)
    graded = {
        cell.id: cell.metadata.nbgrader.points
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
    }
    assert graded == {question.name: question.points for question in catalog.load(name).questions}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_line_beside_a_notebook_names_its_language_and_every_copy_of_a_module_is_the_same(
    course: Course, language: Language
) -> None:
    made = files_beside(course, catalog.load("a1_derivatives"), language)
    assert made.pop(LANGUAGE) == f'LANGUAGE = "{language}"\n'
    assert made == {name: (course.root / "source" / name).read_text("utf-8") for name in MODULES}


def test_a_file_that_is_no_longer_made_goes_with_the_next_build(fresh: Course) -> None:
    build(fresh, "a1_derivatives", "en")
    (fresh.root / "source" / "a1_derivatives" / "old_module.py").touch()
    release = build(fresh, "a1_derivatives", "en").parent
    for folder in (fresh.root / "source" / "a1_derivatives", release):
        assert {path.name for path in folder.iterdir()} == {"a1_derivatives.ipynb", *MODULES, LANGUAGE}


def test_a_stub_with_another_signature_is_refused(course: Course) -> None:
    reference = catalog.load("a1_derivatives")["df"].reference
    assert "### BEGIN SOLUTION\n    return 9 + 18 * x" in with_solution("def df(x):", reference, "m.py, line 1")
    with pytest.raises(UserError, match="signature"):
        with_solution("def df(t):", reference, "m.py, line 1")


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ('# %% name="a"\n1\n\n# %% name="a"\n2\n', "two cells"),
        ("# %%\nx = 1\n", "without a name"),
        ('# %% check="no_such_function"\n1\n', "no_such_function"),
        ('# %% name="a"\n1\n', "no check cell"),
    ],
)
def test_a_broken_master_is_named_with_what_to_do(tmp_path: Path, broken: str, complaint: str) -> None:
    master = tmp_path / "a1_derivatives.py"
    master.write_text(broken, encoding="utf-8")
    with pytest.raises(UserError, match=complaint):
        weave(master, catalog.load("a1_derivatives"), "en")


def test_a_missing_master_lists_those_there_are(fresh: Course) -> None:
    with pytest.raises(UserError, match="a1_derivatives"):
        build(fresh, "a1_integrals", "en")


def test_what_students_fill_in_and_what_a_person_marks(course: Course) -> None:
    name = "a9_project"
    release = nbformat.read(course.release(name), as_version=4)
    marks = {cell.id: (cell.cell_type, cell.metadata.nbgrader) for cell in release.cells if "nbgrader" in cell.metadata}
    kind, filled = marks["department"]
    assert (kind, filled.solution, filled.grade) == ("code", True, False)
    kind, task = marks["video_content"]
    assert (kind, task.task, task.points, task.locked, task.solution) == ("markdown", True, 3, True, False)


def test_files_beside_a_notebook_are_made_and_released_too(course: Course) -> None:
    assignment = catalog.load("a8_data_app")
    made = files_beside(course, assignment, "ko")
    own = {"apps.py", "classifier_app.py", "app.py", ".streamlit/config.toml"}
    assert set(made) == {*MODULES, LANGUAGE} | own
    assert made[LANGUAGE] == 'LANGUAGE = "ko"\n'
    assert "gatherUsageStats = false" in made[".streamlit/config.toml"]
    folder = course.release("a8_data_app").parent
    for name, text in files_beside(course, assignment, "en").items():
        assert (folder / name).read_text(encoding="utf-8") == text
    master = course.root / "source" / "a8_data_app.py"
    assert not any(
        "NotImplementedError(" in c.source for c in weave(master, assignment, "en").cells if c.cell_type == "code"
    )
