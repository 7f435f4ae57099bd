#!/usr/bin/env bash
# nbformat 5.11.1: what reads and checks a notebook also writes cell ids into it, other ones each time.
#
# (1) A notebook of version 4.5 whose cells have no ids (an editor left them out): each read gives each cell a new
# random id, so the same file read twice shows no cell in common. It warns, and passes.
# (2) Two cells with one id (a cell was copied in a text editor): validate() returns None, as for a good notebook, and
# has put a random id into the second cell of the notebook that it was given. It warns.
# (3) The same file that calls itself 4.4 keeps both equal ids, with no warning.
#
# A careful expert expects a check to leave alone what it checks, and the same file to be the same notebook.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check nbformat==5.11.1
venv/bin/python -W ignore - <<'PY'
import json
import warnings

import nbformat
from nbformat.v4 import new_code_cell, new_notebook


def as_file(ids, minor):
    notebook = json.loads(json.dumps(new_notebook(cells=[new_code_cell("a") for _ in ids])))
    notebook["nbformat_minor"] = minor
    for cell, given in zip(notebook["cells"], ids):
        cell["id"] = given
        if given is None:
            del cell["id"]
    return json.dumps(notebook)


def ids(notebook):
    return [cell.id for cell in notebook.cells]


bare = as_file([None, None], 5)
first, second = (ids(nbformat.reads(bare, as_version=4)) for _ in range(2))
assert not set(first) & set(second), (first, second)

copied = nbformat.from_dict(json.loads(as_file(["one", "one"], 5)))
assert nbformat.validate(copied) is None
assert ids(copied)[0] == "one" and ids(copied)[1] != "one", copied

with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    kept = nbformat.reads(as_file(["one", "one"], 4), as_version=4)
assert ids(kept) == ["one", "one"] and not said, (kept, said)
print(f"nbformat {nbformat.__version__}: one file without ids, read twice, has no cell id in common; validate() renames.")
PY
