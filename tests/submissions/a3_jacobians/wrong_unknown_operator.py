# Every operator right, but an unknown one gets the answer of the last branch.
# base: solution
# expect: elementwise_jacobians wrong not_refused

# %% answer="elementwise_jacobians"
def elementwise_jacobians(w, x, operator):
    n = len(w)
    if operator == "+":
        return np.eye(n), np.eye(n)
    elif operator == "-":
        return np.eye(n), -np.eye(n)
    elif operator == "*":
        return np.diag(x), np.diag(w)
    else:
        return np.diag(1 / x), np.diag(-w / x**2)
