"""Which system calls students' code may not make, and the filter that refuses them.

A filter is a small program that the kernel runs at every system call (seccomp with classic BPF; the kernel's
documentation, "Seccomp BPF"). A refused call fails with an error, as it would without the right to make it; nothing is
killed. Refused are: seeing or changing other processes, sockets, shared memory outside the process, mounts and
namespaces, a larger share of the processors, and the parts of the kernel in which most vulnerabilities were found.
"""

from __future__ import annotations

import errno
import os
import struct
from collections.abc import Iterable
from dataclasses import dataclass

NUMBERS = {  # x86-64, and 64-bit ARM; None where the call does not exist
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "move_mount": (429, 429),
    "open_tree": (428, 428), "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432),
    "fspick": (433, 433), "mount_setattr": (442, 442), "open_tree_attr": (467, 467), "chroot": (161, 51),
    "swapon": (167, 224), "swapoff": (168, 225), "unshare": (272, 97), "setns": (308, 268), "clone": (56, 220),
    "clone3": (435, 435), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "process_madvise": (440, 440), "process_mrelease": (448, 448), "kcmp": (312, 272), "pidfd_getfd": (438, 438),
    "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424), "perf_event_open": (298, 241), "bpf": (321, 280),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "reboot": (169, 142), "iopl": (172, None), "ioperm": (173, None),
    "syslog": (103, 116), "acct": (163, 89), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "adjtimex": (159, 171), "clock_adjtime": (305, 266),
    "sethostname": (170, 161), "setdomainname": (171, 162), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "shmget": (29, 194), "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180),
    "socket": (41, 198), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "userfaultfd": (323, 282), "memfd_create": (319, 279), "memfd_secret": (447, 447), "fanotify_init": (300, 262),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265), "vhangup": (153, 58),
    "modify_ldt": (154, None), "personality": (135, 92), "uselib": (134, None), "setpriority": (141, 140),
    "ioprio_set": (251, 30), "migrate_pages": (256, 238), "move_pages": (279, 239), "prlimit64": (302, 261),
    "sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119), "sched_setparam": (142, 118),
    "sched_setattr": (314, 274), "setsid": (112, 157),
    "fcntl": (72, 25), "ioctl": (16, 29), "kill": (62, 129), "tkill": (200, 130),
    "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "chmod": (90, None),
    "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None), "fchown": (93, 55),
    "lchown": (94, None), "fchownat": (260, 54), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "setxattrat": (463, 463), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "removexattrat": (466, 466), "file_setattr": (469, 469), "utime": (132, None), "utimes": (235, None),
    "utimensat": (280, 88), "futimesat": (261, None), "truncate": (76, 45),
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """Refuse a call: always; or only where an argument is one of `values`, has one of `bits`, or is not `only`.

    The call then fails with `error`; with 0 it does nothing, and its caller is told 0.
    """

    call: str
    argument: int = 0
    values: tuple[int, ...] = ()
    bits: int = 0
    only: tuple[int, ...] = ()
    error: int = errno.EPERM


_CONDITIONAL = (
    Rule("clone", 0, bits=0x7E020000),  # processes and threads, but no new namespaces
    Rule("clone3", error=errno.ENOSYS),  # its flags lie in memory, unseen; the C library then uses clone
    Rule("fcntl", 1, values=(8, 15)),  # F_SETOWN, F_SETOWN_EX: signals by way of a descriptor
    Rule("ioctl", 1, values=(0x5412, 0x8901, 0x8902)),  # TIOCSTI, FIOSETOWN, SIOCSPGRP
    Rule("prlimit64", 0, only=(0,)),
    Rule("setsid", error=0),  # the kernel gives each session a share of its own; programs may still begin as daemons
)
_ON_OTHERS = (  # harmless if a process sees none but its own
    "kill", "tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open", "pidfd_send_signal",
    "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat", "setxattr", "lsetxattr",
    "fsetxattr", "setxattrat", "removexattr", "lremovexattr", "fremovexattr", "removexattrat", "file_setattr",
    "utime", "utimes", "utimensat", "futimesat", "truncate",
)  # fmt: skip


def rules() -> tuple[Rule, ...]:
    """Return what is refused behind every protection."""
    conditional = {rule.call for rule in _CONDITIONAL}
    return tuple(Rule(call) for call in NUMBERS if call not in conditional.union(_ON_OTHERS)) + _CONDITIONAL


def rules_among_others(pid: int) -> tuple[Rule, ...]:
    """Return what is refused besides, if other processes and files of the machine can be reached.

    The process `pid` may signal only itself and its own group. Owners, modes and times of files cannot be changed:
    Landlock does not cover them.
    """
    signals = (Rule("kill", 0, only=(pid, 0)), Rule("tgkill", 0, only=(pid,)))
    return signals + tuple(Rule(call) for call in _ON_OTHERS if call not in ("kill", "tgkill"))


# ── the program ────────────────────────────────────────────────────────────────────────────────────────────

_LOAD, _RETURN, _IF_EQUAL, _IF_AT_LEAST, _IF_BITS = 0x20, 0x06, 0x15, 0x35, 0x45
_NUMBER, _MACHINE, _ARGUMENTS = 0, 4, 16  # offsets in `struct seccomp_data`, in bytes
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

Instruction = tuple[int, int, int, int]
"""Operation, how far to jump if true, if false, and a constant."""


def program(refused: Iterable[Rule], machine: str = "") -> bytes:
    """Return the filter for a kind of machine (as `os.uname` names it; by default this one), 8 bytes an instruction.

    Raises OSError for a machine whose system call numbers are not listed here.
    """
    machine = machine or os.uname().machine
    if machine not in _MACHINES:
        raise OSError(errno.ENOSYS, f"no seccomp filter for {machine}")
    column, audit = _MACHINES[machine]
    code: list[Instruction] = [
        (_LOAD, 0, 0, _MACHINE),
        (_IF_EQUAL, 1, 0, audit),
        (_RETURN, 0, 0, _KILL),  # 32-bit calls have other numbers
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, 0, 1, 0x40000000),
        (_RETURN, 0, 0, _ERROR | errno.ENOSYS),  # and so have x32 calls
    ]
    for rule in refused:
        number = NUMBERS[rule.call][column]
        if number is not None:
            block = _block(rule)
            code += [(_IF_EQUAL, 0, len(block), number), *block]
    code.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in code)


def _block(rule: Rule) -> list[Instruction]:
    """Return the instructions that decide a call whose number is the rule's."""
    refuse: Instruction = (_RETURN, 0, 0, _ERROR | rule.error)
    allow: Instruction = (_RETURN, 0, 0, _ALLOW)
    load: Instruction = (_LOAD, 0, 0, _ARGUMENTS + 8 * rule.argument)  # the lower half: process ids have 32 bits
    if rule.bits:
        return [load, (_IF_BITS, 0, 1, rule.bits), refuse, allow]
    if rule.values or rule.only:
        matched, otherwise = (refuse, allow) if rule.values else (allow, refuse)
        tests = [part for value in rule.values or rule.only for part in ((_IF_EQUAL, 0, 1, value), matched)]
        return [load, *tests, otherwise]
    return [refuse]
