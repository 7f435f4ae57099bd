# Another department: no Streamlit, the source code as a notebook in a folder, a report in capitals.
# base: solution
# expect: app correct not_required

# %% replace="department"
computing_department = False

# %% beside="app.py"

# %% beside="report.pdf"

# %% copy="REPORT.PDF"
three_pages.pdf

# %% beside="source/training.ipynb"
{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
