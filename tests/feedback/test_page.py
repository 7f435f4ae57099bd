"""The feedback page: what it says, that it needs no network, and that everybody can read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from click.testing import CliRunner
from hostile import HTML, OUTPUTS, PNG
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from small_assignment import NAME as SMALL

from grader.cli.commands import main
from grader.course import Course
from grader.feedback.page import LOOK_AGAIN, feedback_page, titles_of
from grader.feedback.verdict_box import verdict_output
from grader.feedback.words import TITLES
from grader.nbgrader.convert import nbgrader_config
from grader.results.records import MarkRecord, SubmissionRecord
from grader.results.result import QuestionResult, Result
from grader.results.review import flagged_for_date
from grader.text import LANGUAGES, Bilingual, Language
from grader.verdict import Verdict

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[2]
NAME = "a5_neuron"
PHONE, DESKTOP = 360, 1100
"""Pixels across."""

QUESTIONS = (
    QuestionResult("d_dot", 2, 2, Verdict.CORRECT, "correct", "Correct."),
    QuestionResult("affine", 1, 0, Verdict.WRONG, "bias_lost", "Where did b go?\nAt x = 2 your answer is 4."),
    QuestionResult("relu", 2, 0.5, Verdict.WRONG, "kink", "What happens at 0?"),
    QuestionResult("activation", 3, 0, Verdict.MISSING, "stub", "No answer yet."),
    QuestionResult("relu_derivative", 1, 0, Verdict.RAISED, "exception", f"It came from your line 1: {HTML[0]}"),
    QuestionResult("d_square_norm", 2, 0, Verdict.GRADER_ERROR, "x", "A person will look at it."),
)
RESULT = Result(NAME, "mina", 20, QUESTIONS)
TITLES_OF = titles_of((ROOT / "release" / NAME / f"{NAME}.ipynb").read_bytes())


def mark(name: str, points: float, score: float | None, **more: Any) -> MarkRecord:
    """Return a mark that the grader gave, or one that waits for a person where `score` is None."""
    return MarkRecord(name, score, None, 0.0, points, needs_review=score is None, **more)


BY_HAND = MarkRecord("why_silent", None, 1.5, 0.0, 2, needs_review=False)
MARKS = (
    *(mark(q.grade_id, q.points, None if q.verdict is Verdict.GRADER_ERROR else q.score) for q in QUESTIONS),
    BY_HAND,
)
COMMENT = ("why_silent", "Good. <b>Why</b> only one side?")


def notebook(language: Language = "en") -> nbformat.NotebookNode:
    """Return a release notebook as if it had been graded."""
    made = nbformat.read(ROOT / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    verdicts = {question.grade_id: question for question in QUESTIONS}
    for cell in made.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in verdicts:
            cell.outputs = [nbformat.from_dict(verdict_output(verdicts[grade_id], language))]
        if grade_id == "affine_answer":
            cell.source = "def affine(w, b, x):\n    return w @ x  # 편향이 없다"
            figure = {
                "output_type": "display_data",
                "data": {"image/png": PNG, "text/plain": "<Figure>"},
                "metadata": {},
            }
            told = figure | {"data": {"image/png": PNG, "text/plain": 'A line of "slope" 2.'}}
            cell.outputs = [nbformat.from_dict(figure), nbformat.from_dict(told)]
    return made


def page(
    marks: tuple[MarkRecord, ...] = MARKS,
    result: Result | None = RESULT,
    penalty: float = 0,
    language: Language = "en",
    graded: nbformat.NotebookNode | None = None,
) -> str:
    submission = SubmissionRecord("mina", NAME, penalty, marks, (COMMENT,))
    return feedback_page(graded or notebook(language), submission, result, language, titles=TITLES_OF)


def test_lateness_is_told_with_both_dates() -> None:
    submission = SubmissionRecord("mina", NAME, 1, MARKS, (), datetime(2026, 3, 9, 14, 59), datetime(2026, 3, 9, 15, 9))
    shown = text(feedback_page(notebook(), submission, RESULT, "en", "Asia/Seoul"))
    assert "It was due 2026-03-09 23:59 KST = 14:59 UTC and came 2026-03-10 00:09 KST = 2026-03-09 15:09 UTC." in shown
    in_time = replace(submission, handed_in=submission.due)
    assert "It was due" not in text(feedback_page(notebook(), in_time, RESULT, "en"))


def test_while_nobody_knows_when_it_was_handed_in_verdicts_are_told_and_the_score_is_not_final() -> None:
    undated = replace(RESULT, date_problem="For the instructor.")
    (flagged,) = flagged_for_date(undated)
    waiting = tuple(replace(mark, needs_review=mark.needs_review or mark.question == flagged) for mark in MARKS)
    told, before = text(page(waiting, undated)), text(page())
    assert "This score is not final" in told
    assert "For the instructor" not in told
    sentence = "This score is not final: the time of handing in cannot be read from what came with your work. "
    sentence += "When did you hand it in? Please tell your instructor. "
    assert told.replace(sentence, "") == before


def part(html: str, name: str) -> str:
    """Return what the page says to one question."""
    return html.split(f'id="q-{name}"')[1].split("</article>", maxsplit=1)[0]


def again(html: str) -> list[str]:
    """Return the questions that are worth another look, in their order."""
    return re.findall(r'href="#q-(\w+)"', html.split('id="again"')[1].split("</section>", maxsplit=1)[0])


def text(html: str) -> str:
    """Return what a person reads."""
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL))


# ── what it says ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_score_stands_on_top_with_penalty_and_open_points() -> None:
    shown = text(page(penalty=1.5))
    assert "2.5 / 13 points" in shown
    assert "1.5 points were taken off because it came late." in shown
    assert "2 points are still to be given by a person" in shown
    assert "0 / 13 points" in text(page(penalty=20))


def test_worth_another_look_is_what_was_tried_and_cost_most() -> None:
    assert again(page()) == ["relu", "affine", "relu_derivative"]
    section = page().split('id="again"')[1].split("</section>")[0]
    assert len(re.findall("<li>", section)) == LOOK_AGAIN
    assert "Where did b go?" in section


def test_titles_are_the_release_s_and_no_heading_of_a_student_s_is_one() -> None:
    made = notebook()
    own = "# Score: 11 / 11\n\n```python\n# Score: 22 / 22\n```\n\n## All right"
    for index in range(len(made.cells), -1, -1):
        made.cells.insert(index, nbformat.v4.new_markdown_cell(own))
    shown, before = page(graded=made), page()
    assert shown[: shown.index('class="notebook"')] == before[: before.index('class="notebook"')]


def test_a_release_s_code_is_no_title() -> None:
    cell = nbformat.v4.new_markdown_cell("# Title\n~~~\n# comment\n~~~\n## One\n```python\n# comment\n```")
    check = nbformat.v4.new_code_cell("", metadata={"nbgrader": {"grade": True, "grade_id": "one"}})
    made = nbformat.v4.new_notebook(cells=[cell, check])
    assert titles_of(nbformat.writes(made).encode()) == {"": "Title", "one": "One"}


def test_a_student_is_told_which_files_were_not_read() -> None:
    assert "venv was passed over." in text(page(result=replace(RESULT, told=("venv was passed over.",))))


def test_each_question_has_verdict_points_and_hint() -> None:
    for said in ("The gate", "Not right yet", "0.5 of 2 points", "What happens at 0?", 'href="#a-relu"'):
        assert said in part(page(), "relu")
    assert "Correct." not in text(part(page(), "d_dot"))


def test_questions_stand_in_the_order_of_the_notebook() -> None:
    order = re.findall(r'<article id="q-(\w+)"', page())
    assert order == re.findall(r'<article id="q-(\w+)"', page(MARKS[::-1]))
    places = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook().cells]
    assert [places.index(name) for name in order] == sorted(places.index(name) for name in order)


def test_a_right_answer_has_a_message_only_where_there_is_more_to_say() -> None:
    for code, shown in (("correct", False), ("follow_through", True), ("prints", True)):
        question = replace(QUESTIONS[0], code=code, message="A word about it.")
        assert ("A word about it." in part(page(result=replace(RESULT, questions=(question,))), "d_dot")) is shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_that_is_shown_decides_anything(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order and what is hidden stay when every title and message reads otherwise."""
    before = page(language=language)
    untouched = (*MARKS[:-1], mark("why_silent", 9, 0))
    order = again(page(untouched, language=language))
    for number, verdict in enumerate(Verdict):
        monkeypatch.setitem(TITLES, verdict, Bilingual(f"Title {number}", f"제목 {number}"))
    renamed = replace(RESULT, questions=tuple(replace(q, message="Reworded.") for q in QUESTIONS))
    after = page(result=renamed, language=language)
    assert again(after) == again(before)
    assert again(page(untouched, renamed, language=language)) == order
    assert "activation" not in order
    assert "why_silent" not in order
    assert "Reworded." not in part(after, "d_dot")
    assert after.count("Reworded.") == LOOK_AGAIN + len(QUESTIONS) - 1


