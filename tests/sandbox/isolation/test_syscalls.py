"""System calls through ctypes, tried out in forks: what they do is seen in /proc/self/status."""

from __future__ import annotations

import os
import sys

import pytest
from forked import in_a_fork

from grader.sandbox.isolation import seccomp, syscalls
from grader.sandbox.isolation.process_watch import Tree, machine, status

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="system calls of Linux")


def own(field: str) -> str:
    """Return a field of this process's status."""
    tree: Tree = machine()
    return status(tree, os.getpid())[field]


def test_new_privileges_are_forbidden_for_good() -> None:
    assert in_a_fork(lambda: (syscalls.forbid_new_privileges(), own("NoNewPrivs"))[1]) == "1"


def test_no_capability_is_left_and_none_can_be_gained() -> None:
    def drop() -> str:
        syscalls.forget_capabilities()
        syscalls.drop_capabilities()
        return own("CapEff")

    assert int(in_a_fork(drop), 16) == 0


def test_orphans_get_a_new_parent() -> None:
    def adopt() -> bool:
        syscalls.adopt_orphans()
        reader, writer = os.pipe()
        if not os.fork():
            if not os.fork():
                os.write(writer, str(os.getpid()).encode())
                os._exit(7)
            os._exit(0)
        orphan = int(os.read(reader, 20))
        endings = dict(os.wait() for _ in range(2))
        return os.waitstatus_to_exitcode(endings[orphan]) == 7

    assert in_a_fork(adopt) == "True"


def test_a_filter_refuses_what_its_rules_say() -> None:
    def refused() -> None:
        syscalls.forbid_new_privileges()
        syscalls.install_filter(seccomp.program([seccomp.Rule("chroot")]))
        os.chroot("/")

    assert in_a_fork(refused) == "PermissionError"


def test_a_refused_call_names_itself_and_the_reason() -> None:
    with pytest.raises(OSError, match=r"umount /nowhere: (No such file or directory|Operation not permitted)"):
        syscalls.detach("/nowhere")
