# Prints without end.
# must: keep a megabyte of it, and end with its time.
# protection: any
# expect: * missing|timeout|killed

# %% cell
while True:
    print("x" * 100_000)
