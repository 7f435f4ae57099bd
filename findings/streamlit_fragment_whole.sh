#!/usr/bin/env bash
# Streamlit 1.67.0, AppTest: a widget inside a fragment reruns the whole app, which it does not in a browser.
#
# An app counts its runs at the top and has a slider in a function decorated with st.fragment. In a browser, moving
# that slider runs the fragment alone: the counter stays 1 (the documentation of st.fragment says so). In AppTest
# set_value(7).run() runs the script from the top: the counter says 2.
#
# A careful expert expects the test to run what the browser runs. An app that stays right only because its top does not
# run again (data drawn at random once, a model trained above the fragment) cannot be seen to be so.
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

    st.session_state.runs = st.session_state.get("runs", 0) + 1

    @st.fragment
    def part():
        st.write(f"slider {st.slider('s', 0, 10, 5)}")

    part()


test = AppTest.from_function(app, default_timeout=30).run()
assert test.session_state["runs"] == 1
test.slider[0].set_value(7).run()
assert [text.value for text in test.markdown] == ["slider 7"], test.markdown
assert test.session_state["runs"] == 2, test.session_state["runs"]
print(f"Streamlit {streamlit.__version__} AppTest: moving a slider in a fragment ran the whole app a second time.")
PY
venv/bin/python probe.py 2>errors || { cat errors >&2; exit 1; }
