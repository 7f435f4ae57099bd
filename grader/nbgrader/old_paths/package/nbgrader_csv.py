"""`grader.nbgrader_csv` of earlier courses."""

from grader.nbgrader.old_paths import moved

__getattr__ = moved("grader.nbgrader_csv", "grader.nbgrader.csv_export")
