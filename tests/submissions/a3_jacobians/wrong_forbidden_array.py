# Lets SymPy write the table, by its other name and turned around.
# base: solution
# expect: symbolic_jacobian wrong forbidden_means

# %% answer="symbolic_jacobian"
def symbolic_jacobian(functions, variables):
    table = sympy.derive_by_array(functions, variables)
    return sympy.Matrix(table.tolist()).T
