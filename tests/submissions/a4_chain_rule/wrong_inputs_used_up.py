# Lists and dictionaries that are given are turned round, emptied, filled, and slopes are kept from call to call.
# base: solution
# expect: multiplications wrong changes_input
# expect: vjp wrong changes_input
# expect: gradients wrong changes_input

# %% answer="multiplications"
def multiplications(sizes, direction):
    if direction == "backward":
        sizes.reverse()
    return sum(sizes[0] * sizes[i] * sizes[i + 1] for i in range(1, len(sizes) - 1))

# %% answer="vjp"
def vjp(jacobians, v):
    while jacobians:
        v = v @ jacobians.pop()
    return v

# %% answer="gradients"
def gradients(graph, inputs):
    rates = {
        "add": lambda u, v: (1.0, 1.0),
        "mul": lambda u, v: (v, u),
        "square": lambda u: (2 * u,),
        "sin": lambda u: (np.cos(u),),
        "exp": lambda u: (np.exp(u),),
        "max0": lambda u: (float(u > 0),),
    }
    functions = {
        "add": np.add, "mul": np.multiply, "square": np.square, "sin": np.sin, "exp": np.exp,
        "max0": lambda u: max(0.0, u),
    }
    for name, operation, names in graph:
        inputs[name] = functions[operation](*[inputs[each] for each in names])
    slopes = dict.fromkeys(inputs, 0.0)
    slopes[graph[-1][0]] = 1.0
    for name, operation, names in graph[::-1]:
        for each, rate in zip(names, rates[operation](*[inputs[other] for other in names])):
            slopes[each] += rate * slopes[name]
    return slopes