def test_what_a_person_gave_stands_there() -> None:
    said = part(page(), "why_silent")
    assert "1.5 of 2 points" in said
    assert "A person gave these points." in said
    assert "Good. &lt;b&gt;Why&lt;/b&gt; only one side?" in said
    extra = page((*MARKS[:-1], replace(BY_HAND, extra=0.5)))
    assert "2 of 2 points" in part(extra, "why_silent")
    assert "0.5 extra points are included." in extra


def test_a_comment_to_the_answer_s_cell_is_one_to_the_question() -> None:
    submission = SubmissionRecord("mina", NAME, 0, MARKS, (("relu_answer", "Nearly."), ("unknown", "Lost.")))
    made = feedback_page(notebook(), submission, RESULT, "en")
    assert "Nearly." in part(made, "relu")
    assert "Lost." not in made


def test_code_in_a_hint_is_code_and_nothing_else_becomes_html() -> None:
    hinted = replace(QUESTIONS[1], message="Where is `b`? `<b>` and `a")
    shown = page(result=replace(RESULT, questions=(hinted,)))
    assert "Where is <code>b</code>? <code>&lt;b&gt;</code> and `a" in shown


def test_a_written_answer_that_is_not_there_is_no_answer_and_comes_after_what_was_tried() -> None:
    untouched = page((*MARKS[:-1], mark("why_silent", 9, 0)))
    assert "No answer" in part(untouched, "why_silent")
    assert again(untouched) == ["relu", "affine", "relu_derivative"]
    read = page((*MARKS[:-1], replace(BY_HAND, manual=0, max_score=9)))
    assert "Written answer" in part(read, "why_silent")


