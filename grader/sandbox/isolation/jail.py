"""The ways to isolate students' code, each a class with one interface: `Namespaces`, `Landlock`, `Unprotected`.

The interface follows the processes of the sandbox: the template process calls `build_root` and `workplace`; each
supervisor, a fork of it, calls `isolate`; each submission's process, a fork of a supervisor, calls `drop_privileges`,
writes the grader's files, then calls `lock`. No step can be undone.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import socket
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from grader.sandbox.isolation import filesystem, landlock, process_watch, resources, root, seccomp, syscalls
from grader.sandbox.limits import Limits

HOME = "/tmp/notebook"
"""Where a notebook runs in its private /tmp."""
TRANSIENT_USERS = range(61184, 65520)
"""User ids that systems keep for short-lived services (systemd's dynamic users): they own no files."""
MAX_FILES = 4096
"""Files and folders in a private /tmp."""
NICENESS = 5
"""How much sooner than students' code the grader gets the processor, and whoever else works on this machine."""


@dataclass(frozen=True)
class Jail(ABC):
    """One way to isolate students' code, and what a supervisor knows of its own process."""

    tree: process_watch.Tree = process_watch.NO_PROCESSES
    """The supervisor and its forks."""
    memory: int = 0
    """Bytes that each fork shares with the supervisor at first."""
    address_space: int = 0
    """Bytes of address space that a fork starts with; 0 if unknown, and then its address space is not limited."""

    # ── the template process ───────────────────────────────────────────────────────────────────────────────

    @classmethod
    def build_root(cls) -> Self:
        """Give this process the file system that students' code sees, where it can have one of its own.

        Called before the shared cells run, so that no library caches a path that students cannot see. Raises OSError if
        the kernel refuses.
        """
        return cls()

    @contextlib.contextmanager
    def workplace(self) -> Iterator[None]:
        """Run the shared cells in here: in a working directory that is removed afterwards."""
        folder = self.make_folder()
        try:
            with contextlib.chdir(folder):
                yield
        finally:
            self.remove_folder(folder)

    # ── a supervisor ───────────────────────────────────────────────────────────────────────────────────────

    @abstractmethod
    def isolate(self) -> Self:
        """Isolate this process from others, if possible; return a jail that knows it. Raises OSError if refused."""

    def make_folder(self) -> str:
        """Return the working directory of a submission: a new folder, or a path in a private /tmp."""
        return tempfile.mkdtemp(prefix="submission-")

    def remove_folder(self, folder: str) -> None:
        """Remove what `make_folder` made."""
        shutil.rmtree(folder, ignore_errors=True)

    # ── a submission's process ─────────────────────────────────────────────────────────────────────────────

    def drop_privileges(self, folder: str, limits: Limits) -> None:
        """Begin a session, give up all rights, and enter the working directory, made if it is not there."""
        os.setsid()  # for which the kernel keeps a share of the processors, however many processes it has
        os.nice(NICENESS)
        self._mount_tmp(limits)
        self._drop_rights()
        Path(folder).mkdir(mode=0o700, exist_ok=True)
        os.chdir(folder)
        os.environ.update({"HOME": folder, "TMPDIR": folder, "USER": "student", "LOGNAME": "student"})

    def _mount_tmp(self, limits: Limits) -> None:  # noqa: B027  # only `Namespaces` can mount something
        """Mount a private /tmp, if this process may mount something."""

    def _drop_rights(self) -> None:
        _drop_capabilities()

    @abstractmethod
    def lock(self, limits: Limits) -> None:
        """Set the kernel's limits and install the filters. Raises OSError if the kernel refuses."""

    def _knows(self, tree: process_watch.Tree) -> Self:
        """Return a jail that knows the supervisor's memory, which its forks share at first."""
        status = process_watch.status(tree, tree.top)
        memory, space = process_watch.memory(status), process_watch.size(status, "VmSize")
        return replace(self, tree=tree, memory=memory, address_space=space)


@dataclass(frozen=True)
class Namespaces(Jail):
    """A file system, process ids and a network of its own: what is not there cannot be touched.

    The template process sees a read-only view of the Python environment in place of the machine's files, and no
    network. Each supervisor is the first process of a PID namespace. Each fork gets a small private /tmp in memory.
    """

    own_users: bool = False
    """Whether the machine's own user ids apply, so that root may choose one."""
    user: int = -1
    """The user that a fork becomes, if the supervisor may choose."""
    filter: bytes = b""
    """The seccomp filter, assembled once because that takes longer than installing it."""

    @classmethod
    def build_root(cls) -> Self:
        own_users = root.enter_namespaces()
        root.build_root()
        return cls(own_users=own_users)

    @contextlib.contextmanager
    def workplace(self) -> Iterator[None]:
        root.mount_private_tmp("mode=0700,size=64m")
        Path(HOME).mkdir()
        try:
            with contextlib.chdir(HOME):
                yield
        finally:
            syscalls.detach("/tmp")

    def isolate(self) -> Self:
        chooses = self.own_users and os.geteuid() == 0
        user = TRANSIENT_USERS[os.getpid() % len(TRANSIENT_USERS)] if chooses else -1
        continue_as_first_process()
        jail = self._knows(process_watch.Tree(root.open_own_proc(), 1))
        return replace(jail, user=user, filter=seccomp.program(seccomp.rules()))

    def make_folder(self) -> str:
        return HOME

    def remove_folder(self, folder: str) -> None:
        """Do nothing: the private /tmp goes with its process."""

    def _mount_tmp(self, limits: Limits) -> None:
        syscalls.unshare(syscalls.NEW_MOUNTS | syscalls.NEW_IPC)
        owner = f"uid={self.user},gid={self.user}," if self.user >= 0 else ""
        size = int(limits.disk_mb * 2**20)
        root.mount_private_tmp(f"{owner}mode=0700,size={size},nr_inodes={MAX_FILES}", syscalls.NO_EXEC)

    def _drop_rights(self) -> None:
        _drop_capabilities(self.user)

    def lock(self, limits: Limits) -> None:
        resources.limit(limits, self.address_space, int(limits.processes))
        landlock.try_restrict(["/"], ["/tmp"], filesystem.DEVICES)
        syscalls.install_filter(self.filter)


@dataclass(frozen=True)
class Landlock(Jail):
    """For systems that refuse namespaces to ordinary users and containers: the same files, by Landlock's rules.

    A fork can create no files, and a system call filter keeps it from signalling or inspecting other processes.
    """

    @classmethod
    def build_root(cls) -> Self:
        """Tell threadpoolctl that there is no /proc.

        Behind Landlock it can be listed but not read, and scikit-learn, which uses threadpoolctl, would fail later.
        """
        with contextlib.suppress(ImportError):
            importlib.import_module("threadpoolctl")._HAS_PROCFS = False  # type: ignore[attr-defined]
        return cls()

    def isolate(self) -> Self:
        syscalls.adopt_orphans()
        return self._knows(process_watch.machine())

    def lock(self, limits: Limits) -> None:
        resources.limit(limits, self.address_space, int(limits.processes) + process_watch.tasks_of_user())
        shown = {str(Path(path).resolve()) for path in filesystem.visible()}
        landlock.restrict(
            [*filesystem.without(shown, filesystem.hidden(shown)), str(Path.cwd())], [], filesystem.DEVICES
        )
        syscalls.install_filter(seccomp.program(seccomp.rules() + seccomp.rules_among_others(os.getpid())))


@dataclass(frozen=True)
class Unprotected(Jail):
    """No protection but limits on time, memory and disk; only where the instructor asks for it by name."""

    def isolate(self) -> Self:
        if sys.platform != "linux":
            return replace(self, tree=process_watch.Tree(-1, os.getpid()))
        syscalls.adopt_orphans()
        return self._knows(process_watch.machine())

    def _drop_rights(self) -> None:
        """Keep all rights."""

    def lock(self, limits: Limits) -> None:
        resources.limit(limits, self.address_space, 0)


def _drop_capabilities(user: int = -1) -> None:
    """Become `user`, if one is given, without any capability and without a way to gain one (set-user-id programs)."""
    syscalls.forget_capabilities()
    if user >= 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
    syscalls.drop_capabilities()
    syscalls.forbid_new_privileges()


def continue_as_first_process() -> None:
    """Continue in a fork that is the first process of new namespaces; the process that called waits and ends with it.

    Raises OSError if the kernel refuses.
    """
    syscalls.unshare(
        syscalls.NEW_MOUNTS | syscalls.NEW_PROCESSES | syscalls.NEW_NETWORK | syscalls.NEW_IPC | syscalls.NEW_HOSTNAME
    )
    pid = os.fork()
    if pid:
        os.closerange(3, resources.OPEN_FILES)
        _, status = os.waitpid(pid, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    syscalls.die_with_parent()
    socket.sethostname("sandbox")
