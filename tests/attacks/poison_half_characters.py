# Prints, displays, raises and returns text that no file can hold: halves of characters.
# must: cost nobody the grading of a class.
# protection: any
# base: solution
# score: 20
# expect: df raised
# expect: power_derivative raised|invalid
# expect: * correct

# %% answer="df"
def df(x):
    raise ValueError("\ud800")

# %% answer="power_derivative"
def power_derivative(x):
    raise type("\udfff", (Exception,), {})("\x00")

# %% cell
from IPython.display import HTML, display

print("\ud800 \udfff \x00 \ufffe")
display(HTML("\ud800"), {"text/plain": "\ud800", "\ud800": "x", "application/json": {"\ud800": "\ud800"}}, raw=False)
display({"text/plain": "\ud800", "\ud800/x": "x", "application/json": {"\ud800": "\ud800"}}, raw=True)
