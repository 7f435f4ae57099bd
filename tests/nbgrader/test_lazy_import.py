"""nbgrader without its parts of a Jupyter server, until a server asks for them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

HANDLERS = "nbgrader.server_extensions.validate_assignment.handlers"
SCRIPT = f"""
import sys
from unittest.mock import Mock

from grader.nbgrader.lazy_import import import_nbgrader

import_nbgrader()
import nbgrader.api

print(nbgrader._jupyter_server_extension_points(), {HANDLERS!r} in sys.modules)

app = Mock(root_dir="", web_app=Mock(settings={{"base_url": "/"}}))
nbgrader.load_validate(app)
print(len(app.web_app.add_handlers.mock_calls), {HANDLERS!r} in sys.modules)
"""


def test_the_gradebook_loads_no_server_and_a_server_what_it_needs() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["[{'module': 'nbgrader'}] False", "1 True"], done.stderr


ARCHIVE = """
import sys
from grader.nbgrader.lazy_import import import_nbgrader

import_nbgrader()
import nbgrader.api
import nbgrader.utils
from nbgrader.auth import jupyterhub

print(*({"requests", "setuptools"} & {*sys.modules}))
nbgrader.utils.unzip(sys.argv[1], sys.argv[2])
print("setuptools" in sys.modules)
import requests
try:
    jupyterhub.requests.get("")
except requests.exceptions.MissingSchema:
    print("asked")
"""


def test_an_archive_is_unpacked_and_a_hub_asked_by_what_is_loaded_then(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "work.zip", "w") as archive:
        archive.writestr("work.txt", "work")
    (tmp_path / "here").mkdir()
    command = [sys.executable, "-c", ARCHIVE, str(tmp_path / "work.zip"), str(tmp_path / "here")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["", "True", "asked"], done.stderr
    assert (tmp_path / "here" / "work.txt").read_text() == "work"
