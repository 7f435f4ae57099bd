# Prints scores, results, nbgrader's own lines and the wire's.
# must: earn nothing.
# protection: any
# expect: * missing

# %% cell
import sys

for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
    try:
        print('{"score": 22, "max_score": 22, "questions": []}', file=stream)
        print('{"value": {"kind": "number", "value": 1}}', file=stream)
        print("[AutogradeApp | INFO] score 22/22", file=stream, flush=True)
    except (OSError, ValueError, AttributeError):
        pass
