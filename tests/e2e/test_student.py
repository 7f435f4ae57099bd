"""The student's round in JupyterLab: fetch, answer, check, validate, submit; and read the feedback that comes back.

What is fetched, submitted and given back is the same in both languages, so the round is made in one; the notebook, its
checks and the feedback are seen in both. One JupyterLab serves both.
"""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import pytest
from nbgrader.utils import get_username
from room import Room, make_room

from grader import catalog
from grader.text import Language

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Locator, Page

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),  # nbgrader's own
    pytest.mark.xdist_group("student"),  # one JupyterLab
    pytest.mark.usefixtures("one_fork_server"),
]
NAME = "a1_derivatives"
WAIT = 60_000
HEADING = 84
"""Pixels above an answer in its picture, for what it is about."""


@dataclass(frozen=True)
class Answering:
    """What a student types into one cell, and what they read then and in the feedback."""

    language: Language
    answers: tuple[str, ...]
    """The code of the first questions; the first is right, the last is wrong."""
    right: str
    wrong: str
    feedback: str


ENGLISH = Answering(
    "en",
    (
        "def constant_derivative(x):\n    return 0 * x",
        "def multiple_derivative(x):\n    return 3 + 0 * x",
        "def power_derivative(x):\n    return x**2",
    ),
    "✔ constant_derivative agrees with the measured slope",
    "✘ At x = -2, power_derivative gives 4, but the measured slope is 12.",
    "2 / 22",
)
KOREAN = Answering(
    "ko",
    (
        "def constant_derivative(x):\n    return 0 * x",
        "def multiple_derivative(x):\n    return 3 + 0 * x",
        "def power_derivative(x):\n    return 3 * x**2",
        "def sum_derivative(x):\n    return 2 * x",
    ),
    "✔ constant_derivative: 점 5개에서 측정한 기울기와 일치합니다.",
    "✘ x = -2에서 sum_derivative의 값은 -4인데, 측정한 기울기는 -1입니다.",
    " / 22점",
)


ANSWERED_BEFORE = (
    *("product_derivative", "chain_derivative", "df", "product_rule", "chain_rule"),
    *("linear_approximation", "numerical_derivative"),
)
"""Questions that have their answer before the Korean notebook is opened."""


