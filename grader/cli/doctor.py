"""`grader doctor`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--hub", is_flag=True, help="Look also at what a course under JupyterHub needs; run it as the instructor."
)
def doctor(hub: bool) -> None:
    """Tell what is missing here, and whether the sandbox holds.

    It tries to break out of what locks up students' code.
    Exits with 1 when it could, or something is missing or broken.
    """
    from grader.cli.doctor_findings import examine, show

    bad = False
    for heading, findings in examine(Path.cwd(), hub=hub):
        show(heading, findings)
        bad = bad or any(finding.state.bad for finding in findings)
    raise SystemExit(1 if bad else 0)
