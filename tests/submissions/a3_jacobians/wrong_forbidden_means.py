# Lets SymPy write the table.
# base: solution
# expect: symbolic_jacobian wrong forbidden_means

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    return sympy.Matrix(functions).jacobian(variables)
