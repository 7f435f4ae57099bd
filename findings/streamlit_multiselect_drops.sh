#!/usr/bin/env bash
# Streamlit 1.67.0, AppTest: what a widget does not offer is refused by one, dropped by the next and taken by a third.
#
# set_value() and run(), then what the app itself sees, on an app that shows its widgets' values:
#   radio, value not among the options       ValueError
#   multiselect, value not among the options the app sees an empty list; no error, no exception element
#   slider with step 2 from 0, value 7       the app sees 7, where no browser can put it
#   select_slider, value not among them      the app sees the default
#   text_input with max_chars=3, "abcdef"    the app sees "abc"
#
# A careful expert expects one rule for all, so that a value that the app did not show is known not to have arrived.
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

    st.session_state["seen"] = {
        "radio": st.radio("r", ["p", "q"]),
        "multiselect": st.multiselect("m", ["x", "y"], ["x"]),
        "slider": st.slider("s", 0, 10, 4, 2),
        "select_slider": st.select_slider("ss", [1, 2, 5], 2),
        "text_input": st.text_input("t", max_chars=3),
    }


def seen(kind, value):
    test = AppTest.from_function(app, default_timeout=30).run()
    try:
        getattr(test, kind)[0].set_value(value)
        test.run()
    except Exception as error:
        return type(error).__name__
    assert not test.exception, test.exception
    return test.session_state["seen"][kind]


found = {
    "radio": seen("radio", "z"),
    "multiselect": seen("multiselect", ["z"]),
    "slider": seen("slider", 7),
    "select_slider": seen("select_slider", 3),
    "text_input": seen("text_input", "abcdef"),
}
expected = {"radio": "ValueError", "multiselect": [], "slider": 7, "select_slider": 2, "text_input": "abc"}
assert found == expected, found
assert seen("multiselect", ["y"]) == ["y"] and seen("radio", "q") == "q"
print(f"Streamlit {streamlit.__version__} AppTest: a value that is not offered ends as {found}.")
PY
venv/bin/python probe.py 2>errors || { cat errors >&2; exit 1; }