def test_nothing_to_mend_is_said() -> None:
    right = tuple(mark(one.question, one.max_score, one.max_score) for one in MARKS)
    assert "Every answer holds." in page(right, None)
    waiting = tuple(mark(one.question, one.max_score, None) for one in MARKS)
    assert "Every answer holds." not in page(waiting)


def test_a_file_that_could_not_be_graded_says_why() -> None:
    broken = page(MARKS, replace(RESULT, problem="The file is not JSON <x>, so it is damaged."))
    assert "The file is not JSON &lt;x&gt;, so it is damaged." in broken
    assert "Worth another look" not in broken


def test_korean_throughout() -> None:
    shown = page(penalty=1, language="ko")
    assert '<html lang="ko">' in shown
    for word in ("다시 볼 만한 문제", "한눈에 보는 문제", "제출한 노트북", "아직 맞지 않음", "늦게 제출하여 1점이"):
        assert word in shown
    assert "Not right yet" not in shown


def test_the_notebook_shows_code_pictures_and_formulas() -> None:
    shown = page()
    assert '<span class="k">return</span>' in shown
    assert "편향이 없다" in shown
    assert f'<img src="data:image/png;base64,{PNG}" alt="Picture shown by your code">' in shown
    assert f'<img src="data:image/png;base64,{PNG}" alt="A line of &#34;slope&#34; 2.">' in shown
    assert shown.count("<math") > 20
    assert not re.search(r"\$[^$<>]+\$", text(shown.split('id="notebook"')[1].split("<pre")[0]))


def test_the_box_of_the_test_cell_is_not_told_twice() -> None:
    assert 'role="status"' not in page()
    assert text(page()).count("What happens at 0?") == 2  # worth another look, and the question itself


def test_no_student_code_or_word_becomes_markup() -> None:
    shown = page()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    hostile = notebook()
    hostile.cells[3].outputs = [nbformat.from_dict(output) for output in OUTPUTS]
    made = page(graded=hostile)
    assert not re.search(r"<(script|iframe|svg|form|object|link|base)\b|<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', made))


# ── in a real browser ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "width"), [("en", PHONE), ("ko", DESKTOP)], ids=["phone-en", "desktop-ko"])
def test_the_page_is_readable_for_everybody_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, language: Language, width: int
) -> None:
    axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    path = tmp_path / "page.html"
    graded = notebook(language)
    graded.cells = graded.cells[15:26]  # with formulas, code, pictures and verdicts: axe looks at every element
    path.write_text(page(penalty=1, language=language, graded=graded), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)  # axe is a script itself
    try:
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(path.as_uri())
        assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
        for across in (PHONE + DESKTOP - width, width):
            tab.set_viewport_size({"width": across, "height": 800})
            assert tab.evaluate("document.documentElement.scrollWidth") <= across
        found = axe_playwright.Axe().run(tab).response["violations"]
        assert [
            (rule["id"], rule["nodes"][0]["html"]) for rule in found if rule["impact"] in ("serious", "critical")
        ] == []
        heights = tab.evaluate("[...document.querySelectorAll('mfrac')].map(e => e.getBoundingClientRect().height)")
        assert len(heights) > 5
        assert min(heights) > 15  # drawn as fractions, not as a row of letters
    finally:
        tab.close()


