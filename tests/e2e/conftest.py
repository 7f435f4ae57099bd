"""Pictures of what people see, for `docs/` and for whoever looks why a test failed: taken with `--pictures`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Locator, Page

SHOTS = Path(__file__).parent / "_shots"
IN_DOCS = {path.stem for path in (Path(__file__).parents[2] / "docs" / "images").iterdir()}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", action="store_true", help="take pictures of what people see, which takes longer")


@pytest.fixture(scope="session")
def shoot(pytestconfig: pytest.Config) -> Callable[..., None]:
    """Take a picture of a page or a part of it, by name, if pictures are asked for."""
    if not pytestconfig.getoption("--pictures", default=False):  # unknown where tests of other folders run, too
        return lambda *_, **_options: None
    SHOTS.mkdir(exist_ok=True)
    (SHOTS / ".gitignore").write_text("*\n", encoding="utf-8")

    def take(seen: Page | Locator, name: str, part: Callable[[], FloatRect] | None = None, **options: Any) -> None:
        path = SHOTS / f"{name}.png"
        if part:  # to find it, too, takes longer
            options["clip"] = part()
        seen.screenshot(path=path, **options)
        if name in IN_DOCS:
            Image.open(path).convert("RGB").quantize(256).save(path, optimize=True)  # a third of the size

    return take
