"""What a machine needs for grading, looked at one by one for `grader doctor`."""

from __future__ import annotations

import importlib.metadata
import json
import platform
import shutil
from pathlib import Path
from typing import Any

from grader.cli.finding import Finding, State
from grader.course import Course

DISTRIBUTION = "matrix-calculus-course"
WORKER_MB = 400
"""What a worker and its sandbox take, beside what a submission may use."""
FREE_MB = 1024
HANGUL = 0xD55C


def python_version() -> Finding:
    """Is this Python one that the package is made for?"""
    from packaging.specifiers import SpecifierSet

    wanted = importlib.metadata.metadata(DISTRIBUTION)["Requires-Python"]
    if SpecifierSet(wanted).contains(platform.python_version()):
        return Finding("Python", State.FINE, platform.python_version())
    remedy = "Remove .venv/ and run `make` with another PYTHON."
    return Finding("Python", State.MISSING, f"{platform.python_version()}; it must be {wanted}", remedy)


def extensions() -> Finding:
    """Does JupyterLab show nbgrader's menu?"""
    from jupyter_core.paths import jupyter_config_path, jupyter_path
    from jupyter_server.extension.config import ExtensionConfigManager

    folders = [Path(folder) for folder in jupyter_config_path()]
    manager: Any = ExtensionConfigManager(read_config_path=[str(folder) for folder in folders])
    served = manager.get_jpserver_extensions()
    names = ("formgrader", "assignment_list", "validate_assignment", "course_list")
    lacking = [name for name in names if not served.get(f"nbgrader.server_extensions.{name}")]
    if not any(Path(folder, "@jupyter", "nbgrader").is_dir() for folder in jupyter_path("labextensions")):
        lacking.append("the menu")
    lacking += sorted(name for folder in folders for name in _switched_off(folder) if "nbgrader" in name)
    if not lacking:
        return Finding("nbgrader in JupyterLab", State.FINE, "menu, formgrader, assignment list, validate")
    remedy = (
        "`.venv/bin/jupyter server extension enable --sys-prefix --py nbgrader` and"
        " `.venv/bin/jupyter labextension enable @jupyter/nbgrader`."
    )
    return Finding("nbgrader in JupyterLab", State.ADVICE, f"off: {', '.join(lacking)}", remedy)


def _switched_off(folder: Path) -> list[str]:
    """Return the extensions that JupyterLab's page settings in a folder switch off."""
    try:
        plain = json.loads((folder / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
        return [name for name, off in plain.get("disabledExtensions", {}).items() if off]
    except (OSError, ValueError, AttributeError):
        return []


def alembic() -> Finding:
    """Does nbgrader find alembic, which it calls to make a gradebook?"""
    path = shutil.which("alembic")
    if path:
        return Finding("alembic", State.FINE, path)
    return Finding("alembic", State.ADVICE, "nbgrader does not find it", "Keep `configure(c)` in nbgrader_config.py.")


def korean_font() -> Finding:
    """Can matplotlib write Korean?"""
    from matplotlib import font_manager

    for font in sorted(font_manager.fontManager.ttflist, key=lambda font: "Nanum" not in font.name):
        if font.name.startswith("Last Resort"):  # it draws an empty box for every character
            continue
        try:
            if font_manager.get_font(font.fname).get_char_index(HANGUL):
                return Finding("Korean in pictures", State.FINE, font.name)
        except (OSError, RuntimeError):  # a font that has gone, or cannot be read
            continue
    remedy = "Only where students write Korean into their pictures: install one, such as fonts-nanum."
    return Finding("Korean in pictures", State.ADVICE, "no font has it", remedy)


def disk(folder: Path) -> Finding:
    """Is there room for notebooks, feedback and the gradebook?"""
    free = shutil.disk_usage(folder).free // 2**20
    what, told = f"disk of {folder}", f"{free / 1024:.1f} GB free"
    if free >= FREE_MB:
        return Finding(what, State.FINE, told)
    return Finding(what, State.ADVICE, told, "A class of 1,000 takes about a gigabyte: free some space.")


def memory(course: Course, jobs: int) -> Finding:
    """Is there memory for every core to grade?"""
    free = _available_mb()
    if not free:
        return Finding("memory", State.ADVICE, "this system does not tell how much is free", "Watch the first grading.")
    each = WORKER_MB + course.limits.memory_mb
    told = f"{free / 1024:.1f} GB free; {jobs} jobs may use up to {jobs * each / 1024:.1f}"
    if free >= jobs * each:
        return Finding("memory", State.FINE, told)
    remedy = f"Grade with `--jobs {max(1, int(free // each))}`, or lower c.Grader.memory_mb."
    return Finding("memory", State.ADVICE, told, remedy)


def _available_mb() -> int:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        return 0


def kept_fork_server(course: Course) -> Finding:
    """Is a fork server kept between commands, and is one there now?"""
    from grader.sandbox.host.kept_server import minutes_kept, own_folder, running

    what, minutes = "fork server", minutes_kept(course.minutes_kept)
    if minutes <= 0 or course.sandbox == "none":
        return Finding(what, State.FINE, "none is kept between commands")
    folder = own_folder()
    if not folder:
        remedy = "Not needed, only faster. Give it a folder that you alone can enter: XDG_RUNTIME_DIR, or one in /tmp."
        return Finding(what, State.ADVICE, "none can be kept between commands here", remedy)
    pid = running(course.root)
    now = f"process {pid} now" if pid else "none now"
    return Finding(what, State.FINE, f"kept for {minutes:g} idle minutes after a command, {now}; socket in {folder}")
