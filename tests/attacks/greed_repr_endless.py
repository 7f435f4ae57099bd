# Ends a cell with a value whose picture, page and text never come to an end.
# must: end with its time.
# protection: any
# expect: * missing|timeout|killed

# %% cell
class Endless:
    def forever(self, *_):
        while True:
            pass

    __repr__ = __str__ = _repr_html_ = _repr_mimebundle_ = _repr_png_ = forever


Endless()
