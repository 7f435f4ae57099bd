"""From an author's text to notebooks: ``source/<assignment>.py`` → ``source/`` → ``release/``.

What a cell of a master can be stands in `grader.authoring.master`. The release is then made by nbgrader itself.
The same master gives the same bytes.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader import catalog
from grader.authoring import visible
from grader.authoring.master import in_language, place, read_master
from grader.by_hand.rubric import scaled
from grader.course import Course, material
from grader.errors import UserError
from grader.nbgrader.convert import generate_release
from grader.questions.choices import AS_DECLARED, FILE_NAME, LEAVE_OUT, AssignmentChoices, check_cells
from grader.questions.question import Assignment
from grader.text import Language
from grader.text.similar import did_you_mean

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
CHECKS = "checks.py"
LANGUAGE = "notebook_language.py"
"""The one file beside a notebook that differs between the languages."""


def build(course: Course, name: str, language: Language) -> Path:
    """Build one assignment's source and release notebooks; return the release's path.

    Raises `UserError` naming the file and the cell where the master cannot be built.
    """
    if catalog.find(name).adopted:
        return build_adopted(course, name)
    master, choices = material(course.root, "source", f"{name}.py"), course.choices.of(name)
    if not master.is_file():
        raise UserError(f"There is no master {master}.", f"Assignments are: {', '.join(catalog.names())}.")
    assignment = catalog.load(name, choices)
    woven = weave(master, assignment, language, choices)
    notebook = nbformat.writes(woven) + "\n"
    folder = course.root / "source" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file, text in {f"{name}.ipynb": notebook, **files_beside(course, assignment, language)}.items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
    shutil.rmtree(course.root / "release" / name, ignore_errors=True)
    if master.is_relative_to(course.root):  # the assignment is written here: what its checks ask is kept with it
        full = woven if choices == AS_DECLARED else weave(master, catalog.load(name), language)
        visible.write(catalog.visible_path(name), visible.recorded(full, catalog.load(name), folder).calls)
    if failures := visible.recorded(woven, assignment, folder).failures if choices.left_out else ():
        raise UserError(
            f"{name} does not work without what {FILE_NAME} leaves out: {failures[0]}.",
            "Leave that question out too, or keep what it builds on.",
        )
    generate_release(course, name)
    return course.release(name)


def build_adopted(course: Course, name: str) -> Path:
    """Build the release of an adopted notebook from its source, which is left as it is; return the release's path.

    Raises `UserError` where the source is missing.
    """
    theirs = material(course.root, "source", name)
    if not course.source(name).is_file() and theirs != course.source(name).parent and theirs.is_dir():
        shutil.copytree(theirs, course.source(name).parent, dirs_exist_ok=True)
    if not course.source(name).is_file():
        raise UserError(f"There is no source notebook {course.source(name)}.", "Put it back there.")
    generate_release(course, name)
    return course.release(name)


def files_beside(course: Course, assignment: Assignment, language: Language) -> dict[str, str]:
    """Return the files that students get beside a notebook, by name: the course's modules, and those to go on with."""
    names = (CHECKS, *assignment.companions)
    modules = {name: material(course.root, "source", name).read_text(encoding="utf-8") for name in names}
    cells = read_master(material(course.root, "source", f"{assignment.name}.py"))
    given = {cell.metadata["beside"]: cell.source + "\n" for cell in cells if "beside" in cell.metadata}
    return modules | {LANGUAGE: f'LANGUAGE = "{language}"\n'} | given


# ── master to source ───────────────────────────────────────────────────────────────────────────────────────


