"""The page for marking by hand, over HTTP: who may, what is stored, what is never overwritten."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hostile import HTML
from marking_course import NAME, QUESTION, course_in, hand_in, lay_out, served
from nbgrader.api import Gradebook as NbgraderGradebook

from grader.course import Course
from grader.feedback.request import parse_request
from grader.feedback.write import Permissions, write_page
from grader.nbgrader.gradebook_read import read_records
from grader.results.records import RubricMark
from grader.results.result import FILE_NAME, QuestionResult, Result, to_json
from grader.verdict import Verdict

Fields = dict[str, str]


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("marking") / "course").root


@pytest.fixture
def course(laid_out: Path, tmp_path: Path) -> Course:
    return course_in(Path(shutil.copytree(laid_out, tmp_path / "course")))


@pytest.fixture
def address(course: Course) -> Iterator[str]:
    with served(course) as address:
        yield address


@pytest.fixture
def person(address: str) -> Iterator[httpx.Client]:
    """Someone who opened the address that the command printed."""
    with httpx.Client(base_url=address.partition("?")[0], follow_redirects=True) as client:
        assert client.get(address).status_code == 200
        yield client


def page_of(client: httpx.Client, student: str) -> httpx.Response:
    for number in (1, 2, 3):
        page = client.get(f"/{NAME}/{QUESTION}/{number}")
        if f"<p>{student}</p>" in page.text:
            return page
    raise AssertionError(student)


def fields(page: httpx.Response) -> Fields:
    """Return the hidden fields of the form, as a browser would send them."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))


def save(client: httpx.Client, page: httpx.Response, **entered: str) -> httpx.Response:
    return client.post(page.url.path, data=fields(page) | {"do": "stay"} | entered)


def stored(course: Course, student: str) -> tuple[Any, ...]:
    """Return points, comment and flag as formgrader reads them."""
    with NbgraderGradebook(course.db_url) as book:
        grade = book.find_grade(QUESTION, NAME, NAME, student)
        comment = book.find_comment(QUESTION, NAME, NAME, student)
        return grade.manual_score, comment.manual_comment, grade.needs_manual_grade


def formgrader_gives(course: Course, student: str, points: float) -> None:
    with NbgraderGradebook(course.db_url) as book:
        grade = book.find_grade(QUESTION, NAME, NAME, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


# ── who may ────────────────────────────────────────────────────────────────────────────────────────────────


def test_nobody_sees_an_answer_without_the_token(address: str) -> None:
    with httpx.Client(base_url=address.partition("?")[0]) as stranger:
        for path in ("/", "/?token=x", f"/{NAME}/{QUESTION}/1", "/static/mark.js"):
            page = stranger.get(path)
            assert page.status_code == 403
            assert "flat" not in page.text


def test_a_foreign_name_that_leads_here_is_refused(address: str, person: httpx.Client) -> None:
    assert person.get("/", headers={"Host": "evil.example"}).status_code == 403


def test_a_form_of_another_page_changes_nothing(course: Course, person: httpx.Client) -> None:
    page = page_of(person, "ann")
    forged = fields(page) | {"points": "1", "do": "stay"}
    del forged["_xsrf"]
    assert person.post(page.url.path, data=forged).status_code == 403
    assert stored(course, "ann") == (None, None, True)


def test_what_a_student_wrote_cannot_run(person: httpx.Client) -> None:
    page = page_of(person, "bob")
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in page.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?! src=\"/static)|onerror=|javascript:|<iframe|<style", page.text)
    assert any(part in page.text for part in ("It is steep.",)), HTML


# ── what is stored ─────────────────────────────────────────────────────────────────────────────────────────


def test_points_come_from_the_rubric_and_formgrader_shows_them(course: Course, person: httpx.Client) -> None:
    page = save(person, page_of(person, "ann"), item1="0.5", item2="0.5", comment="Nearly.\r\nWhere?")
    assert "Saved: 1." in page.text
    assert stored(course, "ann") == (1.0, "Nearly.\nWhere?", False)
    (record,) = (one for one in read_records(course).submissions if one.student == "ann")
    rubric = (RubricMark("names the slope, $f'(x) = 0$.", 0.5, 1), RubricMark("says where.", 0.5, 0.5))
    assert record.rubrics == ((QUESTION, rubric),)


def test_the_history_says_who_changed_what(course: Course, person: httpx.Client) -> None:
    save(person, page_of(person, "ann"), item1="1")
    page = save(person, page_of(person, "ann"), points="0.25")
    lines = re.findall(r"<li>(\d{4}-[^<]*)</li>", page.text)
    assert [line.partition(", ")[2] for line in lines] == ["Prof. Kim: 1 → 0.25", "Prof. Kim: no points by hand → 1"]
    page = save(person, page, do="unmark")
    assert stored(course, "ann")[::2] == (None, True)
    formgrader_gives(course, "ann", 1.5)
    assert "1.5 stands now. That was entered elsewhere" in page_of(person, "ann").text


