# Replaces names, the namespace and the function table by objects that answer for themselves.
# must: earn nothing.
# protection: any

# %% cell
class Namespace(dict):
    def get(self, name, default=None):
        return lambda *_, **__: 1.0

    __getitem__ = __missing__ = get


get_ipython().user_ns = Namespace()
get_ipython().user_global_ns = Namespace()
