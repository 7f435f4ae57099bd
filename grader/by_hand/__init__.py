"""Marking by hand: one question across a class, on a page that `grader mark` serves on this machine."""
