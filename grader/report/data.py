"""The report's data for other programs: everything as JSON, or one line for each number as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from grader.report.contents import Contents
from grader.text.printable import without_formula

COLUMNS = ("assignment", "about", "question", "code", "student", "measure", "value")
Line = tuple[str, str, str, str, str, str, object]


def to_json(contents: Sequence[Contents]) -> str:
    """Return the whole report as JSON."""
    return json.dumps([asdict(one) for one in contents], indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def to_csv(contents: Sequence[Contents]) -> str:
    """Return the report's numbers as CSV, one on each line, for a spreadsheet to filter."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in contents:
        writer.writerows(
            [[without_formula(entry) if isinstance(entry, str) else entry for entry in line] for line in _lines(one)]
        )
    return written.getvalue()


def _lines(one: Contents) -> Iterator[Line]:
    for about, measure, value, *which in (*_numbers(one), *_mistakes(one), *_people(one)):
        question, code, student = (*which, "", "", "")[:3]
        yield one.assignment, about, question, code, student, measure, "" if value is None else value


def _numbers(one: Contents) -> Iterator[tuple[Any, ...]]:
    for measure in ("handed_in", "marked", "untouched"):
        yield "class", measure, getattr(one, measure)
    for measure, value in (asdict(one.scores) if one.scores else {}).items():
        if measure != "bins":
            yield "scores", measure, value
    for number, count in enumerate(one.scores.bins if one.scores else (), 1):
        yield "scores", f"students in tenth {number}", count
    for item in one.items:
        low, high = item.interval or (None, None)
        measures = {**asdict(item), "interval_low": low, "interval_high": high}
        for measure, value in measures.items():
            if measure not in ("question", "interval"):
                yield "question", measure, value, item.question


def _mistakes(one: Contents) -> Iterator[tuple[Any, ...]]:
    for mistake in one.mistakes:
        for measure, value in (("students", len(mistake.students)), ("share", mistake.share), ("hint", mistake.hint)):
            yield "mistake", measure, value, mistake.question, mistake.code


def _people(one: Contents) -> Iterator[tuple[Any, ...]]:
    for concern in one.concerns:
        yield "for a person", concern.why, concern.about, "", "", concern.student
    for cell, count in one.written:
        yield "for a person", "written answers", count, cell
    for student, seconds in one.late:
        yield "late", "seconds", seconds, "", "", student
    for student, stands in one.standing.submissions.items():
        for measure in ("score", "max_score", "to_mark"):
            yield "standing", measure, getattr(stands, measure), "", "", student
    for student, questions in one.followed:
        for question in questions:
            yield "followed", "count", 1, question, "", student
    for student in one.absent:
        yield "missing", "missing", 1, "", "", student
    for student, word in one.standing.left:
        yield "left", "status", word, "", "", student
    for number, group in enumerate(one.alike, 1):
        for student in group.students:
            yield "alike", f"group {number}", ", ".join(group.questions), "", "", student
