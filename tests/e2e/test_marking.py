"""The page of `grader mark` in a browser: by keyboard alone, readable for everybody, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from marking_course import NAME, QUESTION, lay_out, served

from grader.nbgrader.gradebook_read import read_records
from grader.text import LANGUAGES, Language

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SEEN = f"/{NAME}/{QUESTION}/"


def watched(browser: Browser, address: str) -> tuple[Page, list[str]]:
    """Open the printed address; whatever fails, is blocked, or is asked of another host comes into the list."""
    page = browser.new_context(viewport={"width": 1200, "height": 900}).new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request",
        lambda one: None if "//127.0.0.1:" in one.url or one.url.startswith("data:") else said.append(one.url),
    )
    page.goto(address)
    return page, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_class_is_marked_by_keyboard(
    browser: Browser, tmp_path: Path, language: Language, shoot: Callable[..., None]
) -> None:
    course = lay_out(tmp_path, language)
    with served(course) as address:
        page, said = watched(browser, address)
        assert "token" not in page.url
        assert not Axe().run(page).response["violations"]
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{SEEN}1")
        assert not Axe().run(page).response["violations"]

        for key in ("1", "1", "2"):  # all of the first, then half of it; all of the second
            page.keyboard.press(key)
        assert page.locator("#points").input_value() == "1"
        page.keyboard.press("c")
        page.keyboard.type("Nearly. Which slope?")  # in a field a letter is a letter
        page.keyboard.press("Control+Enter")
        page.wait_for_url(f"**{SEEN}2?saved=1")
        assert page.locator('[role="status"]').is_visible()

        page.keyboard.press("p")
        page.wait_for_url(f"**{SEEN}1")
        assert page.locator("input:checked").evaluate_all("all => all.map(one => one.value)") == ["0.5", "0.5", "on"]
        shoot(page, "marking" if language == "en" else f"marking-{language}")
        page.locator("details.keys summary").click()
        page.locator("#keys").uncheck()
        page.keyboard.press("n")
        assert page.url.endswith("1")

        other = page.context.new_page()
        other.goto(page.url)
        for marker, points in ((page, "1.5"), (other, "0")):
            marker.locator("#points").fill(points)
            marker.keyboard.press("Control+Enter")
            marker.locator(".told").first.wait_for()
        other.locator(".told.bad").wait_for()
        assert other.locator("#points").input_value() == "0"
        assert not Axe().run(other).response["violations"]
        other.locator(".told.bad a").click()
        assert other.locator("#points").input_value() == "1.5"
        assert said == []
        page.context.close()
    (mark,) = {one.marks[0].manual for one in read_records(course).submissions} - {None}
    assert mark == 1.5


def test_what_a_student_wrote_asks_nobody_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    with served(lay_out(tmp_path)) as address:
        page, said = watched(browser, address)
        for number in (1, 2, 3):
            page.goto(f"{address.partition('/?')[0]}{SEEN}{number}")
            assert page.title() != "stolen"
            assert page.evaluate("window.stolen") is None
        assert said == []
        page.context.close()
