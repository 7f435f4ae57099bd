"""A bystander with a secret: writes down every signal that reaches it. `victim.py FILE SECRET`."""

from __future__ import annotations

import signal
import sys
from pathlib import Path


def main(diary: str, secret: str) -> None:
    """Serve as a victim until killed."""
    watched = {signal.SIGURG, signal.SIGUSR1, signal.SIGUSR2, signal.SIGTERM, signal.SIGHUP, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, watched)
    print("ready", flush=True)
    while secret:
        number = signal.sigwait(watched)
        with Path(diary).open("a", encoding="ascii") as file:
            file.write(f"{signal.Signals(number).name}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
