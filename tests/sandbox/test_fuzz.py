"""Whatever a student's process says, the grader goes on: a value, or a verdict, in time, and never an exception.

The grader's side is driven through its public surface, a `Session` that talks to a peer of ours in place of the
student's process. The peer says arbitrary bytes, broken frames, and well-formed messages bent at every joint.
"""

from __future__ import annotations

import contextlib
import copy
import json
import math
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import nbformat
import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from parsing import assert_parsed_or_refused

from grader.answers import wire
from grader.answers.answer import Answer, CellRun, Died, Probe, Raised, Returned, TimedOut, Undefined
from grader.answers.code import Code
from grader.answers.codec import encode
from grader.answers.parse import parse_answer, parse_run
from grader.answers.values import MalformedValue, Value, parse_value
from grader.course import Course, Settings
from grader.feedback.sanitise import clean_outputs
from grader.grading.pipeline import grade
from grader.marking.mark import mark
from grader.questions.question import Call, FollowThrough, Mistake, Question, case, must_raise
from grader.questions.scheme import Scheme, make_scheme, probes
from grader.results.result import to_json
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.host.session import MAX_OUTPUT, Session
from grader.sandbox.limits import Allowance, Limits
from grader.submission.submission import Release, Submission
from grader.text import Bilingual

quick = settings(derandomize=True, deadline=None, database=None, max_examples=50)
LIMITS = Limits(cell_seconds=5.0, call_seconds=5.0, notebook_seconds=10.0)
HURRIED = Limits(cell_seconds=0.1, call_seconds=0.1, notebook_seconds=0.2)
T = TypeVar("T")


# ── a peer in place of the student's process ───────────────────────────────────────────────────────────────


class FakeSupervisor:
    """Counts the wall's time as a submission's own."""

    def kill_children(self) -> str:
        return ""

    def used_since(self, moment: float) -> tuple[float, float]:
        own = time.monotonic() - moment
        return own, own

    def interrupt(self) -> None:
        pass

    def begin_close(self) -> None:
        pass


def session_with(connection: socket.socket, limits: Limits = LIMITS) -> Session:
    """Return a session whose runner is the peer at the other end."""
    return Session(wire.Connection(connection), limits, FakeSupervisor())


