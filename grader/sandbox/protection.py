"""The names of the ways to protect the machine from students' code, strongest first."""

from __future__ import annotations

from enum import StrEnum


class Protection(StrEnum):
    """How students' code is isolated; `grader.sandbox.isolation.jail` has a class for each."""

    NAMESPACES = "namespaces"
    LANDLOCK = "landlock"
    NONE = "none"
