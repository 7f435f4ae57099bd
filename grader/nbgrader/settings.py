"""How nbgrader grades through this package: what every course's `nbgrader_config.py` begins with.

It lies here, and not in the course's file, so that an update of this package reaches courses that are running.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any


def configure(c: Any) -> None:
    """Set in a traitlets configuration what this package needs; what a course sets below counts instead."""
    # A submission is read, restored, run and marked outside its own process; see grader/nbgrader/autograde.py.
    c.Autograde.exporter_class = "grader.nbgrader.autograde.Submissions"
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = [
        "grader.nbgrader.autograde.MarkSubmission",
        "nbgrader.preprocessors.AssignLatePenalties",
    ]

    # Feedback is this course's own page; see grader/nbgrader/feedback.py.
    c.GenerateFeedback.exporter_class = "grader.nbgrader.feedback.FeedbackExporter"
    c.GenerateFeedback.preprocessors = ["grader.nbgrader.feedback.CollectMarks"]

    # `nbgrader export` quotes names, and writes none that a spreadsheet would run.
    c.ExportApp.plugin_class = "grader.nbgrader.csv_export.CsvExport"

    # `nbgrader zip_collect` takes each student's last attempt and names what it leaves out. The names of files are made
    # like kim-a1_derivatives.ipynb and kim-app.py; docs/instructors.md tells of others.
    c.ZipCollectApp.extractor_plugin = "grader.nbgrader.zip_collect.EachAlone"
    c.ZipCollectApp.collector_plugin = "grader.nbgrader.zip_collect.LastAttempts"
    c.FileNameCollectorPlugin.named_regexp = r".*/(?P<student_id>[^/]+)-(?P<file_id>a\d+_[a-z_]+|app)"
    c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".py"]

    # Formgrader finds its fields by id: headings that students write must not bear any.
    c.HTMLExporter.exclude_anchor_links = True
    c.HTMLExporter.sanitize_html = True

    # The project's video has up to 200 MB; nbgrader would leave out, without a word, files of more than 100 MB.
    c.CourseDirectory.max_file_size = 250_000  # kilobytes

    c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE · 여기에 코드를 작성하세요\nraise NotImplementedError()"}
    c.ClearSolutions.text_stub = "YOUR ANSWER HERE · 여기에 답을 작성하세요"

    # nbgrader calls alembic by its bare name; find it also where the environment is not activated.
    here = str(Path(sys.executable).parent)
    if here not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([here, os.environ.get("PATH", "")])
