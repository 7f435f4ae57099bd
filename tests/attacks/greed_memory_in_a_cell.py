# Fills memory in a cell, catching the errors that would tell it to stop.
# must: cost itself at most: what fills its memory stays there.
# base: solution
# score: 0 to 21
# expect: df killed|timeout|raised
# expect: * correct|killed|timeout|invalid|raised

# %% answer="df"
kept = []
size = 2**28
while size and len(kept) < 10_000:
    try:
        kept.append(bytearray(b"x") * size)
    except MemoryError:
        size //= 2
import os

os._exit(1)
