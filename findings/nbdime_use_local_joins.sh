#!/usr/bin/env bash
# nbdime 4.0.4: nbmerge --merge-strategy use-local on a line that both sides changed writes both, joined, and returns 0.
#
# Base cell `x=1`, local `x=10`, remote `x=20`, each without a newline at the end, as notebooks have them. The strategy
# promises the local side. The merged cell is `x=20x=10`: no program, no conflict marker, exit status 0. Without the
# strategy the cell has conflict markers and the status is 1. A deleted cell and different points in
# metadata are resolved as promised.
#
# A careful expert expects `x=10`, and trusts an exit status of 0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
# Without nbdime's web view, which merging on the command line has no need of.
venv/bin/pip install -qq --no-compile --disable-pip-version-check nbformat==5.11.1 colorama==0.4.6 pygments==2.21.0 \
    GitPython==3.2.1 jinja2==3.1.6 requests==2.34.2 tornado==6.6.1
venv/bin/pip install -qq --no-compile --disable-pip-version-check --no-deps nbdime==4.0.4
venv/bin/python -W ignore - <<'PY'
import subprocess
from importlib.metadata import version

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

for name, source in (("base", "x=1"), ("local", "x=10"), ("remote", "x=20")):
    nbformat.write(new_notebook(cells=[new_code_cell(source, id="a"), new_code_cell("y", id="b")]), f"{name}.ipynb")


def merged(*options):
    command = ["venv/bin/nbmerge", "base.ipynb", "local.ipynb", "remote.ipynb", *options, "--out", "merged.ipynb"]
    done = subprocess.run(command, capture_output=True)
    return done.returncode, nbformat.read("merged.ipynb", as_version=4).cells[0].source


status, source = merged("--merge-strategy", "use-local")
assert (status, source) == (0, "x=20x=10"), (status, source)
status, marked = merged()
assert status == 1 and "<<<<<<<" in marked, (status, marked)
print(f"nbdime {version('nbdime')}: use-local makes {source!r} of the local 'x=10' and the remote 'x=20', status 0.")
PY
