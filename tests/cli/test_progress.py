"""How far a long step is: without a terminal, a line every few seconds with counts."""

from __future__ import annotations

import io
import threading

from rich.progress import Task, TaskID

from grader.cli.progress import EVERY_SECONDS, Counts, Lines, never_silent


def lines(*seconds: float, humans: frozenset[float] = frozenset(), count: int = 10) -> list[str]:
    """Return what is said when one more of `count` is done at each of these times; at `humans`, for a person."""
    times, stream = iter([0.0, *seconds]), io.StringIO()
    advance = Lines("grading a1", count, stream, clock=lambda: next(times))
    for second in seconds:
        advance(second in humans)
    return stream.getvalue().splitlines()


def test_what_is_soon_done_is_said_by_its_result_alone() -> None:
    assert lines(0.1, EVERY_SECONDS - 0.1) == []


def test_a_line_every_few_seconds_says_how_many_are_done_and_how_long_it_takes() -> None:
    assert lines(1, 6, 7, 8, 12) == ["grading a1: 2 of 10, 24 s left", "grading a1: 5 of 10, 12 s left"]


def test_it_says_how_many_need_a_person() -> None:
    assert lines(5, 10, humans=frozenset({5})) == [
        "grading a1: 1 of 10, 45 s left, 1 for a person to look at",
        "grading a1: 2 of 10, 40 s left, 1 for a person to look at",
    ]


def test_of_one_that_takes_longer_than_the_others_let_expect_it_says_how_long() -> None:
    times, said = iter([0.0, 2.0, 4.0, 6.0, 12.0, 20.0]), io.StringIO()
    line = Lines("grading a1", 3, said, clock=lambda: next(times))
    for step in (line, line, line.tell, line.tell, line.tell):
        step()
    assert said.getvalue().splitlines() == [
        "grading a1: 2 of 3, 3 s left",
        "grading a1: 2 of 3, the next takes 8 s so far",
        "grading a1: 2 of 3, the next takes 16 s so far",
    ]


def test_until_the_first_is_done_it_says_that_it_is_worked_on() -> None:
    counts, task = Counts(), Task(TaskID(1), "grading a1", 27, 0, _get_time=lambda: 0.0)
    assert str(counts.render(task)) == "working on the first of 27"
    task.completed = 3
    assert str(counts.render(task)) == "3 of 27 done"


def test_while_nothing_gets_done_lines_come_all_the_same() -> None:
    times, said = iter([0.0, 4.0, 6.0, 7.0, 12.0]), io.StringIO()
    enough = threading.Event()

    def clock() -> float:
        now = next(times, None)
        if now is None:
            enough.set()
        return 12.0 if now is None else now

    with never_silent(Lines("grading a1", 3, said, clock), look_every=0.001):
        assert enough.wait(30)
    assert said.getvalue().splitlines() == [
        "grading a1: 0 of 3, working on the first for 6 s",
        "grading a1: 0 of 3, working on the first for 12 s",
    ]
