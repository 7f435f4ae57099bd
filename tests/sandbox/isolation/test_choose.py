"""Which protection is taken, and what is said where one does not work."""

from __future__ import annotations

import pytest

from grader.course import SANDBOXES
from grader.sandbox.isolation import choose
from grader.sandbox.protection import Protection


def only(monkeypatch: pytest.MonkeyPatch, *working: Protection) -> None:
    monkeypatch.setattr(choose, "refusal", lambda protection: "" if protection in working else "it is not there")


def test_the_strongest_that_works_is_taken_and_why_no_stronger_one(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, Protection.NAMESPACES, Protection.LANDLOCK)
    assert choose.choose("auto") == (Protection.NAMESPACES, "")
    only(monkeypatch, Protection.LANDLOCK)
    assert choose.choose("auto") == (Protection.LANDLOCK, "namespaces: it is not there")


def test_one_that_is_asked_for_by_name_is_taken_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, Protection.LANDLOCK)
    assert choose.choose("landlock") == (Protection.LANDLOCK, "")
    assert choose.choose("none") == (Protection.NONE, "")
    with pytest.raises(OSError, match="namespaces: it is not there"):
        choose.choose("namespaces")


def test_none_is_never_taken_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    only(monkeypatch, Protection.NONE)
    with pytest.raises(OSError, match=r"namespaces: it is not there; landlock: it is not there"):
        choose.choose("auto")


def test_another_system_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert choose.refusal(Protection.NAMESPACES) == "it needs Linux, and this is darwin"


def test_a_kernel_without_landlock_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choose.syscalls, "landlock_version", lambda: 2)
    assert "Linux 6.2" in choose.refusal(Protection.LANDLOCK)


def test_what_goes_wrong_in_a_fork_is_told() -> None:
    def fail() -> None:
        raise OSError("mount /: no")

    assert choose._in_a_fork(fail) == "mount /: no"
    assert choose._in_a_fork(lambda: None) == ""


def test_a_course_may_name_each_protection() -> None:
    assert SANDBOXES == ("auto", "namespaces", "landlock", "none")
    assert set(choose.JAILS) == set(Protection)
