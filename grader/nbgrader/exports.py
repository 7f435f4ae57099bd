"""What this package's plug-ins for `nbgrader export` share: a gradebook that can be read, and errors as sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader.plugins import ExportPlugin

from grader.errors import UserError
from grader.nbgrader.database import check_readable


class Export(ExportPlugin):  # type: ignore[misc]  # nbgrader has no types
    """Ends with a sentence and 1 where the gradebook cannot be read, before nbgrader opens it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        if self.parent is not None:  # the command
            with self.errors_told():
                check_readable(self.parent.coursedir.db_url)

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """Log what is wrong, and what to do, and leave with 1."""
        try:
            yield
        except UserError as error:
            self.log.error("%s\n%s", error.what, error.remedy)
            raise SystemExit(1) from error
