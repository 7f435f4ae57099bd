# Has eight children fill 200 megabytes each.
# must: be stopped: the limit holds for all its processes together.
# base: solution
# score: 21
# expect: df killed|raised|timeout
# expect: * correct

# %% answer="df"
import os
import time


def df(x):
    reader, writer = os.pipe()
    for _ in range(8):
        if not os.fork():
            kept = bytearray(b"x") * (200 * 2**20)
            os.write(writer, kept[:1])
            time.sleep(5)
            os._exit(0)
    os.close(writer)
    if all(os.read(reader, 1) for _ in range(8)):
        time.sleep(0.2)
        if os.waitpid(-1, os.WNOHANG)[0] == 0:
            return 9 + 18 * x
    raise MemoryError
