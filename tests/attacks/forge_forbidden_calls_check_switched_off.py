# Lets SymPy differentiate and takes the look-out for forbidden functions down first.
# must: earn nothing for that question: whoever looks away has something to hide.
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
