"""Who is shown as alike, and above all who is not."""

from __future__ import annotations

import math

import pytest

from grader import catalog
from grader.report.similarity import FEW_LINES, MARGIN, alike_groups, choices, threshold

SOLUTION = "def train(x, y):\n    return x * y"
LONG = """
def train(x, y):
    best, seen = None, []
    for left in range(len(x)):
        while best is None or x[left] > best:
            best = x[left] if y else max(best or 0, x[left])
            seen += [best, left % 2, -best]
    total = sum(abs(value) for value in seen if value not in x)
    return total if total else {left: best for left in seen}
"""

LONGER = "".join(LONG.replace("+", sign).replace("sum", name) for sign in "*/-@&|" for name in ("min", "len", "any"))


def different(number: int) -> str:
    """Return a function that no other number shares much with."""
    signs = [["+", "-", "*", "/", "%", "**", "//", "@"][number // 8**place % 8] for place in range(5)]
    return "def train(x, y):\n    return " + " ".join(
        f"x {sign} y.{sign and 'abcde'[i]}" for i, sign in enumerate(signs)
    )


def a_class(students: int, **special: str) -> dict[str, dict[str, str]]:
    return {f"s{i:03}": {"train": different(977 * i)} for i in range(students)} | {
        name: {"train": code} for name, code in special.items()
    }


def groups(answers: dict[str, dict[str, str]]) -> list[tuple[str, ...]]:
    return [group.students for group in alike_groups(answers, {"": (), "train": (SOLUTION,)})]


def test_a_long_unusual_answer_in_two_submissions_is_shown_though_every_name_was_changed() -> None:
    copied = (
        LONG.replace("best", "top")
        .replace("seen", "list_")
        .replace("left", "i")
        .replace("    total", "    t = 0\n    t")
    )
    assert groups(a_class(28, ann=LONG, bob=copied)) == [("ann", "bob")]
    (group,) = alike_groups(a_class(28, ann=LONG, bob=copied), {})
    assert group.questions == ("train",)
    assert group.likenesses[0].bits > threshold(30)


def test_a_class_of_different_answers_has_no_group() -> None:
    assert groups(a_class(60)) == []


@pytest.mark.parametrize("writers", [2, 5, 28])
def test_a_tiny_answer_is_never_enough_however_few_write_it(writers: int) -> None:
    tiny = {f"t{i}": "def train(x, y):\n    return np.dot(x, y) / len(x)" for i in range(writers)}
    assert groups(a_class(30, **tiny)) == []


def test_what_a_large_part_of_the_class_writes_is_no_evidence_however_long() -> None:
    assert groups(a_class(20, **{f"t{i}": LONGER for i in range(10)})) == []
    assert groups(a_class(40, **{f"t{i}": LONG for i in range(5)})) == [("t0", "t1", "t2", "t3", "t4")]


def test_what_the_release_or_the_solution_holds_is_no_evidence() -> None:
    answers = a_class(28, ann=LONG, bob=LONG)
    assert alike_groups(answers, {"train": (LONG,)}) == ()
    assert alike_groups(answers, {"": (LONG,)}) == ()


def test_a_copied_part_of_a_longer_answer_does_not_make_it_alike() -> None:
    own = "\n".join(f"    z = x {sign} y.p{sign and i}" for i, sign in enumerate("+-*/%@" * 12))
    assert groups(a_class(28, ann=LONG, bob=f"{LONG}{own}")) == []


def test_short_answers_add_up_over_questions() -> None:
    def rare(number: int) -> str:
        return f"return x.{'abcdefgh'[number]} - {{y: x}} @ y[{'~' * (number + 1)}x]"

    def answers(same: int) -> dict[str, dict[str, str]]:
        honest = {name: {str(q): different(977 * i + 31 * q) for q in range(8)} for i, name in enumerate(a_class(28))}
        pair = {name: {str(q): rare(q) for q in range(same)} for name in ("ann", "bob")}
        return honest | pair

    assert alike_groups(answers(2), {}) == ()
    assert [group.students for group in alike_groups(answers(8), {})] == [("ann", "bob")]


def test_the_threshold_is_what_the_best_pair_reaches_by_chance_and_a_margin() -> None:
    assert threshold(2) == MARGIN
    assert threshold(1000) == pytest.approx(math.log2(499_500) + MARGIN)


def test_a_few_lines_are_one_choice() -> None:
    assert [choices(marks) for marks in (3, 6, FEW_LINES, FEW_LINES + 12)] == [0.5, 1, 1, 3]


def test_no_two_of_a_class_that_hands_in_nothing_or_the_same_few_lines_are_alike() -> None:
    assert alike_groups({}, {}) == ()
    assert alike_groups({"ann": {}, "bob": {}}, {}) == ()
    name = catalog.names()[0]
    assert alike_groups({f"s{i}": {name: "return 1"} for i in range(500)}, {}) == ()
