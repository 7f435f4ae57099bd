"""The property of every parser of hostile data, for tests that draw the data at random."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def assert_parsed_or_refused(
    parse: Callable[[], object], refusal: type[Exception], kind: Any = object, about: object = ""
) -> None:
    """Assert that `parse` returns an instance of `kind`, or raises `refusal` with a message that can be written."""
    try:
        parsed = parse()
    except refusal as error:
        str(error).encode()
    else:
        assert isinstance(parsed, kind), about
