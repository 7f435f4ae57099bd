"""What `grader doctor` finds, and prints: is students' code locked up here, and what does this machine lack?"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from grader.cli import doctor_course, doctor_machine, terminal
from grader.cli.finding import Finding, State
from grader.course import CONFIG_NAME, Course, load_course
from grader.errors import UserError
from grader.sandbox.isolation import choose, syscalls
from grader.sandbox.protection import Protection
from grader.sandbox.selftest import run_selftest

# ── students' code ─────────────────────────────────────────────────────────────────────────────────────────


def layers(chosen: str) -> Iterator[Finding]:
    """Yield which protections this machine has, and which one grades this course."""
    for protection in (Protection.NAMESPACES, Protection.LANDLOCK):
        reason = choose.refusal(protection)
        if reason:
            yield Finding(str(protection), State.ADVICE, reason, REMEDIES[protection])
        else:
            version = f", version {syscalls.landlock_version()}" if protection is Protection.LANDLOCK else ""
            yield Finding(str(protection), State.FINE, f"works here{version}")
    if chosen == Protection.NONE:
        yield Finding(
            "c.Grader.sandbox",
            State.BROKEN,
            "is none: students' code runs without protection",
            "Take that line out of the settings.",
        )


REMEDIES = {
    Protection.NAMESPACES: "Not needed where landlock works. On Ubuntu, for ordinary users:"
    " `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`. In Docker: `--cap-add SYS_ADMIN`.",
    Protection.LANDLOCK: "Not needed where namespaces work. It comes with Linux 6.2 and `lsm=landlock,…` at its start.",
}


def guaranteed(course: Course) -> Iterator[Finding]:
    """Yield what a student's code could not do, or could, in the sandbox that grades this course."""
    from grader.nbgrader.database import file_of

    try:
        gradebook = file_of(course.db_url)
    except UserError:  # told by `doctor_course.gradebook`
        gradebook = None
    try:
        protection, guarantees = run_selftest(course.root, gradebook, course.sandbox)
    except UserError as error:
        yield Finding("sandbox", State.MISSING, error.what, error.remedy)
        return
    yield Finding("sandbox", State.FINE, f"{protection}; what follows was tried in it")
    for guarantee in guarantees:
        if guarantee.broken:
            yield Finding(guarantee.name, State.BROKEN, guarantee.broken, "Grade nobody's code here, and report this.")
        else:
            yield Finding(guarantee.name, State.HOLDS, guarantee.tried)


# ── all of it ──────────────────────────────────────────────────────────────────────────────────────────────


def examine(folder: Path, *, hub: bool = False) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield what was found, under its heading. Everything is looked at, also where something else is wrong.

    `hub`: look also at what a course under JupyterHub needs.
    """
    try:
        course, found = load_course(folder), Finding("settings", State.FINE, str(folder / CONFIG_NAME))
    except UserError as error:
        course, found = Course(folder), Finding("settings", State.MISSING, error.what, error.remedy)
    of_course = [
        found,
        doctor_course.gradebook(course),
        *filter(None, [doctor_course.gradebook_copy(course)]),
        *filter(None, [doctor_course.places(course)]),
        doctor_course.student_ids(course),
        doctor_course.releases(course),
        *doctor_course.questions(course),
        *doctor_course.due_dates(course),
    ]
    of_course += filter(None, [doctor_course.dates_handed_in(course)])
    if found.state is State.FINE:
        of_course.append(doctor_course.exchange(doctor_course.exchange_root(folder)))
    yield "This course", tuple(of_course)
    if hub and found.state is State.FINE:
        from grader.cli.doctor_hub import examine_hub

        yield "This course under JupyterHub", tuple(examine_hub(course))
    yield "This machine", tuple(machine(course))
    yield "What locks up a student's code", tuple(layers(course.sandbox))
    yield "A student's code …", tuple(guaranteed(course))


def machine(course: Course) -> Iterator[Finding]:
    """Yield what the machine has and lacks."""
    yield doctor_machine.python_version()
    yield doctor_machine.extensions()
    yield doctor_machine.alembic()
    yield doctor_machine.korean_font()
    yield doctor_machine.memory(course, os.cpu_count() or 1)
    yield doctor_machine.kept_fork_server(course)
    yield doctor_machine.disk(course.root)
    temporary = Path(tempfile.gettempdir())
    if temporary.stat().st_dev != course.root.stat().st_dev:
        yield doctor_machine.disk(temporary)


def show(heading: str, findings: Sequence[Finding]) -> None:
    """Print findings as a table, and below what to do."""
    console = terminal.console()
    table = Table(title=heading, title_justify="left", title_style="bold", box=None, show_header=False)
    table.add_column(no_wrap=True, min_width=24)
    table.add_column(no_wrap=True, min_width=7)
    table.add_column(overflow="fold")
    for one in findings:
        style = "bold red" if one.state.bad else "yellow" if one.state is State.ADVICE else "green"
        table.add_row(escape(one.what), f"[{style}]{one.state.value}[/]", escape(one.told))
        if one.remedy:
            table.add_row("", "", f"→ {escape(one.remedy)}")
    console.print(table)
    console.print()