def weave(
    master: Path, assignment: Assignment, language: Language, choices: AssignmentChoices = AS_DECLARED
) -> NotebookNode:
    """Return the source notebook of a master, in one language, with the reference solutions woven in.

    Raises `UserError` where the master cannot be woven, and where `choices` do not fit it.
    """
    woven = chosen_cells([cell for cell in read_master(master) if "beside" not in cell.metadata], assignment, choices)
    cells = [_weave_cell(cell, assignment, language, master, choices) for cell in woven]
    where = [place(master, cell) for cell in woven]
    identifiers = [cell.id for cell in cells]
    for index, cell in enumerate(cells):
        if cell.id in identifiers[:index]:
            raise UserError(
                f"{where[index]}: {master.name} names two cells {cell.id}; the other is in"
                f" {where[identifiers.index(cell.id)].rpartition(', ')[2]}.",
                "Give each its own name.",
            )
        if cell.source.count("### BEGIN SOLUTION") != cell.source.count("### END SOLUTION"):
            raise UserError(
                f"{where[index]}: the cell {cell.id} does not begin and end its solution as often.",
                "Write ### BEGIN SOLUTION above it and ### END SOLUTION below, in both languages.",
            )
    check_left_out(cells, assignment.name, choices)
    missing = [question.name for question in assignment.questions if question.name not in identifiers]
    if missing:
        raise UserError(f"{master} has no check cell for {', '.join(missing)}.", f'Add # %% check="{missing[0]}".')
    stubs = [question.name for question in assignment.functions if not question.file]
    missing = [name for name in stubs if f"{name}_answer" not in identifiers]
    if missing:
        raise UserError(
            f"{master} has no answer cell for {', '.join(missing)}.",
            f'Add # %% answer="{missing[0]}" and its def line.',
        )
    return new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}})


# ── what a course leaves out ───────────────────────────────────────────────────────────────────────────────


def question_of(cell: NotebookNode) -> str:
    """Return the question that a cell of a master belongs to; nothing for text and code that ask nothing."""
    return next((cell.metadata[key] for key in ("answer", "check", "explain", "task") if key in cell.metadata), "")


def chosen_cells(
    cells: Sequence[NotebookNode], assignment: Assignment, choices: AssignmentChoices
) -> list[NotebookNode]:
    """Return a master's cells without those that a course leaves out.

    With a question go its answer, its check, and the text before it, if that is the text of no other question.

    Raises `UserError` where a choice names what is not there.
    """
    if choices == AS_DECLARED:
        return list(cells)
    written = [question_of(cell) for cell in cells if "explain" in cell.metadata or "task" in cell.metadata]
    others = [cell.metadata["name"] for cell in cells if "name" in cell.metadata]
    automatic = [cell.metadata["check"] for cell in cells if "check" in cell.metadata]
    check_cells(assignment.name, choices, automatic, written, others)
    asked_below: dict[str, set[str]] = {}
    text = ""
    for cell in cells:
        if cell.cell_type == "markdown" and "name" in cell.metadata:
            text = cell.metadata["name"]
        elif text and question_of(cell):
            asked_below.setdefault(text, set()).add(question_of(cell))
    gone = {*choices.left_out, *(text for text, asked in asked_below.items() if asked <= set(choices.left_out))}
    return [cell for cell in cells if not {question_of(cell), cell.metadata.get("name")} & gone]


def check_left_out(cells: Sequence[NotebookNode], name: str, choices: AssignmentChoices) -> None:
    """Raise `UserError` where code that stays in a notebook uses a function that is left out."""
    for cell in cells if choices.left_out else ():
        if cell.cell_type == "code":
            with contextlib.suppress(SyntaxError):  # IPython's own commands; nothing of ours uses them
                for function in sorted(_names_used(cell.source) & set(choices.left_out)):
                    raise UserError(
                        f"{FILE_NAME}: [{name}] {LEAVE_OUT} names {function}, which the cell {cell.id} uses.",
                        f"Leave {cell.id.removesuffix('_answer')} out too, or keep {function}.",
                    )


