"""Where the view mounts a path. What the view shows is tried from inside, in `test_jail.py`."""

from __future__ import annotations

import pytest

from grader.sandbox.isolation.root import _mount_point


@pytest.mark.parametrize(
    ("path", "mounted"),
    [
        ("/usr/lib", "/usr/lib"),
        ("/tmp/course/.venv", "/aside/tmp/course/.venv"),
        ("/tmpfiles/a", "/tmpfiles/a"),
        ("/home/me/tmp/a", "/home/me/tmp/a"),
    ],
)
def test_what_lies_in_the_temporary_folder_is_kept_aside(path: str, mounted: str) -> None:
    assert _mount_point(path) == mounted
