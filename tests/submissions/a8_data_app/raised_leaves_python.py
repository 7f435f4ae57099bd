# Ends itself with sys.exit() where st.stop() is meant.
# base: release
# expect: * raised RuntimeError

# %% beside="app.py"
import sys

import streamlit as st

name = st.selectbox("Data", ["Iris", "Breast Cancer", "Wine"])
st.write("Chosen:", name)
sys.exit()
