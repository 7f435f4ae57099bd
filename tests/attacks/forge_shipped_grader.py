# Ships a package grader of its own, with a marking that is generous.
# must: earn nothing; what lies beside the notebook shadows nothing of ours.
# expect: * missing

# %% beside="grader/__init__.py"
__version__ = "0"
open("@COURSE@/@TRACE@", "w")
# %% beside="grader/marking/mark.py"
def mark(*_):
    from grader.marking.outcome import Outcome
    return Outcome("correct", "correct", "", 1.0)
# %% beside="grader/sandbox/guest/runner.py"
def keep(connection, shell):
    raise SystemExit
# %% beside="grader/answers/codec.py"
def encode(value):
    return {"kind": "number", "value": 1.0}
# %% cell
import importlib
import sys

for name in [name for name in sys.modules if name.startswith("grader")]:
    del sys.modules[name]
import grader.answers.codec
