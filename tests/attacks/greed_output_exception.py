# Raises an exception whose text has ten million characters, and one whose text never ends.
# must: keep a few hundred characters of it.
# protection: any
# base: solution
# score: 20
# expect: df raised|killed
# expect: power_derivative timeout|raised|killed
# expect: * correct

# %% answer="df"
def df(x):
    raise ValueError("x" * 10**7)


# %% answer="power_derivative"
class Endless(Exception):
    def __str__(self):
        while True:
            pass


def power_derivative(x):
    raise Endless
