"""The final project of a small class: handed in, measured, looked at by a person, given back."""

from __future__ import annotations

import ast
import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import project_files as files
import pytest
from click.testing import CliRunner, Result
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI

from grader import catalog
from grader.authoring.build import files_beside, weave
from grader.authoring.demo import make_sample_course
from grader.cli.commands import main
from grader.course import Course, Settings, load_course
from grader.grading.pipeline import grade
from grader.lms.grades import grades_of
from grader.nbgrader.convert import nbgrader_config
from grader.nbgrader.gradebook_read import read_records
from grader.sandbox.host.fork_server import ForkServer, Shared
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.limits import Allowance, Limits
from grader.submission.intake import read_release, read_submission
from grader.text import Language

NAME = "a9_project"
DOCUMENTS = catalog.load(NAME).documents
HANDED_IN = {
    "right_solution": "2026-12-19 15:30:00 +0900\n",  # half an hour late
    "invalid_damaged": "2026-12-19 15:00:00 KST\n",  # in the last second
    "wrong_too_long": "2026-12-19 01:00:00 -0500\n",  # likewise, from New York
}
LIMITS = Limits(cell_seconds=30.0, notebook_seconds=120.0)
BY_HAND = {"proposal_content": 4.0, "report_algorithms": 3.0, "report_differences": 2.0, "report_data": 2.0}
BY_HAND |= {"source_content": 2.5, "video_content": 3.0}
LATE_RULE = """
from nbgrader.plugins import BasePlugin

class HalfAPoint(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 0.5
"""


pytestmark = pytest.mark.xdist_group("project")  # one class, graded once


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, course: Course) -> Course:
    """Return a course in which some have handed in the project, and nothing is graded."""
    folder = make_sample_course(course, (NAME,), tmp_path_factory.mktemp("course") / "project").root
    for student in (folder / "submitted").iterdir():
        if student.name not in HANDED_IN:
            shutil.rmtree(student)
    for student, moment in HANDED_IN.items():
        (folder / "submitted" / student / NAME / "timestamp.txt").write_text(moment)
    (folder / "late_rule.py").write_text(LATE_RULE)
    with (folder / "nbgrader_config.py").open("a") as settings:
        settings.write(f"\nimport sys\nsys.path.insert(0, {str(folder)!r})\n")
        settings.write("c.AssignLatePenalties.plugin_class = 'late_rule.HalfAPoint'\n")
    return load_course(folder)


