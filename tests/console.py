"""A console: commands as a person types them in a course folder, without paying for each one's imports.

`grader` and `nbgrader` run in processes forked from one that has imported both, so that a command begins as it does
in a fresh one; everything else goes to bash. What a command would start anew each time, a fork server for its sandboxes
and a program that names the newest form of nbgrader's tables, is there once for all of them.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

OWN = {".venv/bin/grader": "grader", ".venv/bin/nbgrader": "nbgrader"}


class Console:
    """Runs commands in a folder whose `.venv` is this environment, with a home of its own.

    The modules of the course are those in the folder, if there are any.
    """

    def __init__(self, folder: Path, home: Path) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHON", "PYTEST"))}
        self._folder, self._environment = folder, kept | {"HOME": str(home), "PYTHONPATH": str(folder)}
        self._process = subprocess.Popen(
            [sys.executable, __file__],
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
    import nbgrader.api
    from nbgrader.apps.nbgraderapp import main as nbgrader_main

    import grader.authoring.build
    import grader.grading.class_run
    import grader.lms.export
    import grader.report.write  # here, and not once a command
    import grader.sandbox.host.kept_server
    import grader.sandbox.host.sandbox
    from grader.cli.commands import main as grader_main
    from grader.sandbox.host.fork_server import ForkServer

    mains = {"grader": grader_main, "nbgrader": nbgrader_main}
    newest, server = nbgrader.api.get_alembic_version(), ForkServer()
    nbgrader.api.get_alembic_version = lambda: newest
    end, server.close = server.close, lambda: None  # type: ignore[assignment, misc]  # whoever uses it closes it
    server.has_ended = lambda: False  # type: ignore[method-assign]  # only its parent, this process, may ask
    for module in (grader.sandbox.host.kept_server, grader.sandbox.host.sandbox):
        module.ForkServer = lambda **_: server  # type: ignore[attr-defined]
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
                except SystemExit as end:
                    code = end.code or 0
                except BaseException:
                    traceback.print_exc()
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code if isinstance(code, int) else 1)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            said.seek(0)
            print(json.dumps([status, said.read()]), flush=True)
    end()


if __name__ == "__main__":
    serve()
