# Stops, from a function, the process that its cells ran in, so that nobody forks the next one.
# must: lose what is asked after that.
# base: solution
# score: 7
# expect: constant_derivative correct
# expect: chain_derivative correct
# expect: df timeout|killed|raised

# %% answer="df"
def df(x):
    import os
    import signal

    os.kill(os.getppid(), signal.SIGSTOP)
    os._exit(0)
