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
class FileFormat:
    """One kind of file."""

    write: Callable[[Request], Export]
    check: Callable[[str, Known], list[Effect]]
    suffix: str = ".csv"
    takes_template: bool = False
    comments: bool = True


FORMATS = {
    "canvas": FileFormat(canvas.write, canvas_rules.check, takes_template=True, comments=False),
    "moodle": FileFormat(moodle.write, moodle.check),
    "moodle-xml": FileFormat(moodle_xml.write, moodle_xml.check, suffix=".xml"),
    "moodle-worksheet": FileFormat(moodle_worksheet.write, moodle_worksheet.check, takes_template=True),
    "blackboard": FileFormat(blackboard.write, blackboard.check, takes_template=True, comments=False),
    "brightspace": FileFormat(brightspace.write, brightspace.check, comments=False),
    "sakai": FileFormat(sakai.write, sakai.check),
    "csv": FileFormat(plain_csv.write, plain_csv.check),
}
