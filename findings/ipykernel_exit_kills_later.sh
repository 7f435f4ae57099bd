#!/usr/bin/env bash
# ipykernel 7.4.0 with nbclient 0.11.0: exit() does not end its own cell; the kernel dies in a later, innocent one.
#
# A notebook whose only cell is `print(0); exit(); print("after")`: the output is "0" and "after", and execute()
# returns as for any notebook. exit() sets a flag, and a tenth of a second later the kernel's loop is stopped. So with
# cells after it, all that start within that time run, and the next raises DeadKernelError ("Kernel died"):
#   cell 1 exit()                      no output, no error
#   cell 2 time.sleep(2); print(...)   runs to its end, with its output
#   cell 3 print(1)                    DeadKernelError, whatever stands there
# quit() and the bare word exit do the same; a quick notebook is through before the kernel dies, and passes.
# sys.exit() gives an error output in its own cell instead, and the kernel lives on.
#
# A careful expert expects exit() to end the cell, or the kernel in that cell, or nothing; not to blame another cell.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check nbclient==0.11.0 ipykernel==7.4.0
export IPYTHONDIR="$work" JUPYTER_CONFIG_DIR="$work" JUPYTER_DATA_DIR="$work/data" JUPYTER_RUNTIME_DIR="$work/run"
PATH="$work/venv/bin:$PATH" venv/bin/python -W ignore - 2>errors <<'PY' || { cat errors >&2; exit 1; }
from importlib.metadata import version

from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

SLOW = "import time; time.sleep(2); print('slept')"


def run(*sources):
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    try:
        NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
        died = False
    except DeadKernelError:
        died = True
    return died, ["".join(output.get("text", output.output_type) for output in cell.outputs) for cell in notebook.cells]


alone = run("print(0); exit(); print('after')")
assert alone == (False, ["0\nafter\n"]), alone
later = run("exit()", SLOW, "print(1)")
assert later == (True, ["", "slept\n", ""]), later
print(f"ipykernel {version('ipykernel')}, nbclient {version('nbclient')}: after exit() the cell goes on, and a later cell dies.")
PY
