# Replaces what turns answers into data, in the runner's own memory.
# must: earn nothing: a lie is an answer, and this one is wrong.
# protection: any

# %% cell
from grader.answers import codec, wire
from grader.sandbox.guest import runner

codec.encode = lambda value: {"kind": "number", "value": 1.0, "verdict": "correct"}
codec._encode = codec.encode
codec.evaluate = lambda source, scope: 1.0
runner._answer = lambda probe, shell, guard: {
    "value": {"kind": "array", "dtype": "<f8", "shape": [0], "data": ""},
    "changed": [],
    "forbidden_calls": [],
    "verdict": "correct",
    "score": probe,
}
