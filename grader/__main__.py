"""Where the command `grader` starts, and `python -m grader`."""

from __future__ import annotations

import signal


def start() -> None:
    """Run the command. Ctrl-C ends it without a word while Python loads it, and later with a sentence."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # else it is ignored, as behind `nohup`
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from grader.cli.commands import main

    signal.signal(signal.SIGINT, usual)
    main()


if __name__ == "__main__":
    start()
