"""The LMS formats as plug-ins: ``nbgrader export --exporter=grader.nbgrader.lms_export.CanvasExport``."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from traitlets import Bool, Dict, Unicode
from traitlets.config import Config

from grader.course import course_from_config
from grader.lms.export import Sources, Written, export_grades
from grader.nbgrader.exports import Export
from grader.nbgrader.gradebook_read import records_of
from grader.nbgrader.late_penalty import LateRule
from grader.text.printable import printable


class LmsExport(Export):
    """What the plugins share. Options are set as ``--CanvasExport.roster=FILE`` or in nbgrader_config.py."""

    lms = ""
    roster = Unicode("", help="CSV file that maps nbgrader's ids to the LMS's; default: roster.csv").tag(config=True)
    template = Unicode("", help="file that the LMS gave").tag(config=True)
    columns = Dict(help="the LMS's names of assignments, where they differ").tag(config=True)
    zero_missing = Bool(False, help="give 0 where nothing was handed in").tag(config=True)

    def export(self, gradebook: Any) -> None:
        """Write the file; exit with 1 when a grade is not in it."""
        root = Path(self.parent.coursedir.root if self.parent else ".").absolute()
        course = course_from_config(root, self.config or Config())
        sources = Sources(
            Path(self.roster) if self.roster else None,
            Path(self.template) if self.template else None,
            tuple(self.columns.items()),
            self.zero_missing,
            tuple(map(str, self.student)),
        )
        to = Path(self.to) if self.to else None
        assignments = list(map(str, self.assignment))
        with self.errors_told():
            records = records_of(gradebook.db, LateRule(lambda: self.config), assignments)
            written = export_grades(records, course, assignments, self.lms, sources, to)
        self._tell(written)
        if not written.complete:
            raise SystemExit(1)

    def _tell(self, written: Written) -> None:
        """Log which files were written, what the LMS would not take of them, and which grades are not in them."""
        for path in written.paths:
            self.log.info("wrote %s", path)
        for note in written.notes:
            self.log.warning("roster: %s", printable(note))
        for effect in written.harmful:
            told = (effect.student, effect.column, effect.action.value, effect.why)
            self.log.error("%s, %s: %s, %s", *map(printable, told))
        for remark in written.export.remarks:
            level = logging.ERROR if remark.lost else logging.WARNING
            self.log.log(level, "%s, %s: %s", *map(printable, (remark.student, remark.assignment, remark.what)))


class CanvasExport(LmsExport):
    """Canvas's gradebook CSV."""

    lms = "canvas"


class MoodleExport(LmsExport):
    """Moodle's gradebook CSV."""

    lms = "moodle"


class MoodleXmlExport(LmsExport):
    """Moodle's grade XML."""

    lms = "moodle-xml"


class MoodleWorksheetExport(LmsExport):
    """Moodle's offline grading worksheet."""

    lms = "moodle-worksheet"


class BlackboardExport(LmsExport):
    """Blackboard's Grade Center file."""

    lms = "blackboard"


class BrightspaceExport(LmsExport):
    """Brightspace's grade CSV."""

    lms = "brightspace"


class SakaiExport(LmsExport):
    """Sakai's gradebook CSV."""

    lms = "sakai"


class CsvExport(LmsExport):
    """A table for people: every student, every status."""

    lms = "csv"
