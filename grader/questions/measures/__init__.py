"""Code that measures files in the sandbox: each module is read as text and sent there as a probe.

Its functions get an open descriptor, trust nothing that the file says of itself, and return one number: a measure, or
below zero why there is none. They use no name of this package, which does not exist where they run.
"""

from __future__ import annotations

from importlib import resources

NOT_ONE, DAMAGED, LOCKED, ABSURD, EMPTY = -1, -2, -3, -4, -5
"""Not a file of this kind · broken off or broken · needs a password · no such thing can be meant · nothing in it."""


def probe(module: str, expression: str) -> str:
    """Return the code of a probe: a module of this package, then an expression that calls it."""
    return resources.files(__name__).joinpath(f"{module}.py").read_text(encoding="utf-8") + f"\n\n{expression}\n"
