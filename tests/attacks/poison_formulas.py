# Raises and prints what a spreadsheet would run: formulas, links, commands.
# must: write no line that a spreadsheet takes for a formula.
# protection: any
# expect: df raised

# %% cell
def df(x):
    raise ValueError('=HYPERLINK("http://attack.invalid","x")')


class Formula(Exception):
    pass


Formula.__name__ = "=cmd|'/C calc'!A0"


def power_derivative(x):
    raise Formula("+1\n@SUM(1)\t-1\r=1")
