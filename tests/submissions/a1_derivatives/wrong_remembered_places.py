# Functions that are handed back and keep their first answer.
# base: solution
# expect: product_rule wrong first_place_only
# expect: chain_rule wrong first_place_only

# %% answer="product_rule"
def product_rule(f, df, g, dg):
    answers = []
    def h(x):
        if not answers:
            answers.append(f(x) * dg(x) + df(x) * g(x))
        return answers[0]
    return h

# %% answer="chain_rule"
def chain_rule(df, g, dg):
    places = []
    def h(x):
        places.append(x)
        return df(g(places[0])) * dg(places[0])
    return h
