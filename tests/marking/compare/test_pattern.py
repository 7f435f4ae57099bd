"""The shape of an error, where no misconception explains it."""

from collections.abc import Callable

import numpy as np
import pytest

from grader.marking.compare import find_pattern
from grader.marking.compare.closeness import agrees
from grader.marking.compare.normalise import Part
from grader.marking.compare.pattern import Seen
from grader.questions.question import Rules
from grader.text import Bilingual

REFERENCES = [np.array([1.5, -2.0, 0.5]), np.array([-3.0, 4.0, 0.25]), np.array([2.0, 1.0, -1.0])]
LEFT, RIGHT = Bilingual("left", "왼쪽"), Bilingual("right", "오른쪽")


def seen(wrong: Callable[[np.ndarray], np.ndarray], references: list[np.ndarray] = REFERENCES) -> list[Seen]:
    """Return all references with a wrong answer beside each."""
    parts = [Part(wrong(reference), reference) for reference in references]
    return [Seen((part,), LEFT, bool(agrees(part, Rules()).all())) for part in parts]


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("flipped_sign", lambda r: -r),
        ("lost_sign", np.abs),
        ("reversed_order", lambda r: r[::-1]),
        ("reciprocal", lambda r: 1 / r),
        ("constant_factor", lambda r: 2.5 * r),
        ("constant_offset", lambda r: r + 3),
        ("ignores_input", lambda r: np.full_like(r, 7.0)),
        ("one_entry", lambda r: r * [1, 1.7, 1]),
        ("imprecise", lambda r: np.round(r * np.pi, 2) / np.pi),
    ],
)
def test_a_pattern_is_named(code: str, wrong: Callable[[np.ndarray], np.ndarray]) -> None:
    pattern = find_pattern(seen(wrong), Rules())
    assert pattern is not None
    assert pattern.code == code
    assert pattern.message.en
    assert pattern.message.ko


def test_a_transposed_matrix_is_named() -> None:
    squares = [np.arange(4.0).reshape(2, 2), np.array([[1.0, 5.0], [2.0, 3.0]])]
    pattern = find_pattern(seen(np.transpose, squares), Rules())
    assert pattern is not None
    assert pattern.code == "transposed"


def test_one_kind_of_input_is_named_with_its_kind() -> None:
    fine = Seen((Part(np.array(1.0), np.array(1.0)),), LEFT, agreed=True)
    off = Seen((Part(np.array(5.0), np.array(1.3)),), RIGHT, agreed=False)
    pattern = find_pattern([fine, off, fine], Rules())
    assert pattern is not None
    assert pattern.code == "one_kind"
    assert "right" in pattern.message.en
    assert "오른쪽" in pattern.message.ko


def test_one_of_several_results_is_named() -> None:
    good = Part(np.array([1.0, 2.0]), np.array([1.0, 2.0]))
    cases = [Seen((good, Part(np.array(n * n), np.array(1.0 + n))), LEFT, agreed=False) for n in (2.0, 3.0, 5.0)]
    pattern = find_pattern(cases, Rules())
    assert pattern is not None
    assert pattern.code == "one_result"


def test_noise_has_no_pattern() -> None:
    rng = np.random.default_rng(5)
    assert find_pattern(seen(lambda r: r + rng.normal(size=r.shape)), Rules()) is None
