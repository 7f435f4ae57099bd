"""What is left of a program when a copyist has done his work."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.report.fingerprints import LENGTH, fingerprints, normalise

ORIGINAL = """
def slope(f, x, h):
    rise = f(x + h) - f(x - h)
    return rise / (2 * h)
"""


@pytest.mark.parametrize(
    "disguise",
    [
        "def slope(g, place, step):\n  up = g(place + step) - g(place - step)\n  return up / (2 * step)",
        "def slope(f, x, h):\n    # the rise\n    rise = f(x + h) - f(x - h)  # over\n\n    return rise / (2 * h)",
        'def slope(f, x, h):\n    """Mine."""\n    rise = (f((x + h)) - f(x - h))\n    return (rise / (2.0 * h))',
        "def slope(f,x,h):\n\trise=f(x+h)-f(x-h)\n\treturn rise/(3*h)",
    ],
    ids=["names", "comments and lines", "docstring and brackets", "layout and numbers"],
)
def test_a_disguise_changes_nothing(disguise: str) -> None:
    assert normalise(disguise) == normalise(ORIGINAL)


@pytest.mark.parametrize(
    ("one", "other"), [("a + b", "a * b"), ("np.sin(x)", "np.cos(x)"), ("sum(x)", "max(x)"), ("x if y else z", "x, y")]
)
def test_what_a_program_does_stays(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_tokens_by_hand() -> None:
    assert normalise("return 3 * np.sin(x)  # hm") == ("return", "0", "*", "v", ".", "sin", "v")


def test_a_short_cell_is_one_fingerprint_and_an_empty_one_none() -> None:
    assert fingerprints("x = 1") == {("v", "=", "0")}
    assert fingerprints("# nothing\n\n'''only words'''") == frozenset()
    assert len(fingerprints("a + b + c + d")) == 7 - LENGTH + 1 == 2


@pytest.mark.parametrize(
    "broken", ["def f(x:\n  return 3 *\n x", "'''never closed", "\x00", "  x\n y\n", "%magic\nx=1"]
)
def test_broken_code_is_read_as_far_as_it_goes(broken: str) -> None:
    assert all(isinstance(token, str) for token in normalise(broken))


def test_code_that_would_break_a_parser_is_harmless() -> None:
    assert len(fingerprints("(" * 15_000 + "-" * 15_000 + "x")) >= 1


@given(st.text(max_size=200))
def test_any_text_at_all_can_be_read(text: str) -> None:
    fingerprints(text)
