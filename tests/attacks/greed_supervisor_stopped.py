# Stops, from a function, the supervisor that its process was forked from, so that nobody is served any more.
# must: reach nobody: it may not signal what is not its own.
# base: solution
# score: 21
# expect: df timeout|killed|raised
# expect: * correct

# %% answer="df"
def df(x):
    import os
    import signal

    os.kill(os.getppid(), signal.SIGSTOP)
    os._exit(0)
