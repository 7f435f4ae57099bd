"""Imports what workers need, in the process that they are forked from.

The garbage collector is off meanwhile: next to nothing is garbage then, and to search takes a sixth of the time. It
then leaves all of that alone, also in the workers, which so go on sharing its memory.
"""

import gc
import importlib

gc.disable()
for _name in ("grader.grading.worker", "grader.grading.pipeline", "sympy"):
    importlib.import_module(_name)
gc.freeze()
gc.enable()
