"""A class in one folder: an instructor's course, a student's home, the exchange between them; JupyterLab on each."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI

from grader.authoring.build import build
from grader.course import load_course
from grader.nbgrader.convert import nbgrader_config
from grader.text import Language

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
START_SECONDS, END_SECONDS = 90, 30
EXCHANGE = """
c.Exchange.root = {exchange!r}
c.Exchange.cache = {cache!r}
c.ServerApp.terminals_enabled = False
"""


@dataclass(frozen=True)
class Room:
    """Where everything lies."""

    folder: Path

    @property
    def course(self) -> Path:
        return self.folder / "course"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def nbgrader(self) -> NbGraderAPI:
        """What formgrader calls in the course, without a server."""
        return NbGraderAPI(config=nbgrader_config(load_course(self.course)))

    @contextmanager
    def jupyter(self, folder: Path) -> Iterator[str]:
        """Serve a folder with JupyterLab; give its address."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = {"port": port, "port_retries": 0, "allow_root": True, "open_browser": False, "log_level": "ERROR"}
        command = [BIN / "jupyter-lab", "--IdentityProvider.token=", "--LanguageServerManager.autodetect=False"]
        command += [f"--ServerApp.{name}={value}" for name, value in options.items()]
        with (self.folder / "jupyter.log").open("a") as log:
            server = subprocess.Popen(command, cwd=folder, env=self._environment(), stdout=log, stderr=log)
            try:
                url = f"http://127.0.0.1:{port}"
                self._wait(server, f"{url}/api")
                yield url
            finally:
                end(server)

    def _wait(self, server: subprocess.Popen[bytes], url: str) -> None:
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit and server.poll() is None:
            try:
                urllib.request.urlopen(url, timeout=5).close()
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise AssertionError((self.folder / "jupyter.log").read_text(encoding="utf-8"))

    def _environment(self) -> dict[str, str]:
        """The person's own settings stay outside, as do their kernels."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHONWARNINGS", "PYTEST"))}
        return kept | {"HOME": str(self.folder), "JUPYTER_PLATFORM_DIRS": "0"}


def end(server: subprocess.Popen[bytes]) -> None:
    """End a server; what it was told to do as its last may take long on a busy machine, and then it is killed."""
    server.terminate()
    try:
        server.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def make_room(folder: Path, language: Language, *assignments: str) -> Room:
    """Lay out a course with built assignments, and a student's home; both know one exchange."""
    room = Room(folder)
    shared = EXCHANGE.format(exchange=str(folder / "exchange"), cache=str(folder / "cache"))
    settings = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    assert 'language = "en"' in settings
    settings = settings.replace('language = "en"', f'language = "{language}"')
    room.home.mkdir()
    notes = folder / ".jupyter" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    notes.mkdir(parents=True)
    (notes / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}', encoding="utf-8")
    (folder / ".jupyter" / "labconfig").mkdir()
    (folder / ".jupyter" / "labconfig" / "page_config.json").write_text('{"buildCheck": false}', encoding="utf-8")
    (folder / "exchange").mkdir(mode=0o777)
    (folder / "exchange").chmod(0o777)
    (room.home / "nbgrader_config.py").write_text(
        f'c = get_config()\nc.CourseDirectory.course_id = "matrix_calculus"\n{shared}', encoding="utf-8"
    )
    for name in assignments:
        for kind in ("source", "release"):
            shutil.copytree(ROOT / kind / name, room.course / kind / name)
    (room.course / "nbgrader_config.py").write_text(settings + shared, encoding="utf-8")
    if language != "en":
        for text in (ROOT / "source").glob("*.py"):
            shutil.copy(text, room.course / "source")
        for name in assignments:
            build(load_course(room.course), name, language)
    for name in assignments:
        assert room.nbgrader.generate_assignment(name)["success"]
    return room