def frame(message: Any) -> bytes:
    """Return a frame as a forger writes it: NaN, lone surrogates and bytes of their own making included."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return struct.pack("!I", len(body)) + body


def feed(connection: socket.socket, said: bytes) -> None:
    """Wait until the grader speaks, say something, and nothing more; the grader may have hung up before."""
    with connection, contextlib.suppress(OSError):
        connection.recv(1)
        connection.sendall(said)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(2**16):
            pass


def run(said: bytes, cells: int = 1) -> dict[int, CellRun]:
    """Return what a session makes of a peer that says this when it should run cells."""
    ours, theirs = socket.socketpair()
    speaker = threading.Thread(target=feed, args=(theirs, said), daemon=True)
    speaker.start()
    with session_with(ours) as session:
        runs = session.run([(index, "1 + 1") for index in range(cells)], Allowance.of(LIMITS.notebook_seconds))
    speaker.join(10)
    return runs


def ask(said: bytes, asked: Sequence[Probe]) -> tuple[Answer, ...]:
    """Return what a session makes of a peer that says this when it should answer probes."""
    ours, theirs = socket.socketpair()

    def answer() -> None:
        with theirs:
            _, descriptor = wire.receive_with_descriptor(theirs)
            wire.send(theirs, {"forked": True})
            feed(socket.socket(fileno=descriptor), said)

    speaker = threading.Thread(target=answer, daemon=True)
    speaker.start()
    with session_with(ours) as session:
        answers = session.ask_isolated(asked, Allowance.of(LIMITS.notebook_seconds))
    speaker.join(10)
    return answers


def in_time(action: Callable[[], T]) -> T:
    """Return what an action returns; one that hangs fails the test and does not hang it."""
    returned: list[T] = []
    thread = threading.Thread(target=lambda: returned.append(action()), daemon=True)
    thread.start()
    thread.join(20)
    assert returned, "it hangs"
    return returned[0]


# ── messages, honest and bent ──────────────────────────────────────────────────────────────────────────────


FAILED = {"kind": "Odd", "bases": ["Odd", "ValueError"], "text": "no", "cell": 0, "line": 1}
RUNS: list[Any] = [
    {"cell": 0, "outputs": [], "failed": None},
    {"cell": 0, "outputs": [], "failed": FAILED},
    {
        "cell": 0,
        "outputs": [
            {"output_type": "stream", "name": "stdout", "text": "hi\n"},
            {"output_type": "error", "ename": "Odd", "evalue": "no", "traceback": ["line"]},
            {"output_type": "display_data", "data": {"text/plain": "<Figure>", "image/png": "iVBO"}, "metadata": {}},
            {"output_type": "execute_result", "data": {"text/html": "<b>1</b>"}, "metadata": {}, "execution_count": 1},
        ],
        "failed": {**FAILED, "kind": "CellTimeout"},
    },
]
x = sympy.Symbol("x", positive=True)
VALUES = [
    None,
    2.0,
    1 + 2j,
    "text",
    [1.0, [2.0, np.ones(2)]],
    (1.0, np.zeros(2)),
    np.ones(2),
    np.ones((2, 2)) * 1j,
    sympy.exp(x) * sympy.Piecewise((x, x > 1), (2, True)),
    sympy.Matrix([[x, 1], [x**2, sympy.pi]]),
    object(),
]
ANSWERS: list[Any] = [
    {"value": encode(value), "changed": ["x"] * (n % 2), "shared": n == 3, "forbidden_calls": [], "printed": n}
    for n, value in enumerate(VALUES)
]
ANSWERS += [{"undefined": True}, {"raised": FAILED, "printed": 0}, {"raised": {**FAILED, "kind": "MemoryError"}}]

tower: Any = []
for _ in range(400):
    tower = [tower]
ODD: list[Any] = [
    *(None, True, 0, -1, 0.0, -0.0, 10**20, 10**400, -(10**4000), 1e308, 5e-324, math.nan, math.inf, -math.inf),
    *("", "\ud800", "a\udfffb", "{0}{name}", "\x00\x1b[31m", "<script>", "x" * 5000, "nan", "Symbol", "none", "array"),
    *([], {}, [[]], [None] * 200, tower, {"kind": "list", "items": []}, {"": {"": None}}, {"\udc80": "\udc80"}),
    *(
        ["Symbol"],
        ["Symbol", "\ud800"],
        ["log"],
        ["Pow", 10.0, ["Pow", 10.0, 1e300]],
        ["Piecewise", [], 1],
        ["exp", 1e9],
    ),
    *(["ExprCondPair", 1.0, 1.0], ["I", 1.0], ["Max"], ["Add"], ["\ud800", 1.0], ["And", ["Symbol", "x"], 1.0]),
    *({"application/json": tower, "text/plain": 3, "image/png": "\ud800", "json": {"a": [1]}},),
]
words = st.text(max_size=8) | st.sampled_from(["kind", "value", "items", "tree", "data", "shape", "raised", "outputs"])
scalars = st.none() | st.booleans() | st.integers() | st.floats() | words | st.sampled_from(ODD)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4), max_leaves=8
)


def joints(plain: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every part of a message."""
    children = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for key, child in children:
        yield (*way, key)
        yield from joints(child, (*way, key))


@st.composite
def bent(draw: st.DrawFn, honest: Sequence[Any]) -> Any:
    """Draw an honest message, and put something odd, nothing, or a part of another message at one or two joints."""
    message = copy.deepcopy(draw(st.sampled_from(honest)))
    for _ in range(draw(st.integers(1, 2))):
        ways = list(joints(message))
        if not ways:
            break
        *way, last = draw(st.sampled_from(ways))
        parent = message
        for key in way:
            parent = parent[key]
        if draw(st.integers(0, 9)):
            parent[last] = copy.deepcopy(draw(st.sampled_from(ODD) | anything))
        else:
            del parent[last]
    return message


