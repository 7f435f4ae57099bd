"""A class under JupyterHub, with real system users: hand out, submit, collect, grade, give back; who may read what."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hub import COURSE_ID, Hub, Person, lay_out, people, why_not
from room import ROOT
from test_instructor import press, says
from test_student import listed, open_assignment_list

from grader.authoring.samples import hand_in, load_samples

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAME = "a1_derivatives"
WAIT = 60_000
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")  # nbgrader's own


@pytest.fixture(scope="module")
def hub(browser: Browser) -> Iterator[Hub]:
    """Two students, an instructor, and a hub that serves them; skipped where there can be none."""
    if reason := why_not():
        pytest.skip(reason)
    with people("ann", "bob", "kim") as made:
        lay_out(made, made.people["kim"], NAME)
        with made.running():
            yield made


def log_in(browser: Browser, hub: Hub, person: Person, place: str) -> Page:
    """Log in as a person does, and wait for a page of their own server."""
    page = browser.new_context(base_url=hub.url, viewport={"width": 1200, "height": 800}).new_page()
    page.set_default_timeout(WAIT)
    own = f"/user/{person.name}/{place}"
    page.goto(f"/hub/login?next={quote('/hub/spawn?next=' + quote(own, safe=''), safe='')}")
    page.fill("#username_input", person.name)
    page.fill("#password_input", person.password)
    page.click("#login_submit")
    page.wait_for_url(f"{hub.url}{own}**", wait_until="commit")
    return page


def answer(hub: Hub, student: str, sample: str) -> None:
    """Have a student's notebook hold a sample's answers."""
    person = hub.people[student]
    (chosen,) = (one for one in load_samples(ROOT / "tests" / "submissions" / NAME) if one.name == sample)
    shutil.rmtree(person.home / NAME)
    hand_in(chosen, ROOT, person.home / NAME)
    person.owns(person.home / NAME)


def of_list(page: Page, person: Person, action: str, **sent: str) -> list[dict[str, object]]:
    """Do what a button of the list of assignments does; return what the server answers."""
    at = f"/user/{person.name}/"
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "_xsrf" and one["path"] == at)
    address = f"{at}assignments/{action}"
    if sent:
        answered = page.request.post(address, form=sent, headers={"X-XSRFToken": token})
    else:
        answered = page.request.get(address)
    said = answered.json()
    assert said["success"], said
    return said["value"]


def press_for_all(page: Page, button: str) -> None:
    """Press a button of the assignment's row in formgrader, and see that it went well."""
    page.locator("#main-table tr", has_text=NAME).locator(f".{button} a").click()
    dialog = page.locator(".modal.in")
    dialog.locator(".modal-title", has_text="Success").wait_for()
    dialog.locator(".modal-footer button").first.click()
    page.locator(".modal-backdrop").wait_for(state="detached")


def test_a_class_goes_round_and_nobody_reads_what_is_not_theirs(browser: Browser, hub: Hub) -> None:
    ann, bob, kim = (hub.people[name] for name in ("ann", "bob", "kim"))
    instructor = log_in(browser, hub, kim, "formgrader")
    press_for_all(instructor, "release")

    first = log_in(browser, hub, ann, "lab")
    open_assignment_list(first)
    listed(first, "released", "Fetch")
    first.locator(f'#fetched_assignments_list a:text("{NAME}")').first.wait_for()
    answer(hub, "ann", "right_solution")
    listed(first, "fetched", "Submit")
    first.locator("#submitted_assignments_list .list_item", has_text=NAME).first.wait_for()

    second = log_in(browser, hub, bob, "lab")
    second.goto("about:blank")  # what follows is asked of the server itself
    work = {"course_id": COURSE_ID, "assignment_id": NAME}
    of_list(second, bob, "fetch", **work)
    answer(hub, "bob", "wrong_rules")
    of_list(second, bob, "submit", **work)

    instructor.reload()
    press_for_all(instructor, "collect")
    instructor.goto(f"/user/{kim.name}/formgrader/manage_submissions/{NAME}")
    for student in (ann, bob):
        for button in ("autograde", "generate-feedback", "release-feedback"):
            assert "Success" in press(instructor, student.name, button)
        says(instructor, student.name, "graded")
    assert "22 / 22" in instructor.locator("#main-table tr", has_text=ann.name).inner_text()

    first.locator("#refresh_assignments_list").click()
    listed(first, "submitted", "Fetch Feedback")
    first.locator("#submitted_assignments_list", has_text="view feedback").wait_for()
    (fetched,) = (ann.home / NAME / "feedback").rglob("*.html")
    assert fetched.owner() == ann.name
    second.goto(fetched.as_uri())
    assert "22 / 22" in second.locator("body").inner_text()
    of_list(second, bob, "fetch_feedback", **work)
    assert list((bob.home / NAME / "feedback").rglob("*.html"))

    inbound, given = hub.exchange / COURSE_ID / "inbound", hub.exchange / COURSE_ID / "feedback"
    for place in (kim.home / "course", ann.home, inbound, given):
        assert "Permission denied" in bob.run("ls", place, cwd=hub.folder).stderr, place
    refused = second.request.get(f"/user/{kim.name}/formgrader")
    assert refused.status in (403, 404) or "formgrader" not in refused.url
