# Has eight children fill 400 megabytes each.
# must: be stopped: the limit holds for all its processes together.
# base: solution
# score: 21
# expect: df killed|raised|timeout
# expect: * correct

# %% answer="df"
import os
import time


def df(x):
    for _ in range(8):
        if not os.fork():
            kept = bytearray(b"x") * (400 * 2**20)
            time.sleep(5)
            os._exit(len(kept) % 2)
    time.sleep(0.9)
    if all(os.waitpid(-1, os.WNOHANG)[0] == 0 for _ in range(8)):
        return 9 + 18 * x
    raise MemoryError
