"""The log of a push: what was announced and what was answered, on the disk at once, whatever breaks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from deliveries import HERE, NOON, delivery

from grader.errors import UserError
from grader.lms.push.delivery import Past, Receipt, later_than
from grader.lms.push.log import open_log, read_log


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "push_lti.log"


def known(log: Path, where: str = HERE) -> dict[tuple[str, str], Past]:
    return read_log(log, where)


def test_what_the_lms_took_is_known(log: Path) -> None:
    with open_log(log, HERE) as open_:
        open_.announce([(delivery(), Past())], NOON)
        open_.conclude(Receipt(delivery(), NOON.replace(second=1)))
    assert known(log) == {("a1", "ann"): Past(delivery().digest, delivery().comment_digest, NOON.replace(second=1))}


def test_what_was_announced_or_refused_is_not_there(log: Path) -> None:
    with open_log(log, HERE) as open_:
        for one in (delivery(), delivery("bob")):
            open_.conclude(Receipt(one, NOON))
        open_.announce([(delivery("ann", 9.0), Past()), (delivery("bob", 9.0), Past())], NOON)
        open_.conclude(Receipt(delivery("bob", 9.0), NOON, "no such user"))
    for past in known(log).values():
        assert (past.confirmed, past.latest) == ("", NOON)


def test_what_is_on_its_way_is_known_with_its_moment_also_when_the_clock_was_set_back(log: Path) -> None:
    """After a crash the next moment must be later than the one that went out."""
    ahead = NOON.replace(hour=13)
    with open_log(log, HERE) as open_:
        open_.announce([(delivery(), Past(latest=ahead))], NOON)
    assert known(log)["a1", "ann"].latest == later_than(ahead, NOON) > ahead


def test_another_course_has_a_memory_of_its_own(log: Path) -> None:
    with open_log(log, HERE) as open_:
        open_.conclude(Receipt(delivery(), NOON))
    assert known(log, "https://lms.example/course/2") == {}


def test_a_line_is_on_the_disk_when_its_call_returns(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: kept.append(os.fstat(handle).st_size))
    with open_log(log, HERE) as open_:
        for write in (
            lambda: open_.announce([(delivery(), Past())], NOON),
            lambda: open_.conclude(Receipt(delivery(), NOON)),
        ):
            write()
            assert kept[-1] == log.stat().st_size > 0


def test_a_torn_line_spoils_no_other(log: Path) -> None:
    with open_log(log, HERE) as open_:
        open_.conclude(Receipt(delivery(), NOON))
    with log.open("ab") as file:
        file.write(b'{"event": "sent", "assig')
    with open_log(log, HERE) as open_:
        open_.conclude(Receipt(delivery("bob"), NOON))
    assert [student for _, student in known(log)] == ["ann", "bob"]


def test_a_line_that_is_not_ours_says_nothing(log: Path) -> None:
    for line in (b"", b"null", b"[1]", b'{"event": 1}', b"\xff\xfe", b'{"at": "x"}', b"[" * 100_000):
        log.write_bytes(line + b"\n")
        assert known(log) == {}


def test_the_log_is_for_its_owner_alone_and_holds_no_comment(log: Path) -> None:
    with open_log(log, HERE) as open_:
        open_.announce([(delivery(comment="a private word"), Past())], NOON)
    assert log.stat().st_mode & 0o077 == 0
    assert b"private" not in log.read_bytes()


def test_a_log_that_cannot_be_written_ends_the_push_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / "push_lti.log").mkdir()
    with pytest.raises(UserError, match="cannot be written"), open_log(tmp_path / "push_lti.log", HERE):
        pass


def test_what_another_column_has_counts_for_nothing_but_the_moment(log: Path) -> None:
    with open_log(log, HERE, {"a1": "column 5"}) as open_:
        open_.conclude(Receipt(delivery(), NOON))
    past = known(log)["a1", "ann"]
    assert past.in_column("column 5") == past
    assert past.in_column("column 6") == Past("", "", NOON, "column 6")


def test_a_log_that_tells_no_column_counts_for_any(log: Path) -> None:
    with open_log(log, HERE) as open_:
        open_.conclude(Receipt(delivery(), NOON))
    past = known(log)["a1", "ann"]
    assert past.in_column("column 5") == past
