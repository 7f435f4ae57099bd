# Displays tables and pictures without end.
# must: keep a few megabytes of it.
# protection: any
# expect: * missing|timeout|killed

# %% cell
from IPython.display import HTML, Image, display

while True:
    display(HTML("<b>x</b>" * 10_000))
    display({"image/png": "A" * 100_000, "application/json": {"x": ["y" * 1000] * 100}}, raw=True)
