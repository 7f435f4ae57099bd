"""What a course needs for grading, looked at one by one for `grader doctor`."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

from grader import catalog
from grader.cli.finding import Finding, State
from grader.course import CONFIG_NAME, Course
from grader.errors import UserError
from grader.submission.submitted import handed_in_by, how_to_move, misplaced

EXCHANGE = "/usr/local/share/nbgrader/exchange"
"""Where nbgrader's exchange lies unless the settings say otherwise."""
REWRITE = "Write due dates as `2026-03-09 23:59 Asia/Seoul`, with `nbgrader db assignment add NAME --duedate=...`."
KEEPS_RELEASE = (
    "While a course runs, nothing: submissions are graded by the release, out of its points. For the next course:"
    " `grader build {name}`."
)
OTHER_RELEASE = (
    "If you have handed out this release: notebooks of the older one wait for you, question by question. If not, put"
    " the one that you handed out back into release/{name}/ before you grade."
)


def gradebook(course: Course) -> Finding:
    """Can the gradebook be read and written, and does nobody else hold it?"""
    from grader.nbgrader.database import PASSWORD_REMEDY, check_writable, file_of, has_password, is_missing, place_of

    try:
        where = place_of(course.db_url)
        check_writable(course.db_url, 0.5)
        if is_missing(course.db_url):
            return Finding("gradebook", State.FINE, f"{where} holds none yet; the first grading makes it")
    except UserError as error:
        return Finding("gradebook", State.MISSING, error.what, error.remedy)
    fine, in_file = f"{where}: whole, and free to write", file_of(course.db_url) is not None
    if not in_file and has_password(course.db_url):
        told = f"{fine}; but its address holds a password, which `nbgrader db upgrade` and --debug print"
        return Finding("gradebook", State.ADVICE, told, PASSWORD_REMEDY)
    if "%" in course.db_url:  # nbgrader 0.9.6 writes the address into alembic's .ini, where it has a meaning
        told = f"{fine}; but `nbgrader db upgrade` fails at the % in its address"
        remedy = "move it to a folder without one" if in_file else "write the address without one"
        return Finding("gradebook", State.ADVICE, told, f"Before an upgrade, {remedy}.")
    return Finding("gradebook", State.FINE, fine)


def gradebook_copy(course: Course) -> Finding | None:
    """Is there what copies the gradebook before a grading? None where that needs nothing, or cannot be told."""
    from grader.nbgrader.database import file_of
    from grader.nbgrader.database_copy import DUMP, NO_PROGRAM, dump_program

    try:
        if file_of(course.db_url):
            return None
    except UserError:  # told by `gradebook`
        return None
    if dump_program():
        return Finding("gradebook's copy", State.FINE, f"{DUMP}, by pg_dump, before each grading")
    remedy = "Install it, of the server's version or newer; or see that the server's own backups are enough."
    return Finding("gradebook's copy", State.ADVICE, f"none is made: {NO_PROGRAM}", remedy)


def due_dates(course: Course) -> list[Finding]:
    """When is each assignment due, by the gradebook, and did nbgrader read it as it was meant?"""
    from grader.course import load_config
    from grader.nbgrader.due_dates import misread_in_settings, stored_due_dates

    found = []
    try:
        for date in stored_due_dates(course):
            told = date.told(course.dates.zone)
            if date.doubt:
                found.append(Finding(date.assignment, State.ADVICE, f"{told}: {date.doubt}", date.remedy))
            else:
                found.append(Finding(date.assignment, State.FINE, told))
        for what, why in misread_in_settings(load_config(course.root), course.dates):
            found.append(Finding(what, State.ADVICE, why, REWRITE))
    except UserError:  # told by what looks at the gradebook and the settings themselves
        return found
    return found


def dates_handed_in(course: Course) -> Finding | None:
    """Are the dates understood that submissions bear? None where none bears one."""
    from grader.submission.timestamp import FILE_NAME, read_timestamp
    from grader.text.dates import for_nbgrader

    folders = sorted(path.parent for path in course.root.glob(f"submitted/*/*/{FILE_NAME}"))
    dates = {folder: date for folder in folders if (date := read_timestamp(folder, course.dates))}
    what = "dates of handing in"
    unknown = [folder for folder, date in dates.items() if not date.at]
    if unknown:
        first = unknown[0].relative_to(course.root) / FILE_NAME
        told = f"{len(unknown)} of {len(dates)} are not understood, the first in {first}: {dates[unknown[0]].reason.en}"
        return Finding(what, State.ADVICE, told, "Their grades wait: write them as 2026-03-09 23:59 +0900.")
    foreign = [folder for folder, date in dates.items() if date.text != for_nbgrader(date)]
    if foreign:
        first = foreign[0].relative_to(course.root) / FILE_NAME
        told = f"all {len(dates)} are understood, but {len(foreign)} not by formgrader, the first in {first}"
        return Finding(what, State.ADVICE, told, "To see them in formgrader write them as 2026-03-09 23:59:00+09:00.")
    return Finding(what, State.FINE, f"all {len(dates)} are understood") if dates else None