# ── through nbgrader ───────────────────────────────────────────────────────────────────────────────────────


LATE_RULE = """
from nbgrader.plugins import BasePlugin

class Rule(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 2

c.AssignLatePenalties.plugin_class = Rule
"""


@pytest.fixture
def graded(scratch: Course, submit: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course in which one submission was graded."""
    submit("wrong_everywhere")
    monkeypatch.chdir(scratch.root)
    assert CliRunner().invoke(main, ["autograde", "--jobs", "1"]).exit_code == 0
    return scratch


@pytest.mark.filterwarnings("ignore")  # nbgrader's own, in this process
def test_every_command_and_formgrader_write_this_page(graded: Course, nbgrader: Callable[..., str]) -> None:
    with Gradebook(graded.db_url) as gradebook:
        stored = gradebook.find_submission_notebook(SMALL, SMALL, "wrong_everywhere")
        grade = gradebook.find_grade("step_slope", SMALL, SMALL, "wrong_everywhere")
        grade.manual_score, grade.extra_credit = 1, 0.5
        comment = gradebook.find_comment("step_slope_answer", SMALL, SMALL, "wrong_everywhere")
        comment.manual_comment = "We talked about it."
        stored.assignment.assignment.duedate = datetime(2026, 3, 9, 15)
        stored.assignment.timestamp = datetime(2026, 3, 9, 16)
        gradebook.db.commit()
        total = stored.score - 2
    with (graded.root / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write(LATE_RULE)
    autograded = graded.autograded("wrong_everywhere", SMALL)
    (autograded / "notes.txt").write_text("{}", encoding="utf-8")  # a student handed it in
    assert (autograded / ".stamp.json").is_file()
    assert (autograded / "results.json").is_file()
    nbgrader(graded, "generate_feedback", SMALL)
    path = graded.root / "feedback" / "wrong_everywhere" / SMALL / f"{SMALL}.html"
    by_command = path.read_text(encoding="utf-8")
    assert f"{total:g} / 8 points" in text(by_command)
    assert "<h1>99 · Slopes</h1>" in by_command, "the release's title"
    for said in ("We talked about it.", "A person gave these points.", "0.5 extra points", "Over which run?"):
        assert said in by_command
    for secret in ("grader/hidden_tests", "solutions", str(graded.root), str(ROOT), "site-packages", "Mistake("):
        assert secret not in by_command, secret

    beside = {file.name for file in path.parent.iterdir()}
    assert "notes.txt" in beside
    assert not beside & {".stamp.json", "results.json"}, "they tell the seed"

    path.unlink()
    done = CliRunner().invoke(main, ["feedback", SMALL])
    assert (done.exit_code, done.output.partition(":")[0]) == (0, "1 feedback pages written, 0 unchanged"), done.output
    assert path.read_text(encoding="utf-8") == by_command
    assert {file.name for file in path.parent.iterdir()} == beside

    path.unlink()
    api = NbGraderAPI(config=nbgrader_config(graded))
    assert api.generate_feedback(SMALL, "wrong_everywhere", force=True)["success"]
    assert path.read_text(encoding="utf-8") == by_command


def test_nbgrader_writes_anew_without_force_what_would_be_another_page_and_nothing_else(
    graded: Course, nbgrader: Callable[..., str]
) -> None:
    path = graded.root / "feedback" / "wrong_everywhere" / SMALL / f"{SMALL}.html"

    def written() -> bool:
        before = path.stat().st_mtime_ns if path.is_file() else 0
        nbgrader(graded, "generate_feedback", SMALL)
        return path.stat().st_mtime_ns != before

    assert written()
    assert not written()
    assert "0 feedback pages written, 1 unchanged" in CliRunner().invoke(main, ["feedback", SMALL]).output

    with Gradebook(graded.db_url) as gradebook:
        gradebook.find_grade("step_slope", SMALL, SMALL, "wrong_everywhere").manual_score = 1.5
        gradebook.db.commit()
    assert written()
    assert "1.5 of 2 points" in text(path.read_text(encoding="utf-8"))
    assert not written()

    results = graded.autograded("wrong_everywhere", SMALL) / "results.json"
    results.write_text(results.read_text(encoding="utf-8").replace("Over which run?", "Which run?"), encoding="utf-8")
    assert written()
    assert "Which run?" in path.read_text(encoding="utf-8")
    assert not written()
