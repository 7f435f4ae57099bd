# Attaches pictures that are pages, and names them so that they break out of what holds them.
# must: show nothing that runs.
# protection: any

# %% hand_in
import base64


def hand_in(notebook, folder):
    page = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' onload='attack()'/>").decode()
    bundles = {
        "x.svg": {"image/svg+xml": page},
        "y.png": {"image/png": "x' onerror='attack()"},
        "z.png' onerror='attack()": {"image/png": page},
        "w.html": {"text/html": "<script>attack()</script>"},
    }
    for number, name in enumerate(bundles):
        text = f"![x](attachment:{name})"
        cell = {"cell_type": "markdown", "id": f"att{number}", "metadata": {}, "source": text, "attachments": bundles}
        notebook["cells"].append(cell)
