"""Kinds of inputs, named so that a student can see where an answer parts from the truth."""

from grader.text import Bilingual

POSITIVE = Bilingual("a positive number", "양수")
NEGATIVE = Bilingual("a negative number", "음수")
ZERO = Bilingual("zero", "0")
INTEGER = Bilingual("an integer", "정수")
ARRAY = Bilingual("an array", "배열")
