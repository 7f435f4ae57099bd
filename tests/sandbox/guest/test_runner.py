"""What the runner sends of cells, exceptions and calls. Whole conversations are in `host/test_session.py`."""

from __future__ import annotations

import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from grader.answers import wire
from grader.answers.codec import encode, encode_inputs
from grader.sandbox.guest import runner
from grader.sandbox.guest.shell import CellShell, Recorder


def shell_with(**names: object) -> CellShell:
    """Return a shell that has these names, and runs a cell by calling `exec`."""
    recorder = Recorder()

    def run_cell(source: str, **_: object) -> SimpleNamespace:
        error = None
        try:
            exec(compile(source, f"<cell {shell.compile.cell}>", "exec"), names)
        except BaseException as raised:
            error = raised
        return SimpleNamespace(error_before_exec=None, error_in_exec=error)

    shell = SimpleNamespace(user_ns=names, recorder=recorder, compile=SimpleNamespace(cell=0), run_cell=run_cell)
    return cast("CellShell", shell)


def probe(
    code: str = "answer(x)", file: str = "", *, forbid_aliasing: bool = False, stand_in: str = "", **given: object
) -> dict[str, Any]:
    return {
        "function": "" if file else "f",
        "code": code,
        "inputs": encode_inputs(given),
        "forbidden": [],
        "forbid_aliasing": forbid_aliasing,
        "file": file,
        "stand_in": stand_in,
    }


def answer_each(messages: list[dict[str, Any]], **names: object) -> list[dict[str, Any]]:
    return list(runner.answers(messages, shell_with(**names)))


def answer(message: dict[str, Any], **names: object) -> dict[str, Any]:
    (reply,) = answer_each([message], **names)
    return reply


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_cell_that_fails_is_told_with_its_line() -> None:
    sent = runner.run_cell(shell_with(), 4, "x = 1\nx / 0", 5.0)
    assert (sent["cell"], sent["outputs"], sent["dropped"]) == (4, [], 0)
    assert sent["failed"] == {
        "kind": "ZeroDivisionError",
        "bases": ["ZeroDivisionError", "ArithmeticError", "Exception", "BaseException"],
        "text": "division by zero",
        "cell": 4,
        "line": 2,
    }


def test_a_cell_that_succeeds_has_not_failed() -> None:
    assert runner.run_cell(shell_with(), 0, "x = 1", 5.0)["failed"] is None


def test_a_cell_is_interrupted_when_its_time_is_up() -> None:
    assert runner.run_cell(shell_with(), 0, "while True: pass", 0.05)["failed"]["kind"] == "CellTimeout"


# ── exceptions ─────────────────────────────────────────────────────────────────────────────────────────────


def raised(source: str, name: str) -> BaseException:
    try:
        exec(compile(source, name, "exec"), {})
    except BaseException as error:
        return error
    raise AssertionError("it raises nothing")


def test_an_exception_that_touches_no_line_of_the_students_has_none() -> None:
    told = runner.describe(raised("1 / 0", "<probe>"))
    assert (told["cell"], told["line"]) == (-1, 0)


def test_a_line_of_a_file_is_told_where_a_file_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    told = runner.describe(raised("\n\n1 / 0", str(file)), str(file))
    assert (told["cell"], told["line"]) == (-1, 3)


@pytest.mark.parametrize("source", ["x = (", "if x\n  1", "return 1"])
def test_a_syntax_error_has_the_line_of_the_cell(source: str) -> None:
    told = runner.describe(raised(source, "<cell 2>"))
    assert (told["kind"], told["cell"], told["line"]) == ("SyntaxError", 2, 1)


def test_a_private_exception_is_told_as_its_public_base() -> None:
    class _Incomplete(SyntaxError):
        pass

    told = runner.describe(_Incomplete())
    assert (told["kind"], told["bases"][0]) == ("SyntaxError", "SyntaxError")


