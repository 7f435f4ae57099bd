# Registers hooks that run before and after every fork, and replaces what a fork calls.
# must: cost itself at most.
# expect: * missing|killed|timeout

# %% cell
import os
import sys


def hook():
    sys.settrace(lambda *_: None)
    raise SystemExit


os.register_at_fork(before=hook, after_in_parent=hook, after_in_child=hook)
os.waitpid = os.kill = os.fork = lambda *_: (0, 0)
