"""`grader mark`."""

from __future__ import annotations

import click

from grader.cli.current import current_course


@click.command()
@click.option("--as", "marker", metavar="NAME", help="Who marks, for the history; default: your name on this machine.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free one.")
@click.option("--open/--no-open", "opens", default=True, help="Open it in a browser.")
def mark(marker: str | None, port: int, opens: bool) -> None:
    """Mark by hand in a browser: one question across the class.

    Each answer stands beside the model answer and its rubric.
    """
    import asyncio
    import getpass
    import webbrowser
    from contextlib import suppress
    from functools import partial

    from grader.by_hand.reading import read_answer_cell
    from grader.by_hand.server import Marking, serve
    from grader.errors import UserError
    from grader.nbgrader.by_hand import HandMarking

    course = current_course()

    async def run(marking: Marking) -> None:
        try:
            server, address = serve(marking, port)
        except OSError as error:
            raise UserError(f"Port {port} cannot be used: {error.strerror}.", "Take another with --port.") from error
        click.echo(
            f"Marking by hand, as {marking.marker}: {address}\nCtrl-C ends it; what is saved is in the gradebook."
        )
        if opens:
            webbrowser.open(address)
        try:
            await asyncio.Event().wait()
        finally:
            server.stop()

    with HandMarking(course.db_url, partial(read_answer_cell, course)) as gradebook, suppress(KeyboardInterrupt):
        asyncio.run(run(Marking(course, gradebook, marker or getpass.getuser())))
