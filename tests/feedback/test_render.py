"""Cells of a notebook as HTML: what draws stays, and nothing runs, loads or restyles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hostile import HTML, MARKDOWN, PNG
from markupsafe import Markup

from grader.feedback import render
from grader.feedback.mathml import to_mathml
from grader.feedback.render import LONGEST_CODE, LONGEST_OUTPUT
from grader.feedback.sentence import sentence

ROOT = Path(__file__).parents[2]
ACTIVE = re.compile(r"<(script|iframe|svg|form|object|link|base|style)\b|<[^>]*\s(on\w+|style|id|name)=", re.IGNORECASE)

# ── Markdown and formulas ──────────────────────────────────────────────────────────────────────────────────


def test_every_formula_of_the_course_becomes_mathml() -> None:
    for path in sorted((ROOT / "release").glob("*/*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                made = render.markdown(cell.source)
                count = len(re.findall(r"\$\$.+?\$\$|(?<![$\\])\$[^$]+\$", cell.source, re.DOTALL))
                assert made.count("<math") == count, (path.name, cell.id)
                assert "$" not in re.sub("<[^>]*>", " ", made), (path.name, cell.id)


def test_a_formula_that_cannot_be_converted_is_shown_as_its_tex() -> None:
    for tex in ("{" * 500, "x" * 3_000):
        assert to_mathml(tex, display=False) is None
        assert render.formula(tex) == f"<code>{tex}</code>"


def test_a_formula_holds_no_markup_of_its_author() -> None:
    made = render.markdown(r"$\text{<img src=x onerror=1>} \href{javascript:1}{x} \style{position:fixed}{y}$")
    assert "<img" not in made
    assert "href" not in made
    assert "style" not in made
    assert '<math display="inline">' in made


def test_a_formula_does_not_break_out_of_an_attribute() -> None:
    made = render.markdown('![$x"$](https://a.b) <a href="https://c.d/$y$">z</a> \ue0000\ue001 \ue00099\ue001 $q$')
    assert made.count("<math") == 1
    for tag in re.findall(r"<a [^>]*>|<img [^>]*>", made):
        assert "<math" not in tag


@pytest.mark.parametrize("source", [*MARKDOWN, *HTML], ids=range(len(MARKDOWN) + len(HTML)))
def test_no_markdown_becomes_anything_active(source: str) -> None:
    assert not ACTIVE.search(re.sub(r'"[^"]*"', '""', render.markdown(source)))


def test_headings_are_set_lower_and_end_at_six() -> None:
    made = render.markdown("# a\n\n##### b")
    assert "<h3>a</h3>" in made
    assert "<h6>b</h6>" in made
    assert "<h1>a</h1>" in render.markdown("# a", level=0)


def test_headings_that_are_displayed_are_set_lower_too() -> None:
    """The page's own title was not the only one of its size."""
    html = "<details><summary><H1 id=again title='<h1>'>a</H1></summary></details><h6>b</h6><hr>&lt;h1>"
    shown = render.output({"output_type": "display_data", "data": {"text/html": html}}, "en")
    assert re.findall(r"</?h\w", shown) == ["<h3", "</h3", "<h6", "</h6", "<hr"]


def test_a_wide_table_scrolls_by_itself() -> None:
    made = render.markdown("| a | b |\n|---|---|\n| 1 | 2 |")
    assert '<div class="wide" tabindex="0"><table>' in made
    assert "</table></div>" in made


def test_an_attached_picture_is_carried_and_another_is_not() -> None:
    attachments = {"a.png": {"image/png": PNG}}
    assert f'src="data:image/png;base64,{PNG}"' in render.markdown("![x](attachment:a.png)", attachments)
    assert "src=" not in render.markdown("![x](attachment:b.png)", attachments)
    assert "src=" not in render.markdown("![x](https://thief.invalid/a.png)", attachments)


def test_a_title_is_one_line_without_a_paragraph() -> None:
    assert render.inline("The *gate*\n$x$").startswith("The <em>gate</em> <math")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Where is `b`?", "Where is <code>b</code>?"),
        ("`<b>` and `a", "<code>&lt;b&gt;</code> and `a"),
        ("**a** [b](c)", "**a** [b](c)"),
        ("`a\nb`", "`a\nb`"),
    ],
)
def test_a_sentence_has_code_between_backticks_and_nothing_else(text: str, shown: str) -> None:
    assert sentence(text) == Markup(shown)


# ── code and outputs ───────────────────────────────────────────────────────────────────────────────────────


def test_code_is_coloured_and_escaped() -> None:
    assert '<span class="k">return</span>' in render.code("def f():\n    return '<b>'")
    assert "<b>" not in render.code("'<b>' + \"<b>\" # <b>")


def test_code_that_is_very_long_is_only_escaped() -> None:
    made = render.code("<" * (LONGEST_CODE + 1))
    assert made == "&lt;" * (LONGEST_CODE + 1)


@pytest.mark.parametrize(
    ("shown", "html"),
    [
        ({"output_type": "stream", "text": "a <b>\n"}, "<pre>a &lt;b&gt;\n</pre>"),
        ({"output_type": "error", "ename": "E", "evalue": "<x>", "traceback": []}, "<pre>E: &lt;x&gt;</pre>"),
        ({"output_type": "error", "ename": "E", "evalue": "x", "traceback": ["1", "2"]}, "<pre>1\n2</pre>"),
        ({"text/plain": "1"}, "<pre>1</pre>"),
        ({"text/html": "<b>1</b>", "text/plain": "1"}, '<div class="wide shown" tabindex="0"><b>1</b></div>'),
        ({"text/markdown": "*1*", "text/plain": "1"}, '<div class="shown"><p><em>1</em></p>\n</div>'),
        ({"image/png": PNG, "text/plain": "x"}, f'<img src="data:image/png;base64,{PNG}" alt="x">'),
        ({"image/png": PNG}, f'<img src="data:image/png;base64,{PNG}" alt="코드가 표시한 그림">'),
        ({"text/latex": "{" * 99, "text/plain": "x"}, "<pre>x</pre>"),
        ({"text/latex": "{" * 9}, "<pre>{{{{{{{{{</pre>"),
    ],
)
def test_the_best_way_to_show_an_output_is_chosen(shown: dict[str, Any], html: str) -> None:
    output = shown if "output_type" in shown else {"output_type": "display_data", "data": shown}
    assert render.output(output, "ko") == Markup(html)


def test_a_formula_that_sympy_displays_is_drawn() -> None:
    data = {"text/latex": r"$\displaystyle \frac{x}{2}$", "text/plain": "x/2"}
    assert "<mfrac>" in render.output({"output_type": "execute_result", "data": data}, "en")


def test_a_flood_is_cut_and_says_by_how_much() -> None:
    made = render.output({"output_type": "stream", "text": "x" * (LONGEST_OUTPUT + 1_234)}, "en")
    assert made.count("x") == LONGEST_OUTPUT
    assert "[… 1,234 more characters are not shown here]" in made
