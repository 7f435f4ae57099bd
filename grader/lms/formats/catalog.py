"""The file formats by name: for each one, how to write it and what its importer does with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.lms.formats import (
    blackboard,
    brightspace,
    canvas,
    canvas_rules,
    moodle,
    moodle_worksheet,
    moodle_xml,
    plain_csv,
    sakai,
)
from grader.lms.formats.effects import Effect, Known
from grader.lms.formats.sheet import Export, Request


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    write: Callable[[Request], Export]
    check: Callable[[str, Known], list[Effect]]
    suffix: str = ".csv"
    takes_template: bool = False
    comments: bool = True


FORMATS = {
    "canvas": Format(canvas.write, canvas_rules.check, takes_template=True, comments=False),
    "moodle": Format(moodle.write, moodle.check),
    "moodle-xml": Format(moodle_xml.write, moodle_xml.check, suffix=".xml"),
    "moodle-worksheet": Format(moodle_worksheet.write, moodle_worksheet.check, takes_template=True),
    "blackboard": Format(blackboard.write, blackboard.check, takes_template=True, comments=False),
    "brightspace": Format(brightspace.write, brightspace.check, comments=False),
    "sakai": Format(sakai.write, sakai.check),
    "csv": Format(plain_csv.write, plain_csv.check),
}
