# Ships solutions of its own that agree with its answers.
# must: earn nothing; references are ours.
# expect: df wrong

# %% beside="solutions/__init__.py"
# %% beside="solutions/a1_derivatives.py"
def df(x):
    return 0
# %% answer="df"
from solutions.a1_derivatives import df
