"""`grader.nbgrader_seam` of earlier courses."""

from grader.nbgrader.old_paths import moved

__getattr__ = moved("grader.nbgrader_seam", "grader.nbgrader.autograde")
