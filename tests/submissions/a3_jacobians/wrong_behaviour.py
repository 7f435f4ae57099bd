# Right values, wrong manners: leaves its step in x, writes into w, adds the step to x itself, counts its calls.
# base: solution
# expect: elementwise_jacobians wrong changes_input
# expect: numerical_jacobian wrong changes_input
# expect: linear_map wrong changes_input
# expect: identity_jacobian wrong unstable

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    answers = {
        "+": lambda: (np.eye(len(w)), np.eye(len(w))),
        "-": lambda: (np.eye(len(w)), -np.eye(len(w))),
        "*": lambda: (np.diag(x), np.diag(w)),
        "/": lambda: (np.diag(1 / x), np.diag(-w / x**2)),
    }
    if operator not in answers:
        raise ValueError(operator)
    answer = answers[operator]()
    w *= 2
    return answer

# %% answer="numerical_jacobian"
def numerical_jacobian(f, x, h=1e-5):
    place = x.astype(float)
    columns = []
    for j in range(len(x)):
        place[j] += h
        up = f(place)
        place[j] -= 2 * h
        columns.append((up - f(place)) / (2 * h))
        place[j] += h
    x[:] = 0
    return np.stack(columns, axis=1)

# %% answer="linear_map"
def linear_map(f, jacobian, x, dx):
    value = f(x) + jacobian(x) @ dx
    x += x
    return value

# %% answer="identity_jacobian"
_calls = []


def identity_jacobian(n):
    _calls.append(n)
    return np.eye(n) * (1 if len(_calls) < 6 else 2)
