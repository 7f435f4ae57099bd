"""`python -m grader.sandbox.guest FD [PATH SECONDS]` is the fork server's process, see `fork_server_main`.

The garbage collector is off while that imports: next to nothing is garbage then, and to search takes a tenth of the
time. `freeze_heap` searches once.
"""

import gc
import os
import sys


def run() -> None:
    gc.disable()
    from grader.sandbox.guest.fork_server_main import main

    main(int(sys.argv[1]), *sys.argv[2:])
    os._exit(0)  # nothing is left to clean up, and the interpreter's own shutdown takes time


run()
