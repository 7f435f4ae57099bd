"""The filter's program, run here as the kernel would run it."""

from __future__ import annotations

import errno
import struct

import pytest

from grader.sandbox.isolation.seccomp import NUMBERS, program, rules, rules_among_others

ALLOWED, KILLED = 0x7FFF0000, 0x80000000
X86, ARM = 0xC000003E, 0xC00000B7


def refused(error: int = errno.EPERM) -> int:
    return 0x00050000 | error


def judge(code: bytes, number: int, *arguments: int, machine: int = X86) -> int:
    """Interpret a filter on one system call: as much of classic BPF as filters use."""
    data = struct.pack("=IIQ6Q", number, machine, 0, *arguments, *[0] * (6 - len(arguments)))
    accumulator = at = 0
    while True:
        operation, yes, no, constant = struct.unpack_from("=HBBI", code, 8 * at)
        at += 1
        match operation:
            case 0x20:
                (accumulator,) = struct.unpack_from("=I", data, constant)
            case 0x06:
                return int(constant)
            case 0x15:
                at += yes if accumulator == constant else no
            case 0x35:
                at += yes if accumulator >= constant else no
            case 0x45:
                at += yes if accumulator & constant else no
            case _:
                raise AssertionError(f"operation {operation:#x}")


@pytest.mark.parametrize(("machine", "audit", "column"), [("x86_64", X86, 0), ("aarch64", ARM, 1)])
def test_calls_that_are_always_refused(machine: str, audit: int, column: int) -> None:
    code = program(rules(), machine)
    for call in ("socket", "ptrace", "mount", "bpf", "keyctl", "shmget", "memfd_create"):
        number = NUMBERS[call][column]
        assert number is not None
        assert judge(code, number, machine=audit) == refused(), call


def test_ordinary_calls_are_allowed() -> None:
    code = program(rules(), "x86_64")
    for number in (0, 1, 2, 9, 39, 60, 202, 231, 257):  # read write open mmap getpid exit futex exit_group openat
        assert judge(code, number) == ALLOWED


def test_a_fork_is_allowed_and_a_namespace_is_not() -> None:
    code = program(rules(), "x86_64")
    assert judge(code, 56, 0x01200011) == ALLOWED
    assert judge(code, 56, 0x10000000 | 17) == refused()
    assert judge(code, 435) == refused(errno.ENOSYS)


def test_limits_may_be_set_on_oneself_only() -> None:
    code = program(rules(), "x86_64")
    assert judge(code, 302, 0) == ALLOWED
    assert judge(code, 302, 1) == refused()


def test_a_process_changes_nothing_about_its_share_of_the_processors() -> None:
    code = program(rules(), "x86_64")
    for call in ("sched_setaffinity", "sched_setscheduler", "sched_setparam", "sched_setattr", "setpriority"):
        assert judge(code, NUMBERS[call][0] or 0, 0) == refused(), call
    assert judge(code, 112) == refused(0), "a new session has a share of its own"


def test_signals_go_to_ones_own_process_where_others_are_in_sight() -> None:
    alone, among = program(rules(), "x86_64"), program(rules() + rules_among_others(4711), "x86_64")
    assert judge(alone, 62, 1) == ALLOWED
    assert [judge(among, 62, pid) for pid in (4711, 0, 1, 0xFFFFFFFF)] == [ALLOWED, ALLOWED, refused(), refused()]
    assert judge(among, 90) == refused()


def test_calls_of_another_kind_are_not_taken_for_ours() -> None:
    code = program(rules(), "x86_64")
    assert judge(code, 0, machine=0x40000003) == KILLED
    assert judge(code, 0x40000000 | 41) == refused(errno.ENOSYS)


def test_a_machine_that_is_not_known_is_refused() -> None:
    with pytest.raises(OSError, match="no seccomp filter for riscv64"):
        program(rules(), "riscv64")