FRAMES = {
    "nothing": b"",
    "half a length": b"\x00\x00",
    "a length alone": struct.pack("!I", 50),
    "half a frame": frame(RUNS[2])[:-20],
    "an empty frame": frame(b""),
    "a frame of four gigabytes": b"\xff" * 8,
    "just over the limit": struct.pack("!I", wire.MAX_FRAME + 1) + b"{}",
    "no JSON": frame(b"\x80\x04\x95pickle"),
    "a list": frame(b"[1]"),
    "UTF-16": frame('{"value": {"kind": "none"}}'.encode("utf-16")),
    "a mark of byte order": frame(b"\xef\xbb\xbf{}"),
    "deep lists": frame(b'{"value": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    "deep objects": frame(b'{"outputs": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}"),
    "a number of 5000 digits": frame(b'{"value": {"kind": "number", "value": ' + b"1" * 5000 + b"}}"),
    "a number of 4000 digits": frame(b'{"value": {"kind": "number", "value": ' + b"1" * 4000 + b"}}"),
    "an exponent without end": frame(b'{"value": {"kind": "number", "value": 1e999999999}}'),
    "keys twice": frame(b'{"outputs": [], "outputs": 3, "failed": null, "failed": {"kind": 1}, "value": 1}'),
    "raw surrogates": frame(b'{"outputs": [{"output_type": "stream", "text": "\xed\xa0\x80"}], "failed": null}'),
    "a million outputs": frame(b'{"outputs": [' + b"{}," * 10**6 + b"{}]}"),
    "two megabytes of zeros": frame(b'{"printed": 0, "value": {"kind": "list", "items": [' + b"0," * 10**6 + b"0]}}"),
    "more answers than were asked for": frame(b'{"undefined": true}\n' * 3 + b'{"undefined": true}'),
    "a line with nothing on it": frame(b'{"undefined": true}\n'),
}


# ── what is made of it ─────────────────────────────────────────────────────────────────────────────────────


def assert_runs_can_be_shown(runs: dict[int, CellRun]) -> None:
    """Every cell's run, whatever was said, can be stored as JSON and shown in a notebook."""
    for cell in runs.values():
        assert isinstance(cell, CellRun)
        assert cell.stopped in ("", "timeout", "killed")
        json.dumps([cell.outputs, cell.failed and vars(cell.failed)], ensure_ascii=False).encode()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell()])
    cleaned = clean_outputs({index: cell.outputs for index, cell in runs.items()}, "ko")
    notebook.cells[0].outputs = [nbformat.from_dict(output) for outputs in cleaned.values() for output in outputs]
    nbformat.validate(notebook)
    nbformat.writes(notebook).encode()


def assert_one_answer_each(answers: Sequence[Answer], asked: Sequence[Probe]) -> None:
    """Every probe has an answer of some kind, whatever was said."""
    assert len(answers) == len(asked)
    assert all(isinstance(answer, (Returned, Raised, Undefined, TimedOut, Died)) for answer in answers)


@pytest.mark.parametrize("said", FRAMES.values(), ids=FRAMES)
def test_broken_frames_are_no_answers(said: bytes) -> None:
    asked = [Probe("f", "answer()", [])] * 3
    assert_runs_can_be_shown(in_time(lambda: run(said)))
    assert_one_answer_each(in_time(lambda: ask(said, asked)), asked)


@quick
@given(st.binary(max_size=300), st.booleans())
def test_arbitrary_bytes_are_no_answers(noise: bytes, framed: bool) -> None:
    said = frame(noise) if framed else noise
    assert_runs_can_be_shown(run(said))
    asked = [Probe("f", "answer()", [])]
    assert_one_answer_each(ask(said, asked), asked)


@quick
@given(st.lists(st.one_of(bent(RUNS), st.sampled_from(RUNS), anything), min_size=1, max_size=3))
def test_a_bent_message_on_a_cell_is_a_run_or_an_end(messages: list[Any]) -> None:
    assert_runs_can_be_shown(run(b"".join(map(frame, messages)), cells=3))


@pytest.mark.parametrize("honest", RUNS)
def test_an_honest_message_on_a_cell_arrives(honest: Any) -> None:
    runs = run(frame(honest))
    assert_runs_can_be_shown(runs)
    assert len(runs[0].outputs) == len(honest["outputs"])
    assert (runs[0].failed is None) == (honest["failed"] is None)


@quick
@given(anything | bent([encode(value) for value in VALUES]))
def test_any_data_is_a_value_or_malformed(plain: Any) -> None:
    assert_parsed_or_refused(lambda: parse_value(plain), MalformedValue, Value)


@quick
@given(bent(RUNS) | bent(ANSWERS) | st.dictionaries(words, anything, max_size=4))
def test_any_message_is_a_run_or_an_answer_or_malformed(message: Any) -> None:
    assert_parsed_or_refused(lambda: parse_run(message), MalformedValue, CellRun)
    assert_parsed_or_refused(lambda: parse_answer(message), MalformedValue, Answer)


# ── time and room ──────────────────────────────────────────────────────────────────────────────────────────


def dribble(connection: socket.socket, over: threading.Event) -> None:
    """Send a frame that never ends, a byte at a time."""
    connection.sendall(struct.pack("!I", 10_000))
    while not over.wait(0.01):
        try:
            connection.sendall(b" ")
        except OSError:
            return


