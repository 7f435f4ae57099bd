# A file that was cut off while it was copied.
# base: release
# expect: * missing not_json

# %% file
{"cells": [{"cell_type": "code", "source": ["def df(x):\n", "    return 9 +
