"""Which known name was meant by one that is unknown. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a sentence, after a blank, that asks for the known name most like `name`; nothing where none is alike."""
    import difflib  # when a name is unknown, not whenever a command starts

    alike = difflib.get_close_matches(name, sorted(known), 1)
    return f" Did you mean {alike[0]}?" if alike else ""
