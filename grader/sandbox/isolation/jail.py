"""The walls: what the maker of zygotes does once, each zygote, and each of its forks before it runs a student's code.

There are two ways, the stronger where the kernel lets us:

``namespaces``
    The maker moves to where it sees a read-only view of the Python environment in place of the machine's files, and no
    network. Each zygote sees no processes but its forks, whose first it is. Each fork gets a small private folder in
    memory.
``landlock``
    For systems that refuse namespaces to ordinary users and containers. The fork sees the same files by Landlock's
    rules, and cannot signal or inspect other processes by a system call filter. It can create no files.

In both, every fork has resource limits, no capabilities, no way to new ones, and the filter of `seccomp`.
``none`` is no protection, for who asks for it by name.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.sandbox.isolation import filesystem, landlock, process_watch, seccomp, syscalls
from grader.sandbox.limits import Limits

HOME = "/tmp/notebook"
"""Where a notebook runs in its private file system."""
TRANSIENT_USERS = range(61184, 65520)
"""User ids that systems keep for short-lived services (systemd's dynamic users): they own no files."""
ASIDE = "/aside"
MACHINES_PROCESSES = "/machine"
"""Where a /proc of the machine stays in sight until zygotes have their own: without one the kernel allows no other."""
OPEN_FILES = 256
MOST_FILES = 4096
_MB = 2**20


class Protection(StrEnum):
    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    NONE = "none"


# ── which one ──────────────────────────────────────────────────────────────────────────────────────────────


def strongest() -> tuple[Protection, str]:
    """Return the strongest protection that works on this machine, and why it is no stronger one.

    Raises OSError with the reasons where none does.
    """
    reasons: list[str] = []
    for protection in (Protection.NAMESPACES, Protection.LANDLOCK):
        reason = refusal(protection)
        if not reason:
            return protection, "; ".join(reasons)
        reasons.append(f"{protection}: {reason}")
    raise OSError("; ".join(reasons))


def refusal(protection: Protection) -> str:
    """Return why a protection does not work on this machine, or nothing: all of it is tried in a fork."""
    if sys.platform != "linux":
        return f"it needs Linux, and this is {sys.platform}"
    if protection is Protection.LANDLOCK and syscalls.landlock_version() < landlock.LEAST_VERSION:
        return "it needs Linux 6.2 or later with Landlock switched on"
    return _in_a_fork(lambda: _rehearse(protection))


def _rehearse(protection: Protection) -> None:
    jail = enter(protection, furnish(protection))
    folder = make_folder(protection)
    reason = _in_a_fork(lambda: _move_in(jail, folder))
    remove_folder(protection, folder)  # here: whoever is locked up in it cannot
    if reason:
        raise OSError(reason)


def _move_in(jail: Jail, folder: str) -> None:
    jail.move_in(folder, Limits())
    jail.lock(folder, Limits())
    try:
        Path(os.__file__).read_bytes()
    except OSError as error:
        raise OSError(
            f"a user without rights cannot read Python itself ({error.filename}); "
            f"`chmod -R o+rX {sys.prefix} {sys.base_prefix}` lets them"
        ) from error
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)


