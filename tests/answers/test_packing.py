"""Probes arrive as they were packed, arrays to the byte."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np

from grader.answers.codec import build_inputs, encode_inputs
from grader.answers.packing import pack_probes, unpack_probes


def test_packed_probes_bring_the_inputs_that_plain_ones_bring() -> None:
    given = {
        "grid": np.array([[1.5, np.inf], [-0.0, np.nan]]),
        "whole": np.array([1, 2]),
        "single": np.array([0.1], np.float32),
        "slice": np.arange(6.0)[::2],
        "empty": np.zeros((0, 3)),
        "several": ([np.array([True, False]), 3], "text", None, np.float64(0.1)),
    }
    plain = encode_inputs(given)
    (packed,) = unpack_probes(pack_probes([{"code": "answer(x)", "inputs": plain}]))
    assert packed["code"] == "answer(x)"
    arrived, wanted = build_inputs(packed["inputs"]), build_inputs(json.loads(json.dumps(plain)))
    assert repr(arrived) == repr(wanted)
    for name in ("grid", "whole", "single", "slice", "empty"):
        assert arrived[name].dtype == wanted[name].dtype
        assert arrived[name].strides == wanted[name].strides
        assert arrived[name].flags.writeable
        assert arrived[name].tobytes() == wanted[name].tobytes()


def test_the_grading_process_packs_without_sympy() -> None:
    code = "import sys, grader.sandbox.host.session; sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
