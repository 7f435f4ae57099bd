"""A class of attackers and honest students, graded once; and what is found on the field afterwards."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import corpus
import nbformat
import scene
from nbgrader.api import Gradebook

from grader.authoring.samples import Sample, load_samples, notebook_bytes

HONEST = ("right_solution", "half_done", "right_with_sympy", "wrong_chain_rule", "invalid_answers")
EVERY = 10
"""After how many attackers an honest student follows, in the order in which a class is graded."""
LIMITS = {"cell_seconds = 10": 0.5, "call_seconds = 5": 0.5, "notebook_seconds = 120": 4}
"""Of the course's settings, and what they are here: most of a battle's processor time is what attackers use up.

No limit is near `process_watch.UNWATCHED_SECONDS`: so long a wait on a busy machine may be taken for sleep.
"""
PATIENCE = 3600
"""Seconds after which the grading command itself counts as attacked."""


@dataclass(frozen=True)
class Battle:
    """What the grading command did and left."""

    scene: scene.Scene
    attacks: Sequence[corpus.Attack]
    honest: dict[str, Sample]
    exit_code: int
    said: str
    left_behind: list[str]
    before: dict[str, str]
    after: dict[str, str]

    def result(self, student: str, assignment: str) -> dict[str, Any]:
        """Return a student's ``results.json``."""
        path = self.scene.course / "autograded" / student / assignment / "results.json"
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def notebook(self, student: str, assignment: str) -> Any:
        """Return a student's autograded notebook."""
        path = self.scene.course / "autograded" / student / assignment / f"{assignment}.ipynb"
        return nbformat.from_dict(json.loads(path.read_text(encoding="utf-8")))

    def shown(self, student: str, assignment: str) -> str:
        """Return all that a student's cells printed and displayed."""
        cells = self.notebook(student, assignment).cells
        outputs = [output for cell in cells for output in cell.get("outputs", []) if output.output_type != "error"]
        return "\n".join(str(output.get("text", "")) + str(output.get("data", "")) for output in outputs)

    @cached_property
    def stored(self) -> dict[tuple[str, str], float]:
        """Return the gradebook's scores by student and assignment."""
        with Gradebook(f"sqlite:///{self.scene.course / 'gradebook.db'}") as gradebook:
            return {
                (submission.student.id, assignment.name): submission.score
                for assignment in gradebook.assignments
                for submission in gradebook.assignment_submissions(assignment.name)
            }


def _copy_undrawn(given: Path, folder: Path) -> None:
    """Copy an assignment without its visible checks and pictures: they draw, and nobody is here to see it."""
    shutil.copytree(given, folder)
    path = folder / f"{folder.name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        marked = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and not marked.get("solution"):
            cell.source = (not marked.get("grade") and _undrawn(cell.source)) or "pass"
    nbformat.write(notebook, path)


def _undrawn(source: str) -> str:
    """Return a cell's imports, definitions and assignments; what is left out are calls that show something."""
    statements = ast.parse(source).body
    return "\n".join(ast.unparse(one) for one in statements if not isinstance(one, ast.Expr))


def fight(place: scene.Scene, attacks: Sequence[corpus.Attack], protection: str) -> Battle:
    """Lay out the course, hand in everybody's work, run the grading command once and look around."""
    root = scene.REPOSITORY
    settings = (root / "nbgrader_config.py").read_text(encoding="utf-8")
    for limit, seconds in LIMITS.items():
        assert limit in settings
        settings = settings.replace(limit, f"{limit.split(' = ')[0]} = {seconds}")
    settings += f"""
c.Grader.sandbox = {str(protection)!r}
c.Grader.memory_mb = {scene.MEMORY_MB}
import sys
sys.path.append({str(scene.HERE)!r})
import patience
patience.be_patient()
"""
    (place.course / "nbgrader_config.py").write_text(settings, encoding="utf-8")
    for assignment in {attack.assignment for attack in attacks} | {"a1_derivatives"}:
        for kind in ("source", "release"):
            _copy_undrawn(root / kind / assignment, place.course / kind / assignment)
    scene.hide_secrets(place)
    honest = {}
    for number, attack in enumerate(attacks):
        for student in attack.students:
            folder = place.course / "submitted" / student / attack.assignment
            corpus.submit(attack, place.course, folder, place.places | {"STUDENT": student})
        if number % EVERY == 0:
            honest |= _submit_honest(place, f"{attack.name}_z_honest", HONEST[number // EVERY % len(HONEST)])
    before = scene.fingerprint(place.course)
    report = place.folder / "left_behind.json"
    command = (sys.executable, "-m", "grader", "autograde", "--jobs", "3")
    run = subprocess.run(
        [sys.executable, str(scene.HERE / "reaper.py"), str(report), str(PATIENCE), *command],
        cwd=place.course,
        env=scene.command_environment(place),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        check=False,
    )
    left = json.loads(report.read_text(encoding="utf-8"))
    said = run.stdout.decode(errors="backslashreplace")
    return Battle(place, attacks, honest, run.returncode, said, left, before, scene.fingerprint(place.course))


@cache
def _samples(assignment: str) -> list[Sample]:
    return load_samples(scene.REPOSITORY / "tests" / "submissions" / assignment)


def _submit_honest(place: scene.Scene, student: str, name: str) -> dict[str, Sample]:
    """Hand in a sample submission under a name of its own."""
    assignment = "a1_derivatives"
    sample = next(sample for sample in _samples(assignment) if sample.name == name)
    release, solution = (corpus.read_notebook(place.course, kind, assignment) for kind in ("release", "source"))
    folder = place.course / "submitted" / student / assignment
    folder.mkdir(parents=True)
    (folder / f"{assignment}.ipynb").write_bytes(notebook_bytes(sample, release, solution) or b"")
    return {student: sample}
