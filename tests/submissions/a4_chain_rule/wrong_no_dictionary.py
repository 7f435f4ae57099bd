# The slopes are right, but they come as a list.
# base: solution
# expect: gradients raised TypeError

# %% answer="gradients"
def gradients(graph, inputs):
    h, operations = 1e-6, {
        "add": np.add,
        "mul": np.multiply,
        "square": np.square,
        "sin": np.sin,
        "exp": np.exp,
        "max0": lambda u: max(0, u),
    }

    def last(nudged, by):
        values = {name: value + by * (name == nudged) for name, value in inputs.items()}
        for name, operation, names in graph:
            values[name] = operations[operation](*(values[each] for each in names)) + by * (name == nudged)
        return values[name]

    return [(last(name, h) - last(name, -h)) / (2 * h) for name in [*inputs, *(node[0] for node in graph)]]
