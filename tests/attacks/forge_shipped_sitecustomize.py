# Ships files that Python runs at its start.
# must: earn nothing, and run nowhere but with the submission.
# expect: * missing

# %% beside="sitecustomize.py"
open("@COURSE@/@TRACE@", "w")
print("22 / 22")
# %% beside="usercustomize.py"
open("@COURSE@/@TRACE@", "w")
# %% beside="attack.pth"
import os; open("@COURSE@/@TRACE@", "w")
# %% beside="conftest.py"
open("@COURSE@/@TRACE@", "w")
# %% beside=".env"
PYTHONPATH=.
PYTHONSTARTUP=sitecustomize.py
