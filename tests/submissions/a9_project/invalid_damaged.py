# A PDF of which half was downloaded, one with a password, a video that breaks off. Its app raises.
# base: solution
# expect: proposal invalid damaged
# expect: report invalid locked
# expect: video invalid damaged
# expect: app raised ValueError

# %% copy="proposal.pdf"
broken.pdf

# %% copy="report.pdf"
locked.pdf

# %% copy="video.mp4"
breaks_off.mp4

# %% beside="app.py"
import streamlit as st

st.title("Which tool is it?")
raise ValueError("there is no model")
