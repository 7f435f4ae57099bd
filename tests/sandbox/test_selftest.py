"""The self-test makes every escape attempt; the attempts are cells of `grader.sandbox.escape_attempts`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.sandbox import selftest
from grader.sandbox.escape_attempts import EscapeAttempt
from grader.sandbox.host.fork_server import ForkServer
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.isolation import choose
from grader.sandbox.protection import Protection


@pytest.fixture
def gradebook(tmp_path: Path) -> Path:
    (tmp_path / "gradebook.db").write_bytes(b"grades")
    return tmp_path / "gradebook.db"


@pytest.fixture(scope="module")
def unprotected(lasting_fork_server: ForkServer) -> Iterator[Sandbox]:
    with Sandbox("none", lasting_fork_server.control) as started:
        yield started


@pytest.mark.usefixtures("one_fork_server")
@pytest.mark.parametrize("protection", ["namespaces", "landlock"])
def test_every_protection_keeps_every_guarantee(
    tmp_path: Path, gradebook: Path, protection: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.sandbox.host.session.GRACE_SECONDS", 0.5)  # the loop that is deaf uses all of them
    reason = choose.refusal(Protection(protection))
    if reason:
        pytest.skip(f"{protection} does not work on this machine: {reason}")
    used, guarantees = selftest.run_selftest(tmp_path, gradebook, protection)
    assert used == protection
    assert [guarantee for guarantee in guarantees if guarantee.broken] == []


@pytest.mark.parametrize("code", ["1 / 0", "import os; os._exit(0)", "this is no Python"])
def test_an_attempt_that_cannot_be_made_proves_nothing(
    unprotected: Sandbox, tmp_path: Path, gradebook: Path, code: str
) -> None:
    guarantee = selftest.attempt(unprotected, tmp_path, gradebook, EscapeAttempt("name", "tried", code, may_end=True))
    assert guarantee.broken.startswith("the attempt could not be made")


def test_an_attempt_that_reaches_nothing_and_gets_to_its_end_breaks_nothing(
    unprotected: Sandbox, tmp_path: Path, gradebook: Path
) -> None:
    assert not selftest.attempt(unprotected, tmp_path, gradebook, EscapeAttempt("name", "tried", "pass")).broken


def test_the_honeypot_is_removed(tmp_path: Path) -> None:
    with selftest.lay_out_honeypot(tmp_path) as honeypot:
        assert list(tmp_path.iterdir()) == [honeypot.file]
        assert selftest.taken_outside(honeypot) == []
        honeypot.file.write_text("mine")
        honeypot.left.write_text("mine")
        assert len(selftest.taken_outside(honeypot)) == 2
        assert selftest.taken_outside(honeypot) == []
    assert list(tmp_path.iterdir()) == []
    assert honeypot.victim.poll() is not None
