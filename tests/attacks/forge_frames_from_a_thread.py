# Leaves a thread that goes on writing frames between everybody else's.
# must: earn nothing, and outlive nothing.

# %% cell
import os
import struct
import threading
import time

body = b'{"value": {"kind": "number", "value": 2.0}, "changed": [], "forbidden_calls": [], "printed": 0}'


def write():
    for _ in range(200):
        for descriptor in range(3, 64):
            try:
                os.write(descriptor, struct.pack("!I", len(body)) + body)
            except OSError:
                pass
        time.sleep(0.005)


threading.Thread(target=write, daemon=False).start()