def places(course: Course) -> Finding | None:
    """Does work lie where no command finds it? None where none does."""
    lost = how_to_move(misplaced(course))
    return Finding("places of work", State.ADVICE, lost.what, lost.remedy) if lost else None


def student_ids(course: Course) -> Finding:
    """Is every student known by one id, in submitted/, in the gradebook and in the roster?"""
    from grader.lms.class_list import find_roster, ids_of_course
    from grader.lms.roster import read_roster
    from grader.nbgrader.gradebook_read import read_students
    from grader.text.student_ids import twin_sentence, twins

    try:
        ids = ids_of_course(read_students(course), course)
    except UserError:  # told by `gradebook`
        ids = set(handed_in_by(course))
    try:
        roster = find_roster(course.root, None)
        ids |= set(read_roster(roster).by_student) if roster else set()
    except UserError as error:
        return Finding("students' ids", State.ADVICE, error.what, error.remedy)
    if not (groups := twins(ids)):
        return Finding("students' ids", State.FINE, f"{len(ids)}, and none looks like another")
    told = "; ".join(map(twin_sentence, groups[:5])) + ("; and more" if len(groups) > 5 else "")
    remedy = "Where two are one student's, make them one: the folder in submitted/, the gradebook's id, the roster's."
    return Finding("students' ids", State.ADVICE, f"may be one student's: {told}", remedy)


def releases(course: Course) -> Finding:
    """Has every assignment a release? Grading needs it."""
    lacking = [name for name in course.assignments if not course.release(name).is_file()]
    if not lacking:
        return Finding("release", State.FINE, f"all {len(course.assignments)} assignments are built")
    return Finding("release", State.ADVICE, f"not built: {', '.join(lacking)}", "`grader build`, where you use them.")


def questions(course: Course) -> list[Finding]:
    """Do the releases ask what this version asks, and what the gradebook's submissions were asked?"""
    import nbformat

    from grader.nbgrader.gradebook_read import read_points
    from grader.submission.asked import asked_otherwise, released_points

    try:
        before = read_points(course)
    except UserError:  # told by `gradebook`
        before = {}
    found = []
    for name in course.assignments:
        if not course.release(name).is_file():
            continue
        release, today = nbformat.read(course.release(name), as_version=4), catalog.load(name, course.choices.of(name))
        by_machine, worth = released_points(release), {one.name: one.points for one in today.questions}
        by_person = (by_machine.keys() - worth.keys()) | asked_otherwise(today, release)
        if told := _differences(by_machine, worth, by_person):
            found.append(Finding(name, State.ADVICE, told, KEEPS_RELEASE.format(name=name)))
        now = released_points(release, written=True)
        if other := sorted({cell for cell, _ in before.get(name, now).items() ^ now.items()}):
            told = f"what the gradebook holds was asked otherwise than the release asks: {', '.join(other)}"
            found.append(Finding(name, State.ADVICE, told, OTHER_RELEASE.format(name=name)))
    return found


def _differences(released: Mapping[str, float], today: Mapping[str, float], otherwise: Collection[str]) -> str:
    """Return in words what this version asks otherwise than a release, whose points these are by question."""
    new = [f"{name} ({worth:g})" for name, worth in today.items() if name not in released]
    other = [
        f"{name} ({worth:g}, here {today[name]:g})"
        for name, worth in released.items()
        if worth != today.get(name, worth)
    ]
    parts = (
        ("not asked in the release", new),
        ("worth other points there", other),
        ("marked by a person, since this version asks it otherwise or not at all", sorted(otherwise)),
    )
    return "; ".join(f"{what}: {', '.join(names)}" for what, names in parts if names)


def exchange(root: Path) -> Finding:
    """Is the folder there through which JupyterLab hands out and collects?"""
    if root.is_dir() and os.access(root, os.R_OK | os.W_OK | os.X_OK):
        return Finding("exchange", State.FINE, str(root))
    told = f"{root} " + ("may not be written by you" if root.exists() else "is not there")
    remedy = (
        f"Only to hand out and collect in JupyterLab: `mkdir -p {root} && chmod ugo+rwx {root}`,"
        " or set c.Exchange.root to another folder."
    )
    return Finding("exchange", State.ADVICE, told, remedy)


def exchange_root(folder: Path) -> Path:
    """Return where the course's settings put the exchange."""
    from traitlets.config.loader import PyFileConfigLoader

    config = PyFileConfigLoader(CONFIG_NAME, path=str(folder)).load_config()
    return Path(config.get("Exchange", {}).get("root") or EXCHANGE)
