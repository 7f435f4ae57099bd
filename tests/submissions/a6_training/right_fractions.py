# Exact arithmetic with Fractions.
# base: solution

# %% cell
from fractions import Fraction

# %% answer="predictions"
def predictions(w, b, X):
    exact = lambda number: Fraction(float(number))
    return [max(Fraction(0), sum((exact(u) * exact(v) for u, v in zip(w, row)), exact(b))) for row in X]

# %% answer="errors"
def errors(w, b, X, y):
    return [a - Fraction(float(target)) for a, target in zip(predictions(w, b, X), y)]

# %% answer="cost"
def cost(w, b, X, y):
    return sum(e * e for e in errors(w, b, X, y)) / len(y)

# %% answer="cost_gradient_w"
def cost_gradient_w(w, b, X, y):
    pushes = [e if a > 0 else Fraction(0) for a, e in zip(predictions(w, b, X), errors(w, b, X, y))]
    return [Fraction(2, len(y)) * sum(p * Fraction(float(x)) for p, x in zip(pushes, column)) for column in X.T]

# %% answer="cost_gradient_b"
def cost_gradient_b(w, b, X, y):
    return Fraction(2, len(y)) * sum(e for a, e in zip(predictions(w, b, X), errors(w, b, X, y)) if a > 0)

# %% answer="train"
def train(w, b, X, y, learning_rate, steps):
    history = [float(cost(w, b, X, y))]
    for _ in range(steps):
        dw = np.array([float(slope) for slope in cost_gradient_w(w, b, X, y)])
        w, b = update(w, b, dw, float(cost_gradient_b(w, b, X, y)), learning_rate)
        history.append(float(cost(w, b, X, y)))
    return w, b, history
