"""Is an answer right, and if not, what is off about it? Pure functions over `grader.answers.values`.

* `align` decides what counts as a number, a vector, a matrix, and lays it beside the reference;
* `expressions` evaluates symbolic answers at points;
* `closeness` compares within a tolerance;
* `pattern` looks for what the errors have in common: a factor, a sign, one kind of input.
"""

from grader.marking.compare.align import NotComparable, Part, align
from grader.marking.compare.closeness import Comparison, compare, compare_once
from grader.marking.compare.pattern import find_pattern, find_slip

__all__ = ["Comparison", "NotComparable", "Part", "align", "compare", "compare_once", "find_pattern", "find_slip"]
