# Takes the outer derivative at x: the typical mistake with the chain rule.
# base: solution
# expect: chain_rule wrong outer_at_x

# %% answer="chain_rule"
def chain_rule(df, g, dg):
    return lambda x: df(x) * dg(x)
