"""Is an answer right, and if not, what is off about it? Pure functions over `grader.answers.values`.

* `normalise` decides what counts as a number, a vector, a matrix, and says what came instead;
* `expressions` evaluates symbolic answers at points;
* `closeness` compares;
* `pattern` looks at the shape of an error: a factor, a sign, one kind of input.
"""

from grader.marking.compare.closeness import Mismatch, compare
from grader.marking.compare.normalise import Refusal, normalise
from grader.marking.compare.pattern import find_pattern

__all__ = ["Mismatch", "Refusal", "compare", "find_pattern", "normalise"]
