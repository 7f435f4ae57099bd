"""Pictures of the course's own cells, made smaller: every autograded notebook of a class holds them."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from typing import Any

COLOURS = 64
"""Enough for what matplotlib draws: lines, letters with soft edges, a colour map in steps. Nobody sees a difference."""


def shrink(outputs: Iterable[dict[str, Any]]) -> None:
    """Put a picture with a palette in place of each opaque PNG among a cell's outputs, where that is smaller."""
    for output in outputs:
        data = output.get("data", {})
        if isinstance(data.get("image/png"), str):
            data["image/png"] = with_palette(data["image/png"])


def with_palette(png: str) -> str:
    """Return a PNG (base64) with at most `COLOURS` colours, or the same where it has a palette or is transparent."""
    from PIL import Image  # matplotlib has it loaded by then

    picture = Image.open(io.BytesIO(base64.b64decode(png)), formats=["PNG"])
    if picture.mode == "P" or (picture.mode == "RGBA" and picture.getchannel("A").getextrema() != (255, 255)):
        return png
    written = io.BytesIO()
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(written, "png", optimize=True)
    smaller = base64.b64encode(written.getvalue()).decode()
    return smaller if len(smaller) < len(png) else png