def test_an_exception_that_cannot_be_written_has_an_empty_text() -> None:
    class Odd(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert runner.describe(Odd())["text"] == ""


# ── probes ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_or_a_file_that_is_not_there_is_undefined() -> None:
    assert answer(probe(x=1.0)) == {"undefined": True}
    assert answer(probe(x=1.0), f=None) == {"undefined": True}
    assert answer(probe("1", file="gone.py")) == {"undefined": True}


def test_a_call_that_changes_the_result_of_the_call_before_says_so() -> None:
    place = np.zeros(2)

    def f(x: np.ndarray) -> np.ndarray:
        place[:] = 2 * x
        return place

    def same(x: np.ndarray) -> np.ndarray:
        return place

    asked = [probe(x=np.array([1.0, 2.0])), probe(x=np.array([3.0, 4.0]))]
    assert [sent.get("overwritten", False) for sent in answer_each(asked, f=f)] == [False, True]
    assert [sent.get("overwritten", False) for sent in answer_each(asked, f=lambda x: (2 * x, x))] == [False, False]
    assert [sent.get("overwritten", False) for sent in answer_each(asked, f=same)] == [False, False], (
        "a constant harms nobody"
    )
    kept: list[float] = []
    assert answer_each(asked, f=lambda x: kept.__setitem__(slice(None), x.tolist()) or kept)[1]["overwritten"]
    table: dict[str, float] = {}
    assert answer_each(asked, f=lambda x: table.update(x=x[0]) or table)[1]["overwritten"]


def test_a_call_tells_its_value_and_its_behaviour() -> None:
    def f(x: np.ndarray) -> np.ndarray:
        x[0] = 9.0
        return x

    sent = answer(probe(x=np.array([1.0, 2.0]), forbid_aliasing=True), f=f)
    assert (sent["value"]["kind"], sent["changed"], sent["shared"], sent.get("printed")) == ("array", ["x"], True, None)
    assert "shared" not in answer(probe(x=np.array([1.0, 2.0])), f=f), "only where a question asks"
    assert answer(probe(x=1.0), f=lambda x: x) == {"value": encode(1.0)}


def test_a_call_that_raises_is_told() -> None:
    assert answer(probe(x=0.0), f=lambda x: 1 / x)["raised"]["kind"] == "ZeroDivisionError"


def series(*given: dict[str, object], forbid_aliasing: bool = False) -> dict[str, Any]:
    calls = [("answer(x)", encode_inputs(one)) for one in given]
    return {"function": "f", "calls": calls, "forbidden": [], "forbid_aliasing": forbid_aliasing}


ARRAYS = [{"x": np.array([1.0, 2.0])}, {"x": np.array([3.0, 4.0])}]


def test_a_series_tells_what_came_of_each_call() -> None:
    sent = answer(series({"x": 2.0}, {"x": 0.0}), f=lambda x: 1 / x)
    assert sent["series"][0] == {"value": encode(0.5)}
    assert sent["series"][1]["raised"]["kind"] == "ZeroDivisionError"


def test_a_series_in_which_a_call_does_more_than_return_is_asked_one_by_one() -> None:
    place, shell = np.zeros(2), shell_with()

    def buffer(x: np.ndarray) -> np.ndarray:
        place[:] = x
        return place

    def prints(x: np.ndarray) -> np.ndarray:
        shell.recorder.write("stdout", "x")
        return 2 * x

    def exits(x: np.ndarray) -> None:
        raise SystemExit

    for function in (buffer, exits, lambda x: x.sort() or x.fill(0), None):
        assert answer(series(*ARRAYS), f=function) == {"series": []}
    shell.user_ns["f"] = prints
    assert list(runner.answers([series(*ARRAYS)], shell)) == [{"series": []}]
    assert answer(series(*ARRAYS, forbid_aliasing=True), f=lambda x: x[:1]) == {"series": []}
    assert len(answer(series(*ARRAYS), f=lambda x: x[:1])["series"]) == 2, "only where a question asks"


def test_what_comes_before_a_series_is_sent_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    monkeypatch.setattr(wire, "send_frames", lambda _, frame: sent.append(frame.count(b"\n") + 1))

    def f(x: float) -> float:
        assert x < 5 or sent == [2], "the two answers before it have been sent"
        return x

    asked = [probe(x=1.0), probe(x=2.0), series({"x": 5.0}, {"x": 6.0}), probe(x=3.0)]
    with socket.socket() as connection:
        runner.answer_all(connection, asked, shell_with(f=f))
    assert sent == [2, 2]


def test_a_series_of_large_answers_is_asked_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "BATCH_BYTES", 2000)
    for large in (np.zeros(200), [0.0] * 200, [np.zeros(100)] * 2):
        assert answer(series(*ARRAYS), f=lambda x, large=large: large) == {"series": []}


