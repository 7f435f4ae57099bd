"""Pictures of what people see, for `docs/` and for whoever looks why a test failed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SHOTS = Path(__file__).parent / "_shots"


@pytest.fixture(scope="session")
def shoot() -> Callable[[Page | Locator, str], None]:
    """Take a picture of a page or a part of it, by name."""
    SHOTS.mkdir(exist_ok=True)
    (SHOTS / ".gitignore").write_text("*\n", encoding="utf-8")
    return lambda seen, name: seen.screenshot(path=SHOTS / f"{name}.png")
