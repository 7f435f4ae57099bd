# A recording that was never stopped has no index; the proposal is not there.
# base: solution
# expect: proposal missing no_file
# expect: video invalid damaged
# expect: source_code invalid other_archive
# expect: app wrong streamlit_required

# %% beside="proposal.pdf"

# %% copy="video.mp4"
without_index.mp4

# %% beside="app.py"

# %% beside="source.rar"
Rar!
