# A page that shows the right kind of thing and offers no choice.
# base: release
# expect: app_starts wrong no_choices
# expect: shows_data invalid nothing_shown
# expect: classifies invalid nothing_shown
# expect: obeys_parameters invalid no_parameters
# expect: plots_components invalid no_plot

# %% beside="app.py"
import streamlit as st

st.title("Iris")
st.write("Shape of dataset: (150, 4)")
st.write("number of classes: 3")
st.write("Classifier = KNN")
st.write("Accuracy = 0.97")
