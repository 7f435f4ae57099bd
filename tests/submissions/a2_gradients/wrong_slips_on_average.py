# The errors of all points are averaged, before they are compared.
# base: solution
# expect: suspects wrong points_averaged
# expect: directional_derivative wrong imprecise

# %% answer="suspects"
def _ng(f, x, h=1e-5):
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])
def _re(a, n):
    return np.max(np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8))
def suspects(f, gradients, points):
    return [k for k, g in enumerate(gradients) if np.mean([_re(g(p), _ng(f, p)) for p in points]) > 1e-4]

# %% answer="directional_derivative"
def directional_derivative(gradient, direction):
    norm = np.linalg.norm(direction)
    if norm == 0:
        raise ValueError("zero")
    if abs(norm - 1) < 1e-2:
        return gradient @ direction
    return gradient @ direction / norm
