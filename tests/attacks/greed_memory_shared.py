# Keeps its memory where counting a process's own does not find it: shared mappings, files in memory, pipes.
# must: stay below the limit all the same.
# expect: * missing|killed|timeout|raised

# %% cell
import mmap
import os

held = 0
kept = []
for _ in range(24):
    try:
        shared = mmap.mmap(-1, 2**27)
        shared.write(b"x" * 2**27)
        kept.append(shared)
        held += 2**27
    except (OSError, ValueError, MemoryError):
        break
for number in range(24):
    try:
        file = os.memfd_create(f"memory{number}")
        held += os.write(file, b"x" * 2**27)
    except (OSError, MemoryError):
        break
if held > 1.2 * @MEMORY_MB@ * 2**20:
    print("LOOT", held)
print("TRIED")
