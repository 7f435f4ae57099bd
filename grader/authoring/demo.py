"""A sample class in a course folder of its own, so that a real course's gradebook is never touched."""

from __future__ import annotations

import shutil
from collections.abc import Container
from pathlib import Path

from grader import catalog
from grader.authoring.samples import hand_in, load_samples
from grader.course import CONFIG_NAME, Course, load_course, material
from grader.errors import UserError

OF_SAMPLES = """
# ── the sample class only: it has endless loops, and nobody wants to wait for them ─────────────────────────
"""
"""Stands above the limits of a sample course, which is known by it."""


def make_sample_course(course: Course, assignments: tuple[str, ...], folder: Path) -> Course:
    """Lay out a scratch course with the samples as submissions; a sample course that lay there before is removed.

    Raises `UserError` where there are no samples, or something else lies in the folder.
    """
    if not any(material(course.root, "tests", "submissions", name).is_dir() for name in assignments):
        raise UserError(
            "There is no sample class: it comes with a clone of this package, not with an installed one.",
            "Hand something in yourself: submitted/<student>/<assignment>/, then `grader run`.",
        )
    if folder.exists():
        _remove_sample_course(folder)
    folder.mkdir(parents=True)
    settings = (course.root / CONFIG_NAME).read_text(encoding="utf-8")
    (folder / CONFIG_NAME).write_text(settings + OF_SAMPLES + _limits(assignments), encoding="utf-8")
    for assignment in assignments:
        for kind in ("source", "release"):
            shutil.copytree(course.root / kind / assignment, folder / kind / assignment)
        submit_samples(course.root, folder, assignment)
    return load_course(folder)


def _limits(assignments: tuple[str, ...]) -> str:
    """Return the settings of a cell's and a call's seconds: more where packages are used that take their time."""
    cell, call = (3, 2) if any(catalog.find(name).extra for name in assignments) else (1.5, 1)
    return f"\nc.Grader.cell_seconds = {cell}\nc.Grader.call_seconds = {call}\n"


def _remove_sample_course(folder: Path) -> None:
    """Remove a sample course, or an empty folder: anything else may be somebody's class."""
    config = folder / CONFIG_NAME
    ours = config.is_file() and OF_SAMPLES.encode() in config.read_bytes()
    if not ours and any(folder.iterdir()):
        raise UserError(
            f"{folder} holds something that is no sample course.", "Remove it, or name a new folder: --into FOLDER."
        )
    shutil.rmtree(folder)


def submit_samples(root: Path, folder: Path, assignment: str, names: Container[str] | None = None) -> None:
    """Write each sample of an assignment, or those named, to ``submitted/<sample>/<assignment>/``."""
    for sample in load_samples(material(root, "tests", "submissions", assignment)):
        if names is None or sample.name in names:
            hand_in(sample, root, folder / "submitted" / sample.name / assignment)
