# Returns containers whose length, iteration, repr, comparison and deletion raise, exit or never end.
# must: earn nothing, and cost nothing but their own questions.
# protection: any

# %% cell
import sys


class Hostile(list):
    def __len__(self):
        raise KeyboardInterrupt

    def __iter__(self):
        raise GeneratorExit

    def __repr__(self):
        sys.exit("22 / 22")

    def __del__(self):
        while True:
            pass

    def __reduce_ex__(self, protocol):
        return exec, ("raise SystemExit",)

    __eq__ = __bool__ = __len__
    __hash__ = None


for name in "power_derivative df differentiate".split():
    globals()[name] = lambda *_, **__: Hostile([1])
