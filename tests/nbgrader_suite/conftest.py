"""What nbgrader's own tests need here: its fixtures, the course's configuration, and where they must differ.

The fixtures are those of the installed package. Each test runs in a folder of its own whose `nbgrader_config.py` loads
the course's file first.
"""

from __future__ import annotations

import gc
import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import MethodType

import pytest

pytest.register_assert_rewrite("nbgrader.tests.apps")

from differing import as_listed  # noqa: E402  # after the line above
from jupyter_client.provisioning import local_provisioner  # noqa: E402
from kernels import Kernels  # noqa: E402
from nbgrader.tests.apps import conftest as theirs  # noqa: E402

from grader.sandbox.host import fork_server  # noqa: E402

cache, course_dir, db, env, exchange = theirs.cache, theirs.course_dir, theirs.db, theirs.env, theirs.exchange
fake_home_dir = theirs.fake_home_dir
jupyter_config_dir, jupyter_data_dir = theirs.jupyter_config_dir, theirs.jupyter_data_dir

ROOT = Path(__file__).parents[2]
SETTINGS = f"""
load_subconfig({str(ROOT / "nbgrader_config.py")!r})
c.pop("ClearSolutions")  # nbgrader's notebooks hold its own words for "your code here"
c.Grader.cell_seconds = 1
c.Grader.notebook_seconds = 2
"""


@pytest.fixture(scope="session", autouse=True)
def _no_argcomplete() -> None:
    """A command asks for a package that is not there: have Python note that its import fails."""
    if not importlib.util.find_spec("argcomplete"):
        sys.modules["argcomplete"] = None


@pytest.fixture(scope="session", autouse=True)
def _warm_kernels() -> Iterator[None]:
    """A notebook that nbgrader validates, or whose tests it writes, runs in a kernel that is soon there."""
    kernels = Kernels()
    with pytest.MonkeyPatch.context() as patch:
        if hasattr(os, "pidfd_open"):  # on Linux
            patch.setattr(local_provisioner, "launch_kernel", kernels.launch)
        yield
    kernels.close()


@pytest.fixture(autouse=True)
def _short_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """One of nbgrader's releases holds an endless loop, which a course's own cells may not."""
    monkeypatch.setattr(fork_server, "SHARED_CELL_SECONDS", 1.0)


@pytest.fixture(autouse=True)
def _one_fork_server(one_fork_server: None) -> None:
    """Every autograding here takes its sandbox from one fork server."""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """nbgrader's `run_nbgrader` leaves a plain dict for `os.environ`, and sockets for the garbage collector."""
    environment, values = os.environ, os.environ.copy()
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), values.get("PATH", "")])
    gc.freeze()  # what was there before need not be looked through
    yield
    os.environ = environment  # noqa: B003  # the object itself was replaced
    os.environ.clear()
    os.environ.update(values)
    gc.collect()


@pytest.fixture
def temp_cwd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, course_dir: str) -> str:
    """nbgrader's fixture of this name, with the course's configuration in the folder."""
    monkeypatch.chdir(tmp_path)
    text = f"c = get_config()\n{SETTINGS}c.CourseDirectory.root = {course_dir!r}\n"
    (tmp_path / "nbgrader_config.py").write_text(text, encoding="utf-8")
    return str(tmp_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every listed statement must fail, and all others of the same test must still hold."""
    for item in items:
        if isinstance(item, pytest.Function) and item.function.__module__.startswith("nbgrader."):
            item.obj = MethodType(as_listed(item.function), item.instance)
