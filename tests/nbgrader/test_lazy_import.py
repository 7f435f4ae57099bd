"""nbgrader without its parts of a Jupyter server, until a server asks for them."""

from __future__ import annotations

import subprocess
import sys

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
