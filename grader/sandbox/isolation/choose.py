"""Which protection works on this machine. Each is tried out, whole, in a fork."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from grader.sandbox.isolation import landlock, syscalls
from grader.sandbox.isolation.jail import Jail, Landlock, Namespaces, Unprotected
from grader.sandbox.limits import Limits
from grader.sandbox.protection import Protection

JAILS: dict[Protection, type[Jail]] = {
    Protection.NAMESPACES: Namespaces,
    Protection.LANDLOCK: Landlock,
    Protection.NONE: Unprotected,
}


def choose(wanted: str) -> tuple[Protection, str]:
    """Return the protection asked for; for ``auto`` the strongest that works, and why no stronger one does.

    Raises OSError if the protection does not work on this machine.
    """
    if wanted == "auto":
        return strongest()
    protection = Protection(wanted)
    reason = refusal(protection) if protection is not Protection.NONE else ""
    if reason:
        raise OSError(f"{protection}: {reason}")
    return protection, ""


def strongest() -> tuple[Protection, str]:
    """Return the strongest protection that works on this machine, and why no stronger one does, or an empty string.

    Raises OSError with all reasons if none works.
    """
    reasons: list[str] = []
    for protection in (Protection.NAMESPACES, Protection.LANDLOCK):
        reason = refusal(protection)
        if not reason:
            return protection, "; ".join(reasons)
        reasons.append(f"{protection}: {reason}")
    raise OSError("; ".join(reasons))


def refusal(protection: Protection) -> str:
    """Return why a protection does not work on this machine, or an empty string."""
    if sys.platform != "linux":
        return f"it needs Linux, and this is {sys.platform}"
    if protection is Protection.LANDLOCK and syscalls.landlock_version() < landlock.LEAST_VERSION:
        return "it needs Linux 6.2 or later with Landlock switched on"
    return _in_a_fork(lambda: _rehearse(JAILS[protection]))


def _rehearse(kind: type[Jail]) -> None:
    """Do all that the sandbox does, in a process to lose. Raises OSError if a step fails."""
    jail = kind.build_root().isolate()
    folder = jail.make_folder()
    reason = _in_a_fork(lambda: _lock_up(jail, folder))
    jail.remove_folder(folder)  # here, since the process that is locked up cannot
    if reason:
        raise OSError(reason)


def _lock_up(jail: Jail, folder: str) -> None:
    jail.drop_privileges(folder, Limits())
    jail.lock(Limits())
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
    """Try something in a fork; return what went wrong, or an empty string."""
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
        message = pipe.read().decode(errors="replace")
    os.waitpid(pid, 0)
    return "" if message == "done" else message or "the attempt ended without a message"
