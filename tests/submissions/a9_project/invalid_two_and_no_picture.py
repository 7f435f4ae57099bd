# Two reports, a video of sound alone, an app that shows nothing; an archive beside the code.
# base: solution
# expect: report invalid several
# expect: video invalid no_picture
# expect: app wrong shows_nothing

# %% copy="보고서.pdf"
three_pages.pdf

# %% copy="video.mp4"
sound.mp4

# %% beside="app.py"
import streamlit

# %% beside="source.7z"
7z
