"""The kernel's limits on one process, set in a fork and read there."""

from __future__ import annotations

import resource
from collections.abc import Callable

import pytest
from forked import in_a_fork

from grader.sandbox.isolation import resources
from grader.sandbox.limits import Limits

LIMITS = Limits(memory_mb=100, disk_mb=2)


def after(address_space: int, processes: int, name: int) -> Callable[[], tuple[int, int]]:
    def limited() -> tuple[int, int]:
        resources.limit(LIMITS, address_space, processes)
        return resource.getrlimit(name)

    return limited


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 2 * 2**20),
        (resource.RLIMIT_NOFILE, resources.OPEN_FILES),
        (resource.RLIMIT_STACK, resources.STACK),
        (resource.RLIMIT_AS, 2**33 + 100 * 2**20),
        (resource.RLIMIT_NPROC, 5000),
    ],
)
def test_each_limit_is_set_and_cannot_be_raised(name: int, value: int) -> None:
    assert in_a_fork(after(2**33, 5000, name)) == str((value, value))


@pytest.mark.parametrize("name", [resource.RLIMIT_AS, resource.RLIMIT_NPROC])
def test_what_is_not_known_is_not_limited(name: int) -> None:
    assert in_a_fork(after(0, 0, name)) == str(resource.getrlimit(name))


def test_a_limit_of_the_machine_is_not_raised() -> None:
    def lowered() -> tuple[int, int]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        return after(0, 0, resource.RLIMIT_FSIZE)()

    assert in_a_fork(lowered) == "(1000, 1000)"
