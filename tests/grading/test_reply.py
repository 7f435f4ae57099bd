"""A host's reply is what a stranger sent: it gives the result of a local run, or no result."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from typing import Any

import pytest
from small_assignment import NAME

from grader.course import Course, Settings
from grader.errors import Starved, UserError
from grader.grading.pipeline import grade, run_and_mark
from grader.grading.reply import MAX_BYTES, MalformedReply, plain, read, read_graded, to_bytes
from grader.grading.task import Task
from grader.grading.worker import failed
from grader.results.stamp import code_facts
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.intake import read_release, read_submission

Make = Callable[[str], Task]


@pytest.fixture
def task(scratch: Course, submit: Callable[..., None]) -> Make:
    """Make a task of a sample."""

    def make(sample: str) -> Task:
        submit(sample)
        settings = Settings(scratch.seed, scratch.language, scratch.limits)
        return Task(read_submission(scratch, sample, NAME), read_release(scratch, NAME), settings)

    return make


@pytest.mark.parametrize("sample", ["wrong_step", "killed_process", "written", "damaged_file", "no_notebook"])
def test_a_reply_gives_what_this_machine_would_have_graded(task: Make, sample: str, small_sandbox: Sandbox) -> None:
    one = task(sample)
    parts = one.submission, one.release, one.settings
    reply = to_bytes({"marked": plain(run_and_mark(*parts, small_sandbox)), "weaker": "landlock (no namespaces)"})
    received = read_graded(reply, one)
    assert received.graded == grade(*parts, small_sandbox)
    assert received.weaker.startswith("landlock (no namespaces) on host ")


def question(**other: Any) -> dict[str, Any]:
    return {"grade_id": "q", "points": 1, "score": 1, "verdict": "correct", "code": "correct", "message": ""} | other


def marked(task: Task, *, questions: list[Any] | None = None, **other: Any) -> bytes:
    """Return a reply in which everything is right, but for what is given."""
    from grader import catalog

    right = [question(grade_id=one.name, points=one.points, score=one.points) for one in catalog.find(NAME).questions]
    given = right if questions is None else [*questions, *right[len(questions) :]]
    return json.dumps({"marked": {"questions": given, "runs": [], "sandboxed": True} | other}).encode()


FIRST = {"grade_id": "example_derivative", "points": 1}


@pytest.mark.parametrize(
    "forged",
    [
        {"questions": [question(**FIRST, score=2)]},
        {"questions": [question(**FIRST, score=float("nan"))]},
        {"questions": [question(**FIRST, score=-1)]},
        {"questions": [question(**FIRST, score="1")]},
        {"questions": [question(**FIRST, verdict="splendid")]},
        {"questions": [question(**FIRST, message=None)]},
        {"questions": [question(**FIRST, message="\ud800")]},
        {"questions": [question(**FIRST, more=1)]},
        {"questions": [question(grade_id="example_derivative", points=100, score=100)]},
        {"questions": [question(grade_id="another")]},
        {"questions": [3]},
        {"questions": [question(**FIRST)] * 9},
        {"runs": [["1", [], 0]]},
        {"runs": [[1, "<script>", 0]]},
        {"runs": [[1, [{"output_type": "javascript"}], 0]]},
        {"runs": [[1, []]]},
        {"runs": 5},
        {"runs": [[0, [], 0]] * 10_001},
    ],
)
def test_a_forged_result_is_none(task: Make, forged: dict[str, Any]) -> None:
    one = task("right_solution")
    assert read_graded(marked(one), one).graded.result.score
    with pytest.raises(MalformedReply):
        read_graded(marked(one, **forged), one)


def test_a_script_in_a_forged_output_is_cleaned_as_a_students(task: Make) -> None:
    one = task("right_solution")
    output = {"output_type": "display_data", "data": {"text/html": "<script>alert(1)</script>hello"}, "metadata": {}}
    index = next(
        number for number, cell in enumerate(json.loads(one.release.notebook)["cells"]) if cell["cell_type"] == "code"
    )
    notebook = read_graded(marked(one, runs=[[index, [output], 0]]), one).graded.notebook
    assert "hello" in notebook
    assert "<script>" not in notebook


def test_a_host_cannot_say_that_there_was_nothing_to_run(task: Make) -> None:
    with pytest.raises(MalformedReply, match="it was not run"):
        read_graded(b'{"marked": null}', task("right_solution"))


@pytest.mark.parametrize(
    "reply", [None, 3, b"", b"{", b"[]", b"3", b"[" * 100_000, b"{}", b'{"marked": 3}', b'{"marked": {}}', b"\xff"]
)
def test_what_is_no_reply_is_told_as_that(task: Make, reply: Any) -> None:
    with pytest.raises(MalformedReply):
        read_graded(reply, task("right_solution"))


def test_a_reply_has_a_limit() -> None:
    with pytest.raises(MalformedReply, match="too long"):
        read(bytes(MAX_BYTES + 1))


def test_what_a_host_could_not_do_is_what_a_worker_could_not(task: Make) -> None:
    one = task("right_solution")
    for code in ("sandbox", "starved"):
        assert read_graded(to_bytes({"failed": code}), one).graded == failed(one, code)
    with pytest.raises(Starved):
        read(to_bytes({"starved": True}))
    with pytest.raises(BrokenExecutor, match="no memory"):
        read(to_bytes({"lost": "no memory"}))
    with pytest.raises(UserError) as refused:
        read(b'{"host": "n1\\u001b[2J", "refused": ["No protection.", "Run `grader doctor`."]}')
    assert (refused.value.what, refused.value.remedy) == ("host n1 [2J: No protection.", "Run `grader doctor`.")


def test_what_differs_on_a_host_is_named() -> None:
    theirs = code_facts() | {"numpy": "1.0", "grader/marking/mark.py": "another", "sympy": ""}
    with pytest.raises(UserError, match=r"numpy is 1\.0 there and \d") as error:
        read(to_bytes({"other_code": theirs}))
    assert "grader/marking/mark.py differs" in error.value.what
    assert "sympy is missing there" in error.value.what
    for nothing in (None, {}, [3]):
        with pytest.raises(UserError, match="and 3"):
            read(to_bytes({"other_code": nothing}))
