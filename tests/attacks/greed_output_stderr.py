# Writes errors and warnings without end.
# must: keep a megabyte of it.
# protection: any
# expect: * missing|timeout|killed

# %% cell
import logging
import sys

while True:
    sys.stderr.write("x" * 100_000)
    logging.error("x" * 10_000)
