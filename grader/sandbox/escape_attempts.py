"""The escape attempts that `grader.sandbox.selftest` makes from inside a sandbox: cells as a student might write them.

Each uses the names that `selftest.attempt` defines before it, prints a line for whatever it reached, and catches the
error of a call that is refused; any other exception means that the attempt could not be made. None does harm if it
succeeds, since the sandbox may be unprotected.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EscapeAttempt:
    """A cell that tries to break a guarantee of the sandbox."""

    name: str
    """The guarantee, as `grader doctor` shows it."""
    tried: str
    """What is tried to break it, likewise."""
    code: str
    may_end: bool = False
    """The guarantee holds also if the attempt is stopped for using too much."""


_READ = """
import os
for path in paths:
    try:
        if os.path.isdir(path):
            held = os.listdir(path)
        else:
            held = open(path, "rb").read(1)
        print("could read", path) if held else None
    except OSError:
        pass
for module in ("solutions.a1_derivatives", "grader.hidden_tests.a1_derivatives"):
    try:
        __import__(module)
        print("could import", module)
    except (ImportError, OSError):
        pass
"""
_WRITE = """
import os
for path in (honeyfile, left):
    for attempt in (lambda: open(path, "w").write("x"), lambda: os.chmod(path, 0o777), lambda: os.truncate(path, 0)):
        try:
            attempt()
        except OSError:
            pass
for folder in (os.path.dirname(honeyfile), os.path.dirname(os.__file__)):
    try:
        path = os.path.join(folder, token)
        os.mkdir(path)
        os.rmdir(path)
        print("could write in", folder)
    except OSError:
        pass
"""
_ENVIRONMENT = """
import os
if secret in os.environ:
    print("the environment holds secrets")
for pid in ("self", "1", str(os.getppid()), str(victim), str(doctor)):
    try:
        if token in open(f"/proc/{pid}/environ").read():
            print("could read the environment of another process")
    except OSError:
        pass
"""
_NETWORK = """
import socket
for kind, address in ((socket.AF_INET, ("127.0.0.1", port)), (socket.AF_INET6, ("::1", port)), (socket.AF_UNIX, "x")):
    try:
        line = socket.socket(kind, socket.SOCK_STREAM)
        print("could make a socket")
        line.settimeout(0.2)
        line.connect(address)
    except OSError:
        pass
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", 53))
    print("there is a way to the internet")
except OSError:
    pass
"""
_PROCESSES = """
import ctypes, os, signal
libc = ctypes.CDLL(None, use_errno=True)
for pid in (victim, doctor):
    try:
        if open(f"/proc/{pid}/cmdline").read():
            print("could see process", pid)
    except OSError:
        pass
if libc.ptrace(0x4206, victim, 0, 0) == 0:
    print("could trace another process")
try:
    os.kill(victim, signal.SIGKILL)
    print("could end another process")
except OSError:
    pass
"""
_RIGHTS = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
attempts = {
    "change its user": lambda: libc.setresuid(4321, 4321, 4321) if os.getuid() != 4321 else -1,
    "make a namespace of users": lambda: libc.unshare(0x10000000),
    "make a namespace of mounts": lambda: libc.unshare(0x20000),
    "change its root": lambda: libc.chroot(b"."),
    "make a device": lambda: libc.mknod(b"device", 0o20600, 0x0103),
}
for name, attempt in attempts.items():
    pid = os.fork()
    if not pid:
        os._exit(0 if attempt() == 0 else 1)
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0:
        print("could", name)
"""
_SHARED = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
segment = libc.shmget(0, 4096, 0o1600)
if segment >= 0:
    libc.shmctl(segment, 0, None)
    print("could make shared memory")
try:
    os.close(os.memfd_create("x"))
    print("could make a file in memory")
except OSError:
    pass
try:
    open(shared, "w").write("x")
except OSError:
    pass
"""
_MEMORY = """
import os, time
try:
    alone = bytearray(2 * memory)
    print("one process could take twice the memory")
except MemoryError:
    pass
pids = []
for _ in range(4):
    pid = os.fork()
    if not pid:
        try:
            hog = b"x" * (memory // 2)
            time.sleep(2)  # far longer than the supervisor takes to notice
        finally:
            os._exit(0)
    pids.append(pid)
if not any(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids):
    print("four processes could take twice the memory")
"""
_MULTIPLY = """
import os, time
pids = []
try:
    for _ in range(4 * processes):
        pid = os.fork()
        if not pid:
            time.sleep(2)  # far longer than the supervisor takes to notice
            os._exit(0)
        pids.append(pid)
except OSError:
    pass
ended = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in pids]
if ended.count(0) > processes:
    print("could run", ended.count(0), "processes")
"""
_DISK = """
written = 0
try:
    for number in range(8):
        with open(f"file{number}", "wb") as file:
            written += file.write(bytes(disk // 2))
except OSError:
    pass
if written > disk:
    print("could write", written, "bytes")
"""

ATTEMPTS = (
    EscapeAttempt("reads no file of yours", "answers, gradebook, submissions, a honeypot, /etc, your home", _READ),
    EscapeAttempt("changes no file", "writing to the course, Python's own folder, the temporary folder", _WRITE),
    EscapeAttempt("knows no secret", "environment of its own process and of others", _ENVIRONMENT),
    EscapeAttempt("has no network", "a service on this machine, the internet, sockets of any kind", _NETWORK),
    EscapeAttempt("touches no other process", "seeing, tracing and ending one of yours", _PROCESSES),
    EscapeAttempt("gains no rights", "another user, namespaces, another root, devices", _RIGHTS),
    EscapeAttempt("shares no memory", "System V, /dev/shm, files in memory", _SHARED),
    EscapeAttempt("keeps to its memory", "twice as much, in one process and in four", _MEMORY, may_end=True),
    EscapeAttempt("keeps to its processes", "four times as many", _MULTIPLY, may_end=True),
    EscapeAttempt("keeps to its disk", "four times as much, in eight files", _DISK),
)
