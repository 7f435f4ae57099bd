"""Messages of a student's process are parsed into runs and answers, or refused as malformed, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.answers import codec, wire
from grader.answers.answer import CellRun, Failure, Raised, Returned, SeriesAnswer, Undefined
from grader.answers.parse import (
    MAX_COUNT,
    MAX_KIND,
    MAX_NAME,
    MAX_NAMES,
    MAX_TEXT,
    parse_answer,
    parse_answers,
    parse_failure,
    parse_output,
    parse_run,
)
from grader.answers.values import MalformedValue, Number, parse_value
from grader.answers.wire import WireError

LONE = "\ud800"  # half of a surrogate pair, which no file can hold
FAILURE: dict[str, Any] = {"kind": "Odd", "text": "no", "cell": 2, "line": 3, "bases": ["Odd", "ValueError"]}
STREAM: dict[str, Any] = {"output_type": "stream", "name": "stdout", "text": "hi\n"}
ERROR: dict[str, Any] = {"output_type": "error", "ename": "Odd", "evalue": "no", "traceback": ["a", "b"]}
DISPLAY: dict[str, Any] = {"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": {"a": 1}}
VALUE: dict[str, Any] = {
    "value": {"kind": "number", "value": 2.0},
    "changed": ["x"],
    "shared": True,
    "overwritten": True,
    "forbidden_calls": ["diff"],
    "printed": 5,
}
RUN: dict[str, Any] = {"cell": 0, "outputs": [STREAM, ERROR], "failed": FAILURE, "dropped": 7}


# ── what is as it should be ────────────────────────────────────────────────────────────────────────────────


def test_a_failure_has_its_class_its_message_and_its_line() -> None:
    assert parse_failure(FAILURE) == Failure("Odd", "no", 2, 3, ("Odd", "ValueError"))


def test_a_run_has_its_outputs_its_failure_and_what_was_dropped() -> None:
    assert parse_run(RUN) == CellRun((STREAM, ERROR), parse_failure(FAILURE), "", 7)
    assert parse_run({"outputs": [], "failed": None}) == CellRun()


def test_addresses_in_memory_are_left_out() -> None:
    shown = {"output_type": "stream", "name": "stdout", "text": "<f at 0x7fa6741e5da0> 0x10, {<g at 0xAB>}"}
    told = {**FAILURE, "text": "<f at 0x7fa6741e5da0> is no number"}
    run = parse_run({"outputs": [shown], "failed": told})
    assert run.outputs[0]["text"] == "<f at 0x…> 0x10, {<g at 0x…>}"
    assert run.failed
    assert run.failed.text == "<f at 0x…> is no number"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<Thread(Thread-1 (f), started daemon 140085362232192)>", "<Thread(Thread-1 (f), started daemon …)>"),
        ("<_MainThread(MainThread, stopped 140085362232192)>", "<_MainThread(MainThread, stopped …)>"),
        ("it ended 140085362232192", "it ended 140085362232192"),
        ("/tmp/notebook/tmp89hrw3oz/a.txt", "/tmp/notebook/tmp…/a.txt"),
        ("/tmp/tmp_values_of_mine", "/tmp/tmp_values_of_mine"),
    ],
)
def test_what_is_another_one_in_every_run_is_left_out(text: str, told: str) -> None:
    shown = {"output_type": "stream", "name": "stdout", "text": text}
    assert parse_run({"outputs": [shown], "failed": None}).outputs[0]["text"] == told


def test_a_run_that_the_alarm_ended_is_a_timeout() -> None:
    assert parse_run({"outputs": [], "failed": {**FAILURE, "kind": "CellTimeout"}}).stopped == "timeout"


def test_each_line_is_an_answer() -> None:
    answers = parse_answers(b"\n".join(json.dumps(sent).encode() for sent in (VALUE, {"raised": FAILURE}, VALUE)))
    assert answers == (parse_answer(VALUE), parse_answer({"raised": FAILURE}), parse_answer(VALUE))


def test_short_answers_of_the_same_bytes_are_one_object_and_long_ones_are_not_kept() -> None:
    body = json.dumps(VALUE).encode()
    assert parse_answers(body)[0] is parse_answers(bytes(bytearray(body)))[0]
    long = json.dumps({**VALUE, "changed": ["x" * 50] * 100}).encode()
    assert parse_answers(long)[0] is not parse_answers(long)[0]


def test_a_series_holds_values_and_exceptions() -> None:
    line = json.dumps({"series": [VALUE, {"raised": FAILURE}]}).encode()
    (answer,) = parse_answers(line.replace(b": ", b":"))
    assert isinstance(answer, SeriesAnswer)
    assert answer.answers == (parse_answer(VALUE), parse_answer({"raised": FAILURE}))
    assert parse_answers(line)[0] is parse_answers(bytes(bytearray(line)))[0]


def test_an_answer_larger_than_any_is_refused_before_it_is_read() -> None:
    value = codec.encode([1.0] * codec.MAX_ITEMS)
    (answer,) = parse_answers(wire.encode({"value": value}))
    assert isinstance(answer, Returned)
    assert answer.value == parse_value(value)
    for larger in (
        {"kind": "list", "items": [*value["items"], value["items"][0]]},
        {"kind": "expression", "tree": ["Add", *[["I"]] * 3 * codec.MAX_ITEMS]},
    ):
        assert parse_value(larger)
        with pytest.raises(MalformedValue, match="too much"):
            parse_answers(wire.encode({"value": larger}))


@pytest.mark.parametrize("sent", [None, 3, {}, [1], [{}], [{"undefined": True}], [{"series": []}]])
def test_a_series_of_anything_else_is_malformed(sent: Any) -> None:
    with pytest.raises(MalformedValue):
        parse_answer({"series": sent})


@pytest.mark.parametrize("line", [b"", b"[]", b"3", b"{", b"\n", b'{"undefined": true}\n'])
def test_a_line_that_is_no_object_is_no_answer(line: bytes) -> None:
    with pytest.raises(WireError):
        parse_answers(line)


def test_an_answer_is_undefined_raised_or_a_value_with_its_behaviour() -> None:
    assert parse_answer({"undefined": True}) == Undefined()
    assert parse_answer({"raised": FAILURE, "printed": 0}) == Raised(parse_failure(FAILURE))
    assert parse_answer(VALUE) == Returned(Number(2.0), ("x",), True, True, ("diff",), 5)
    assert parse_answer({"value": VALUE["value"]}) == Returned(Number(2.0))


@pytest.mark.parametrize(
    ("sent", "parsed"),
    [
        (STREAM, STREAM),
        ({**STREAM, "name": "elsewhere", "extra": 1}, STREAM),
        ({**STREAM, "name": "stderr"}, {**STREAM, "name": "stderr"}),
        (ERROR, ERROR),
        ({**ERROR, "traceback": "no list"}, {**ERROR, "traceback": []}),
        (DISPLAY, {**DISPLAY, "metadata": {}}),
        ({**DISPLAY, "data": {"a/json": {"a": [1]}, "text/plain": "1"}}, {**DISPLAY, "metadata": {}}),
        (
            {**DISPLAY, "output_type": "execute_result", "execution_count": "seven"},
            {"output_type": "execute_result", "data": DISPLAY["data"], "metadata": {}, "execution_count": None},
        ),
    ],
)
def test_an_output_has_exactly_the_keys_of_its_kind(sent: Any, parsed: Any) -> None:
    assert parse_output(sent) == parsed


# ── what is malformed ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "output",
    [
        None,
        "text",
        [],
        {},
        {**STREAM, "output_type": "update_display_data"},
        {**STREAM, "output_type": ["stream"]},
        {**STREAM, "text": None},
        {**STREAM, "text": ["hi"]},
        {**ERROR, "ename": 1},
        {**ERROR, "evalue": None},
        {**ERROR, "traceback": [1]},
        {**DISPLAY, "data": None},
        {**DISPLAY, "data": ["text/plain"]},
    ],
)
def test_a_malformed_output_is_refused(output: Any) -> None:
    with pytest.raises(MalformedValue):
        parse_output(output)
    with pytest.raises(MalformedValue):
        parse_run({**RUN, "outputs": [STREAM, output]})


@pytest.mark.parametrize("outputs", [None, {}, "x", 3])
def test_a_run_without_a_list_of_outputs_is_refused(outputs: Any) -> None:
    with pytest.raises(MalformedValue):
        parse_run({**RUN, "outputs": outputs})


@pytest.mark.parametrize(
    "failure",
    [
        None,
        [],
        "Odd",
        *({**FAILURE, key: wrong} for key in ("cell", "line") for wrong in (None, True, 1.0, "1")),
        *({**FAILURE, key: wrong} for key in ("kind", "text") for wrong in (None, 1, ["Odd"])),
        *({**FAILURE, "bases": wrong} for wrong in (None, "Odd", [1], ["Odd"] * (MAX_NAMES + 1))),
        *({key: value for key, value in FAILURE.items() if key != left_out} for left_out in FAILURE),
    ],
)
def test_a_malformed_failure_is_refused(failure: Any) -> None:
    with pytest.raises(MalformedValue):
        parse_failure(failure)
    with pytest.raises(MalformedValue):
        parse_answer({"raised": failure})


@pytest.mark.parametrize(
    "change",
    [
        {"value": None},
        {"value": {"kind": "unheard_of"}},
        {"value": {"kind": "number", "value": "2"}},
        {"changed": None},
        {"changed": "x"},
        {"changed": [1]},
        {"changed": ["x"] * (MAX_NAMES + 1)},
        {"forbidden_calls": None},
        {"forbidden_calls": [["diff"]]},
    ],
)
def test_a_malformed_answer_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(MalformedValue):
        parse_answer({**VALUE, **change})


def test_an_empty_message_is_no_answer() -> None:
    with pytest.raises(MalformedValue):
        parse_answer({})


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("sent", [None, True, -1, 1.0, "5", MAX_COUNT, 10**400])
def test_a_count_that_is_none_is_zero(sent: Any) -> None:
    answer = parse_answer({**VALUE, "printed": sent})
    assert isinstance(answer, Returned)
    assert answer.printed == 0
    assert parse_run({**RUN, "dropped": sent}).dropped == 0


@pytest.mark.parametrize("sent", [None, 1, "yes", [True]])
def test_memory_is_shared_only_where_it_says_true(sent: Any) -> None:
    answer = parse_answer({**VALUE, "shared": sent, "overwritten": sent})
    assert isinstance(answer, Returned)
    assert not answer.shared
    assert not answer.overwritten


def test_long_texts_of_a_failure_are_cut() -> None:
    failure = parse_failure({**FAILURE, "kind": "K" * 999, "text": "t" * 999, "bases": ["b" * 999] * MAX_NAMES})
    assert (len(failure.kind), len(failure.text)) == (MAX_KIND, MAX_TEXT)
    assert [len(base) for base in failure.bases] == [MAX_NAME] * MAX_NAMES


@pytest.mark.parametrize(
    "output",
    [
        {**STREAM, "text": LONE},
        {**ERROR, "ename": LONE, "evalue": LONE, "traceback": [LONE]},
        {**DISPLAY, "data": {LONE: LONE}},
    ],
)
def test_a_lone_surrogate_in_an_output_becomes_a_question_mark(output: Any) -> None:
    text = str(parse_output(output))
    assert "?" in text
    text.encode()


def test_a_lone_surrogate_in_a_failure_or_a_name_becomes_a_question_mark() -> None:
    failure = parse_failure({**FAILURE, "kind": LONE, "text": LONE, "bases": [LONE]})
    assert (failure.kind, failure.text, failure.bases) == ("?", "?", ("?",))
    answer = parse_answer({**VALUE, "changed": [LONE], "forbidden_calls": [LONE]})
    assert isinstance(answer, Returned)
    assert (answer.changed, answer.forbidden_calls) == (("?",), ("?",))
