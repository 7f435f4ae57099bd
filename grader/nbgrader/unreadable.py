"""nbgrader's converters are refused a gradebook that cannot be read before they remove what they made before."""

from __future__ import annotations

from typing import Any

from nbgrader.converters.base import NbGraderException

from grader.errors import UserError
from grader.nbgrader.database import check_readable


def refuse_if_unreadable(converter: Any) -> None:
    """Raise `NbGraderException` where the gradebook cannot be read; the reason is in nbgrader's log.

    nbgrader itself would find out after it has removed what it graded before.
    """
    try:
        check_readable(converter.coursedir.db_url)
    except UserError as unreadable:
        converter.log.error("%s", unreadable)
        raise NbGraderException(str(unreadable)) from None
