# Names every key of the file twice: parsers disagree on which one counts.
# must: earn nothing.
# protection: any
# expect: * missing

# %% hand_in
import json


def hand_in(notebook, folder):
    twice = json.dumps(notebook)[:-1] + ', "metadata": {"nbgrader": {"score": 22}}, "nbformat": 4, "score": 22}'
    return twice.encode()
