"""From a real gradebook to files, as the commands and nbgrader's export do it."""

from __future__ import annotations

import csv
import os
import shutil
import unicodedata
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from forked import in_a_fork
from nbgrader.api import Gradebook

from grader import catalog
from grader.cli.commands import main
from grader.course import Course, load_config
from grader.errors import UserError
from grader.lms.formats.catalog import FORMATS
from grader.lms.grades import Grade, Status, doubt_missing, for_class, grades_of, zero_for_missing
from grader.lms.names import FORMAT_NAMES
from grader.lms.roster import Person, Roster
from grader.nbgrader.gradebook_read import read_records
from grader.nbgrader.lms_export import CanvasExport, LmsExport
from grader.results.result import QuestionResult, Result, to_json
from grader.submission.submitted import how_to_move, misplaced, submissions
from grader.verdict import Verdict

QUESTIONS = ("power", "chain")
RULE = """
from nbgrader.plugins import BasePlugin

class Rule(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 0.75

c = get_config()
c.AssignLatePenalties.plugin_class = Rule
"""
STUDENTS = ("kim", "lee", "late", "human", "failed", "absent", "override", "damaged")


@pytest.fixture(scope="module")
def original(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with one assignment of two questions, and students of every kind."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").write_text(RULE)
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        gradebook.add_assignment("a1", duedate="2026-03-09 15:00:00 UTC")
        gradebook.add_notebook("a1", "a1")
        for name, points in zip(QUESTIONS, (1, 2), strict=True):
            gradebook.add_grade_cell(name, "a1", "a1", max_score=points, cell_type="code")
            gradebook.add_solution_cell(f"{name}_answer", "a1", "a1")
        for student in STUDENTS:
            gradebook.add_student(student)
            if student != "absent":
                _submit(gradebook, student)
    for student in ("kim", "late", "override"):
        folder = root / "autograded" / student / "a1"
        folder.mkdir(parents=True)
        questions = (
            QuestionResult("power", 1.0, 1.0, Verdict.CORRECT, "correct", ""),
            QuestionResult("chain", 2.0, 0.5, Verdict.WRONG, "chain", "Where is\nit taken?"),
        )
        (folder / "results.json").write_text(to_json(Result("a1", student, 0, questions)))
    return root


@pytest.fixture
def graded(original: Path, tmp_path: Path) -> Course:
    shutil.copytree(original, tmp_path, dirs_exist_ok=True)
    return Course(tmp_path, db_url=f"sqlite:///{tmp_path / 'gradebook.db'}")


def _submit(gradebook: Gradebook, student: str) -> None:
    submission = gradebook.add_submission("a1", student)
    (notebook,) = submission.notebooks
    for stored in notebook.grades:
        stored.auto_score = 1.0 if stored.name == "power" else 0.5
        stored.needs_manual_grade = False
        if student == "failed" and stored.name == "chain":
            stored.auto_score, stored.needs_manual_grade = None, True
        if student == "damaged":
            stored.needs_manual_grade = True
        if student in ("human", "override") and stored.name == "chain":
            stored.auto_score, stored.manual_score, stored.extra_credit = None, 1.25, 0.5
            stored.needs_manual_grade = False
    if student == "late":
        submission.timestamp = submission.assignment.duedate + timedelta(hours=1)
    if student == "human":
        next(c for c in notebook.comments if c.name == "chain_answer").manual_comment = "Nice try.\n=1+1"
    gradebook.db.commit()


def read_grades(course: Course, assignments: Sequence[str] = ()) -> tuple[Grade, ...]:
    return grades_of(read_records(course), assignments, course.root / "autograded", course.language)


def by_student(course: Course) -> dict[str, Grade]:
    return {grade.student: grade for grade in read_grades(course)}


