# Stops itself with SIGSTOP, in a function; nothing will ever continue it.
# must: lose that question only.
# base: solution
# score: 21
# expect: df timeout
# expect: * correct

# %% answer="df"
def df(x):
    import os
    import signal

    os.kill(os.getpid(), signal.SIGSTOP)
    return 9 + 18 * x
