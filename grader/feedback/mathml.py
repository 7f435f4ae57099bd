"""A formula in TeX as MathML, which a browser draws by itself.

The converter returns a tree of elements. They are written out here, only those that draw and with their text escaped,
because a formula may come from a student and the converter escapes nothing. Pure.
"""

from __future__ import annotations

import html
import re
from typing import Any

from latex2mathml.converter import convert_to_element

MAX_CHARACTERS = 2_000
"""Of one formula's TeX."""
MAX_DEPTH = 60
"""Elements inside each other."""

_DRAWN = """
math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd
mmultiscripts mprescripts mpadded mphantom mstyle menclose
"""
_SAME_AS = {"aligned": "align", "dcases": "cases"}
"""Environments that the converter (latex2mathml 3.81) does not know, and those that it knows and that look the same."""
_ENVIRONMENT = re.compile(rf"(\\(?:begin|end)\{{)({'|'.join(_SAME_AS)})\}}")
_TAGS = frozenset(_DRAWN.split())
_DRAWING = """
display displaystyle scriptlevel mathvariant stretchy fence separator form accent accentunder largeop symmetric
movablelimits linethickness columnalign rowspacing columnspacing notation width lspace rspace minsize maxsize
"""
_ATTRIBUTES = frozenset(_DRAWING.split())


def to_mathml(tex: str, *, display: bool) -> str | None:
    """Return a formula as MathML, or None where it cannot be converted."""
    if len(tex) > MAX_CHARACTERS:
        return None
    try:
        known = _ENVIRONMENT.sub(lambda found: f"{found[1]}{_SAME_AS[found[2]]}}}", tex)
        return _write(convert_to_element(known, display="block" if display else "inline"))
    except Exception:  # its author's TeX: unknown commands, unbalanced braces, nesting without end
        return None


def _write(element: Any, depth: int = 0) -> str:
    """Return an element as text.

    Raises `ValueError` for one that does not belong in a formula.
    """
    tag = element.tag.rpartition("}")[2]
    if tag not in _TAGS or depth > MAX_DEPTH:
        raise ValueError(tag)
    kept = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES}
    if tag == "mi" and element.text == "&":
        raise ValueError("a column of an environment that is not known")
    attributes = "".join(f' {name}="{_text(value)}"' for name, value in kept.items())
    inside = _text(element.text or "") + "".join(_write(child, depth + 1) for child in element)
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _text(text: str) -> str:
    """Escape a text; the converter writes symbols as character references."""
    return html.escape(html.unescape(text))
