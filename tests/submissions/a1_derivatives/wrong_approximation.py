# The tangent taken without its height, and the error measured on it: the second follows from the first.
# base: solution
# expect: linear_approximation wrong height_lost
# expect: approximation_error correct follow_through
# expect: numerical_derivative wrong forward_difference

# %% answer="linear_approximation"
def linear_approximation(f, df, x0, dx):
    return df(x0) * dx

# %% answer="numerical_derivative"
def numerical_derivative(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h
