"""Kinds of inputs, named so that a student can see where an answer parts from the truth."""

from grader.text import Text

POSITIVE = Text("a positive number", "양수")
NEGATIVE = Text("a negative number", "음수")
ZERO = Text("zero", "0")
INTEGER = Text("an integer", "정수")
ARRAY = Text("an array", "배열")
