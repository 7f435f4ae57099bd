# Matches a pattern that backtracks for longer than the universe will last.
# must: lose that question only.
# protection: any
# base: solution
# score: 21
# expect: df timeout
# expect: * correct

# %% answer="df"
import re


def df(x):
    return re.match(r"(a*)*(a|aa)*b", "a" * 60)
