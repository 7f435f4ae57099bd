"""Try out in a fork what cannot be undone in the test's own process."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable


def in_a_fork(action: Callable[[], object]) -> str:
    """Return what an action returns in a fork, as text, or the name of the exception that it raises."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(reader)
            gc.freeze()  # what the tests have made so far need not be looked through whenever memory is tidied
            os.write(writer, str(action()).encode())
        except BaseException as error:
            os.write(writer, type(error).__name__.encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(pid, 0)
    return said
