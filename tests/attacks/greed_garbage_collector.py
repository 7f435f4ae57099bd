# Makes garbage with finalisers that make garbage with finalisers.
# must: end with its time.
# protection: any
# expect: * missing|timeout|killed

# %% cell
import gc


class Phoenix:
    def __init__(self):
        self.own = self

    def __del__(self):
        Phoenix()
        Phoenix()


gc.set_threshold(1)
Phoenix()
gc.collect()