@pytest.mark.parametrize("source", ["1", "#" * 2**21], ids=["a small cell", "a cell larger than the line's buffer"])
@pytest.mark.parametrize("dribbles", [False, True])
def test_a_peer_that_says_nothing_or_dribbles_is_a_timeout(source: str, dribbles: bool) -> None:
    ours, theirs = socket.socketpair()
    over = threading.Event()
    with theirs, session_with(ours, HURRIED) as session:
        if dribbles:
            threading.Thread(target=dribble, args=(theirs, over), daemon=True).start()
        runs = in_time(lambda: session.run([(0, source), (1, "1")], Allowance.of(1)))
        over.set()
    assert {index: cell.stopped for index, cell in runs.items()} == {0: "timeout"}


@pytest.mark.parametrize("size", [1, 2**21], ids=["a small probe", "a probe larger than the line's buffer"])
def test_a_disposable_fork_that_says_nothing_is_a_timeout(size: int) -> None:
    ours, theirs = socket.socketpair()
    with theirs, session_with(ours, HURRIED) as session:
        wire.send(theirs, {"forked": True})
        asked = [Probe("f", "#" * size, [])] * 2
        answers = in_time(lambda: session.ask_isolated(asked, Allowance.of(1)))
    assert answers == (TimedOut(HURRIED.call_seconds),) * 2


def test_a_process_that_ignores_the_limit_on_output_fills_no_memory_of_ours() -> None:
    loud = frame({"outputs": [{"output_type": "stream", "name": "stdout", "text": "x" * 2**21}], "failed": None})
    runs = in_time(lambda: run(loud * 20, cells=20))
    assert len(runs) == 20
    assert not any(cell.stopped for cell in runs.values())
    assert sum(len(output["text"]) for cell in runs.values() for output in cell.outputs) <= MAX_OUTPUT


# ── marking ────────────────────────────────────────────────────────────────────────────────────────────────


def scalar(x: float) -> float:
    if x > 5:
        raise ValueError
    return 3 * x**2


def vector(x: np.ndarray) -> np.ndarray:
    return 2 * x


def matrix(x: np.ndarray) -> np.ndarray:
    return np.outer(x, x)


def pair(x: np.ndarray) -> tuple[float, np.ndarray]:
    return float(x.sum()), 2 * x


def formula(x: sympy.Symbol) -> sympy.Expr:
    return sympy.diff(sympy.exp(x**2) * sympy.log(x), x)


def hessian(x: sympy.Symbol) -> sympy.Matrix:
    return sympy.Matrix([[x, 1], [1, sympy.sin(x)]])


POINTS = [np.array([1.0, 2.0]), np.array([-1.0, 0.5]), np.array([0.0, 3.0])]
AT_NUMBERS = lambda rng: [case(x=0.5), case(x=-1.0), case(x=2.0), must_raise(x=6.0)]  # noqa: E731
AT_POINTS = lambda rng: [case(x=point) for point in POINTS]  # noqa: E731
AT_SYMBOL = lambda rng: [case(x=Code("sympy.Symbol('x')")), case(x=Code("sympy.Symbol('y')"))]  # noqa: E731
LOST = Mistake(
    "lost", lambda x: x, hint=Bilingual("What became of the factor?", "계수는 어디로 갔습니까?"), credit=0.25
)
SCHEMES = [
    make_scheme(question, seed=3)
    for question in (
        Question(scalar, 2, AT_NUMBERS, (LOST,)),
        Question(vector, 2, AT_POINTS, (LOST,), ask=Call(forbid_aliasing=True)),
        Question(matrix, 2, AT_POINTS),
        Question(pair, 2, AT_POINTS),
        Question(formula, 2, AT_SYMBOL, ask=Call(forbidden=("diff",))),
        Question(hessian, 2, AT_SYMBOL),
        Question(vector, 2, AT_POINTS, follow_through=FollowThrough((matrix,), lambda earlier, x: 2 * earlier)),
    )
]


def honest_answers(scheme: Scheme) -> list[Any]:
    """Return the messages that a right submission would send."""
    calls = [encode_call(scheme, index) for index in range(len(scheme.cases))]
    earlier = calls if scheme.question.follow_through else []
    return [*calls, *earlier, *(calls[index] for index in scheme.repeated)]


def one_by_one(answers: Sequence[Any]) -> bytes:
    """Return the frames of answers that are sent each as soon as it is there."""
    return b"".join(map(frame, answers))


