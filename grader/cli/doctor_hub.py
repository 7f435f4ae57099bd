"""What a course needs under JupyterHub with system users, looked at one by one for `grader doctor --hub`.

Run it as the person whose server has formgrader, on the hub's machine. docs/jupyterhub.md is the recipe that it checks.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grader.cli.doctor_course import EXCHANGE
from grader.cli.finding import Finding, State
from grader.course import CONFIG_NAME, Course, load_config
from grader.errors import installing
from grader.nbgrader.database import file_of

PROXY = "configurable-http-proxy"
MAJOR = 6
"""The JupyterHub that this was tried with."""
ROOT_DIR = "JUPYTERHUB_ROOT_DIR"
"""Variable by which JupyterHub tells a server which folder it shows; without it that is the home."""
OTHERS_READ, OTHERS_ENTER, GROUP_WRITES, ALL = 0o4, 0o1, 0o20, 0o777


def examine_hub(course: Course) -> Iterator[Finding]:
    """Yield what was found of a course whose settings can be read."""
    yield programs()
    yield python_for_all()
    yield from one_exchange_for_all(course)
    yield formgrader_finds(course)
    yield shown_by_server(course)
    yield closed_to_students(course)
    yield from filter(None, [one_group(course)])


def programs() -> Finding:
    """Are JupyterHub, which each server needs in its environment too, and its proxy here?"""
    install = f"`{installing('hub', 'hub')}`"
    try:
        version = importlib.metadata.version("jupyterhub")
    except importlib.metadata.PackageNotFoundError:
        remedy = f"{install}: it needs the package, of the hub's own version, to start a person's server."
        return Finding("JupyterHub", State.MISSING, f"is not installed in {sys.prefix}", remedy)
    if int(version.partition(".")[0]) < MAJOR:
        return Finding("JupyterHub", State.ADVICE, f"{version}; tried was {MAJOR}", f"{install} installs that one.")
    if not shutil.which(PROXY):
        remedy = f"Where the hub runs on this machine: `npm install --global {PROXY}`."
        return Finding("JupyterHub", State.ADVICE, f"{version}; {PROXY} is not on PATH", remedy)
    return Finding("JupyterHub", State.FINE, f"{version}, with its proxy")


def python_for_all() -> Finding:
    """Can other users run this environment's Python, which their servers are to run?"""
    folders = (Path(sys.prefix), Path(sys.base_prefix), Path(importlib.util.__file__).parent)
    for path in (Path(sys.executable), Path(sys.executable).resolve(), *folders):
        if wall := closed_at(path):
            told = f"{path} is closed to other users, by {wall}: no student's server could start"
            remedy = (
                "Make the environment with a Python that all may read, Debian's or one in /opt, in a folder that all"
                " may read: `make setup hub PYTHON=/usr/bin/python3 VENV=/opt/matrix-calculus`."
            )
            return Finding("Python for everybody", State.MISSING, told, remedy)
    return Finding("Python for everybody", State.FINE, sys.executable)


def one_exchange_for_all(course: Course) -> Iterator[Finding]:
    """Do the settings of everybody name the same exchange and course, and may everybody write there?"""
    shared, own = shared_settings(), load_config(course.root)
    mine, theirs = exchange_of(own, shared), exchange_of(shared)
    place = shared_folders()[0] / CONFIG_NAME
    if mine != theirs:
        told = f"yours is {mine}, that of other users {theirs}: what you release, they do not see"
        remedy = f"Write `c.Exchange.root = {str(mine)!r}` into {place}, which all may read."
        yield Finding("exchange for everybody", State.MISSING, told, remedy)
    elif not mine.is_dir() or mine.stat().st_mode & ALL != ALL:
        told = f"{mine} " + ("is not open to everybody" if mine.is_dir() else "is not there")
        remedy = f"`mkdir -p {mine} && chmod 777 {mine}`; a class alone: see docs/jupyterhub.md."
        yield Finding("exchange for everybody", State.MISSING, told, remedy)
    else:
        yield Finding("exchange for everybody", State.FINE, str(mine))
    course_id = str(own.get("CourseDirectory", {}).get("course_id", ""))
    told_all = str(shared.get("CourseDirectory", {}).get("course_id", ""))
    if not course_id:
        remedy = "Set c.CourseDirectory.course_id in nbgrader_config.py."
        yield Finding("course id", State.MISSING, "there is none, and nothing can be released", remedy)
    elif told_all not in ("", course_id):
        told = f"yours is {course_id}, that of other users {told_all}: they see another course"
        remedy = f"Take the line out of {place}: students then choose among all courses of the exchange."
        yield Finding("course id", State.MISSING, told, remedy)
    else:
        yield Finding("course id", State.FINE, course_id)


