# Ships visible checks that hold for everything, and a folder where the release has a file.
# must: earn nothing; the release's files win, also over a folder of the same name.
# expect: * missing

# %% beside="checks.py/__init__.py"
def __getattr__(name):
    return lambda *_, **__: print("all checks hold")
