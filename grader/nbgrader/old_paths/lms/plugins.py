"""`grader.lms.plugins` of earlier courses."""

from grader.nbgrader.old_paths import moved

__getattr__ = moved("grader.lms.plugins", "grader.nbgrader.lms_export")
