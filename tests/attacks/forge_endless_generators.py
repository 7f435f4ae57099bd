# Returns generators that never end, sleep between values, or yield themselves.
# must: earn nothing; a question costs no more than its time limit.
# protection: any
# expect: power_derivative invalid|timeout|killed
# expect: sum_derivative timeout|killed|invalid
# expect: differentiate invalid|timeout|killed

# %% cell
import itertools
import time


def endless():
    while True:
        yield endless()


def slow():
    while True:
        time.sleep(0.1)
        yield 1.0


power_derivative = lambda x: endless()
sum_derivative = lambda x: slow()
differentiate = lambda expression, x: itertools.count()  # the last to be asked, for it takes all the time there is
