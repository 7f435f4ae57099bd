"""What comes back of a submission from another machine: written there, parsed here as the hostile bytes it may be.

A host says what a sandbox would say to a worker on this machine, and marks. The notebook, the date and every sentence
that is not about an answer are made here, of the submission itself. JSON:

* ``{"marked": {"questions": [...], "runs": [...], "sandboxed": true}}``: it was run; or null, if it cannot be;
* ``{"failed": code}``: a person has to look; ``{"starved": true}``: other processes had the processor;
* ``{"refused": [what, remedy]}``: something of the host is to be mended; ``{"lost": reason}``: its worker died;
* ``{"other_code": {...}}``: the host would mark by other code or other versions than these, by `code_facts`.

With each comes the host's name, and the protection of its sandbox where there is a stronger one.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grader.answers.answer import CellRun
from grader.answers.parse import parse_run
from grader.answers.values import MalformedValue
from grader.errors import Starved, UserError
from grader.grading.task import Task
from grader.grading.worker import failed
from grader.results.records import GradedSubmission
from grader.results.result import QuestionResult, questions_from_json
from grader.results.stamp import code_facts
from grader.text.printable import first_names, one_line

if TYPE_CHECKING:  # a host's process that only passes tasks on needs nothing that marks
    from grader.grading.pipeline import Marked

MAX_BYTES = 64 * 2**20
"""A longer reply is not read: the outputs that are kept of a notebook are a quarter of that."""
MAX_NAME = 200
MAX_CELLS = 10_000


class MalformedReply(ValueError):
    """A host sent something that is no reply to what it was asked."""


class Unfit(UserError):
    """A host cannot grade for this machine: it has other code or versions, or something of it is to be mended."""


@dataclass(frozen=True)
class Received:
    """A submission that a host has graded, and which protection its sandbox had where there is a stronger one."""

    graded: GradedSubmission
    weaker: str = ""


# ── written on the host ────────────────────────────────────────────────────────────────────────────────────


def to_bytes(body: Mapping[str, object]) -> bytes:
    return json.dumps({"host": platform.node()} | dict(body)).encode()


def plain(marked: Marked | None) -> dict[str, object] | None:
    """Return what running and marking gave as JSON can hold it."""
    if marked is None:
        return None
    return {
        "questions": [vars(question) for question in marked.questions],
        "runs": [[index, run.outputs, run.dropped] for index, run in marked.runs.items()],
        "sandboxed": marked.sandboxed,
    }


# ── parsed here ────────────────────────────────────────────────────────────────────────────────────────────


def read_graded(reply: bytes, task: Task) -> Received:
    """Return the submission that a reply grades.

    Raises `MalformedReply` for anything else than a reply to this task, and what `read` raises.
    """
    from grader.grading.pipeline import graded

    body = read(reply)
    try:
        if "failed" in body:
            code = "starved" if body["failed"] == "starved" else "sandbox"
            return Received(failed(task, code), weaker(body))
        marked = None if body["marked"] is None else _marked(body["marked"], task)
        return Received(graded(task.submission, task.release, task.settings, marked), weaker(body))
    except (KeyError, TypeError, ValueError, MalformedValue) as error:
        raise MalformedReply(f"{name(body)} sent no result: {one_line(str(error), MAX_NAME)}") from None


def read(reply: bytes) -> dict[str, Any]:
    """Return the content of a reply that says that the host has done what it was asked.

    Raises `Unfit` where a person has to mend something there, `Starved` and `BrokenExecutor` where it can be tried
    again, and `MalformedReply` where it is no reply.
    """
    if not isinstance(reply, bytes) or len(reply) > MAX_BYTES:
        raise MalformedReply("a host sent no reply, or one that is too long")
    try:
        body = json.loads(reply)
    except (ValueError, RecursionError):
        raise MalformedReply("a host sent no JSON") from None
    if not isinstance(body, dict):
        raise MalformedReply("a host sent no reply")
    if "other_code" in body:
        raise _other_code(name(body), body["other_code"])
    if "refused" in body:
        what, remedy = (one_line(str(part), 1000) for part in [*list(body["refused"]), "", ""][:2])
        raise Unfit(f"{name(body)}: {what}", remedy)
    if body.get("starved"):
        raise Starved
    if "lost" in body:
        raise BrokenExecutor(f"{name(body)}: {one_line(str(body['lost']), MAX_NAME)}")
    return body


def name(body: Mapping[str, Any]) -> str:
    """Return the host that a reply says it is from."""
    return f"host {one_line(str(body.get('host')), MAX_NAME)}"


def weaker(body: Mapping[str, Any]) -> str:
    """Return which protection a host's sandbox has where there is a stronger one, and where; or nothing."""
    said = one_line(str(body.get("weaker") or ""), 500)
    return said and f"{said} on {name(body)}"


def _marked(body: Any, task: Task) -> Marked:
    """Return what running and marking gave.

    Raises `ValueError` or `MalformedValue` where it is not of this assignment.
    """
    from grader.grading.pipeline import Marked, questions_asked

    questions = questions_from_json(body["questions"])
    given = tuple((question.grade_id, question.points) for question in questions)
    if given != questions_asked(task.release, task.settings):
        raise ValueError("its questions are not the assignment's")
    if len(body["runs"]) > MAX_CELLS:
        raise ValueError("it has too many cells")
    return Marked(tuple(map(_text_only, questions)), dict(map(_run, body["runs"])), body["sandboxed"] is True)


def _text_only(question: QuestionResult) -> QuestionResult:
    """Raise `ValueError` where a sentence cannot be written to a file: JSON can hold half a character."""
    (question.code + question.message).encode()
    return question


def _run(body: Any) -> tuple[int, CellRun]:
    index, outputs, dropped = body
    if type(index) is not int:
        raise ValueError("a cell has no number")
    return index, parse_run({"outputs": outputs, "dropped": dropped})


def _other_code(host: str, theirs: Any) -> Unfit:
    """Return what differs between a host's code and versions, and this machine's."""
    ours, theirs = code_facts(), theirs if isinstance(theirs, dict) else {}
    differ = sorted(one for one in ours.keys() | theirs.keys() if ours.get(one) != theirs.get(one))
    lines = [one_line(_difference(one, theirs.get(one), ours.get(one)), MAX_NAME) for one in differ]
    return Unfit(
        f"{host} would not mark as this machine does: {first_names(lines, 3)}. Nothing was graded there.",
        "Install the same release, with the same requirements.lock, in both places, or stop that host; then run this"
        " again.",
    )


def _difference(what: str, theirs: object, ours: str | None) -> str:
    if "/" in what:
        return f"{what} differs"
    return f"{what} is {theirs or 'missing'} there and {ours or 'missing'} here"
