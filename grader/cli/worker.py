"""`grader worker`."""

from __future__ import annotations

import click


@click.command()
@click.argument("scheduler")
@click.option("--jobs", type=click.IntRange(1), help="Submissions at a time; default: one for each core.")
@click.option("--insecure", is_flag=True, help="Connect without TLS to another machine.")
def worker(scheduler: str, jobs: int | None, insecure: bool) -> None:
    """Make this machine a host that grades for a Dask scheduler.

    SCHEDULER is its address, tls://HOST:PORT. Ends with Ctrl-C.
    """
    from grader.grading.host_process import serve
    from grader.processes import cores

    serve(scheduler, jobs or cores(), insecure=insecure, say=lambda line: click.echo(line, err=True))
