# An empty submission.
# base: release
# expect: * missing no_notebook

# %% nothing
