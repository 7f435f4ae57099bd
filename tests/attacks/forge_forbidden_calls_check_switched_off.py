# Lets SymPy differentiate and switches off, first, what may watch for forbidden calls.
# must: earn nothing for that question.
# protection: any
# base: solution
# score: 18
# expect: differentiate wrong
# expect: * correct

# %% answer="differentiate"
import sys


def differentiate(expression, x):
    sys.setprofile(None)
    sys.settrace(None)
    return sympy.diff(expression, x)