def _in_a_fork(attempt: Callable[[], None]) -> str:
    """Try something in a fork; return what went wrong, or nothing."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.close(reader)
            attempt()
            os.write(writer, b"done")
        except BaseException as error:
            os.write(writer, f"{error or type(error).__name__}"[:500].encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode(errors="replace")
    os.waitpid(pid, 0)
    return "" if said == "done" else said or "the trial ended without a word"


# ── the maker of zygotes, once ─────────────────────────────────────────────────────────────────────────────


def furnish(protection: Protection) -> bool:
    """Take this process to where it sees what students' code may see, and nothing more to load or to remember.

    Returns whether we have kept the machine's own user ids.
    Raises OSError where the kernel refuses.
    """
    if protection is not Protection.NAMESPACES:
        return True
    uid, gid = os.geteuid(), os.getegid()
    try:
        syscalls.unshare(syscalls.NEW_MOUNTS | syscalls.NEW_NETWORK)
        own_users = True
    except PermissionError:  # an ordinary user: the same, in a user namespace
        syscalls.unshare(syscalls.NEW_MOUNTS | syscalls.NEW_NETWORK | syscalls.NEW_USERS)
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1", encoding="ascii")
        own_users = False
    build_view()
    return own_users


def build_view() -> None:
    """Put a read-only view of the Python environment in place of the machine's files.

    Raises OSError where the kernel refuses.
    """
    shown = {path: os.readlink(path) if os.path.islink(path) else "" for path in filesystem.visible()}
    real = {path: str(Path(path).resolve()) for path in shown}
    masked = filesystem.hidden(real.values())
    syscalls.mount("none", "/", flags=syscalls.RECURSIVE | syscalls.PRIVATE)
    syscalls.mount("tmpfs", "/tmp", "tmpfs", syscalls.NO_SUID | syscalls.NO_DEVICES, "mode=0755,size=1m")
    Path("/tmp/old").mkdir()
    os.chdir("/tmp")
    syscalls.pivot_root(".", "old")  # the machine, its own /tmp in place, is now below /old
    os.chdir("/")
    for path, link in shown.items():
        _link(_place(path), link) if link else _bind("/old" + real[path], _place(path))
    for path in masked:
        syscalls.mount("tmpfs", _place(path), "tmpfs", syscalls.READ_ONLY, "size=4k,mode=0755")
    for folder in ("/tmp", "/proc", "/dev", MACHINES_PROCESSES):
        Path(folder).mkdir()
    Path("/dev/shm").symlink_to("/tmp")
    for device in filesystem.DEVICES:
        Path(device).touch()
        syscalls.mount("/old" + device, device, flags=syscalls.BIND)
    syscalls.mount("/old/proc", MACHINES_PROCESSES, flags=syscalls.BIND | syscalls.RECURSIVE)
    syscalls.detach("/old")
    Path("/old").rmdir()
    syscalls.make_read_only("/")


@contextlib.contextmanager
def workplace(protection: Protection) -> Iterator[None]:
    """Give this process a folder to work in, for as long as it runs the course's own cells."""
    if protection is Protection.NAMESPACES:
        _mount_private("mode=0700,size=64m")
    folder = make_folder(protection)
    Path(folder).mkdir(exist_ok=True)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        remove_folder(protection, folder)
        if protection is Protection.NAMESPACES:
            syscalls.detach("/tmp")


def make_folder(protection: Protection) -> str:
    """Return the place of a folder to work in."""
    return HOME if protection is Protection.NAMESPACES else tempfile.mkdtemp(prefix="submission-")


def remove_folder(protection: Protection, folder: str) -> None:
    """Remove what `make_folder` made; a private file system has gone with its process."""
    if protection is not Protection.NAMESPACES:
        shutil.rmtree(folder, ignore_errors=True)


# ── the zygote, once ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Jail:
    """Where a zygote lives, and how it locks its forks up."""

    protection: Protection
    tree: process_watch.Tree
    """The zygote and its forks."""
    memory: int
    """Bytes that each fork shares with the zygote at first."""
    address_space: int
    """Bytes of it that a fork starts with."""
    user: int = -1
    """The user that a fork becomes, if the zygote can choose."""
    filter: bytes = b""
    """The seccomp filter of forks that see no other processes: to write it takes longer than to install it."""

    # Each fork: first `move_in`, then the grader's files are laid out, then `lock`.

    def move_in(self, folder: str, limits: Limits) -> None:
        """Leave the zygote's surroundings: own session, own folder, no descriptors but 0 to 2, no rights."""
        os.setsid()
        if self.protection is Protection.NAMESPACES:
            syscalls.unshare(syscalls.NEW_MOUNTS | syscalls.NEW_IPC)
            owner = f"uid={self.user},gid={self.user}," if self.user >= 0 else ""
            options = f"{owner}mode=0700,size={int(limits.disk_mb * _MB)},nr_inodes={MOST_FILES}"
            _mount_private(options, syscalls.NO_EXEC)
        if self.protection is not Protection.NONE:
            syscalls.forget_capabilities()
            if self.user >= 0:
                os.setgroups([])
                os.setresgid(self.user, self.user, self.user)
                os.setresuid(self.user, self.user, self.user)
            syscalls.drop_capabilities()
            syscalls.forbid_new_privileges()
        Path(folder).mkdir(mode=0o700, exist_ok=True)
        os.chdir(folder)
        os.environ.update({"HOME": folder, "TMPDIR": folder, "USER": "student", "LOGNAME": "student"})

    def lock(self, folder: str, limits: Limits) -> None:
        """Close the last doors; nothing of this can be undone."""
        processes = int(limits.processes)
        if self.protection is Protection.LANDLOCK:
            processes += _tasks_of_user()
        elif self.protection is Protection.NONE:
            processes = 0
        _limit_resources(limits, self.address_space, processes)
        match self.protection:
            case Protection.NAMESPACES:
                landlock.try_restrict(["/"], ["/tmp"], filesystem.DEVICES)
                syscalls.install_filter(self.filter)
            case Protection.LANDLOCK:
                shown = {str(Path(path).resolve()) for path in filesystem.visible()}
                landlock.restrict(
                    [*filesystem.without(shown, filesystem.hidden(shown)), folder], [], filesystem.DEVICES
                )
                syscalls.install_filter(seccomp.program(seccomp.rules() + seccomp.rules_among_others(os.getpid())))
            case Protection.NONE:
                pass


