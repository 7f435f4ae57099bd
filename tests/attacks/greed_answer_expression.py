# Answers with an expression of three thousand terms, and a power of a power of a power.
# must: lose that question only, and not in the grader's own time.
# protection: any
# base: solution
# score: 18
# expect: differentiate invalid|wrong|timeout|killed|raised
# expect: * correct

# %% answer="differentiate"
def differentiate(expression, x):
    tower = x
    for _ in range(30):
        tower = sympy.Pow(tower, tower, evaluate=False)
    return sympy.Add(*[sympy.Symbol(f"a{i}") for i in range(3_000)], tower, evaluate=False)
