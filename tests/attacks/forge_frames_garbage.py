# Writes frames that are no JSON, JSON that is no object, and objects full of the wrong types.
# must: earn nothing, and be called no fault of ours.
# protection: any

# %% cell
import os
import random
import struct

BODIES = [
    b"\xff\xfe\x00",
    b"[]",
    b"null",
    b"NaN",
    b"[" * 100_000,
    b'{"value": {"kind": "number", "value": 1' + b"0" * 10_000 + b"}}",
    b'{"value": {"kind": "number", "value": true}}',
    b'{"value": {"kind": "array", "dtype": "|O", "shape": [1], "data": "AAAA"}}',
    b'{"value": {"kind": "array", "dtype": "<f8", "shape": [-1], "data": "AAAA"}}',
    b'{"value": {"kind": "array", "dtype": "<f8", "shape": [4294967296, 4294967296], "data": ""}}',
    b'{"value": {"kind": "array", "dtype": "<f8", "shape": {}, "data": 7}}',
    b'{"value": {"kind": "expression", "tree": ["__import__", ["Symbol", "os"]]}}',
    b'{"value": {"kind": "expression", "tree": []}}',
    b'{"value": {"kind": "expression", "tree": ["Pow", 10, ["Pow", 10, 100]]}}',
    b'{"value": {"kind": "matrix", "shape": [2], "entries": [[]]}}',
    b'{"value": {"kind": ["number"], "value": 1}}',
    b'{"value": {"kind": "other", "type": "\\ud800"}}',
    b'{"value": ["kind"]}',
    b'{"raised": {"kind": "\\ud800", "text": "\\u0000", "cell": 1e999, "line": -1, "bases": [7]}}',
    b'{"raised": {"kind": "ValueError", "text": "x", "cell": 3, "line": 99999999999999999999, "bases": []}}',
    b'{"raised": []}',
    b'{"undefined": true, "value": 1}',
    b'{"value": {"kind": "none"}, "changed": "abc", "forbidden_calls": {"a": 1}, "printed": -1e400}',
]


def garbage(*_, **__):
    body = random.choice(BODIES)
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, struct.pack("!I", len(body)) + body)
        except OSError:
            pass
    return 0


for name in (
    "constant_derivative multiple_derivative power_derivative sum_derivative difference_derivative product_derivative"
    " chain_derivative df product_rule chain_rule linear_approximation approximation_error numerical_derivative"
    " differentiate"
).split():
    globals()[name] = garbage
