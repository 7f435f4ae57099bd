# Hands in cells whose own text holds halves of characters, NUL, and every line separator there is.
# must: cost nobody the grading of a class.
# protection: any

# %% hand_in
import json


def hand_in(notebook, folder):
    for number, kind in enumerate(("code", "markdown", "raw")):
        cell = {"cell_type": kind, "id": f"half{number}", "metadata": {}, "source": "x = '\ud800 \x00 \u2028 \x85'"}
        notebook["cells"].append(cell | ({"outputs": [], "execution_count": None} if kind == "code" else {}))
    return json.dumps(notebook).encode()
