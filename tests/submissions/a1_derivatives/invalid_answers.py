# Answers that are no numbers: None, text, booleans, a value where a function is asked for, NaN.
# base: solution
# expect: constant_derivative invalid boolean
# expect: multiple_derivative invalid text
# expect: power_derivative invalid printed_not_returned
# expect: sum_derivative invalid none
# expect: difference_derivative invalid shape
# expect: product_derivative invalid nan
# expect: df invalid not_a_number
# expect: product_rule invalid not_a_function

# %% answer="constant_derivative"
def constant_derivative(x):
    return False

# %% answer="multiple_derivative"
def multiple_derivative(x):
    return "3"

# %% answer="power_derivative"
def power_derivative(x):
    print(3 * x**2)

# %% answer="sum_derivative"
def sum_derivative(x):
    2 * x + 3

# %% answer="difference_derivative"
def difference_derivative(x):
    return [2 * x - 3, 0]

# %% answer="product_derivative"
def product_derivative(x):
    return 3 * x**2 * float("nan")

# %% answer="df"
def df(x):
    return lambda x: 9 + 18 * x

# %% answer="product_rule"
def product_rule(f, df, g, dg):
    x = 1.0
    return f(x) * dg(x) + df(x) * g(x)
