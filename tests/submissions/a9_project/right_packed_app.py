# The app lies in a folder of a zip; its folder has a Korean name.
# base: solution

# %% beside="app.py"

# %% copy="source.zip"
packed.zip
