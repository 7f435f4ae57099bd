# Texts with the suffixes of a PDF and a video; a report under a name of its own; an app that needs what is not there.
# base: solution
# expect: proposal invalid no_pdf
# expect: report invalid other_name
# expect: video invalid no_video
# expect: app raised ModuleNotFoundError

# %% beside="proposal.pdf"
My proposal is a service that tells tools apart.

# %% beside="report.pdf"

# %% copy="final_version_2.pdf"
three_pages.pdf

# %% beside="video.mp4"
https://videos.example/watch

# %% beside="app.py"
import streamlit as st
import a_library_that_nobody_has

st.write(a_library_that_nobody_has.answer())
