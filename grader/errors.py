"""Errors that a person can mend."""

from __future__ import annotations


class UserError(Exception):
    """What happened and to whom, and what to do next. The command line prints both and exits with 1."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what, self.remedy = what, remedy
