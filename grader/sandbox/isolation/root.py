"""The file system that students' code sees behind `namespaces`: a read-only view of the Python environment.

The template process builds it once (`build_root`), in a mount namespace of its own. Each supervisor gets a /proc of its
own (`open_own_proc`), and each fork a private /tmp (`mount_private_tmp`).
"""

from __future__ import annotations

import os
from pathlib import Path

from grader.sandbox.isolation import filesystem, syscalls

ASIDE = "/aside"
"""Where the view keeps files of the machine's /tmp, to be mounted into the private /tmp of each fork."""
MACHINE_PROC = "/machine"
"""Where the view keeps the machine's /proc until a supervisor has its own: a kernel mounts no new /proc in a user
namespace from which none can be seen."""


def enter_namespaces() -> bool:
    """Move this process into mount and network namespaces, an ordinary user into a user namespace besides.

    Returns whether the machine's own user ids still apply. Raises OSError if the kernel refuses.
    """
    uid, gid = os.geteuid(), os.getegid()
    try:
        syscalls.unshare(syscalls.NEW_MOUNTS | syscalls.NEW_NETWORK)
    except PermissionError:
        syscalls.unshare(syscalls.NEW_MOUNTS | syscalls.NEW_NETWORK | syscalls.NEW_USERS)
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1", encoding="ascii")
        return False
    return True


def build_root() -> None:
    """Replace the machine's files, in this mount namespace, by a read-only view of the Python environment.

    Raises OSError if the kernel refuses.
    """
    shown = {path: str(Path(path).readlink()) if Path(path).is_symlink() else "" for path in filesystem.visible()}
    real = {path: str(Path(path).resolve()) for path in shown}
    masked = filesystem.hidden(real.values())
    syscalls.mount("none", "/", flags=syscalls.RECURSIVE | syscalls.PRIVATE)
    syscalls.mount("tmpfs", "/tmp", "tmpfs", syscalls.NO_SUID | syscalls.NO_DEVICES, "mode=0755,size=1m")
    Path("/tmp/old").mkdir()
    os.chdir("/tmp")
    syscalls.pivot_root(".", "old")  # the machine's files, with its own /tmp, are now below /old
    os.chdir("/")
    for path, link in shown.items():
        _link(_mount_point(path), link) if link else _bind("/old" + real[path], _mount_point(path))
    for path in masked:
        syscalls.mount("tmpfs", _mount_point(path), "tmpfs", syscalls.READ_ONLY, "size=4k,mode=0755")
    for folder in ("/tmp", "/proc", "/dev", MACHINE_PROC):
        Path(folder).mkdir()
    Path("/dev/shm").symlink_to("/tmp")
    for device in filesystem.DEVICES:
        Path(device).touch()
        syscalls.mount("/old" + device, device, flags=syscalls.BIND)
    syscalls.mount("/old/proc", MACHINE_PROC, flags=syscalls.BIND | syscalls.RECURSIVE)
    syscalls.detach("/old")
    Path("/old").rmdir()
    syscalls.make_read_only("/")


def open_own_proc() -> int:
    """Return a descriptor of a /proc that shows the processes of this PID namespace and is mounted nowhere."""
    syscalls.mount("proc", "/proc", "proc", syscalls.NO_SUID | syscalls.NO_DEVICES | syscalls.NO_EXEC)
    processes = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    syscalls.detach("/proc")
    syscalls.detach(MACHINE_PROC)
    return processes


def mount_private_tmp(options: str, flags: int = 0) -> None:
    """Mount an empty /tmp with these tmpfs options, and in it what the view shows of the machine's /tmp."""
    syscalls.mount("tmpfs", "/tmp", "tmpfs", syscalls.NO_SUID | syscalls.NO_DEVICES | flags, options)
    for kept in Path(ASIDE + "/tmp").glob("*"):
        place = Path("/tmp", kept.name)
        place.mkdir()
        syscalls.mount(str(kept), str(place), flags=syscalls.BIND | syscalls.RECURSIVE)


def _mount_point(path: str) -> str:
    """Return the path at which a file is mounted in the view.

    Files below /tmp are kept in /aside and bind-mounted later, because each fork has its own /tmp.
    """
    return ASIDE + path if path.startswith("/tmp/") else path


def _link(path: str, target: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).symlink_to(target)


def _bind(source: str, path: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    if Path(source).is_dir():
        Path(path).mkdir(exist_ok=True)
    else:
        Path(path).touch()
    syscalls.mount(source, path, flags=syscalls.BIND | syscalls.RECURSIVE)
    syscalls.make_read_only(path, syscalls.BELOW)