def _names_used(source: str) -> set[str]:
    """Return the names that code uses and does not set itself."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return {node.id for node in names} - own - {node.arg for node in nodes if isinstance(node, ast.arg)}


def _weave_cell(
    cell: NotebookNode, assignment: Assignment, language: Language, master: Path, choices: AssignmentChoices
) -> NotebookNode:
    metadata, where = cell.metadata, place(master, cell)
    source = cell.source if cell.cell_type == "code" else in_language(cell.source, language, where)
    if "answer" in metadata:
        name = metadata["answer"]
        return _code(
            f"{name}_answer", with_solution(source, _question(assignment, name, where).reference, where), solution=True
        )
    if "check" in metadata:
        points = _question(assignment, metadata["check"], where).points
        return _code(metadata["check"], source, grade=True, locked=True, points=points)
    if ("explain" in metadata or "task" in metadata) and not _are_points(metadata.get("points")):
        name = metadata.get("explain") or metadata["task"]
        raise UserError(
            f"{where}: the cell {name} has no points.", "Write points=2 or another number in its first line."
        )
    if "explain" in metadata:
        points = choices.points_of(metadata["explain"], metadata["points"])
        source = scaled(source, points / metadata["points"]) if points != metadata["points"] else source
        marks = {"grade": True, "solution": True, "points": points}
        return _cell("markdown", metadata["explain"], source, **marks)
    if "fill" in metadata:
        return _code(metadata["fill"], source, solution=True)
    if "task" in metadata:
        points = choices.points_of(metadata["task"], metadata["points"])
        source = scaled(source, points / metadata["points"]) if points != metadata["points"] else source
        marks = {"task": True, "locked": True, "points": points}
        return _cell("markdown", metadata["task"], source, **marks)
    if metadata.get("locked"):
        return _code(metadata["name"], source, locked=True)
    new = new_code_cell if cell.cell_type == "code" else new_markdown_cell
    return new(source, id=metadata["name"], metadata={})


def _are_points(points: object) -> bool:
    return isinstance(points, (int, float)) and points > 0


def _code(identifier: str, source: str, **marks: Any) -> NotebookNode:
    return _cell("code", identifier, source, **marks)


def _cell(kind: str, identifier: str, source: str, **marks: Any) -> NotebookNode:
    """Return a cell that nbgrader knows by `identifier`; without a mark it is neither graded, locked nor answered."""
    new = new_code_cell if kind == "code" else new_markdown_cell
    nbgrader = {"grade": False, "locked": False, "solution": False, "task": False, "schema_version": 3}
    return new(source, id=identifier, metadata={"nbgrader": nbgrader | {"grade_id": identifier} | marks})


def _question(assignment: Assignment, name: str, where: str) -> Any:
    try:
        return assignment[name]
    except StopIteration:
        raise UserError(
            f"{where}: this cell asks for {name}, which {catalog.shown(assignment.name, '.py')} does not declare."
            + did_you_mean(name, [question.name for question in assignment.questions]),
            "Declare the question or mend the name.",
        ) from None


def with_solution(stub: str, reference: Any, where: str) -> str:
    """Return a stub, which stands at `where`, with the reference's body below it, between nbgrader's marks.

    Raises `UserError` where the stub's signature is not the reference's.
    """
    source = textwrap.dedent(inspect.getsource(reference))
    function = ast.parse(source).body[0]
    try:
        given = ast.parse(stub.rstrip() + "\n    ...").body[-1]
    except SyntaxError as error:
        raise UserError(
            f"{where}: the stub of {reference.__name__} is no Python: {error.msg} (line {error.lineno} of its cell).",
            "Write def, the name and the parameters, and below it at most a docstring.",
        ) from None
    assert isinstance(function, ast.FunctionDef)
    if not isinstance(given, ast.FunctionDef):
        raise UserError(
            f"{where}: the stub of {reference.__name__} does not end with a function.", "Write its def line last."
        )
    if not all(isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) for line in given.body):
        raise UserError(
            f"{where}: the stub of {reference.__name__} holds code, which students would be given.",
            "Leave the def line and a docstring; the body comes from solutions/.",
        )
    if ast.dump(given.args) != ast.dump(function.args) or given.name != function.name:
        raise UserError(
            f"{where}: the stub {stub.splitlines()[0]!r} is not the signature of the solution {function.name}.",
            "Write the same in source/ and solutions/.",
        )
    body = function.body[1:] if ast.get_docstring(function) else function.body
    lines = source.splitlines()[body[0].lineno - 1 :]
    return "\n".join([stub.rstrip(), "    ### BEGIN SOLUTION", *lines, "    ### END SOLUTION"])