def test_a_call_after_a_series_tells_whether_it_changes_the_last_result_of_it() -> None:
    place = np.zeros(2)

    def f(x: np.ndarray) -> np.ndarray:
        place[:] = x
        return place

    _, sent = answer_each([series(ARRAYS[0]), probe(**ARRAYS[1])], f=f)
    assert sent["overwritten"]


@pytest.mark.parametrize(
    ("before", "after", "differs"),
    [
        (np.array([1.0, np.nan]), np.array([1.0, np.nan]), False),
        (np.array([1.0, 2.0]), np.array([2.0, 1.0]), True),
        (np.array(["a"]), np.array(["a"]), False),
        (np.zeros(2), np.zeros((2, 1)), True),
        ([1, [2, 3]], [1, [2, 3]], False),
        ([1, [2, 3]], [1, [3, 2]], True),
        ([1], [1, 2], True),
        ({"x": 1.0, "y": np.zeros(2)}, {"x": 1.0, "y": np.zeros(2)}, False),
        ({"x": 1.0}, {"x": 2.0}, True),
        ({"x": 1.0}, {"x": 1.0, "u": 2.0}, True),
        (1.0, 1.0, False),
    ],
)
def test_an_input_is_changed_when_its_contents_are(before: Any, after: Any, differs: bool) -> None:
    assert runner._differs(after, before) is differs


def test_a_copy_is_of_all_that_can_change() -> None:
    original: list[Any] = [np.zeros(2), (np.ones(1), "text"), {"x": np.zeros(1)}]
    copied = runner._copy(original)
    original[0][0] = original[2]["x"][0] = 5
    assert copied[0][0] == 0
    assert copied[2]["x"][0] == 0
    assert type(copied[1]) is tuple


# ── files ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_files_are_written_below_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner.write_file("data/one.txt", b"1")
    assert (tmp_path / "data" / "one.txt").read_bytes() == b"1"


def test_a_function_of_the_students_is_changed_for_one_probe() -> None:
    names: dict[str, Any] = {}
    names |= {"g": lambda x: (x, [2.0, x]), "f": lambda x: [names["g"](x), 1.0]}
    shell = shell_with(**names)
    names = shell.user_ns
    changed, as_before = runner.answers([probe(x=4.0, stand_in="g"), probe(x=4.0)], shell)
    assert changed["value"] == encode([(-3.0, [-1.5, -3.0]), 1.0])
    assert as_before["value"] == encode([(4.0, [2.0, 4.0]), 1.0])


def test_the_first_of_several_exceptions_in_a_row_is_sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    monkeypatch.setattr(runner, "BATCH_SECONDS", 60.0)
    monkeypatch.setattr(wire, "send_frames", lambda _, frame: sent.append(frame.count(b"\n") + 1))
    probes = [probe(x=x) for x in (2.0, 0.0, 0.0, 0.0, 4.0, 0.0, 1.0)]
    with socket.socket() as connection:
        runner.answer_all(connection, probes, shell_with(f=lambda x: 1 / x))
    assert sent == [1, 1, 2, 1, 1, 1]
