# Leaves the process from a cell.
# must: lose what that cell should have defined.
# protection: any
# base: solution
# score: 21
# expect: df killed
# expect: * correct

# %% answer="df"
import os

os._exit(0)
