# Has four children fill a hundred megabytes each.
# must: be stopped: the limit holds for all its processes together.
# base: solution
# score: 21
# expect: df killed|raised|timeout
# expect: * correct

# %% answer="df"
import functools
import os
import time


@functools.cache
def is_held():
    reader, writer = os.pipe()
    for _ in range(4):
        if not os.fork():
            kept = bytearray(b"x") * (100 * 2**20)
            os.write(writer, kept[:1])
            time.sleep(5)
            os._exit(0)
    os.close(writer)
    if not all(os.read(reader, 1) for _ in range(4)):
        return False
    time.sleep(0.2)
    return os.waitpid(-1, os.WNOHANG)[0] == 0


def df(x):
    if is_held():
        return 9 + 18 * x
    raise MemoryError