@pytest.fixture
def run(place: Course, one_fork_server: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run the `grader` command in the course."""
    monkeypatch.chdir(place.root)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def stored(course: Course) -> dict[str, tuple[float, float, float | None, tuple[str, ...]]]:
    """Return score, seconds late, penalty and what waits for a person, by student."""
    with Gradebook(course.db_url) as gradebook:
        return {
            submission.student.id: (
                submission.score,
                submission.total_seconds_late,
                notebook.late_submission_penalty,
                tuple(sorted(grade.name for grade in notebook.grades if grade.needs_manual_grade)),
            )
            for submission in gradebook.assignment_submissions(NAME)
            for notebook in submission.notebooks
        }


def mark_by_hand(course: Course, student: str, marks: dict[str, float]) -> None:
    """Give points as formgrader does."""
    with Gradebook(course.db_url) as gradebook:
        for grade in gradebook.find_submission_notebook(NAME, NAME, student).grades:
            if grade.name in marks:
                grade.manual_score, grade.needs_manual_grade = marks[grade.name], False
        gradebook.db.commit()


RUBRICS = tuple(sorted(BY_HAND))
GRADED = {
    "right_solution": (10.0, 1800.0, 0.5, RUBRICS),
    "invalid_damaged": (1.0, 0.0, None, tuple(sorted([*RUBRICS, "proposal", "report", "video", "app"]))),
    "wrong_too_long": (6.5, 0.0, None, RUBRICS),
}


def test_a_machine_measures_and_asks_for_a_person(place: Course, run: Callable[..., Result]) -> None:
    done = run("autograde", NAME, "--jobs", "1")
    assert done.exit_code == 1
    assert "report: The PDF needs a password." in done.output
    assert stored(place) == GRADED
    with Gradebook(place.db_url) as gradebook:
        assert str(gradebook.find_assignment(NAME).duedate) == "2026-12-19 06:00:00"
        assert gradebook.find_assignment(NAME).max_score == 30


def test_a_person_marks_the_rest_and_it_stays(place: Course, run: Callable[..., Result]) -> None:
    mark_by_hand(place, "right_solution", BY_HAND)
    mark_by_hand(place, "invalid_damaged", BY_HAND | {"proposal": 2.0, "report": 1.5, "video": 0.0, "app": 0.0})
    marked = stored(place)
    assert marked["invalid_damaged"] == (21.0, 0.0, None, ())
    run("autograde", NAME, "--jobs", "1")  # nothing has changed, so what is settled stays settled
    assert stored(place) == marked | {"right_solution": (26.5, 1800.0, 0.5, ())}


@pytest.mark.filterwarnings("ignore")  # nbgrader's own
def test_report_feedback_and_lms_have_both_parts(place: Course, run: Callable[..., Result]) -> None:
    run("report", NAME)
    report = (place.root / "report.html").read_text(encoding="utf-8")
    assert "The PDF has 3 pages, and at most 2 are asked for." in report
    assert "proposal_content" in report  # of the third student
    records = read_records(place)
    grades = {one.student: one for one in grades_of(records, [NAME], place.root / "autograded", "en")}
    assert (grades["right_solution"].score, grades["right_solution"].max_score) == (26, 30)
    assert grades["wrong_too_long"].score is None  # a person has to look first
    assert "report_data 2/2" in grades["right_solution"].comment
    run("export", NAME, "--lms", "csv")
    with (place.root / "grades-csv.csv").open(encoding="utf-8-sig") as table:
        rows = {row["student"]: row["score"] for row in csv.DictReader(table)}
    assert rows == {"right_solution": "26", "invalid_damaged": "21", "wrong_too_long": ""}
    assert NbGraderAPI(config=nbgrader_config(place)).generate_feedback(NAME, "invalid_damaged")["success"]
    folder = place.root / "feedback" / "invalid_damaged" / NAME
    page = (folder / f"{NAME}.html").read_text(encoding="utf-8")
    for words in ("The PDF needs a password.", "Marked by a person", "The report’s data", "1.5 of 2 points"):
        assert words.replace("’", "&#39;") in page or words.replace("’", "'") in page
    assert not (folder / "video.mp4").exists()  # its owner has it


@pytest.mark.filterwarnings("ignore")  # nbgrader's own
@pytest.mark.usefixtures("one_fork_server")
def test_nbgrader_says_the_same(place: Course) -> None:
    def results() -> dict[str, bytes]:
        found = place.root.glob(f"autograded/*/{NAME}/results.json")
        return {path.parts[-3]: path.read_bytes() for path in found}

    by_us = results(), stored(place)
    done = NbGraderAPI(config=nbgrader_config(place)).autograde(NAME, "*", force=True)
    assert done["success"], done
    assert "report: The PDF needs a password." in done["log"]
    assert results() == by_us[0]
    assert {student: found[:3] for student, found in stored(place).items()} == {
        student: found[:3] for student, found in by_us[1].items()
    }
    assert stored(place)["right_solution"][3] == ()  # what a person gave stands: the answers are the same


# ── one submission ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def ready(lasting_fork_server: ForkServer) -> Iterator[Sandbox]:
    """Return a sandbox that has loaded what reads documents, and what the notebook begins with."""
    loads = "import altair, av, matplotlib.pyplot, pypdf, streamlit"
    with Sandbox("auto", lasting_fork_server.control, Shared((("loads", loads),))) as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path, course: Course) -> Path:
    """Return the folder of a submission that is right."""
    place = replace(course, root=tmp_path).submitted("kim", NAME)
    place.mkdir(parents=True)
    shutil.copytree(course.root / "solutions" / NAME, place, dirs_exist_ok=True)
    (place / "app.py").unlink()  # to start one takes longest
    shutil.copy(course.root / "source" / NAME / f"{NAME}.ipynb", place)
    return place


def graded(course: Course, folder: Path, ready: Sandbox) -> dict[str, tuple[str, str]]:
    """Return verdict and code by question."""
    place = replace(course, root=folder.parents[2])
    submission = read_submission(place, "kim", NAME, DOCUMENTS)
    settings = Settings(course.seed, "en", course.limits)
    result = grade(submission, read_release(course, NAME), settings, ready).result
    return {question.grade_id: (question.verdict, question.code) for question in result.questions}


def test_files_that_are_none_get_a_word(course: Course, folder: Path, ready: Sandbox, tmp_path: Path) -> None:
    (folder / "proposal.pdf").unlink()
    (folder / "proposal.pdf").symlink_to(course.root / "solutions" / NAME / "proposal.pdf")
    (folder / "report.pdf").unlink()
    os.mkfifo(folder / "report.pdf")
    with (folder / "video.mp4").open("wb") as file:
        file.truncate(300 * 2**20)
    found = graded(course, folder, ready)
    assert found["proposal"] == ("invalid", "linked")
    assert found["report"] == ("invalid", "not_a_file")
    assert found["video"] == ("invalid", "too_large")


def test_documents_without_a_notebook_are_not_forgotten(course: Course, folder: Path, ready: Sandbox) -> None:
    (folder / f"{NAME}.ipynb").unlink()
    place = replace(course, root=folder.parents[2])
    submission = read_submission(place, "kim", NAME, DOCUMENTS)
    result = grade(submission, read_release(course, NAME), Settings(0, "en", course.limits), ready).result
    assert result.damaged
    assert "There is no a9_project.ipynb in the submission. Its other files are there." in result.problem


def test_a_worker_elsewhere_gets_the_bytes(course: Course, folder: Path, ready: Sandbox) -> None:
    place = replace(course, root=folder.parents[2])
    here = read_submission(place, "kim", NAME, DOCUMENTS)
    carried = replace(here, documents=tuple(held.carried() for held in here.documents))
    shutil.rmtree(folder)
    release, settings = read_release(course, NAME), Settings(0, "en", course.limits)
    there = grade(carried, release, settings, ready).result
    assert [question.verdict for question in there.questions[:3]] == ["correct"] * 3
    gone = grade(here, release, settings, ready).result
    assert [question.verdict for question in gone.questions[:3]] == ["grader_error"] * 3  # not the student's fault


def test_a_large_video_is_measured_where_it_lies(course: Course, folder: Path, ready: Sandbox) -> None:
    content = files.video(170)
    with (folder / "video.mp4").open("wb") as file:  # a hundred megabytes of nothing behind it, as a file may have
        file.write(content)
        file.write((2**27).to_bytes(4, "big") + b"free")
        file.truncate(len(content) + 2**27)
    assert graded(course, folder, ready)["video"] == ("correct", "correct")


def test_the_questions_load_without_their_packages() -> None:
    code = (
        f"import sys, grader.hidden_tests.{NAME}; print([m for m in ('av', 'pypdf', 'streamlit') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_the_visible_checks_know_the_same_names(course: Course) -> None:
    text = (course.root / "source" / "project_files.py").read_text(encoding="utf-8")
    names = next(
        node for node in ast.parse(text).body if isinstance(node, ast.Assign) and node.targets[0].id == "NAMES"
    )
    assert ast.literal_eval(names.value) == {document.name: document.names for document in DOCUMENTS}
    notebook = nbformat.read(course.release(NAME), as_version=4)
    for document in DOCUMENTS:
        check = next(cell.source for cell in notebook.cells if cell.id == document.name)
        suffixes = ", ".join(f'"{suffix}"' for suffix in document.suffixes)
        assert check == f'check_document("{document.name}", [{suffixes}], most_mb={document.most_mb})'


def test_rubrics_are_nbgraders_own_tasks(course: Course) -> None:
    release = nbformat.read(course.release(NAME), as_version=4)
    tasks = [cell for cell in release.cells if cell.metadata.get("nbgrader", {}).get("task")]
    assert sum(task.metadata.nbgrader.points for task in tasks) == 20
    assert {task.id for task in tasks} == set(BY_HAND)
    assert sum(question.points for question in catalog.load(NAME).questions) == 10


# ── the notebook ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("done", [True, False])
def test_the_visible_checks_say_what_is_there(course: Course, ready: Sandbox, language: Language, done: bool) -> None:
    notebook = weave(course.root / "source" / f"{NAME}.py", catalog.load(NAME), language)
    given = files_beside(course, catalog.load(NAME), language)
    laid = [(name, text.encode()) for name, text in given.items()]
    if done:
        laid += [(path.name, path.read_bytes()) for path in (course.root / "solutions" / NAME).iterdir()]
    cells = [(-1, "import os; del os.environ['NBGRADER_EXECUTION']")]
    cells += [(index, cell.source) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    with ready.open(laid, LIMITS) as session:
        runs = session.run(cells, Allowance.of(LIMITS.notebook_seconds))
    asked = {question.name for question in catalog.load(NAME).questions}
    failed = {notebook.cells[index].id: run.failed.text for index, run in runs.items() if run.failed}
    assert set(failed) == (set() if done else asked)
    shown = [output["data"]["text/plain"] for run in runs.values() for output in run.outputs if "data" in output]
    assert len(shown) == (len(asked) if done else 0)
    for text in (*shown, *failed.values()):
        assert any("가" <= character <= "힣" for character in text) == (language == "ko")
