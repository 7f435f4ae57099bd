"""What a grading host is sent, and what it does without Dask."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from grader.course import Settings
from grader.errors import Starved, UserError
from grader.grading import host
from grader.grading.host import Host, grade_here, packed, probe_here
from grader.grading.task import Task
from grader.results.stamp import code_digest
from grader.sandbox.limits import Limits
from grader.submission.documents import Attachment
from grader.submission.submission import Release, Submission

RELEASE = Release("a9_project", "{}")
SETTINGS = Settings(0, "en", Limits())


def test_documents_travel_with_their_bytes(tmp_path: Path) -> None:
    """A path says nothing on another machine."""
    report = tmp_path / "report.pdf"
    report.write_bytes(b"%PDF-1.7")
    submission = Submission("kim", "a9_project", None, documents=(Attachment("report", "report.pdf", report, "0"),))
    sent = packed(Task(submission, RELEASE, SETTINGS))
    report.unlink()
    (there,) = host._with_release(sent, pickle.dumps(RELEASE))[0].documents
    assert (there.content, there.file, there.digest) == (b"%PDF-1.7", "report.pdf", "0")


def test_a_document_that_has_vanished_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    gone = Attachment("report", "report.pdf", tmp_path / "report.pdf", "0")
    with pytest.raises(OSError, match="No such file"):
        packed(Task(Submission("kim", "a9_project", None, documents=(gone,)), RELEASE, SETTINGS))


class Answering(Host):
    """A host whose workers answer at once, or fail."""

    def __init__(self, answer: bytes | Exception) -> None:
        self._answer, self.has_other_code = answer, False

    def submit(self, *_: Any) -> Future[bytes]:
        done: Future[bytes] = Future()
        if isinstance(self._answer, bytes):
            done.set_result(self._answer)
        else:
            done.set_exception(self._answer)
        return done


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes | Exception]]:
    answer: list[bytes | Exception] = [b"{}"]
    monkeypatch.setattr(host, "this_host", lambda: Answering(answer[0]))
    return answer


def ask(code: str = "") -> Any:
    task = packed(Task(Submission("kim", "a9_project", None), RELEASE, SETTINGS))
    return json.loads(grade_here(task, pickle.dumps(RELEASE), code or code_digest()))


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (UserError("No protection.", "Run it."), {"refused": ["No protection.", "Run it."]}),
        (Starved(), {"starved": True}),
        (MemoryError(), {"lost": "MemoryError"}),
        (RuntimeError("a process died"), {"lost": "a process died"}),
    ],
)
def test_whatever_fails_on_a_host_is_a_reply(
    answering: list[bytes | Exception], failure: Exception, said: dict[str, Any]
) -> None:
    """Of an exception Dask would make a pickle."""
    answering[0] = failure
    assert ask().items() >= said.items()


def test_a_host_does_nothing_for_another_code(answering: list[bytes | Exception]) -> None:
    answering[0] = AssertionError("it was asked")
    assert ask("another")["other_code"]["Python"]
    reply = json.loads(probe_here("auto", pickle.dumps(RELEASE), "another"))
    assert reply["other_code"].keys() >= {"numpy", "grader/marking/mark.py"}
