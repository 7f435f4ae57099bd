"""A stand-in for a project: tells hammers from screwdrivers by their length and weight."""

import streamlit as st

st.title("Hammer or screwdriver?")
length = st.slider("Length in cm", 5, 40, 25)
weight = st.slider("Weight in g", 20, 800, 450)
st.write("Hammer" if weight > 12 * length else "Screwdriver")
