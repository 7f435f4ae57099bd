"""One command at a time in a course."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.errors import UserError
from grader.lock import FILE_NAME, course_lock

HOLD = "import sys, pathlib, time; from grader.lock import course_lock; root = pathlib.Path(sys.argv[1])\n"
HOLD += "with course_lock(root, 'grader autograde'): print('held', flush=True); time.sleep(60)"


def test_the_second_command_is_told_who_holds_the_course_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(UserError) as refused, course_lock(tmp_path, "grader build"):
            pass
        other.send_signal(signal.SIGKILL)
    assert f"grader autograde, process {other.pid} on " in refused.value.what
    assert str(tmp_path) in refused.value.what
    assert (tmp_path / FILE_NAME).exists()
    with course_lock(tmp_path, "grader build"):
        assert "grader build" in (tmp_path / FILE_NAME).read_text(encoding="utf-8")


def test_the_lock_is_given_back_also_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), course_lock(tmp_path, "one"):
        raise ZeroDivisionError
    with course_lock(tmp_path, "two"):
        pass


def test_whoever_waits_gets_the_course_when_it_is_free(tmp_path: Path) -> None:
    brief = HOLD.replace("time.sleep(60)", "time.sleep(0.2)")
    with subprocess.Popen([sys.executable, "-c", brief, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        with course_lock(tmp_path, "two", wait=30):
            pass


def test_other_users_may_take_the_lock_later(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with course_lock(tmp_path, "one"):
            pass
    finally:
        os.umask(before)
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o666


def test_a_course_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(UserError, match="cannot be written"), course_lock(tmp_path, "one"):
        pass
