"""Probes and answers as they travel between grader and student's process: much is asked of every student.

Apart from `grader.answers.codec`, because the grading process packs them and needs no SymPy.
"""

from __future__ import annotations

import json
import marshal
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.answers import wire

Plain = Any
"""What JSON can hold: None, bool, int, float, str, list, dict."""


def pack_probes(probes: Sequence[Mapping[str, Plain]]) -> bytes:
    """Return probes and series, given as plain data, as bytes that `unpack_probes` reads in a fraction of JSON's time.

    Their arrays are packed as bytes. Both are for what the grader sends: `marshal` must read nothing of a student's.
    """
    plain = json.loads(json.dumps(probes))  # so that what arrives is what JSON would have brought
    for probe in plain:
        if "calls" in probe:
            probe["calls"] = [[code, _inputs_with_bytes(inputs)] for code, inputs in probe["calls"]]
        else:
            probe["inputs"] = _inputs_with_bytes(probe["inputs"])
    return marshal.dumps(plain)


def unpack_probes(packed: bytes) -> list[dict[str, Plain]]:
    """Return the probes that `pack_probes` was given."""
    probes: list[dict[str, Plain]] = marshal.loads(packed)  # from the grader alone
    return probes


def pack_answers(answers: Sequence[bytes]) -> bytes:
    """Return the frame of answers, each as `wire.encode` returns it, for `parse.parse_answers` to read.

    Together they have to stay below `wire.MAX_FRAME`.
    """
    return wire.frame_of(b"\n".join(answers))


def _inputs_with_bytes(inputs: Plain) -> Plain:
    return [[name, _with_bytes(item)] for name, item in inputs]


def _with_bytes(item: Plain) -> Plain:
    """Return an input with the numbers of its arrays as bytes, unless it has none."""
    if item.get("array") and np.dtype(item["dtype"]).kind in "biuf":
        rest = {key: value for key, value in item.items() if key != "array"}
        return rest | {"bytes": np.array(item["array"], dtype=item["dtype"]).tobytes()}
    return {key: list(map(_with_bytes, value)) if key in ("list", "tuple") else value for key, value in item.items()}
