"""Pictures of the course's own cells: smaller, of the same size in pixels, and looking the same."""

from __future__ import annotations

import base64
import io

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from grader.sandbox.guest.pictures import COLOURS, shrink, with_palette


def drawn(*, transparent: bool = False) -> str:
    figure = Figure(figsize=(4, 3))
    axes = figure.subplots()
    axes.contourf(np.add.outer(np.arange(30), np.arange(30)), levels=20, cmap="cividis")
    axes.set_title("$x^2$")
    written = io.BytesIO()
    figure.savefig(written, format="png", transparent=transparent)
    return base64.b64encode(written.getvalue()).decode()


def pixels(png: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB"), int)


def test_a_picture_shrinks_to_half_and_looks_the_same() -> None:
    before = drawn()
    after = with_palette(before)
    assert len(after) < len(before) / 2
    assert pixels(after).shape == pixels(before).shape
    assert np.sqrt(np.mean((pixels(after) - pixels(before)) ** 2)) < 5  # of 255
    assert (pixels(after)[0, 0] == 255).all(), "white stays white"
    assert len(np.unique(pixels(after).reshape(-1, 3), axis=0)) <= COLOURS


def test_what_has_a_palette_or_is_transparent_stays_as_it_is() -> None:
    small = with_palette(drawn())
    assert with_palette(small) == small
    clear = drawn(transparent=True)
    assert with_palette(clear) == clear


def test_other_outputs_of_a_cell_are_left_alone() -> None:
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": "x"},
        {"output_type": "display_data", "data": {"image/png": drawn(), "text/plain": "<Figure>"}},
    ]
    shrink(outputs)
    assert outputs[0]["text"] == "x"
    assert outputs[1]["data"] == {"image/png": with_palette(drawn()), "text/plain": "<Figure>"}
