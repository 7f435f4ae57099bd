"""A console: commands as a person types them in a course folder, without paying for each one's imports.

`grader` and `nbgrader` run in processes forked from one that has imported both, so that a command begins as it does
in a fresh one; everything else goes to bash. What a command would start anew each time, fork servers for its sandboxes
and its workers and the version of nbgrader's tables, is there once for all of them.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import shlex
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from multiprocessing import forkserver
from pathlib import Path

LOADED_ONCE = (
    "grader.authoring.build",
    "grader.cli.class_table",
    "grader.cli.progress",
    "grader.cli.round",
    "grader.feedback.write",
    "grader.grading.class_run",
    "grader.lms.export",
    "grader.nbgrader.autograde",
    "grader.nbgrader.feedback",
    "grader.report.write",
    "rich.progress",
    "sqlalchemy.dialects.sqlite",
)
"""Modules that commands import when they need them: here once, and not once a command."""
OWN = {".venv/bin/grader": "grader", ".venv/bin/nbgrader": "nbgrader"}


class Console:
    """Runs commands in a folder whose `.venv` is this environment, with a home of its own.

    The modules of the course are those in the folder, if there are any. `python` is that of another environment.
    """

    def __init__(self, folder: Path, home: Path, python: Path = Path(sys.executable)) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHON", "PYTEST"))}
        path = os.pathsep.join([str(python.parent), kept["PATH"]])
        self._folder = folder
        self._environment = kept | {"HOME": str(home), "PYTHONPATH": str(folder), "PATH": path}
        self._process = subprocess.Popen(
            [str(python), __file__],
            cwd=folder,
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, command: str) -> tuple[int, str]:
        """Return a command's exit code and all that it wrote."""
        words = shlex.split(command, comments=True)
        if words[0] in OWN:
            return self.run_own(self._folder, OWN[words[0]], *words[1:])
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    def run_own(self, folder: Path, *words: str) -> tuple[int, str]:
        """Return what `grader` or `nbgrader`, the first word, gives in a folder: exit code and all that it wrote."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([str(folder), *words]), file=self._process.stdin, flush=True)
        code, said = json.loads(self._process.stdout.readline())
        return code, said

    def close(self) -> None:
        self._process.communicate()


def serve() -> None:
    """Read commands, a line each; answer with exit code and output."""
    mains, end = ready()
    for line in sys.stdin:
        folder, name, *arguments = json.loads(line)
        with tempfile.TemporaryFile("w+") as said:
            child = os.fork()
            if child == 0:
                code: object = 1
                try:
                    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                    os.dup2(said.fileno(), 1)
                    os.dup2(said.fileno(), 2)
                    os.chdir(folder)
                    sys.argv = [name, *arguments]
                    mains[name]()
                    code = 0
                except SystemExit as end_of_command:
                    code = end_of_command.code or 0
                except BaseException:
                    traceback.print_exc()
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code if isinstance(code, int) else 1)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            said.seek(0)
            print(json.dumps([status, said.read()]), flush=True)
    end()


def ready() -> tuple[dict[str, Callable[[], object]], Callable[[], object]]:
    """Import and start what commands share; return the commands by name, and what ends all that was started."""
    import nbgrader.api
    from nbgrader.apps.nbgraderapp import main as nbgrader_main
    from once import work_out_once

    for name in LOADED_ONCE:
        importlib.import_module(name)
    from grader.cli.commands import main as grader_main
    from grader.grading import workers
    from grader.sandbox.host import kept_server, sandbox, session
    from grader.sandbox.host.fork_server import ForkServer

    work_out_once()
    nbgrader.api.get_alembic_version()
    server = ForkServer()
    end, server.close = server.close, lambda: None  # whoever uses it closes it
    server.has_ended = lambda: False  # only its parent, this process, may ask
    for module in (kept_server, sandbox):
        module.ForkServer = lambda **_: server
    session.GRACE_SECONDS = 0.5  # `grader doctor` tries a loop that is deaf, which uses all of them
    workers.WorkerProcesses(1).stop()  # leaves the process that workers are forks of; again only its parent may ask
    forkserver.ensure_running = forkserver._forkserver.ensure_running = lambda: None
    gc.freeze()
    return {"grader": grader_main, "nbgrader": nbgrader_main}, end


if __name__ == "__main__":
    serve()
