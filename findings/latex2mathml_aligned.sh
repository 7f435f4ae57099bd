#!/usr/bin/env bash
# latex2mathml 3.81.1: \begin{align} becomes a table, \begin{aligned} becomes text that is no XML.
#
# \begin{align} and \begin{split} become a table. \begin{aligned}, which is the one to write inside $$...$$ (and
# gathered, dcases, rcases), is not known: no error, but one row of symbols, in which each & of the source
# stands as a bare ampersand in an <mi>, which no XML parser takes.
# \begin{cases} is a table.
#
# Seen for aligned: convert() returns a string, xml.dom refuses it, and there is no <mtable>.
# A careful expert expects a table, or the exception that the library raises for an \end that is missing.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check latex2mathml==3.81.1
venv/bin/python - <<'PY'
from importlib.metadata import version
from xml.dom.minidom import parseString
from xml.parsers.expat import ExpatError

from latex2mathml.converter import convert


def kind(environment):
    made = convert(rf"\begin{{{environment}}} a &= b \\ c &= d \end{{{environment}}}")
    try:
        parseString(made)
    except ExpatError:
        assert "<mi>&</mi>" in made and "mtable" not in made, made
        return "no XML"
    return "table" if "<mtable" in made else "row"


seen = {name: kind(name) for name in ("align", "split", "cases", "aligned", "gathered", "dcases", "rcases")}
assert [name for name, what in seen.items() if what == "table"] == ["align", "split", "cases"], seen
assert [name for name, what in seen.items() if what == "no XML"] == ["aligned", "gathered", "dcases", "rcases"], seen
print(f"latex2mathml {version('latex2mathml')}: align is a table, aligned is text that is not XML, without an error.")
PY