@pytest.fixture(scope="module")
def room(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Room:
    """A course in English that has released the assignment."""
    made = make_room(tmp_path_factory.mktemp("student"), "en", NAME)
    assert made.nbgrader.release_assignment(NAME)["success"]
    return made


@pytest.fixture(scope="module")
def page(browser: Browser, room: Room) -> Iterator[Page]:
    """JupyterLab on the student's home, with nothing but its launcher open."""
    with room.jupyter(room.home) as url:
        opened = browser.new_page(base_url=url, viewport={"width": 1200, "height": 900})
        opened.set_default_timeout(WAIT)
        opened.goto("/lab")
        yield opened
        opened.close()


def choose(page: Page, menu: str, command: str) -> None:
    """Choose an item of JupyterLab's menu."""
    page.locator(f'#jp-MainMenu .lm-MenuBar-itemLabel:text("{menu}")').click()
    page.locator(f'li[data-command="{command}"]').click()


def open_assignment_list(page: Page) -> None:
    choose(page, "Nbgrader", "nbgrader:open-assignment-list")


def open_notebook(page: Page, path: str) -> None:
    """Close what is open, and open a notebook by its path."""
    choose(page, "File", "application:close-all")
    choose(page, "File", "filebrowser:open-path")
    page.locator(".jp-Dialog input").fill(path)
    page.keyboard.press("Enter")


def write(page: Page, answer: str) -> None:
    """Type an answer over its stub."""
    page.locator(".jp-CodeCell", has_text=answer.splitlines()[0]).first.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(answer)


def look_at(page: Page, answer: str, said: str, shoot: Callable[..., None], name: str) -> None:
    """Wait for what a check says, and take a picture from the answer's heading down to it."""
    output = page.locator(".jp-OutputArea-output", has_text=said).first
    output.wait_for()
    shoot(page, name, part=lambda: from_heading_to(page, answer, output))


def from_heading_to(page: Page, answer: str, output: Locator) -> FloatRect:
    """Return the part of the page from an answer's heading down to an output, both in view."""
    page.mouse.move(0, 0)
    for _ in range(4):  # JupyterLab scrolls too, to the last cell that ran, and measures cells as they come into view
        output.evaluate("output => output.scrollIntoView({block: 'end'})")
        page.wait_for_timeout(400)
    cell = page.locator(".jp-CodeCell", has_text=answer.splitlines()[0]).first
    first, last = cell.bounding_box(), output.bounding_box()
    assert first
    assert last
    top = max(first["y"] - HEADING, 94)  # the notebook begins there
    return {"x": 75, "y": top, "width": 900, "height": last["y"] + last["height"] - top}


def answer_before(notebook: Path, questions: Collection[str]) -> None:
    """Write the solution's answers into a notebook: a picture of its feedback shows more than empty answers."""
    content = nbformat.read(notebook, as_version=4)
    for cell in content.cells:
        question = cell.id.removesuffix("_answer")
        if cell.id.endswith("_answer") and question in questions:
            cell.source = inspect.getsource(catalog.load(NAME)[question].reference)
    nbformat.write(content, notebook)


def listed(page: Page, kind: str, button: str) -> None:
    """Press a button in one of the three lists."""
    page.locator(f'#{kind}_assignments_list .item_status button:text("{button}")').first.click()


def answer_and_look(page: Page, said: Answering, shoot: Callable[..., None]) -> None:
    """Answer the questions of the notebook that is open, run it, and read what its checks say."""
    page.locator(".jp-CodeCell", has_text=said.answers[0].splitlines()[0]).first.wait_for()
    if page.locator("#jp-left-stack").is_visible():
        page.keyboard.press("Control+b")  # the side bar
    page.evaluate("document.fonts.ready.then(() => null)")  # those of the formulas
    shoot(page, f"notebook-{said.language}")
    for answer in said.answers:
        write(page, answer)
    choose(page, "Run", "runmenu:run-all")
    look_at(page, said.answers[-1], said.wrong, shoot, f"wrong-{said.language}")
    look_at(page, said.answers[0], said.right, shoot, f"right-{said.language}")


def validate_and_save(page: Page, shoot: Callable[..., None]) -> None:
    """Press nbgrader's button, read what it says, and save the notebook."""
    page.locator(".validate-button").click()
    dialog = page.locator(".jp-Dialog")
    dialog.locator(".jp-Dialog-header", has_text="Validation Results").wait_for()
    shoot(page, "validate")
    assert "✘ sum_derivative has no answer yet." in dialog.inner_text()
    dialog.locator("button").last.click()
    save(page)


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    page.locator(".lm-TabBar-tab.jp-mod-dirty").wait_for(state="detached")


def read_feedback(page: Page, feedback: Path, said: Answering, shoot: Callable[..., None]) -> None:
    """Open a page of feedback as a student does."""
    assert page.context.browser
    other = page.context.browser.new_page(viewport=page.viewport_size)
    other.goto(feedback.as_uri())
    assert said.feedback in other.locator("body").inner_text()
    shoot(other, f"feedback-{said.language}")
    other.close()


def test_the_round(page: Page, room: Room, shoot: Callable[..., None]) -> None:
    student = get_username()
    open_assignment_list(page)
    listed(page, "released", "Fetch")
    page.locator(f'#fetched_assignments_list a:text("{NAME}")').first.click()
    shoot(page, "list")
    page.locator(f'#fetched_assignments_list .collapse.in a:text("{NAME}")').click()
    answer_and_look(page, ENGLISH, shoot)
    validate_and_save(page, shoot)

    page.locator(".lm-TabBar-tabLabel", has_text="Assignments").click()
    listed(page, "fetched", "Submit")
    page.locator("#submitted_assignments_list .list_item", has_text=NAME).first.wait_for()
    for step in (
        room.nbgrader.collect(NAME),
        room.nbgrader.autograde(NAME, student),
        room.nbgrader.generate_feedback(NAME, student),
        room.nbgrader.release_feedback(NAME, student),
    ):
        assert step["success"], step
    page.locator("#refresh_assignments_list").click()
    listed(page, "submitted", "Fetch Feedback")
    page.locator("#submitted_assignments_list", has_text="view feedback").wait_for()
    shoot(page, "feedback-fetched")
    (fetched,) = (room.home / NAME / "feedback").rglob("*.html")
    read_feedback(page, fetched, ENGLISH, shoot)


def test_the_notebook_and_its_feedback_in_korean(
    page: Page, room: Room, tmp_path: Path, shoot: Callable[..., None]
) -> None:
    course = make_room(tmp_path, "ko", NAME)
    shutil.copytree(course.course / "release" / NAME, room.home / "korean")
    answer_before(room.home / "korean" / f"{NAME}.ipynb", ANSWERED_BEFORE)
    open_notebook(page, f"korean/{NAME}.ipynb")
    answer_and_look(page, KOREAN, shoot)
    save(page)
    shutil.copytree(room.home / "korean", course.course / "submitted" / "kim" / NAME)
    for step in (course.nbgrader.autograde(NAME, "kim"), course.nbgrader.generate_feedback(NAME, "kim")):
        assert step["success"], step
    read_feedback(page, course.course / "feedback" / "kim" / NAME / f"{NAME}.html", KOREAN, shoot)