def formgrader_finds(course: Course) -> Finding:
    """Does formgrader, which looks in the folder where its server was started, find the course?"""
    from jupyter_core.paths import jupyter_config_dir

    own = Path(jupyter_config_dir()) / CONFIG_NAME
    settings = shared_settings()
    settings.merge(read(own))
    named = settings.get("CourseDirectory", {}).get("root")
    if named and Path(str(named)).resolve() == course.root.resolve():
        return Finding("formgrader", State.FINE, f"finds the course by {own}")
    told = f"looks in {named or 'your home'}: it would show an empty list, and no error"
    remedy = f"Write into {own}: `c = get_config()` and `c.CourseDirectory.root = {str(course.root)!r}`."
    return Finding("formgrader", State.MISSING, told, remedy)


def shown_by_server(course: Course) -> Finding:
    """Does the course lie below the folder that the person's server shows?"""
    top = Path(os.environ.get(ROOT_DIR) or Path.home())
    if course.root.resolve().is_relative_to(top.resolve()):
        return Finding("the server's folder", State.FINE, str(top))
    told = f"{course.root} does not lie below {top}, which your server shows: formgrader would not open"
    remedy = f"Set c.Spawner.notebook_dir = {str(course.root)!r} for you in jupyterhub_config.py, or move the course."
    return Finding("the server's folder", State.MISSING, told, remedy)


def closed_to_students(course: Course) -> Finding:
    """Are grades, submissions, solutions and hidden tests out of the reach of other users?"""
    specs = (importlib.util.find_spec(name) for name in ("grader", "solutions"))
    secret = [course.root, *(Path(spec.origin).parent for spec in specs if spec and spec.origin)]
    if opened := [path for path in secret if not closed_at(path)]:
        told = f"other users may read {', '.join(map(str, opened))}: solutions, hidden tests, grades"
        remedy = f"`chmod 700 {course.root}`, and for the package install it from a folder that is closed."
        return Finding("closed to students", State.BROKEN, told, remedy)
    return Finding("closed to students", State.FINE, "the course, solutions and hidden tests")


def one_group(course: Course) -> Finding | None:
    """Does all that several people grade belong to the course folder's group? None where one person grades."""
    own = load_config(course.root)
    shared = bool(own.get("CourseDirectory", {}).get("groupshared", False))
    group, mode = course.root.stat().st_gid, course.root.stat().st_mode
    if not shared and not mode & GROUP_WRITES:
        return None
    lacking = [] if shared else ["c.CourseDirectory.groupshared is not True"]
    handed = exchange_of(own, shared_settings()) / str(own.get("CourseDirectory", {}).get("course_id", ""))
    book = file_of(course.db_url)
    lacking += [
        f"{path} is not the group's"
        for path in (course.root, handed, book)
        if path and path.exists() and not (path.stat().st_gid == group and path.stat().st_mode & GROUP_WRITES)
    ]
    if not handed.exists():
        lacking.append(f"{handed} is not there, and whoever releases first would own it")
    if not lacking:
        return Finding("group that grades", State.FINE, "may write the course folder and its place in the exchange")
    remedy = (
        f"`install -d -m 2775 -g GROUP {handed}` before the first release; `chgrp GROUP` and `chmod g+rw` of a file or"
        " folder that is not the group's; see docs/jupyterhub.md."
    )
    return Finding("group that grades", State.MISSING, "; ".join(lacking), remedy)


# ── settings and rights ────────────────────────────────────────────────────────────────────────────────────


def closed_at(path: Path) -> str:
    """Return which part of a path keeps other users from reading it, with its mode; an empty text where none does.

    A group's rights do not count: who is in it, nobody knows here.
    """
    for part in reversed(path.parents):
        if not part.stat().st_mode & OTHERS_ENTER:
            return f"{part} ({part.stat().st_mode & ALL:o})"
    needed = OTHERS_READ | OTHERS_ENTER if path.is_dir() else OTHERS_READ
    return "" if path.stat().st_mode & needed == needed else f"{path} ({path.stat().st_mode & ALL:o})"


def shared_folders() -> list[Path]:
    """Return where settings for all users lie, the ones that count most first."""
    from jupyter_core.paths import jupyter_config_dir, jupyter_config_path

    return [Path(folder) for folder in jupyter_config_path() if Path(folder) != Path(jupyter_config_dir())]


def shared_settings() -> Config:
    """Return nbgrader's settings that hold for all users."""
    settings = Config()
    for folder in reversed(shared_folders()):
        settings.merge(read(folder / CONFIG_NAME))
    return settings


def read(path: Path) -> Config:
    """Return the settings of a file; none where there is no such file, or it cannot be read."""
    try:
        return PyFileConfigLoader(path.name, path=str(path.parent)).load_config()
    except Exception:  # the file is Python, and somebody else's
        return Config()


def exchange_of(*settings: Config) -> Path:
    """Return the exchange that the first of several settings names, or nbgrader's own."""
    named = (one.get("Exchange", {}).get("root") for one in settings)
    return Path(str(next(filter(None, named), EXCHANGE)))
