"""The instructor's round: a class, formgrader, what needs a person, marks by hand, feedback, the class report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from room import ROOT, Room, make_room

from grader.authoring.demo import submit_samples
from grader.cli.commands import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

CODE = "a1_derivatives"
DAMAGED = "damaged"
COMMON = ("wrong_chain_rule",) * 6 + ("wrong_symbols_and_factors",) * 3
"""Samples that several students hand in."""
OTHERS = {"right_solution", "half_done", "right_with_sympy", "wrong_further_slips"} | {*COMMON}
"""The rest of the class."""
HANDED_IN = ("killed_process", "wrong_rules")
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),  # nbgrader's own
    pytest.mark.xdist_group("instructor"),  # one round: each step finds what the one before left
]
WAIT = 60_000
"""Milliseconds; a busy machine grades slowly."""


@pytest.fixture(scope="module")
def room(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A class has handed in, one of them no notebook but something else under its name."""
    made = make_room(tmp_path_factory.mktemp("class"), "en", CODE)
    submit_samples(ROOT, made.course, CODE, set(HANDED_IN))
    damaged = made.course / "submitted" / DAMAGED / CODE
    damaged.mkdir(parents=True)
    (damaged / f"{CODE}.ipynb").write_bytes(b"PK\x03\x04")
    for folder in (made.course / "submitted").glob("*/*"):
        (folder / "timestamp.txt").write_text("2026-03-02 10:00:00.000000 UTC", encoding="utf-8")
        (folder / "submission_secret.txt").write_text(folder.parent.name, encoding="utf-8")  # `nbgrader submit` does
    return made


@pytest.fixture(scope="module")
def page(browser: Browser, room: Room) -> Iterator[Page]:
    with room.jupyter(room.course) as url:
        opened = browser.new_page(base_url=url, viewport={"width": 1200, "height": 800})
        opened.set_default_timeout(WAIT)
        yield opened
        opened.close()


def row(page: Page, student: str) -> Locator:
    return page.locator("#main-table tr", has=page.locator(f'.student-id[data-order="{student}"]'))


def press(page: Page, student: str, button: str) -> str:
    """Press a button of a submission's row; return what the dialog says, and close it."""
    row(page, student).locator(f".{button} a").click()
    dialog = page.locator(".modal.in")
    dialog.locator(".modal-title").wait_for()
    said = dialog.inner_text()
    dialog.locator(".modal-footer button").first.click()
    dialog.wait_for(state="detached")
    page.locator(".modal-backdrop").wait_for(state="detached")  # it fades
    return said


def says(page: Page, student: str, words: str) -> None:
    """Wait until these words stand beside a submission."""
    row(page, student).locator(".status .label", has_text=words).wait_for()


def test_what_needs_a_person_is_seen_at_once(page: Page, shoot: Callable[..., None]) -> None:
    page.goto("/formgrader")
    page.locator("#main-table .name", has_text=CODE).wait_for()
    shoot(page, "formgrader-assignments")

    page.goto(f"/formgrader/manage_submissions/{CODE}")
    told = {student: press(page, student, "autograde") for student in (*HANDED_IN, DAMAGED)}
    assert all(said.startswith("×\nSuccess") for said in told.values())
    assert "zip" in told[DAMAGED]
    says(page, "killed_process", "needs manual grading")
    says(page, DAMAGED, "needs manual grading")
    says(page, "wrong_rules", "graded")
    shoot(page, "formgrader", clip={"x": 0, "y": 0, "width": 1200, "height": 510})


def test_a_person_grades_what_was_killed(page: Page, shoot: Callable[..., None]) -> None:
    page.goto(f"/formgrader/gradebook/{CODE}/{CODE}")
    page.locator("#main-table tr", has_text="18 / 22").locator(".notebook-id a, td a").first.click()
    waiting = page.locator(".nbgrader_cell input.score.needs_manual_grade")
    waiting.first.wait_for()
    waiting.first.evaluate("score => score.scrollIntoView({block: 'center'})")
    shoot(page, "by-hand", clip={"x": 30, "y": 60, "width": 1140, "height": 490})
    assert "Python itself ended while power_derivative ran." in page.locator("body").inner_text()
    while count := waiting.count():
        waiting.first.fill("0.5")
        waiting.first.press("Tab")
        waiting.nth(count - 1).wait_for(state="detached")  # the server has the points
    page.goto(f"/formgrader/manage_submissions/{CODE}")
    says(page, "killed_process", "graded")


def test_feedback_reaches_the_exchange(page: Page, room: Room, shoot: Callable[..., None]) -> None:
    page.goto(f"/formgrader/manage_submissions/{CODE}")
    assert "Success" in press(page, "wrong_rules", "generate-feedback")
    feedback = room.course / "feedback" / "wrong_rules" / CODE / f"{CODE}.html"
    assert "You return the height of the function." in feedback.read_text(encoding="utf-8")
    assert "Success" in press(page, "wrong_rules", "release-feedback")
    (released,) = (room.folder / "exchange" / "matrix_calculus" / "feedback").glob("*.html")
    assert released.read_bytes() == feedback.read_bytes()
    page.goto(released.as_uri())
    shoot(page, "feedback-page")
    page.locator("article.bad").first.evaluate("question => question.scrollIntoView()")
    shoot(page, "feedback-questions")


@pytest.mark.usefixtures("one_fork_server")
def test_the_report_begins_the_next_lecture(
    page: Page, room: Room, shoot: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    submit_samples(ROOT, room.course, CODE, OTHERS)
    for number, name in enumerate(COMMON):
        shutil.copytree(room.course / "submitted" / name, room.course / "submitted" / f"student_{number}")
    monkeypatch.chdir(room.course)
    for command, exit_code in ((("autograde", CODE), 1), (("report", CODE), 0)):  # 1: someone is waiting for a person
        done = CliRunner().invoke(main, command)
        assert done.exit_code == exit_code, done.output
    page.goto((room.course / "report.html").as_uri())
    assert "7 of the students who answered chain_rule" in page.locator(".begin").inner_text()
    shoot(page, "report")
    shoot(page.locator("svg").nth(1), "report-questions")
