"""Messages of a student's process, made into `CellRun` and `Answer`. Every one may be forged.

Whatever is not exactly as `grader.sandbox.guest.runner` writes it raises `MalformedValue`. All functions are pure. All
texts that they return can be written to any file, a lone surrogate becoming a question mark, and are the same in every
run: addresses in memory are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from grader.answers import wire
from grader.answers.answer import Answer, CellRun, Failure, Raised, Returned, SeriesAnswer, Undefined
from grader.answers.codec import MAX_ITEMS
from grader.answers.values import MalformedValue, parse_value

MAX_COUNT = 2**53
"""A larger count is taken as 0: JSON holds no larger whole number exactly."""
MAX_NAMES = 100
MAX_NAME = 80
"""Characters kept of a name."""
MAX_KIND = 60
"""Characters kept of an exception's class name."""
MAX_TEXT = 500
"""Characters kept of an exception's message."""
MOST_OBJECTS, MOST_LISTS = MAX_ITEMS + 2, 3 * MAX_ITEMS
"""In one answer: an object or a list for each number, list, array or node of a tree, and what a matrix adds."""
KEPT_BYTES, KEPT_SERIES = 2**12, 2**16
"""Longer answers, and longer answers to a series, are parsed each time."""
_CHANGING = (
    (re.compile(r"\bat 0x[0-9A-Fa-f]+"), "at 0x…"),
    (re.compile(r"(ed (?:daemon )?)\d{9,}\)>"), r"\1…)>"),
    (re.compile(r"/tmp[a-z0-9_]{8}\b"), "/tmp…"),
)
"""What is another one in every run, in texts of objects: an address in memory, a thread's number, a temporary name."""


def parse_run(message: wire.Message) -> CellRun:
    """Return the run of one cell: ``{"outputs": [...], "failed": {...} or None, "dropped": count}``.

    Raises `MalformedValue` if the message does not follow this form.
    """
    failed = parse_failure(message["failed"]) if message.get("failed") else None
    stopped = "timeout" if failed and failed.kind == "CellTimeout" else ""
    outputs = message.get("outputs")
    if not isinstance(outputs, list):
        raise MalformedValue("outputs must be a list")
    return CellRun(tuple(map(parse_output, outputs)), failed, stopped, _count(message.get("dropped")))


def parse_output(plain: Any) -> dict[str, Any]:
    """Return one output of a cell with exactly the keys that nbformat 4 asks for, each of its type.

    Raises `MalformedValue` for an output of another kind, or a text that is no string.
    """
    if not isinstance(plain, dict):
        raise MalformedValue("an output must be an object")
    kind = plain.get("output_type")
    if kind == "stream":
        name = "stderr" if plain.get("name") == "stderr" else "stdout"
        return {"output_type": "stream", "name": name, "text": _text(plain.get("text"))}
    if kind == "error":
        lines = plain.get("traceback")
        trace = [_text(line) for line in lines] if isinstance(lines, list) else []
        return {
            "output_type": "error",
            "ename": _text(plain.get("ename")),
            "evalue": _text(plain.get("evalue")),
            "traceback": trace,
        }
    if kind not in ("display_data", "execute_result") or not isinstance(plain.get("data"), dict):
        raise MalformedValue("unknown output")
    # Only text is kept: JSON types alone hold something else, and no page of the grader shows them.
    data = {_text(mime): _text(value) for mime, value in plain["data"].items() if isinstance(value, str)}
    shown: dict[str, Any] = {"output_type": kind, "data": data, "metadata": {}}
    return shown | ({"execution_count": None} if kind == "execute_result" else {})


def parse_failure(plain: Any) -> Failure:
    """Return an exception: ``{"kind", "text", "cell", "line", "bases"}``; long texts are cut.

    Raises `MalformedValue` if one of these is missing or of another type.
    """
    if not isinstance(plain, dict):
        raise MalformedValue("a failure must be an object")
    cell, line = plain.get("cell"), plain.get("line")
    if type(cell) is not int or type(line) is not int:
        raise MalformedValue("a failure names its cell and line by number")
    kind, text = _text(plain.get("kind"))[:MAX_KIND], _text(plain.get("text"))[:MAX_TEXT]
    return Failure(kind, text, cell, line, _names(plain.get("bases")))


def parse_answers(body: bytes) -> tuple[Answer, ...]:
    """Return the answers to several probes from the bytes of their message, in which each has a line of its own.

    Right answers of a class are mostly the same bytes: those are parsed once, and are then the same object.
    Raises `MalformedValue` as `parse_answer` does, and for an answer with more in it than `codec.encode` puts into one,
    before that costs time; `WireError` for a line that is no JSON object.
    """
    return tuple(map(_parse_line, body.split(b"\n")))


def _parse_line(line: bytes) -> Answer:
    if line.startswith(b'{"series"'):
        return _kept_series(line) if len(line) <= KEPT_SERIES else parse_answer(wire.parse(line))
    if len(line) <= KEPT_BYTES:
        return _kept_answer(line)
    if line.count(b"{") > MOST_OBJECTS or line.count(b"[") > MOST_LISTS:
        raise MalformedValue("an answer holds too much")
    return parse_answer(wire.parse(line))


@lru_cache(maxsize=4096)
def _kept_answer(line: bytes) -> Answer:
    return parse_answer(wire.parse(line))


@lru_cache(maxsize=512)
def _kept_series(line: bytes) -> Answer:
    return parse_answer(wire.parse(line))


def parse_answer(message: wire.Message) -> Answer:
    """Return the answer to one probe: ``{"undefined": ...}``, ``{"raised": failure}``, or a value and how it came.

    For a series ``{"series": [...]}`` with such answers. How a value came is told where it is not as it should be.

    Raises `MalformedValue` if the message does not follow one of these forms.
    """
    if "undefined" in message:
        return Undefined()
    if "series" in message:
        return _series(message["series"])
    if "raised" in message:
        return Raised(parse_failure(message["raised"]))
    return Returned(
        value=parse_value(message.get("value")),
        changed=_names(message.get("changed", [])),
        shared=message.get("shared") is True,
        overwritten=message.get("overwritten") is True,
        forbidden_calls=_names(message.get("forbidden_calls", [])),
        printed=_count(message.get("printed")),
    )


def _series(plain: Any) -> SeriesAnswer:
    if not isinstance(plain, list):
        raise MalformedValue("a series must be a list")
    answers = []
    for one in plain:
        answer = parse_answer(one) if isinstance(one, dict) and "series" not in one else None
        if not isinstance(answer, (Returned, Raised)):
            raise MalformedValue("a series holds values and exceptions")
        answers.append(answer)
    return SeriesAnswer(tuple(answers))


def _names(plain: Any) -> tuple[str, ...]:
    if not isinstance(plain, list) or len(plain) > MAX_NAMES:
        raise MalformedValue("names must be a list")
    return tuple(_text(name)[:MAX_NAME] for name in plain)


def _text(plain: Any) -> str:
    if not isinstance(plain, str):
        raise MalformedValue("a text must be a string")
    text = plain
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text.encode("utf-8", "replace").decode("utf-8")


def _count(plain: Any) -> int:
    return plain if type(plain) is int and 0 <= plain < MAX_COUNT else 0
