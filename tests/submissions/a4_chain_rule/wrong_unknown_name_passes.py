# Backpropagation without a word about unknown names.
# base: solution
# expect: backpropagate wrong not_refused

# %% answer="backpropagate"
def backpropagate(steps, x):
    derivative = 1.0
    for name in steps:
        if name == "square":
            x, derivative = x**2, derivative * 2 * x
        if name == "cube":
            x, derivative = x**3, derivative * 3 * x**2
        if name == "sin":
            x, derivative = np.sin(x), derivative * np.cos(x)
        if name == "cos":
            x, derivative = np.cos(x), -derivative * np.sin(x)
        if name == "exp":
            x, derivative = np.exp(x), derivative * np.exp(x)
        if name == "ln":
            x, derivative = np.log(x), derivative / x
        if name not in ("square", "cube", "sin", "cos", "exp", "ln"):
            return None
    return x, derivative
