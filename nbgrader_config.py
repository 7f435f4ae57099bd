"""Settings of the course, read by nbgrader, by formgrader and by the `grader` command."""

from grader.nbgrader.settings import configure

c = get_config()  # noqa: F821  # nbgrader and grader provide it
configure(c)  # nbgrader grades through this package; what stands below counts instead

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

# The kinds of LMS for which `grader run` writes a file of grades: canvas, moodle, moodle-xml, moodle-worksheet,
# blackboard, brightspace, sakai, csv.
c.Grader.lms_files = ["csv"]

# The Dask scheduler whose hosts grade, in place of this machine: docs/cluster.md.
# c.Grader.scheduler = "tls://head.example.edu:8786"

# Seconds that a cell, one call of a student's function, and a whole notebook may take.
c.Grader.cell_seconds = 10
c.Grader.call_seconds = 5
c.Grader.notebook_seconds = 120
