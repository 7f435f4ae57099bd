"""What a student's code may see of this machine: Python with its libraries, programs and fonts, and nothing else."""

from __future__ import annotations

import site
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
OURS = ("grader", "solutions")
"""Packages that know answers."""

_PREFIX_PARTS = ("bin", "lib", "lib32", "lib64", "pyvenv.cfg")
_SYSTEM = (
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/fontconfig",
    "/usr/share/fonts",
    "/usr/share/zoneinfo",
    "/nix/store",
)


def visible() -> list[str]:
    """Return the paths to show, outermost ones only; symbolic links among them stay links."""
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, "/usr", "/usr/local"}
    paths = {str(Path(prefix, part)) for prefix in prefixes for part in _PREFIX_PARTS} | set(_SYSTEM)
    own = site.getusersitepackages()
    paths |= {own} if own in sys.path else set()
    there = {path for path in paths if Path(path).exists()}
    there |= {str(Path(path).resolve()) for path in there}
    return sorted(path for path in there if not any(_below(path, other) for other in there if _real(other)))


def hidden(paths: Iterable[str]) -> list[str]:
    """Return the folders below `paths` that hold answers: our own packages, where they are installed there."""
    ours = [Path(__file__).resolve().parents[3] / name for name in OURS]
    return [str(folder) for folder in ours if any(_below(str(folder), path) for path in paths)]


def without(paths: Iterable[str], excluded: Iterable[str]) -> Iterator[str]:
    """Yield real paths, those that hold an excluded folder taken apart into all else that they hold.

    Symbolic links are left out: what they lead to is either shown under its own name or not to be shown.
    """
    excluded = list(excluded)
    for path in paths:
        if path in excluded or Path(path).is_symlink():
            continue
        if any(_below(folder, path) for folder in excluded):
            yield from without((str(child) for child in Path(path).iterdir()), excluded)
        else:
            yield path


def _below(path: str, other: str) -> bool:
    return Path(other) in Path(path).parents


def _real(path: str) -> bool:
    return not Path(path).is_symlink()
