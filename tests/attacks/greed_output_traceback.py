# Raises exceptions chained a thousand deep, in groups of thousands, with notes of megabytes.
# must: keep a few hundred characters of it.
# protection: any
# expect: * missing|raised|timeout|killed

# %% cell
def chained(depth):
    try:
        if depth:
            chained(depth - 1)
        raise ValueError("x" * 10_000)
    except ValueError as error:
        error.add_note("y" * 10**6)
        raise RuntimeError("z") from error


chained(200)

# %% cell
raise ExceptionGroup("many", [ValueError(number) for number in range(5_000)])
