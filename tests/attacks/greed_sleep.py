# Sleeps in many cells, each within its limit.
# must: cost no more than the time of one notebook.
# base: solution
# expect: * correct|timeout
# score: 0 to 22

# %% first
import time

time.sleep(0.7)
# %% first
time = __import__("time")
time.sleep(0.7)
# %% first
time = __import__("time")
time.sleep(0.7)
# %% first
time = __import__("time")
time.sleep(0.7)
# %% first
time = __import__("time")
time.sleep(0.7)
# %% first
time = __import__("time")
time.sleep(0.7)
# %% first
time = __import__("time")
time.sleep(0.7)
# %% first
time = __import__("time")
time.sleep(0.7)
# %% first
time = __import__("time")
time.sleep(0.7)
