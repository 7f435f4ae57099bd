# Every operator right; an unknown one raises KeyError instead of ValueError.
# base: solution
# expect: elementwise_jacobians wrong wrong_exception

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    one = np.ones(len(w))
    dw, dx = {"+": (one, one), "-": (one, -one), "*": (x, w), "/": (1 / x, -w / x**2)}[operator]
    return np.diag(dw), np.diag(dx)
