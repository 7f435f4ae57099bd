# Returns SymPy objects of its own classes: names that are code, arguments without end, trees that contain themselves.
# must: earn nothing; a tree is names and numbers, bounded.
# protection: any

# %% answer="differentiate"
import itertools


class Endless(sympy.Expr):
    args = property(lambda self: (self, self))
    is_number = is_zero = True
    diff = simplify = doit = subs = evalf = lambda self, *_, **__: self


class Named(sympy.Symbol):
    name = property(lambda self: "__import__('os').system('true')")


turns = itertools.cycle([Endless(), sympy.Function("eval")(sympy.Symbol("x")), sympy.Integer(10) ** sympy.Symbol("y")])


def differentiate(expression, x):
    return next(turns)
