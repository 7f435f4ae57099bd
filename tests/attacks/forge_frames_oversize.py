# Announces frames of four gigabytes, of nothing, and of one byte too many.
# must: earn nothing; a frame has a largest size.
# protection: any

# %% cell
import os
import struct


def oversize(*_):
    for length in (2**32 - 1, 8 * 2**20 + 1, 0):
        for descriptor in range(3, 256):
            try:
                os.write(descriptor, struct.pack("!I", length) + b"{}")
            except OSError:
                pass
    return 0


power_derivative = df = oversize
