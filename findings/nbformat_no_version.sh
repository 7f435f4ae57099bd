#!/usr/bin/env bash
# nbformat 5.11.1: a notebook that lacks the key "nbformat" is read without an error, and all its code is gone.
#
# A good notebook of version 4 whose file lost "nbformat" (a script wrote cells and metadata only): reads() takes it
# for version 2 and upgrades it. In version 2 a cell's code was called "input", so the code cell comes out with
# source "" and outputs []; the result calls itself 4.5 and passes validate(). With a text cell in it the same upgrade
# ends in UnboundLocalError, neither of the two errors that the package has for a file that is no notebook.
# With "nbformat": 4.0, as a program that writes all numbers as floats has it, it is AssertionError without a text.
#
# A careful expert expects NBFormatError or ValidationError, and never a valid notebook with empty answers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check nbformat==5.11.1
venv/bin/python -W ignore - <<'PY'
import json

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook


def read(cells, **changes):
    good = json.loads(json.dumps(new_notebook(cells=cells)))
    return nbformat.reads(json.dumps({k: v for k, v in (good | changes).items() if v is not None}), as_version=4)


def raised(*arguments, **changes):
    try:
        read(*arguments, **changes)
    except Exception as error:
        return type(error).__name__
    return "nothing"


code, text = new_code_cell("x = 1"), new_markdown_cell("text")
emptied = read([code], nbformat=None)
assert emptied.cells[0].source == "" and emptied.cells[0].cell_type == "code", emptied
assert (emptied.nbformat, emptied.metadata.orig_nbformat) == (4, 2), emptied
nbformat.validate(emptied)
assert raised([text], nbformat=None) == "UnboundLocalError"
assert raised([code], nbformat=4.0) == "AssertionError"
print(f"nbformat {nbformat.__version__}: without the key nbformat, 'x = 1' is read as {emptied.cells[0].source!r}, valid.")
PY
