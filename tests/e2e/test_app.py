"""The reference app of a8_data_app as people see it: served by Streamlit, in a browser, its widgets turned by hand."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from room import ROOT, end

from grader.hidden_tests import a8_data_app as hidden

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [
    pytest.mark.skipif(not find_spec("streamlit"), reason="make extras"),
    pytest.mark.xdist_group("app"),  # one server, one page
]
START_SECONDS = 90
WAIT = 60_000


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the app, with the settings that students get; give its address."""
    folder = tmp_path_factory.mktemp("app")
    (folder / ".streamlit").mkdir()
    settings = ROOT / "release" / "a8_data_app" / ".streamlit" / "config.toml"
    (folder / ".streamlit" / "config.toml").write_bytes(settings.read_bytes())
    (folder / "app.py").write_bytes((ROOT / "solutions" / "a8_data_app.py").read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"server.port": port, "server.address": "127.0.0.1", "server.fileWatcherType": "none"}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *(f"--{n}={value}" for n, value in options.items())]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONWARNINGS", "STREAMLIT"))}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=kept | {"HOME": str(folder)}, stdout=log, stderr=log)
        try:
            _wait(server, f"http://127.0.0.1:{port}/_stcore/health", folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            end(server)


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the app; nothing may be asked of any other address. Each test chooses what it looks at."""
    opened = browser.new_page(viewport={"width": 1100, "height": 900})
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    opened.get_by_text("Accuracy =").wait_for(timeout=WAIT)
    yield opened
    opened.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a list."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def shown(page: Page, sentence: str) -> str:
    """Return what stands after a few words, once the app has run to its end."""
    page.locator("[data-test-script-state=notRunning]").wait_for(timeout=WAIT)
    text = page.get_by_test_id("stMain").inner_text()
    found = re.search(rf"{re.escape(sentence)}\s*(.+)", text)
    assert found, text
    return found[1].strip()


@pytest.mark.parametrize(("dataset", "size"), [("Iris", (150, 4)), ("Wine", (178, 13))])
def test_the_page_tells_the_data_that_are_chosen(page: Page, dataset: str, size: tuple[int, int]) -> None:
    choose(page, "Select Dataset", dataset)
    page.get_by_role("heading", name=f"{dataset} Dataset").wait_for(timeout=WAIT)
    assert shown(page, "Shape of dataset:") == str(size)
    page.get_by_role("img").first.wait_for(timeout=WAIT)


def test_sliders_of_the_chosen_classifier_move_its_accuracy(page: Page, shoot: Callable[..., None]) -> None:
    choose(page, "Select Dataset", "Wine")
    choose(page, "Select Classifier", "Random Forest")
    depth = page.get_by_role("slider", name="max_depth")
    depth.wait_for(timeout=WAIT)
    before = hidden.held_out("Wine", "Random Forest", max_depth=5, n_estimators=50)
    page.get_by_text(f"Accuracy = {before}").wait_for(timeout=WAIT)
    for slider, chosen in ((depth, {"n_estimators": 50}), (page.get_by_role("slider", name="n_estimators"), {})):
        slider.press("Home")
        expected = hidden.held_out("Wine", "Random Forest", **{"max_depth": 2, "n_estimators": 1} | chosen)
        assert expected != pytest.approx(before)
        page.get_by_text(f"Accuracy = {expected}").wait_for(timeout=WAIT)
        assert float(shown(page, "Accuracy =")) == pytest.approx(expected)
        before = expected
    assert shown(page, "Classifier =") == "Random Forest"
    page.get_by_role("img").first.scroll_into_view_if_needed()
    shoot(page, "app")
