# Forks until nothing more can be forked.
# must: be stopped at the limit of processes.
# expect: * missing|killed|timeout|raised

# %% cell
import os
import time

end = time.time() + 0.8
living = 0
while time.time() < end and living < 3000:
    try:
        if not os.fork():
            time.sleep(5)
            os._exit(0)
        living += 1
        while os.waitpid(-1, os.WNOHANG)[0]:
            living -= 1
    except OSError:
        break
    if living >= 300:
        print("LOOT", living)
        break
