# An app that takes the process along, at its second run.
# base: release
# expect: * killed no_answer

# %% beside="app.py"
import os

import streamlit as st

st.selectbox("Data", ["Iris", "Breast Cancer", "Wine"])
if st.session_state.setdefault("runs", 0):
    os._exit(0)
st.session_state.runs += 1
