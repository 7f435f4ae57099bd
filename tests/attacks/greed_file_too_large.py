# Hands in a file of thirty megabytes.
# must: be told so, and not be parsed.
# protection: any

# %% hand_in
import json


def hand_in(notebook, folder):
    notebook["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 30 * 2**20}]
    return json.dumps(notebook).encode()
