"""Formulas in TeX as MathML: only elements and attributes that draw, or nothing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.feedback.mathml import MAX_CHARACTERS, to_mathml


def elements(tex: str) -> list[str]:
    """Return the elements of a formula, checked to be XML."""
    made = to_mathml(tex, display=False)
    assert made is not None
    return [element.tag for element in ElementTree.fromstring(made).iter()]


@pytest.mark.parametrize(
    ("tex", "drawn"),
    [
        (r"\frac{dy}{dx}", "mfrac"),
        ("x^2", "msup"),
        ("w_1", "msub"),
        (r"\sqrt{x}", "msqrt"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "mtd"),
        (r"\begin{aligned} f(x) &= x^2 \\ &= xx \end{aligned}", "mtd"),
        (r"\begin{dcases} x & x > 0 \\ 0 & x \le 0 \end{dcases}", "mtd"),
        (r"\text{기울기}", "mtext"),
    ],
)
def test_a_formula_is_drawn(tex: str, drawn: str) -> None:
    assert drawn in elements(tex)


def test_display_is_told_to_the_browser() -> None:
    assert 'display="block"' in str(to_mathml("x", display=True))
    assert 'display="inline"' in str(to_mathml("x", display=False))


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 500,
        r"\begin{rcases} x & x > 0 \end{rcases}",
        "x" * (MAX_CHARACTERS + 1),
        r"\frac{" * 200 + "x" + "}{y}" * 200,
        r"\left(",
    ],
    ids=["braces", "unknown environment", "long", "deep", "unbalanced"],
)
def test_what_cannot_be_converted_is_none(tex: str) -> None:
    assert to_mathml(tex, display=False) is None


@pytest.mark.parametrize("tex", ["a<b", r"\text{<img src=x onerror=1>}", r"\text{\&lt;script\&gt;}", "\"'<>&"])
def test_an_author_s_text_is_escaped(tex: str) -> None:
    made = str(to_mathml(tex, display=False))
    assert not re.search(r"<(?!/?m)", made)


@pytest.mark.parametrize(
    ("tree", "made"),
    [
        ("<math><script>1</script></math>", None),
        ("<math><a href='x'>1</a></math>", None),
        ("<math><mi onclick='1' href='x' style='y' id='z' mathvariant='bold'>a</mi></math>", 'mathvariant="bold"'),
    ],
)
def test_whatever_the_converter_makes_only_what_draws_is_written(
    tree: str, made: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.feedback.mathml.convert_to_element", lambda *_, **__: ElementTree.fromstring(tree))
    assert to_mathml("x", display=False) == (made and f"<math><mi {made}>a</mi></math>")


@given(tex=st.text(st.sampled_from("\\{}^_&$<>\"'% xfrac"), max_size=40))
def test_every_formula_is_well_formed_or_none(tex: str) -> None:
    made = to_mathml(tex, display=False)
    assert made is None or ElementTree.fromstring(made).tag == "math"