def test_grades_are_read_with_their_status(graded: Course) -> None:
    grades = by_student(graded)
    assert {student: grade.status.name for student, grade in grades.items()} == {
        "kim": "GRADED", "lee": "GRADED", "late": "GRADED", "human": "GRADED", "override": "GRADED",
        "failed": "NEEDS_GRADING", "damaged": "NEEDS_GRADING", "absent": "NOT_SUBMITTED",
    }  # fmt: skip
    assert {student: grade.score for student, grade in grades.items()} == {
        "kim": 1.5, "lee": 1.5, "late": 0.75, "human": 2.75, "override": 2.75,
        "failed": None, "damaged": None, "absent": None,
    }  # fmt: skip
    assert {grade.max_score for grade in grades.values()} == {3.0}
    assert grades["late"].late_penalty == 0.75


def test_the_comment_says_points_hints_penalty_and_what_a_person_wrote(graded: Course) -> None:
    grades = by_student(graded)
    assert grades["kim"].comment == "power 1/1\nchain 0.5/2: Where is it taken?"
    assert grades["late"].comment == "power 1/1\nchain 0.5/2: Where is it taken?\nLate submission: −0.75"
    assert grades["human"].comment == "chain 1.75/2\npower 1/1\nchain: Nice try. =1+1"
    assert grades["override"].comment == "power 1/1\nchain 1.75/2", "a person's score silences the hint"


