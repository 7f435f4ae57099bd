# Four pages, and a video of three minutes and five seconds in another format; no Streamlit where it is required.
# base: solution
# expect: proposal wrong pages_over
# expect: video wrong a_little_over
# expect: app wrong streamlit_required

# %% copy="proposal.pdf"
four_pages.pdf

# %% beside="video.mp4"

# %% copy="Video.webm"
three_minutes_five.webm

# %% beside="app.py"
print("Which tool is it?")