def enter(protection: Protection, own_users: bool) -> Jail:
    """Take this process, a fork of one that is `furnish`ed, behind the first wall and return its jail.

    Raises OSError where the kernel refuses.
    """
    if protection is Protection.NAMESPACES:
        chooses = own_users and os.geteuid() == 0
        user = TRANSIENT_USERS[os.getpid() % len(TRANSIENT_USERS)] if chooses else -1
        split_off()
        return _jail(protection, process_watch.Tree(_own_processes(), 1), user)
    if sys.platform != "linux":
        return Jail(protection, process_watch.Tree(-1, os.getpid()), 0, 0)
    syscalls.adopt_orphans()
    return _jail(protection, process_watch.Tree(os.open("/proc", os.O_RDONLY | os.O_DIRECTORY), os.getpid()))


def _jail(protection: Protection, tree: process_watch.Tree, user: int = -1) -> Jail:
    told = process_watch.status(tree, tree.top)
    memory, space = process_watch.memory(told), process_watch.size(told, "VmSize")
    return Jail(protection, tree, memory, space, user, seccomp.program(seccomp.rules()))


def split_off() -> None:
    """Go on as the first process in namespaces of our own; the process that called waits outside and ends with us.

    Raises OSError where the kernel refuses.
    """
    syscalls.unshare(
        syscalls.NEW_MOUNTS | syscalls.NEW_PROCESSES | syscalls.NEW_NETWORK | syscalls.NEW_IPC | syscalls.NEW_HOSTNAME
    )
    pid = os.fork()
    if pid:
        os.closerange(3, OPEN_FILES)
        _, status = os.waitpid(pid, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    syscalls.die_with_parent()
    socket.sethostname("sandbox")


def _own_processes() -> int:
    """Return a descriptor of a /proc that shows the processes of our namespace, and is mounted nowhere."""
    syscalls.mount("proc", "/proc", "proc", syscalls.NO_SUID | syscalls.NO_DEVICES | syscalls.NO_EXEC)
    processes = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    syscalls.detach("/proc")
    syscalls.detach(MACHINES_PROCESSES)
    return processes


def _place(path: str) -> str:
    """Return where the view keeps a path: what lies in /tmp, where everyone gets an own one, is brought there later."""
    return ASIDE + path if path.startswith("/tmp/") else path


def _mount_private(options: str, flags: int = 0) -> None:
    """Mount a /tmp of one's own that holds of the old one what the view shows."""
    syscalls.mount("tmpfs", "/tmp", "tmpfs", syscalls.NO_SUID | syscalls.NO_DEVICES | flags, options)
    for kept in Path(ASIDE + "/tmp").glob("*"):
        place = Path("/tmp", kept.name)
        place.mkdir()
        syscalls.mount(str(kept), str(place), flags=syscalls.BIND | syscalls.RECURSIVE)


def _link(path: str, target: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).symlink_to(target)


def _bind(source: str, path: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    if os.path.isdir(source):
        Path(path).mkdir(exist_ok=True)
    else:
        Path(path).touch()
    syscalls.mount(source, path, flags=syscalls.BIND | syscalls.RECURSIVE)
    syscalls.make_read_only(path, syscalls.BELOW)


# ── a fork ─────────────────────────────────────────────────────────────────────────────────────────────────


def _limit_resources(limits: Limits, address_space: int, processes: int) -> None:
    """Set the kernel's limits for this process; 0 sets none."""
    most = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: int(limits.disk_mb * _MB),
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_STACK: 8 * _MB,
    }
    if address_space:
        most[resource.RLIMIT_AS] = address_space + int(limits.memory_mb * _MB)
    if processes:
        most[resource.RLIMIT_NPROC] = processes
    for name, value in most.items():
        _, hard = resource.getrlimit(name)
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (least, least))


def _tasks_of_user() -> int:
    """Return how many processes and threads run as our user; the kernel counts all of them against its limit."""
    tree = process_watch.Tree(os.open("/proc", os.O_RDONLY | os.O_DIRECTORY), 1)
    told = [process_watch.status(tree, name) for name in os.listdir(tree.proc) if name.isdigit()]
    os.close(tree.proc)
    user = str(os.getuid())
    return sum(int(status["Threads"]) for status in told if status and status["Uid"].split()[0] == user)
