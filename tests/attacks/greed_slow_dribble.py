# Sends its answer one byte at a time, each just before anyone loses patience.
# must: have the time of one question, not of one byte.
# protection: any
# expect: df timeout|killed|missing|invalid|wrong

# %% cell
import os
import struct
import time


def df(x):
    for byte in struct.pack("!I", 10**6) + b" " * 60:
        for number in range(3, 16):
            try:
                os.write(number, bytes([byte]))
            except OSError:
                pass
        time.sleep(0.3)
    return 0
