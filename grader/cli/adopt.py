"""`grader adopt`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.current import current_course
from grader.errors import UserError

if TYPE_CHECKING:
    from grader.authoring.adopt import Adoption

NO_PROOF = """\
! A notebook's own tests run in the process of the code that they test. The sandbox protects your machine, others' work
  and the gradebook from that code; it does not keep it from making its own tests hold. Every result says so."""


@click.command()
@click.argument("notebook", type=click.Path(path_type=Path))
def adopt(notebook: Path) -> None:
    """Take an nbgrader assignment of your own into the course.

    NOTEBOOK is its source version, with solutions.

    Simple asserts, such as `assert f(2) == 4`, become hidden tests; other tests run as they stand.
    """
    import importlib

    from grader import catalog
    from grader.authoring.adopt import adopt as adopt_notebook
    from grader.authoring.adopt_check import check_adopted
    from grader.course import hidden_tests_folder
    from grader.lock import course_lock
    from grader.nbgrader.convert import generate_release

    course = current_course()
    with course_lock(course.root, "grader adopt"):
        made, written = adopt_notebook(course.root, notebook)
        for path in written:
            click.echo(f"wrote {path.relative_to(course.root)}")
        importlib.invalidate_caches()
        catalog.use(course.root)
        if course.release(made.name).is_file():
            click.echo(f"kept release/{made.name}/, which students may have")
        else:
            try:
                generate_release(course, made.name)
            except UserError:
                for path in written:
                    if path.resolve() != notebook.resolve():  # else the next call would find half of an assignment
                        path.unlink()
                raise
            click.echo(f"built release/{made.name}/")
    where = hidden_tests_folder(course.root).relative_to(course.root)
    _show(made)
    problems = check_adopted(course, catalog.load(made.name))
    for problem in problems:
        click.echo(f"! {problem}")
    if problems:
        click.echo(
            f"Is it the source version, with solutions, and do the files that it reads lie in source/{made.name}/?"
            f" Mend it there; then `grader build {made.name}` and `grader verify {made.name}`."
        )
        raise SystemExit(1)
    click.echo("Tried: the solution gets all points of these cells, the untouched notebook none.")
    click.echo(f"Next: grader autograde {made.name}. For more cases and hints: {where}/{made.name}.py")


def _show(made: Adoption) -> None:
    for one in made.cells:
        how = f"hidden tests, {len(one.cases)} cases of {one.function}" if one.function else "its own tests"
        why = f" ({one.reason})" if one.reason else ""
        click.echo(f"  {one.cell}, {one.points:g} points: {how}{why}")
    for name in made.by_hand:
        click.echo(f"  {name}: marked by hand, with `grader mark`")
    if made.inline:
        click.echo(NO_PROOF)