@pytest.mark.parametrize("points", ["2", "-1", "nan", "inf", "many"])
def test_points_that_are_none_are_refused_and_what_was_entered_stays(
    course: Course, person: httpx.Client, points: str
) -> None:
    page = save(person, page_of(person, "ann"), points=points, comment="Kept.")
    assert "a number from 0 to 1.5" in page.text
    assert ">Kept.</textarea>" in page.text
    assert stored(course, "ann") == (None, None, True)


def test_saving_leads_to_the_next_that_waits(person: httpx.Client) -> None:
    first = person.get(f"/{NAME}/{QUESTION}/")
    assert first.url.path.endswith("/1")
    third = save(person, person.get(f"/{NAME}/{QUESTION}/2"), points="1", do="next")
    assert third.url.path.endswith("/3")
    assert save(person, third, points="1", do="next").url.path.endswith("/1")
    assert "All answers to this question are marked." in save(person, first, points="1", do="next").text


# ── nothing is overwritten ─────────────────────────────────────────────────────────────────────────────────


def change_in_formgrader(course: Course, person: httpx.Client) -> None:
    formgrader_gives(course, "ann", 0.5)


def change_by_another_marker(course: Course, person: httpx.Client) -> None:
    save(person, page_of(person, "ann"), item1="0.5")


def another_answer(course: Course, person: httpx.Client) -> None:
    hand_in(course, "ann", "It is level.")


@pytest.mark.parametrize("meanwhile", [change_in_formgrader, change_by_another_marker, another_answer])
def test_what_was_changed_meanwhile_stays_until_the_person_decides(
    course: Course, person: httpx.Client, meanwhile: Callable[..., None]
) -> None:
    page = page_of(person, "ann")
    meanwhile(course, person)
    before = stored(course, "ann")
    told = save(person, page, item1="1", item2="0.5", comment="Mine.")
    assert told.status_code == 409
    assert stored(course, "ann") == before
    assert ">Mine.</textarea>" in told.text
    assert ("It is level." in told.text) == (meanwhile is another_answer)
    save(person, told, item1="1", item2="0.5", comment="Mine.")
    assert stored(course, "ann") == (1.5, "Mine.", False)


def test_points_for_an_earlier_answer_are_told_and_saving_settles_them(course: Course, person: httpx.Client) -> None:
    save(person, page_of(person, "ann"), item1="1")
    hand_in(course, "ann", "It is level.")
    assert stored(course, "ann")[::2] == (1.0, True)
    page = page_of(person, "ann")
    assert "given for an earlier answer" in page.text
    assert "given for an earlier answer" not in save(person, page, item1="1").text
    hand_in(course, "ann", "It is level.")
    assert stored(course, "ann")[::2] == (1.0, False)


# ── what the student reads, and asks ───────────────────────────────────────────────────────────────────────


def written_page(course: Course, student: str) -> str:
    (record,) = (one for one in read_records(course).submissions if one.student == student)
    write_page(course, record, Permissions())
    return (course.root / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8")


def test_the_students_page_explains_the_points(course: Course, person: httpx.Client) -> None:
    save(person, page_of(person, "ann"), item1="0.5", item2="0.5", points="0.75")
    page = " ".join(re.sub(r"<(?!/?b>)[^>]*>", "", written_page(course, "ann")).split())
    assert "<b>0.5 / 1</b> names the slope" in page
    assert "<b>0.5 / 0.5</b> says where." in page
    assert "<b>-0.25</b> given or taken off besides" in page
    formgrader_gives(course, "ann", 1.0)
    assert "says where" not in written_page(course, "ann")


def test_the_students_line_leads_to_the_answer_and_says_whether_it_is_still_the_same(
    course: Course, person: httpx.Client
) -> None:
    save(person, page_of(person, "ann"), item1="1")
    (line,) = re.findall(r'<code class="line">([^<]*)</code>', written_page(course, "ann"))
    asked = parse_request(f"  {line}\n")
    assert asked is not None
    assert (asked.assignment, asked.question, asked.student) == (NAME, QUESTION, "ann")
    page = person.get("/request", params={"line": line})
    assert "<p>ann</p>" in page.text
    assert "about this answer and these points" in page.text
    save(person, page_of(person, "ann"), item1="0.5")
    assert "about an earlier answer or other points" in person.get("/request", params={"line": line}).text
    for odd in ("please", f"regrade / {NAME} / {QUESTION} / nobody / 1", f"regrade / x / {QUESTION} / ann / 1"):
        assert "No answer fits this line." in person.get("/request", params={"line": odd}).text


def test_a_question_that_is_flagged_for_its_date_says_so(course: Course, person: httpx.Client) -> None:
    right = QuestionResult(QUESTION, 1.5, 1.5, Verdict.CORRECT, "correct", "Right.")
    undated = Result(NAME, "ann", 1, (right,), date_problem="timestamp.txt is not understood: mend it.")
    (course.autograded("ann", NAME) / FILE_NAME).write_text(to_json(undated), encoding="utf-8")
    assert "timestamp.txt is not understood: mend it." in page_of(person, "ann").text
