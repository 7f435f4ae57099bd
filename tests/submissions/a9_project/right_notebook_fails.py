# The notebook's own cells fail, even end Python: files are looked at all the same.
# base: solution
# expect: app correct correct

# %% replace="department"
import os

os._exit(1)

# %% cell
raise ValueError("nothing here is graded")
