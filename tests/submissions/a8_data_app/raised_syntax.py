# No Python: a bracket is open.
# base: release
# expect: * raised SyntaxError

# %% beside="app.py"
import streamlit as st

st.title("Classifiers"
st.write("Accuracy = 0.97")
