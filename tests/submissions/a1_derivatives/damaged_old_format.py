# A notebook of nbformat 3.
# base: release
# expect: * missing nbformat

# %% file
{"metadata": {"name": "a1_derivatives"}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": []}]}
