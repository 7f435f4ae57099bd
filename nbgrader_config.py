"""Settings of the course, read by nbgrader, by formgrader and by the `grader` command."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821  # nbgrader and grader provide it

# ── yours to set ───────────────────────────────────────────────────────────────────────────────────────────

c.CourseDirectory.course_id = "matrix_calculus"

# Chooses the random cases of the hidden tests: the same for the whole class, different with another seed.
# Take your own number for each term and keep it to yourself; every result records it.
c.Grader.seed = 20

# The language of notebooks, hints and feedback: "en" or "ko".
c.Grader.language = "en"

# The year in which deadlines lie that an assignment names, such as the final project's. Another date in the gradebook
# counts instead: nbgrader db assignment add a9_project --duedate="2026-12-21 15:00 Asia/Seoul"
c.Grader.year = 2026

# The zone in which dates are shown, and that of dates in timestamp.txt that name none; without this line it is UTC.
# c.Grader.timezone = "Asia/Seoul"

# The project's video has up to 200 MB; nbgrader would leave out, without a word, files of more than 100 MB.
c.CourseDirectory.max_file_size = 250_000  # kilobytes

# The kinds of LMS for which `grader run` writes a file of grades: canvas, moodle, moodle-xml, moodle-worksheet,
# blackboard, brightspace, sakai, csv.
c.Grader.lms_files = ["csv"]

# Seconds that a cell, one call of a student's function, and a whole notebook may take.
c.Grader.cell_seconds = 10
c.Grader.call_seconds = 5
c.Grader.notebook_seconds = 120

# ── how nbgrader grades through this package ───────────────────────────────────────────────────────────────

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
c.ZipCollectApp.collector_plugin = "grader.nbgrader.zip_collect.LastAttempts"
c.FileNameCollectorPlugin.named_regexp = r".*/(?P<student_id>[^/]+)-(?P<file_id>a\d+_[a-z_]+|app)"
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".py"]

# Formgrader finds its fields by id: headings that students write must not bear any.
c.HTMLExporter.exclude_anchor_links = True
c.HTMLExporter.sanitize_html = True

# nbgrader calls alembic by its bare name; find it also where the environment is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE · 여기에 코드를 작성하세요\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE · 여기에 답을 작성하세요"
