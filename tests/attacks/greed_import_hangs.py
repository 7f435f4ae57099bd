# Ships a module that hangs when it is imported, and imports it everywhere.
# must: lose what those cells should have defined.
# base: solution
# score: 21
# expect: df timeout|killed
# expect: * correct

# %% beside="helper.py"
import time

while True:
    time.sleep(1)
# %% answer="df"
import helper


def df(x):
    return 9 + 18 * x
