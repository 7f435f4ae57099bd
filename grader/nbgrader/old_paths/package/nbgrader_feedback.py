"""`grader.nbgrader_feedback` of earlier courses."""

from grader.nbgrader.old_paths import moved

__getattr__ = moved("grader.nbgrader_feedback", "grader.nbgrader.feedback")
