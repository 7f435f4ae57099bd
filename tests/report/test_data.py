"""The report for other programs: one number on each line of the CSV, and no text that a spreadsheet program runs."""

from __future__ import annotations

import csv
import io
import json

import pytest

from grader.report.contents import Concern, Contents
from grader.report.data import COLUMNS, to_csv, to_json

EMPTY = Contents("a1", 0, 0, 0, None, (), (), (), (), (), (), (), ())


def lines(*contents: Contents) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(contents))))


def with_concern(student: str, about: str) -> Contents:
    return Contents("a1", 1, 0, 0, None, (), (), (Concern(student, "notice", about),), (), (), (), (), ())


def test_each_line_is_one_measure_of_one_assignment() -> None:
    (first, *_) = lines(EMPTY)
    assert tuple(first) == COLUMNS
    assert [(line["about"], line["measure"], line["value"]) for line in lines(EMPTY)] == [
        ("class", "handed_in", "0"),
        ("class", "marked", "0"),
        ("class", "untouched", "0"),
    ]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", " =cmd|' /C calc'!A0", "@SUM(A1)", "  +1"])
def test_neither_a_student_s_name_nor_a_text_is_a_formula(text: str) -> None:
    (line,) = [line for line in lines(with_concern(text, text)) if line["about"] == "for a person"]
    assert line["student"] == line["value"] == f"'{text}"


def test_json_holds_all_of_it_as_it_was() -> None:
    (plain,) = json.loads(to_json([with_concern("김", " =1+1")]))
    assert plain["concerns"] == [{"student": "김", "why": "notice", "about": " =1+1"}]
