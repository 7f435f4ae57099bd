"""How the command starts: no traceback, whenever a person presses Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys

INTERRUPTED = """
import os, signal, sys

signal.signal(signal.SIGINT, signal.default_int_handler)  # as in a terminal: behind `&` it would be ignored

class Interrupting:
    def find_spec(self, name, *_):
        if name == "grader.cli.commands":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupting())
"""


def ended(program: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_ctrl_c_while_the_command_is_loaded_ends_it_without_a_word() -> None:
    assert ended(INTERRUPTED + "from grader.__main__ import start; start()") == (-signal.SIGINT, "")
    assert "KeyboardInterrupt" in ended(INTERRUPTED + "import grader.cli.commands")[1]


def test_where_it_is_ignored_it_stays_ignored() -> None:
    ignoring = "signal.signal(signal.SIGINT, signal.SIG_IGN); "
    run = "sys.argv[1:] = ['--help']; from grader.__main__ import start; start()"
    assert ended(INTERRUPTED + ignoring + run) == (0, "")