def together(answers: Sequence[Any]) -> bytes:
    """Return the frame of answers that are sent together."""
    return frame(b"\n".join(json.dumps(answer).encode() for answer in answers))


def encode_call(scheme: Scheme, index: int) -> Any:
    if scheme.cases[index].must_raise:
        return {"raised": {**FAILED, "kind": "ValueError", "bases": ["ValueError"]}, "printed": 0}
    value = scheme.cases[index].inputs["x"]
    value = sympy.Symbol(str(value)[-3:-2]) if isinstance(value, Code) else value
    return {
        "value": encode(scheme.question.reference(value)),
        "changed": [], "shared": False, "forbidden_calls": [], "printed": 0
    }  # fmt: skip


def assert_marked(scheme: Scheme, answers: Sequence[Answer], definition: CellRun | None = None) -> None:
    """The answers get a credit, a code and a message in both languages that can be written to a file."""
    outcome = mark(scheme, answers, {0: "def f(x):\n    return x"}, definition)
    assert 0 <= outcome.credit <= 1
    for language in ("en", "ko"):
        message = outcome.message.say(language)
        assert message
        assert len(message) < 3000
        json.dumps([outcome.code, message], ensure_ascii=False).encode()


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.question.name)
def test_honest_messages_earn_all_points(scheme: Scheme) -> None:
    messages = honest_answers(scheme)
    assert mark(scheme, ask(one_by_one(messages), probes(scheme)), {}).credit == 1
    assert mark(scheme, ask(together(messages), probes(scheme)), {}).credit == 1


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.question.name)
@quick
@given(st.data())
def test_whatever_comes_back_is_marked(scheme: Scheme, data: st.DataObject) -> None:
    asked = probes(scheme)
    messages = honest_answers(scheme)
    replaced = data.draw(st.sets(st.integers(0, len(asked) - 1), min_size=1) | st.just(set(range(len(asked)))))
    message = data.draw(bent(messages) | bent(ANSWERS) | st.sampled_from(ANSWERS))
    for place in replaced:
        messages[place] = message
    answers = ask(data.draw(st.sampled_from([one_by_one(messages), together(messages)])), asked)
    assert_one_answer_each(answers, asked)
    assert_marked(scheme, answers)


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "other", "type": "\ud800"},
        {"kind": "expression", "tree": ["\ud800", 1.0]},
        {"kind": "expression", "tree": ["Pow", 10.0, ["Pow", 10.0, 1e300]]},
        {"kind": "matrix", "shape": [2, 2], "entries": [[-1e308, 1e308], [1.0, ["Pow", 10.0, 308.0]]]},
        {"kind": "number", "value": 1e308, "imaginary": -1e308},
    ],
    ids=range(5),
)
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.question.name)
def test_what_fuzzing_has_found_is_marked(scheme: Scheme, value: Any) -> None:
    asked = probes(scheme)
    assert_marked(scheme, ask(one_by_one([{**ANSWERS[0], "value": value}] * len(asked)), asked))


@quick
@given(bent(RUNS[1:]))
def test_however_the_cell_ended_that_defines_a_function_it_is_marked(message: Any) -> None:
    definition = run(frame(message))[0]
    assert_marked(SCHEMES[0], [Undefined()] * len(probes(SCHEMES[0])), definition)


# ── end to end ─────────────────────────────────────────────────────────────────────────────────────────────


HALF_PAIRS = """
half = "\\ud800"
print("before", half, {half: half})
def df(x): raise ValueError(half)
def tangent_line(f, f_prime, x0): return {half: half}
display({"text/plain": half, half: half}, raw=True)
raise ValueError("text of " + half)
"""


def test_half_a_surrogate_pair_stops_no_file_from_being_written(course: Course, sandbox: Sandbox) -> None:
    release = course.release("a1_derivatives").read_text(encoding="utf-8")
    notebook = json.loads(release)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = HALF_PAIRS
    marks = {"nbgrader": {"grade_id": "\ud800"}}
    notebook["cells"].append({"cell_type": "markdown", "metadata": marks, "source": "\ud800", "id": "half"})
    handed_in = Submission("kim", "a1_derivatives", json.dumps(notebook).encode())
    graded = grade(handed_in, Release("a1_derivatives", release), Settings(course.seed, "ko", LIMITS), sandbox)
    assert all(text in graded.notebook for text in ("before ?", "text of ?"))
    assert not graded.result.score
    assert not graded.result.grader_errors
    graded.notebook.encode()
    to_json(graded.result).encode()
