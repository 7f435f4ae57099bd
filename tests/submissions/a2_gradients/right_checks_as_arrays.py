# The same checks without a loop over entries: positions from np.flatnonzero, slopes measured anew with a step of its own.
# base: solution

# %% answer="relative_error"
def relative_error(analytic, numeric):
    both = np.abs([analytic, numeric]).sum(axis=0)
    return np.amax(np.abs(analytic - numeric) / np.where(both > 1e-8, both, 1e-8))

# %% answer="suspects"
def suspects(f, gradients, points):
    def slopes(x):
        return [(f(x + e) - f(x - e)) / 2e-6 for e in 1e-6 * np.eye(len(x))]

    worst = [max(relative_error(gradient(x), slopes(x)) for x in points) for gradient in gradients]
    return np.flatnonzero(np.array(worst) > 1e-4)
