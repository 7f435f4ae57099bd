# The notebook alone.
# base: release
# expect: * missing no_file

# %% beside="app.py"
