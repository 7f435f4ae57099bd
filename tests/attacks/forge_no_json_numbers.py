# Hands in a notebook full of NaN, infinities and numbers of thousands of digits.
# must: earn nothing, and be told as what it is.
# protection: any

# %% hand_in
import json


def hand_in(notebook, folder):
    notebook["metadata"]["score"] = [float("nan"), float("inf"), -0.0, 1e308]
    return json.dumps(notebook).replace("1e+308", "9" * 5000).encode()
