# Slopes from small steps where rules are asked for.
# base: solution
# expect: d_quadratic wrong measured
# expect: softplus_neuron_gradient wrong measured

# %% answer="d_quadratic"
def d_quadratic(A, x, dx):
    h = 1e-5
    return ((x + h * dx) @ A @ (x + h * dx) - (x - h * dx) @ A @ (x - h * dx)) / (2 * h)

# %% answer="softplus_neuron_gradient"
def softplus_neuron_gradient(w, x, b):
    h = 1e-5

    def softplus(z):
        return np.log(1 + np.exp(z))

    dw = [(softplus((w + step) @ x + b) - softplus((w - step) @ x + b)) / (2 * h) for step in h * np.eye(len(w))]
    z = w @ x + b
    return np.array(dw), (softplus(z + h) - softplus(z - h)) / (2 * h)
