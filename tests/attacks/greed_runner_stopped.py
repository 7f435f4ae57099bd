# Has its questions asked in disposable forks, by a function that dies, and stops from another function the runner, so
# that nobody forks the next one.
# must: lose what is asked after that.
# base: solution
# score: 6
# expect: constant_derivative killed
# expect: chain_derivative correct
# expect: df timeout|killed|raised

# %% answer="constant_derivative"
import os
import signal


def constant_derivative(x):
    os._exit(0)

# %% answer="df"
def df(x):
    os.kill(os.getppid(), signal.SIGSTOP)
    os._exit(0)
