#!/usr/bin/env bash
# PyLTI1p3 2.0.0: the check of a score lets NaN and True through, and what is then sent is not JSON, or not a number.
#
# Grade.set_score_given() refuses the text "3" and -1 with LtiException, so it does look at what it gets. float("nan")
# passes, and get_value(), the body that goes to the LMS, reads {"scoreGiven": NaN}: no JSON, so a strict parser
# refuses the whole body. True passes and is sent as true; LTI's score service asks for a number.
#
# A careful expert who sees the check for text and negative numbers leaves the rest to it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check PyLTI1p3==2.0.0
venv/bin/python -W ignore - <<'PY'
import json
from importlib.metadata import version

from pylti1p3.exception import LtiException
from pylti1p3.grade import Grade


def body(score):
    try:
        return Grade().set_score_given(score).get_value()
    except LtiException:
        return "refused"


def strict(constant):
    raise ValueError(constant)


assert body("3") == "refused" and body(-1) == "refused" and json.loads(body(0)) == {"scoreGiven": 0}
assert body(float("nan")) == '{"scoreGiven": NaN}', body(float("nan"))
try:
    json.loads(body(float("nan")), parse_constant=strict)
except ValueError:
    pass
assert body(True) == '{"scoreGiven": true}', body(True)
print(f"PyLTI1p3 {version('PyLTI1p3')}: -1 and '3' are refused as scores, NaN is sent as {body(float('nan'))}.")
PY
