# A test cell was edited and given other points; it is restored, and the answers are right.
# base: solution

# %% replace="df"
print("I changed the check")

# %% replace="setup"
import numpy as np, sympy, matplotlib.pyplot as plt
from checks import check_close, check_derivative, check_expressions, check_tangent, show_expressions
