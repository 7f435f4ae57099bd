# Answers every probe itself with a share, a verdict and a code.
# must: earn nothing.
# protection: any

# %% cell
import sys

student = sys.modules.get("grader.sandbox.guest.runner") or sys.modules["__main__"]
student.answer = lambda probe, shell: {
    "value": {"kind": "number", "value": 0.123},
    "changed": [],
    "shared": False,
    "forbidden_calls": [],
    "printed": 0,
    "outcome": {"verdict": "correct", "code": "correct", "share": 1.0},
}
