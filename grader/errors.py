"""Errors that cross rooms: those that a person can correct, and failures of the sandbox."""

from __future__ import annotations

from pathlib import Path


class UserError(Exception):
    """What happened and to whom, and what to do next. The command line prints both and exits with 1."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)  # as they came, so that it crosses from a worker to us
        self.what, self.remedy = what, remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}"


class Stopped(UserError):
    """Somebody pressed Ctrl-C. The command line exits with 130, as shells expect."""


class SandboxError(Exception):
    """The sandbox failed; neither the student nor their code is to blame."""


class Starved(Exception):
    """A submission ran out of the wall's time, not of its own: other processes had the processor."""


def installing(extra: str, target: str = "extras") -> str:
    """Return the command that installs an extra of this package: `target` of the Makefile in a clone, else pip's."""
    in_clone = (Path(__file__).resolve().parents[1] / "Makefile").is_file()
    return f"make {target}" if in_clone else f"pip install 'matrix-calculus-course[{extra}]'"
