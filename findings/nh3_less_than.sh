#!/usr/bin/env bash
# nh3 0.3.8: of "if a<b then" is_html() says that it is no HTML, and clean() throws half of it away.
#
# clean("if a<b then") returns "if a": a letter right after "<" opens a tag, which never ends, and the rest of the text
# goes with it. is_html() on the same text is False, so it does not tell when clean() is safe to skip or text is lost.
# With a blank, "a < b", nothing is lost. <math><mi>x</mi></math> becomes "", letter and all, where the content of an
# unknown element such as <font> or <iframe> stays.
#
# A careful expert expects the two functions of one package to mean the same by HTML, and removed tags to leave text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check nh3==0.3.8
venv/bin/python - <<'PY'
from importlib.metadata import version

import nh3

assert nh3.is_html("if a<b then") is False and nh3.clean("if a<b then") == "if a", nh3.clean("if a<b then")
assert nh3.clean("if a < b then") == "if a &lt; b then"
assert nh3.clean("<font>x</font>") == "x" and nh3.clean("<iframe>x</iframe>") == "x"
assert nh3.clean("<math><mi>x</mi></math>") == "", nh3.clean("<math><mi>x</mi></math>")
print(f"nh3 {version('nh3')}: is_html('if a<b then') is False, clean('if a<b then') is {nh3.clean('if a<b then')!r}.")
PY
