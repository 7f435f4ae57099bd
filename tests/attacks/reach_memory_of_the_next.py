# Changes modules, caches, defaults and random states in memory for the next one to inherit.
# must: find everything as new.
# students: 3
# shows: TRIED

# %% cell
import builtins
import sys

import numpy as np
import sympy

if hasattr(np, "attacked") or hasattr(builtins, "attacked") or sympy.Symbol("x").name != "x":
    print("LOOT changed modules")
np.attacked = builtins.attacked = True
np.sin = lambda x: 0
sympy.diff = lambda *_: 0
sympy.Symbol.name = property(lambda self: "y")
sys.setrecursionlimit(50 + len(__import__("inspect").stack()))
print("TRIED")
