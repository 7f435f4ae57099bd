# An unknown name ends in the dictionary's own KeyError.
# base: solution
# expect: backpropagate wrong wrong_exception

# %% answer="backpropagate"
def backpropagate(steps, x):
    links = {
        "square": (lambda u: u**2, lambda u: 2 * u),
        "cube": (lambda u: u**3, lambda u: 3 * u**2),
        "sin": (np.sin, np.cos),
        "cos": (np.cos, lambda u: -np.sin(u)),
        "exp": (np.exp, np.exp),
        "ln": (np.log, lambda u: 1 / u),
    }
    local = []
    for name in steps:
        link, rate = links[name]
        local.append(rate(x))
        x = link(x)
    derivative = 1.0
    for rate in reversed(local):
        derivative *= rate
    return x, derivative
