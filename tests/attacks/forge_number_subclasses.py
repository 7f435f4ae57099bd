# Returns subclasses of float, int, complex and Fraction whose conversions lie, loop or raise.
# must: earn nothing.
# protection: any

# %% cell
from decimal import Decimal
from fractions import Fraction


def hostile(base):
    def raising(self, *_):
        raise SystemExit

    class Hostile(base):
        __float__ = __eq__ = __gt__ = __lt__ = raising
        __class__ = property(lambda self: bool)
        __hash__ = None
        real = imag = property(raising)

    return lambda *_: Hostile(1)


constant_derivative, multiple_derivative = hostile(float), hostile(int)
power_derivative, sum_derivative, df = hostile(complex), hostile(Fraction), hostile(Decimal)
