#!/usr/bin/env bash
# Streamlit 1.67.0, AppTest: the text that a widget lists as an option is refused by two widgets and lost in a third.
#
# With format_func, `options` lists what a person reads, as `C = 10.0`. set_value("C = 10.0") and run() then do this:
#   selectbox, radio   ValueError, 'C = C = 10.0' is not in list: format_func is applied to the shown text once more
#   select_slider      no error, and the app sees the first option
# What set_value takes is the value behind the text, 10.0, which no attribute of the test's element holds. A format_func
# that changes nothing when it is applied twice, such as str.upper, hides all this.
#
# A careful expert expects that what `options` lists can be chosen.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check streamlit==1.67.0
cat > probe.py <<'PY'
import streamlit
from streamlit.testing.v1 import AppTest


def app():
    import streamlit as st

    values, shown = [0.1, 1.0, 10.0], (lambda value: f"C = {value}")
    st.session_state["seen"] = {
        "selectbox": st.selectbox("a", values, format_func=shown),
        "radio": st.radio("b", values, format_func=shown),
        "select_slider": st.select_slider("c", values, format_func=shown),
    }


for kind in ("selectbox", "radio", "select_slider"):
    test = AppTest.from_function(app, default_timeout=30).run()
    widget = getattr(test, kind)[0]
    assert list(widget.options) == ["C = 0.1", "C = 1.0", "C = 10.0"], (kind, widget.options)
    try:
        widget.set_value("C = 10.0").run()
        told = test.session_state["seen"][kind]
    except ValueError as error:
        told = str(error)
    assert told == (0.1 if kind == "select_slider" else "'C = C = 10.0' is not in list"), (kind, told)
    test = AppTest.from_function(app, default_timeout=30).run()
    getattr(test, kind)[0].set_value(10.0).run()
    assert test.session_state["seen"][kind] == 10.0, kind
print(f"Streamlit {streamlit.__version__}: the options listed are 'C = 10.0', set_value takes 10.0 alone.")
PY
venv/bin/python probe.py 2>errors || { cat errors >&2; exit 1; }
