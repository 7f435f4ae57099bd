"""The page, the files for other programs, and the command."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from class_by_hand import EVIL, NAME, make_result
from click.testing import CliRunner

from grader.cli.commands import main
from grader.course import Course
from grader.report import words
from grader.report.charts import histogram, questions_chart
from grader.report.contents import make_contents
from grader.report.data import to_csv
from grader.report.page import lateness
from grader.report.reading import read_class
from grader.report.statistics import distribution, item_statistics
from grader.report.write import write_report
from grader.results.records import ClassRecords
from grader.text import LANGUAGES, Language
from grader.verdict import Verdict

PHONE, DESKTOP = 375, 1200
"""Pixels across."""
LONG = """def example_derivative(x):
    '''{}'''
    best, seen = None, []
    for left in range(len(x)):
        while best is None or x[left] > best:
            best = x[left] if x else max(best or 0, x[left])
            seen += [best, left % 2, -best]
    return sum(abs(value) for value in seen if value not in x)
    # </pre><script>alert(2)</script>"""


@pytest.fixture
def hostile(scratch: Course, mark: Any, hand_in: Any) -> Course:
    """A class of 25 in which whatever a student can write is an attack."""
    for number in range(25):
        student = f"s{number:02}"
        hand_in(student)
        wrong = (0.25, Verdict.WRONG, "factor_lost", "x") if number % 3 else (0.0, Verdict.INVALID, EVIL[:40], EVIL)
        mark(make_result(student, **({"example_derivative": wrong} if number % 2 else {})))
    for name in ("=HYPERLINK(1)", "<img src=x onerror=alert(1)>"):
        hand_in(name, example_derivative=LONG.format(name))
        mark(make_result(name, example_derivative=(0.0, Verdict.GRADER_ERROR, "grader_error", EVIL)))
    mark(make_result("s99")).write_text(f"{{{EVIL}", encoding="utf-8")
    return scratch


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_a_student_writes_becomes_html(hostile: Course, tmp_path: Path, language: Language) -> None:
    course = Course(hostile.root, language, hostile.seed, hostile.limits, db_url=hostile.db_url)
    (contents,) = write_report(course, ClassRecords(), [], tmp_path / "r.html", "html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert contents.alike, "the two copies are not in the page, and this test shows nothing"
    assert "&lt;script&gt;" in page
    for raw in ("<script", "<img", "</pre><s"):
        assert raw not in page
    for outside in ("http://", "https://", "//cdn", "@import", "src="):
        assert outside not in page.replace("http://www.w3.org/", "").replace("&lt;img src=", "")
    assert f'<html lang="{language}">' in page


def test_the_spreadsheet_takes_no_student_for_a_formula(hostile: Course) -> None:
    lines = list(csv.DictReader(io.StringIO(to_csv([make_contents(read_class(hostile, NAME, ClassRecords()), "en")]))))
    assert {line["student"] for line in lines if line["about"] == "alike"} == {
        "'=HYPERLINK(1)",
        "<img src=x onerror=alert(1)>",
    }
    assert not any(cell.startswith(("=", "@")) for line in lines for cell in line.values())
    facility = next(line for line in lines if (line["question"], line["measure"]) == ("step_slope", "facility"))
    assert float(facility["value"]) == 1.0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_both_languages(language: Language) -> None:
    for name, text in words.WORDS.items():
        assert text.say(language).strip(), name
        if name not in ("notice",):
            assert text.en != text.ko, name


@pytest.mark.parametrize(("students", "begins"), [(("s00", "s01"), True), (("s00",), False)])
def test_a_lecture_begins_with_a_mistake_that_several_made(
    scratch: Course, mark: Any, hand_in: Any, tmp_path: Path, students: tuple[str, ...], begins: bool
) -> None:
    for student in students:
        hand_in(student)
        mark(make_result(student, example_derivative=(0.25, Verdict.WRONG, "factor_lost", "x")))
    write_report(scratch, ClassRecords(), [NAME], tmp_path / "r.html", "html")
    assert ('class="begin"' in (tmp_path / "r.html").read_text(encoding="utf-8")) is begins


def test_lateness_is_told_in_two_units() -> None:
    assert [lateness(s, "en") for s in (5, 3 * 3600 + 61, 86400 * 2 + 3600)] == ["0 h 1 min", "3 h 1 min", "2 d 1 h"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_are_svg_with_a_name_a_description_and_text_as_text(language: Language) -> None:
    scores = distribution([0, 3, 7, 7, 10], 10)
    assert scores is not None
    rows = [{"f": i % 2, "g": (i // 2) % 2} for i in range(12)]
    items = item_statistics([*rows, {"f": 1, "g": 1}], {"f": 1, "g": 1})
    drawn = [histogram(scores, "one", language), questions_chart(items, "two", language)]
    for svg in drawn:
        root = ET.fromstring(svg.replace("xlink:", ""))
        assert root.get("role") == "img"
        named = [element for element in root.iter() if element.get("id") in root.get("aria-labelledby", "").split()]
        assert len(named) == 2
        assert all(element.text and element.text.strip() for element in named)
        text = "".join(root.itertext())
        assert ("학생" in text or "용이도" in text) == (language == "ko")
    identifiers = [{element.get("id") for element in ET.fromstring(svg).iter()} - {None} for svg in drawn]
    assert not identifiers[0] & identifiers[1]
    assert histogram(scores, "one", language) == drawn[0], "the same numbers give the same picture"


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    """Where all pages open, one after the other."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize(("language", "width"), [("en", PHONE), ("ko", DESKTOP)], ids=["phone-en", "desktop-ko"])
def test_the_page_reads_well_for_everybody(
    hostile: Course,
    tmp_path: Path,
    language: Language,
    width: int,
    tab: Any,
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    course = Course(hostile.root, language, hostile.seed, hostile.limits, db_url=hostile.db_url)
    write_report(course, ClassRecords(), [NAME], tmp_path / "r.html", "html")
    tab.set_viewport_size({"width": width, "height": 800})
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.goto((tmp_path / "r.html").as_uri())
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert [violation["id"] for violation in axe.run(tab).response["violations"]] == []
    for across in (width, PHONE + DESKTOP - width):
        tab.set_viewport_size({"width": across, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= across
    assert said == []


def test_on_paper_nothing_is_folded_away(hostile: Course, tmp_path: Path, tab: Any) -> None:
    write_report(hostile, ClassRecords(), [NAME], tmp_path / "r.html", "html")
    tab.goto((tmp_path / "r.html").as_uri())
    hidden = (
        """[...document.querySelectorAll("details > :not(summary)")].filter(one => !one.checkVisibility()).length"""
    )
    assert tab.evaluate(hidden) > 3, "nothing is folded, and this test shows nothing"
    tab.emulate_media(media="print")
    assert tab.evaluate(hidden) == 0
    tab.emulate_media(media="null")


# ── the command ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_writes_what_the_files_name_asks_for(hostile: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(hostile.root)
    done = CliRunner().invoke(main, ["report"])
    assert (done.exit_code, (hostile.root / "report.html").is_file()) == (0, True), done.output
    assert "28 handed in" in done.output
    assert CliRunner().invoke(main, ["report", NAME, "--to", "class.json"]).exit_code == 0
    (plain,) = json.loads((hostile.root / "class.json").read_text(encoding="utf-8"))
    assert plain["handed_in"] == 28
    assert [concern["why"] for concern in plain["concerns"]] == ["grader_error", "grader_error", "unreadable"]
    assert CliRunner().invoke(main, ["report", "--format", "csv"]).exit_code == 0
    assert (hostile.root / "report.csv").read_text(encoding="utf-8").startswith("assignment,about,")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["a98_integrals"], f"{NAME}.\n"),
        ([], "Run `grader autograde` first"),
        ([NAME, "--to", "no/such/folder.html"], "Choose another place with --to"),
    ],
)
def test_what_goes_wrong_is_told_with_what_to_do(
    scratch: Course, monkeypatch: pytest.MonkeyPatch, arguments: list[str], complaint: str
) -> None:
    monkeypatch.chdir(scratch.root)
    done = CliRunner().invoke(main, ["report", *arguments])
    assert done.exit_code == 1
    assert complaint in done.output


def test_an_assignment_that_nobody_handed_in_is_reported_as_that(scratch: Course, tmp_path: Path) -> None:
    (contents,) = write_report(scratch, ClassRecords(), [NAME], tmp_path / "r.html", "html")
    assert contents.handed_in == 0
    assert "Nobody has handed in" in (tmp_path / "r.html").read_text(encoding="utf-8")
