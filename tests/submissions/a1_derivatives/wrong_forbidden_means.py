# Lets SymPy differentiate.
# base: solution
# expect: differentiate wrong forbidden_means

# %% answer="differentiate"
def differentiate(expression, x):
    return sympy.Derivative(expression, x).doit()
