"""Has a course's grading wait as long as it takes: on a busy machine no attacker is left to a person as starved.

What a battle judges is what an attack comes to, not how fast. Starving has tests of its own. What is over its limit
has a shorter moment to obey than elsewhere: attackers do not, and burn it.
"""

from __future__ import annotations

from typing import Any

from grader.grading import run, worker, workers
from grader.sandbox import limits
from grader.sandbox.host import session

TIMES = 100.0
"""How many times its limit something may take by the clock on the wall."""
GRACE_SECONDS = 0.5
"""Of its own time, in which a cell that is interrupted may end."""


def start_worker(*arguments: Any) -> None:
    """Start a worker process that is patient."""
    run.CLOCK_TIMES = limits.PATIENCE = session.PATIENCE = TIMES
    session.GRACE_SECONDS = GRACE_SECONDS
    worker.start_worker(*arguments)


def be_patient() -> None:
    """Have this process start such workers."""
    workers.start_worker = start_worker  # type: ignore[assignment]