def test_reading_makes_no_gradebook(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no gradebook"):
        read_grades(Course(tmp_path, db_url=f"sqlite:///{tmp_path / 'gradebook.db'}"))
    assert not list(tmp_path.iterdir())


def test_an_unknown_assignment_is_told(graded: Course) -> None:
    with pytest.raises(UserError, match="holds no assignment a9"):
        read_grades(graded, ["a9"])


def test_the_roster_excuses_and_adds(graded: Course) -> None:
    roster = Roster((Person("kim", excused=("a1",)), Person("new"), Person("lee")))
    grades = {grade.student: grade for grade in for_class(read_grades(graded), roster)}
    assert grades["kim"].status is Status.EXCUSED
    assert grades["kim"].score is None
    assert grades["new"].status is Status.NOT_SUBMITTED
    zeros = {grade.student: grade.score for grade in zero_for_missing(grades.values(), "en")}
    assert (zeros["new"], zeros["absent"], zeros["kim"], zeros["failed"]) == (0.0, 0.0, None, None)


# ── the commands ───────────────────────────────────────────────────────────────────────────────────────────


def run(course: Course, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    monkeypatch.chdir(course.root)
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_the_command_knows_every_format() -> None:
    assert tuple(FORMATS) == FORMAT_NAMES


def test_export_writes_reports_and_exits_with_1_when_a_grade_is_missing(
    graded: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, output = run(graded, monkeypatch, "export", "a1", "--lms", "moodle", "--to", "out.csv")
    assert code == 1
    assert "moodle, by the rules of its importer: 5 set" in output
    assert "a1: 1 handed in nothing, no grade written: absent" in output
    assert "NOT in the file" in output
    rows = list(csv.reader((graded.root / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert {row[0]: row[1] for row in rows[1:]} == {
        "kim": "1.5", "lee": "1.5", "late": "0.75", "human": "2.75", "override": "2.75",
    }  # fmt: skip


def test_export_exits_with_0_when_all_grades_are_in(graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    with Gradebook(graded.db_url) as gradebook:
        for student in ("failed", "damaged"):
            for stored in gradebook.find_submission("a1", student).notebooks[0].grades:
                stored.manual_score, stored.needs_manual_grade = 1.0, False
        gradebook.db.commit()
    code, output = run(graded, monkeypatch, "export", "--lms", "sakai")
    assert code == 0, output
    assert (graded.root / "grades-sakai.csv").is_file()


def test_check_says_what_would_happen_and_fails_for_harm(graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    header = "ID number,Assignment: a1 (Real)\n"
    (graded.root / "good.csv").write_text(f"{header}kim,3\n")
    (graded.root / "bad.csv").write_text(f"{header}kim,3.5\n")
    assert run(graded, monkeypatch, "export", "--lms", "moodle", "--check", "good.csv")[0] == 0
    code, output = run(graded, monkeypatch, "export", "--lms", "moodle", "--check", "bad.csv")
    assert code == 1
    assert "out of the item's range" in output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--lms", "canvas", "--template", "nowhere.csv"], "cannot be read"),
        (["--lms", "sakai", "--template", "nbgrader_config.py"], "takes no template"),
        (["--lms", "canvas", "--column", "a9=x"], "names a9, which is not exported"),
        (["--lms", "moodle-worksheet"], "has to be filled in"),
        (["--lms", "canvas", "--template", "t.csv", "--to", "t.csv"], "is the template itself"),
        (["a9", "--lms", "csv"], "holds no assignment a9"),
        (["--lms", "csv", "--to", "nowhere/x.csv"], "cannot be written"),
    ],
)
def test_mistakes_end_with_a_sentence(
    arguments: list[str], says: str, graded: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    (graded.root / "t.csv").write_text("Student,ID,Section,a1 (4)\n    Points Possible,,,3\nKim,1,s,\n")
    code, output = run(graded, monkeypatch, "export", *arguments)
    assert code == 1
    assert says in output
    assert "Traceback" not in output


def test_roster_check_says_who_is_missing(graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"{student},{student[:2]}" for student in STUDENTS if student != "lee"]
    (graded.root / "roster.csv").write_text("\n".join(["student,username", *rows, "new,"]) + "\n")
    code, output = run(graded, monkeypatch, "roster", "check")
    assert code == 1
    assert "not in the roster (their grades would be left out): lee" in output
    assert "not in the course (nothing handed in?): new" in output
    assert "without: new" in output


@pytest.mark.parametrize("given", [["list.csv"], ["--roster", "list.csv"], ["list.csv", "--roster", "list.csv"]])
def test_roster_check_takes_a_file_in_either_form(
    given: list[str], graded: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    (graded.root / "list.csv").write_text("\n".join(["student", *STUDENTS, "new"]) + "\n")
    code, output = run(graded, monkeypatch, "roster", "check", *given)
    assert (code, "nothing handed in?): new" in output) == (1, True)


def test_two_rosters_at_once_are_refused(graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    code, output = run(graded, monkeypatch, "roster", "check", "a.csv", "--roster", "b.csv")
    assert (code, "Two rosters are named, a.csv and b.csv" in " ".join(output.split())) == (2, True)


def test_who_has_left_gets_no_zero_and_what_was_handed_in_counts(
    graded: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        "kim,dropped",
        "absent,withdrawn",
        "new,Active",
        "lim,휴학",
        *(f"{one}," for one in STUDENTS[1:] if one != "absent"),
    ]
    (graded.root / "roster.csv").write_text("\n".join(["student,status", *rows]) + "\n", encoding="utf-8")
    _, output = run(graded, monkeypatch, "export", "a1", "--lms", "csv", "--zero-missing")
    assert "status is withdrawn: absent; no 0" in output
    text = (graded.root / "grades-csv.csv").read_text(encoding="utf-8-sig")
    told = {row["student"]: (row["status"], row["score"]) for row in csv.DictReader(text.splitlines())}
    assert told["absent"] == told["lim"] == ("left the course", "")
    assert (told["new"], told["kim"]) == (("graded", "0"), ("graded", "1.5"))
    _, output = run(graded, monkeypatch, "export", "a1", "--lms", "moodle", "--zero-missing")
    assert "a1: 2 handed in nothing, no grade written: absent (withdrawn), lim (휴학)" in output
    _, output = run(graded, monkeypatch, "roster", "check")
    assert "not in the course (nothing handed in?): new" in output, "and not lim"


def test_work_of_one_who_has_left_that_is_not_graded_is_told(graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    (graded.root / "roster.csv").write_text("student,status\nabsent,withdrawn\n", encoding="utf-8")
    (graded.root / "submitted" / "absent" / "a1").mkdir(parents=True)
    code, output = run(graded, monkeypatch, "export", "a1", "--lms", "moodle", "--verbose")
    assert code == 1
    assert "has not been graded" in " ".join(output.split())


def _hand_in(course: Course, student: str) -> None:
    with Gradebook(course.db_url) as gradebook:
        gradebook.add_student(student)
        _submit(gradebook, student)


@pytest.mark.parametrize(
    ("folder", "listed", "says"),
    [
        ("Lim", "lim", "differ in upper and lower case"),
        ("lim\u200b", "lim", "U+200B ZERO WIDTH SPACE"),
        ("lim ", "lim", "differ in blanks before or after"),
        ("00246", "246", "differ in leading zeros"),
    ],
)
def test_no_zero_is_written_while_an_id_looks_like_another(
    folder: str, listed: str, says: str, graded: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hand_in(graded, folder)
    rows = [f"{student},{student}" for student in (*STUDENTS, listed)]
    (graded.root / "roster.csv").write_text("\n".join(["student,idnumber", *rows]) + "\n")
    code, output = run(graded, monkeypatch, "export", "--lms", "moodle", "--zero-missing", "--to", "out.csv")
    lines = (graded.root / "out.csv").read_text().splitlines()
    assert code == 1
    assert not [line for line in lines if line.startswith(f"{listed},")]
    assert [line for line in lines if line.startswith("absent,0,")]
    assert "looks" in output
    code, output = run(graded, monkeypatch, "roster", "check")
    assert code == 1
    assert says in output


def test_an_ungraded_folder_is_a_twin_too(graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    (graded.root / "submitted" / "Absent" / "a1").mkdir(parents=True)
    run(graded, monkeypatch, "export", "--lms", "moodle", "--zero-missing", "--to", "out.csv")
    assert "absent" not in (graded.root / "out.csv").read_text()


WRONG_PLACES = {
    "absent/a1.ipynb": "submitted/absent/a1.ipynb to submitted/absent/<assignment>",
    "absent/A1/a1.ipynb": "submitted/absent/A1 to submitted/absent/a1",
    "a1/absent/a1.ipynb": "submitted/a1/absent to submitted/absent/a1",
    "A1/Absent/a1.ipynb": "submitted/A1/Absent to submitted/Absent/a1",
    "a1/absent.ipynb": "submitted/a1/absent.ipynb to submitted/<student>/a1",
    "absent/a-1 (2)/a1.ipynb": "submitted/absent/a-1 (2) to submitted/absent/a1",
    "absent/my homework/kim a1 final.ipynb": "submitted/absent/my homework to submitted/absent/a1",
    "absent/homework 2/deep/down.py": "submitted/absent/homework 2 to submitted/absent/<assignment>",
    "everybody.zip": "submitted/everybody.zip to submitted/<student>/<assignment>",
}


@pytest.mark.parametrize("command", ["export", "push"])
@pytest.mark.parametrize("place", WRONG_PLACES)
def test_no_zero_is_written_where_work_lies_in_the_wrong_place(
    place: str, command: str, graded: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog, "names", lambda: ("a1",))
    path = graded.root / "submitted" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{}")
    if command == "export":
        code, output = run(graded, monkeypatch, "export", "--lms", "moodle", "--zero-missing", "--to", "out.csv")
        assert "absent" not in (graded.root / "out.csv").read_text()
    else:
        canvas = {"url": "https://lms.example.org", "course_id": 1, "assignments": {"a1": 1}}
        (graded.root / "nbgrader_config.py").write_text(f"{RULE}c.Grader.canvas = {canvas}")
        code, output = run(graded, monkeypatch, "push", "--lms", "canvas", "--dry-run")
    assert code == 1
    assert f"move {WRONG_PLACES[place]}." in " ".join(output.split())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else, to whom a folder is closed")
def test_a_closed_folder_is_told_and_gets_no_zero(graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = graded.root / "submitted" / "absent"
    (closed / "a1").mkdir(parents=True)
    closed.chmod(0o700)
    graded.root.chmod(0o755)
    monkeypatch.chdir(graded.root)
    monkeypatch.setattr(catalog, "names", lambda: ("a1",))

    def as_somebody_else() -> str:
        os.seteuid(65534)
        here = Course(Path())
        found, handed_in = misplaced(here), submissions(here, "a1")
        told = how_to_move(found)
        missing = Grade("absent", "a1", Status.NOT_SUBMITTED, None, 1.0)
        (grade,) = doubt_missing([missing], ["absent"], set(), found)
        return f"{handed_in} {told and told.what} {grade.status.name}: {grade.reason}"

    assert in_a_fork(as_somebody_else) == (
        "[] Not graded: 1 in submitted/ that we may not open: absent. NEEDS_GRADING: submitted/absent cannot be opened:"
        " take the right to it, and grade again"
    )


def test_no_zero_is_written_where_work_lies_ungraded(graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    for student, assignment in (("absent", "a1"), ("new", "a1"), ("other", "a2")):
        (graded.root / "submitted" / student / assignment).mkdir(parents=True)
    rows = ["student,idnumber", *(f"{student},{student}" for student in ("absent", "new", "other"))]
    (graded.root / "roster.csv").write_text("\n".join(rows))
    code, output = run(graded, monkeypatch, "export", "--lms", "moodle", "--zero-missing", "--to", "out.csv")
    lines = (graded.root / "out.csv").read_text().splitlines()
    assert [line.partition(",a1")[0] for line in lines[1:]] == ["other,0,Nothing was handed in."], lines
    assert code == 1
    assert "submitted/absent/a1/ is there, but has not been graded" in " ".join(output.split())


def test_the_same_name_in_two_normal_forms_is_one_student(graded: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    composed = "\uae40\uc11c\uc5f0"
    decomposed = unicodedata.normalize("NFD", composed)
    _hand_in(graded, decomposed)
    (graded.root / "roster.csv").write_text(f"student,idnumber\n{composed},77\n", encoding="utf-8")
    run(graded, monkeypatch, "export", "--lms", "moodle", "--zero-missing", "--to", "out.csv")
    assert [line[:6] for line in (graded.root / "out.csv").read_text().splitlines()[1:]] == ["77,1.5"]
    run(graded, monkeypatch, "export", "--lms", "csv", "--to", "all.csv")
    table = (graded.root / "all.csv").read_text(encoding="utf-8")
    assert decomposed in table, "the folder's name stays the id"
    assert composed not in table
    (graded.root / "submitted" / composed / "a1").mkdir(parents=True)
    (graded.root / "submitted" / decomposed / "a1").mkdir(parents=True)
    assert "composed in one and decomposed" in run(graded, monkeypatch, "roster", "check")[1]
    assert len(submissions(graded, "a1", composed)) == 2


# ── nbgrader's own export ──────────────────────────────────────────────────────────────────────────────────


def test_every_format_is_an_export_plugin() -> None:
    assert {plugin.lms for plugin in LmsExport.__subclasses__()} == set(FORMATS)


def test_the_plugin_writes_what_the_command_writes_and_logs_what_is_missing(
    graded: Course, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("WARNING", logger="traitlets")  # a command of nbgrader's that ran before may have set another
    run(graded, monkeypatch, "export", "--lms", "canvas", "--to", "command.csv")
    plugin = CanvasExport(to="plugin.csv", assignment=["a1"], config=load_config(graded.root))
    with Gradebook(graded.db_url) as gradebook, pytest.raises(SystemExit) as left:
        plugin.export(gradebook)
    assert left.value.code == 1
    told = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert ("ERROR", "failed, a1: 1 / 3, 2 to mark: a person has to grade it first: run `grader mark`") in told
    assert ("WARNING", "absent, a1: nothing was handed in, so there is no grade to write") in told
    assert (graded.root / "plugin.csv").read_bytes() == (graded.root / "command.csv").read_bytes()
