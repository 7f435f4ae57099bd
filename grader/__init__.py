"""The course package: hidden tests, sandbox, marking, and the seams to nbgrader."""

__version__ = "0.1.0"
