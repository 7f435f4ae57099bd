"""nbgrader's converters are refused what they cannot do before they remove what they made before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader.converters.base import NbGraderException

from grader.errors import UserError
from grader.nbgrader.database import check_readable, check_writable


@contextmanager
def refusing(converter: Any) -> Iterator[None]:
    """Raise `NbGraderException` in place of a `UserError`; the reason is in nbgrader's log."""
    try:
        yield
    except UserError as error:
        converter.log.error("%s", error)
        raise NbGraderException(str(error)) from None


def refuse_if_unreadable(converter: Any, *, unwritable: bool = False) -> None:
    """Raise `NbGraderException` where the gradebook cannot be read; the reason is in nbgrader's log.

    A converter that writes there is also refused one that is `unwritable`. nbgrader itself would find out after it has
    removed what it graded before.
    """
    with refusing(converter):
        (check_writable if unwritable else check_readable)(converter.coursedir.db_url)
