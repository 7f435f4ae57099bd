# Raises for every input: where an input must be refused, a refusal is right.
# must: earn nothing; refusing what is well formed is wrong.
# protection: any
# assignment: a4_chain_rule
# expect: backpropagate raised|wrong

# %% cell
def refuse(*_, **__):
    raise ValueError


for name in "trace_values local_derivatives forward_products vector_chain compose backpropagate".split():
    globals()[name] = refuse
