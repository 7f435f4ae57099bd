"""Linux system calls that the sandbox needs and Python 3.11 does not offer. Each function raises OSError if refused."""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct

NEW_MOUNTS = 0x00020000
NEW_HOSTNAME = 0x04000000
NEW_IPC = 0x08000000
NEW_USERS = 0x10000000
NEW_PROCESSES = 0x20000000
NEW_NETWORK = 0x40000000

READ_ONLY, NO_SUID, NO_DEVICES, NO_EXEC = 1, 2, 4, 8
BIND, RECURSIVE, PRIVATE = 4096, 16384, 1 << 18
_DETACH = 2

_PR_SET_PDEATHSIG, _PR_CAPBSET_DROP, _PR_SET_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 24, 36, 38
_PR_SET_SECCOMP, _SECCOMP_FILTER = 22, 2
_MOUNT_SETATTR, _LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 442, 444, 445, 446  # alike on every machine
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
BELOW = 0x8000
_CAPABILITY_VERSION = 0x20080522

_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _call(number: int, what: str, *arguments: int | bytes | None) -> int:
    words = [ctypes.c_long(value) if isinstance(value, int) else ctypes.c_char_p(value) for value in arguments]
    return _checked(_libc.syscall(ctypes.c_long(number), *words), what)


def give_back_freed_memory() -> None:
    """Have the C library give memory that was freed back to the kernel, where it can: forks are spared its pages."""
    with contextlib.suppress(AttributeError):  # not the GNU one
        _libc.malloc_trim(ctypes.c_size_t(0))


def unshare(namespaces: int) -> None:
    """Move this process into new namespaces, a sum of the constants ``NEW_...``."""
    _checked(_libc.unshare(namespaces), "unshare")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount `source`, a file system of a `kind` or a path to bind, at the path `target`."""
    arguments = [os.fsencode(text) or None for text in (source, target, kind)]
    _checked(_libc.mount(*arguments, ctypes.c_ulong(flags), os.fsencode(options) or None), f"mount {target}")


def make_read_only(target: str, flags: int = 0) -> None:
    """Make a mount, with `BELOW` all mounts below it too, read-only, without devices and set-user-id programs.

    It needs Linux 5.12.
    """
    attributes = struct.pack("4Q", READ_ONLY | NO_SUID | NO_DEVICES, 0, 0, 0)
    _call(_MOUNT_SETATTR, f"mount_setattr {target}", -100, os.fsencode(target), flags, attributes, 32)


def detach(target: str) -> None:
    """Unmount a path; descriptors that are open in it stay usable."""
    _checked(_libc.umount2(os.fsencode(target), _DETACH), f"umount {target}")


def pivot_root(new: str, old: str) -> None:
    """Make the mount `new` the root of this mount namespace, and show the present root below `old`."""
    _call(_PIVOT_ROOT[os.uname().machine], "pivot_root", os.fsencode(new), os.fsencode(old))


def die_with_parent() -> None:
    """Have the kernel kill this process when its parent ends."""
    _checked(_libc.prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0), "PR_SET_PDEATHSIG")


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    _checked(_libc.prctl(_PR_SET_SUBREAPER, 1, 0, 0, 0), "PR_SET_CHILD_SUBREAPER")


def forbid_new_privileges() -> None:
    """Make set-user-id programs run without their rights, for this process and all that it starts."""
    _checked(_libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "PR_SET_NO_NEW_PRIVS")


def forget_capabilities() -> None:
    """Remove every capability from the bounding set, so that no program can bring one back."""
    for capability in range(64):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            break  # EINVAL: that was the last one. EPERM: this process has none


def drop_capabilities() -> None:
    """Give up all capabilities that this process holds."""
    header = struct.pack("Ii", _CAPABILITY_VERSION, 0)
    _checked(_libc.capset(header, bytes(24)), "capset")


def install_filter(program: bytes) -> None:
    """Install a seccomp filter, as `seccomp.program` returns it."""
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    _checked(_libc.prctl(_PR_SET_SECCOMP, _SECCOMP_FILTER, head, 0, 0), "PR_SET_SECCOMP")


def landlock_version() -> int:
    """Return the version of the kernel's Landlock interface, 0 if it has none."""
    try:
        return _call(_LANDLOCK_CREATE, "landlock", None, 0, 1)
    except OSError:
        return 0


def landlock_ruleset(attributes: bytes) -> int:
    """Return a descriptor of a new ruleset, which governs the accesses in `attributes`."""
    return _call(_LANDLOCK_CREATE, "landlock_create_ruleset", attributes, len(attributes), 0)


def landlock_allow(ruleset: int, access: int, directory: int) -> None:
    """Add a rule: allow these accesses to the file, or below the directory, of this descriptor."""
    _call(_LANDLOCK_ADD, "landlock_add_rule", ruleset, 1, struct.pack("=Qi", access, directory), 0)


def landlock_restrict(ruleset: int) -> None:
    """Apply a ruleset to this process and all that it starts."""
    _call(_LANDLOCK_RESTRICT, "landlock_restrict_self", ruleset, 0)
