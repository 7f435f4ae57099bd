"""Grades on their way into a learning management system: as a file to import, or pushed over its interface."""

__path__.append(f"{__path__[0]}/../nbgrader/old_paths/lms")  # modules that older configurations name
