"""Which files of this machine students' code may see: Python with its libraries, system programs and fonts."""

from __future__ import annotations

import site
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom")
OURS = ("grader", "solutions", "source")
"""Packages that hold answers, and what a good written answer holds."""

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
    """Return the paths to show. None lies below another, but for symbolic links, which stay links."""
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, "/usr", "/usr/local"}
    paths = {str(Path(prefix, part)) for prefix in prefixes for part in _PREFIX_PARTS} | set(_SYSTEM)
    own = site.getusersitepackages()
    paths |= {own} if own in sys.path else set()
    there = {path for path in paths if Path(path).exists()}
    there |= {str(Path(path).resolve()) for path in there}
    return sorted(path for path in there if not any(_below(path, other) for other in there if _real(other)))


def hidden(paths: Iterable[str]) -> list[str]:
    """Return the folders of packages that hold answers, if they are installed below one of `paths`."""
    ours = [Path(__file__).resolve().parents[3] / name for name in OURS]
    return [str(folder) for folder in ours if any(_below(str(folder), path) for path in paths)]


def without(paths: Iterable[str], excluded: Iterable[str]) -> Iterator[str]:
    """Yield `paths` without the excluded folders: a path that holds one is replaced by all else that it holds.

    Symbolic links are left out, because their targets are either among the paths themselves or not to be shown.
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
