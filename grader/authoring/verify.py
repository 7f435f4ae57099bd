"""`grader verify`: the proof that an assignment's questions, solutions, notebooks and samples agree.

Each check yields problems, one sentence each. An assignment without problems may go to students.
"""

from __future__ import annotations

import ast
import itertools
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from grader import catalog
from grader.authoring import visible
from grader.authoring.adopt_check import check_adopted
from grader.authoring.build import files_beside, weave
from grader.authoring.samples import Sample, hand_in, load_samples
from grader.authoring.verify_questions import check_inspection, check_kinds, check_question
from grader.by_hand.rubric import read_asked
from grader.course import Course, Settings, material
from grader.errors import UserError
from grader.grading.pipeline import grade, outcomes_with
from grader.grading.shared_cells import shared
from grader.questions.question import Assignment
from grader.results.result import Result
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.limits import Limits
from grader.submission.intake import read_release, read_submission
from grader.submission.submission import Release, Submission
from grader.text import LANGUAGES
from grader.verdict import Verdict

SEEDS = (0, 1, 7)
"""Besides the course's own."""
SAMPLE_LIMITS = Limits(cell_seconds=1.0, call_seconds=0.75, notebook_seconds=60.0)
PATIENT_LIMITS = Limits(cell_seconds=30.0, call_seconds=5.0, notebook_seconds=180.0)
"""For assignments with packages of their own, which take their time."""
HANGING = 0.4
"""The share of the time limits for a cell and a call that a sample gets which is to time out: it uses all of them."""


def verify(course: Course, name: str) -> list[str]:
    """Return all problems of an assignment."""
    try:
        if misnamed := catalog.problems(name):
            return list(misnamed)
        if lacking := catalog.lacking(name):
            return [str(lacking)]
    except UserError as error:
        return [str(error)]
    try:
        assignment = catalog.load(name, course.choices.of(name))
        return check_adopted(course, assignment) if assignment.adopted else _problems(course, assignment)
    except UserError as error:  # in the master, the solutions or a sample
        return [str(error)]


def _problems(course: Course, assignment: Assignment) -> list[str]:
    """Return the problems of an assignment that can be loaded.

    Raises `UserError` where one of its files cannot be read.
    """
    name = assignment.name
    found = list(_check_names(course, assignment))
    for question in assignment.functions:
        found += [f"{question.name}: {problem}" for problem in check_question(question, (course.seed, *SEEDS))]
    for inspection in assignment.inspections:
        found += [f"{inspection.name}: {problem}" for problem in check_inspection(inspection)]
    if not found:
        found += check_kinds(assignment, catalog.kinds(name), (course.seed, *SEEDS))
    if not found:  # samples run on the built notebooks: those must be sound first
        found += check_samples(course, name)
    return list(dict.fromkeys(found))


# ── names, points and files ────────────────────────────────────────────────────────────────────────────────


def _check_names(course: Course, assignment: Assignment) -> Iterator[str]:
    """Do master, notebooks, solutions and questions name the same functions?"""
    name = assignment.name
    master, choices = material(course.root, "source", f"{name}.py"), course.choices.of(name)
    woven = {language: weave(master, assignment, language, choices) for language in LANGUAGES}
    yield from _check_built(course, assignment, [nbformat.writes(notebook) + "\n" for notebook in woven.values()])
    asked = [question.name for question in assignment.questions]
    functions = [question.name for question in assignment.functions if not question.file]
    if functions:  # else the solution is files that students write, and its functions are its own affair
        solved = _public_functions(material(course.root, "solutions", f"{name}.py"))
        yield from _same("questions and solutions", functions, [one for one in solved if one not in choices.left_out])
    cells = {cell.id: cell for cell in woven["en"].cells}
    graded = [i for i, c in cells.items() if c.cell_type == "code" and c.metadata.get("nbgrader", {}).get("grade")]
    yield from _same("questions and check cells", asked, graded)
    yield from _same(
        "questions and answer cells", [f"{n}_answer" for n in functions], [i for i in cells if i.endswith("_answer")]
    )
    if [(c.id, c.cell_type) for c in woven["en"].cells] != [(c.id, c.cell_type) for c in woven["ko"].cells]:
        yield "the cells of the two languages differ"
    for language, notebook in woven.items():
        yield from (f"{problem} ({language})" for problem in check_rubrics(notebook))


def check_rubrics(notebook: NotebookNode) -> Iterator[str]:
    """Do the items of each rubric add up to the question's points? A rubric without items is a text of its own."""
    content = nbformat.writes(notebook).encode()
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown" and (marks.get("grade") or marks.get("task")):
            items = read_asked(content, marks["grade_id"]).items
            worth = sum(item.points for item in items)
            if items and not isclose(worth, marks["points"], rel_tol=1e-4):
                yield f"{marks['grade_id']}: its rubric's items are worth {worth:g} points, not {marks['points']:g}"


def _check_built(course: Course, assignment: Assignment, possible: Sequence[str]) -> Iterator[str]:
    """Are the notebooks, and the files beside them, those that the master makes today?"""
    name = assignment.name
    source = course.source(name)
    release = course.release(name)
    if not source.is_file() or source.read_text(encoding="utf-8") not in possible:
        yield f"source/{name}/{name}.ipynb is not what the master makes; run `grader build {name}`"
        return
    if not release.is_file():
        yield f"release/{name}/{name}.ipynb is not built; run `grader build {name}`"
        return
    built = nbformat.read(source, as_version=4)
    released = nbformat.read(release, as_version=4)
    yield from _same("source and release", [cell.id for cell in built.cells], [cell.id for cell in released.cells])
    for cell in released.cells:
        if "BEGIN SOLUTION" in cell.source:
            yield f"the released cell {cell.id} holds a solution"
        if cell.cell_type == "code" and (fault := syntax_fault(cell.source)):
            yield f"the released cell {cell.id} is no Python: {fault}"
    made = visible.recorded(nbformat.read(source, as_version=4), assignment, source.parent, all_cells=True)
    yield from made.failures
    path = catalog.visible_path(name)
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept = {question: calls for question, calls in kept.items() if question not in course.choices.of(name).left_out}
    if not visible.same(json.dumps(kept), made.calls):
        alone = visible.recorded(nbformat.read(source, as_version=4), assignment, source.parent)
        yield (
            "a visible check asks something else where a cell to play with is not run; lock that cell: locked=true"
            if visible.same(json.dumps(kept), alone.calls)
            else f"{path.name} does not hold what the visible checks ask; run `grader build {name}`"
        )
    beside = [files_beside(course, assignment, language) for language in LANGUAGES]
    for kind, file in itertools.product(("source", "release"), beside[0]):
        path = course.root / kind / name / file
        if not path.is_file() or path.read_text(encoding="utf-8") not in [files[file] for files in beside]:
            yield f"{kind}/{name}/{file} is not what source/ makes; run `grader build {name}`"


def syntax_fault(source: str) -> str:
    """Return why a code cell cannot run in IPython, with the line; nothing where it can."""
    try:
        ast.parse(TransformerManager().transform_cell(source))
    except SyntaxError as error:
        return f"{error.msg} (line {error.lineno})"
    return ""


def _public_functions(path: Path) -> list[str]:
    module = ast.parse(path.read_text(encoding="utf-8"))
    return [node.name for node in module.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def _same(what: str, left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    odd = sorted(set(left) ^ set(right))
    if odd:
        yield f"{what} do not name the same: {', '.join(odd)}"


# ── samples ────────────────────────────────────────────────────────────────────────────────────────────────


def check_samples(course: Course, name: str) -> list[str]:
    """Does every sample get what it declares? And would a sample that declares something else be caught?"""
    samples = samples_of(course, name)
    if not samples and not has_samples(course, name):
        return []
    if not samples:
        return [f"tests/submissions/{name} holds no sample"]
    found = list(without_other_making(samples, catalog.load(name, course.choices.of(name))))
    with Sandbox(shared=shared(read_release(course, name))) as sandbox:
        results = [(sample, grade_sample(course, sample, sandbox)) for sample in samples]
        found += check_with_other_seeds(course, samples, sandbox)
    for sample, result in results:
        found += compare_sample(sample, result)
    misfiled, result = results[0]
    if not compare_sample(misfile(misfiled), result):
        found.append("a misfiled sample is not noticed: the gate itself is broken")
    for base, verdict in (("solution", Verdict.CORRECT), ("release", Verdict.MISSING)):
        if not any(sample.base == base and not sample.blocks for sample in samples):
            found.append(
                f"no sample hands in the {base} as it is, which must be {verdict} everywhere; add one to"
                f" tests/submissions/{name}/: a file with the line # base: {base}"
            )
    return found


def check_with_other_seeds(course: Course, samples: Sequence[Sample], sandbox: Sandbox) -> Iterator[str]:
    """Are answers of another making that are right with the course's seed right with others, too?

    One process is asked with all seeds; a sample is graded by itself with a seed for which that does not do.
    """
    for sample in samples:
        right = all(verdict == Verdict.CORRECT for verdict, _ in sample.expected.values())
        if right and sample.blocks and not catalog.load(sample.assignment).extra:  # those run for seconds
            with handed_in(course, sample) as (submission, release, settings):
                found = outcomes_with(SEEDS, submission, release, settings, sandbox)
            for seed, outcomes in zip(SEEDS, found, strict=True):
                if {name: (one.verdict, one.code) for name, one in outcomes.items()} != sample.expected:
                    result = grade_sample(replace(course, seed=seed), sample, sandbox)
                    yield from (f"with the seed {seed}: {problem}" for problem in compare_sample(sample, result))


def has_samples(course: Course, name: str) -> bool:
    """Are the samples here that an assignment must have? Those of the package's own come with a clone alone."""
    here = material(course.root, "source", f"{name}.py").is_relative_to(course.root)
    return here or catalog.find(name).adopted or material(course.root, "tests", "submissions", name).is_dir()


def samples_of(course: Course, name: str) -> list[Sample]:
    """Return the samples of an assignment, without what a course leaves out of it."""
    left_out = set(course.choices.of(name).left_out)
    samples = load_samples(material(course.root, "tests", "submissions", name))
    return [
        replace(
            sample,
            expected={question: said for question, said in sample.expected.items() if question not in left_out},
            blocks=tuple(block for block in sample.blocks if block.target.removesuffix("_answer") not in left_out),
        )
        for sample in samples
    ]


def without_other_making(samples: Sequence[Sample], assignment: Assignment) -> Iterator[str]:
    """Yield a sentence on each function for which no right sample has an answer of its own.

    Samples that hand in the solution agree with the reference even where that is wrong.
    """
    for question in assignment.functions:
        own = rf"^(def {question.name}\b|{question.name}\s*=)"
        if not question.file and not any(
            sample.expected[question.name][0] == Verdict.CORRECT
            and any(
                (block.action == "answer" and block.target == question.name) or re.search(own, block.text, re.MULTILINE)
                for block in sample.blocks
            )
            for sample in samples
        ):
            yield (
                f"{question.name}: no sample answers it rightly in another way than the solution, so nothing shows"
                f' a wrong reference; add one to tests/submissions/{assignment.name}/: # %% answer="{question.name}"'
            )


def grade_sample(course: Course, sample: Sample, sandbox: Sandbox) -> Result:
    """Return the result of one sample."""
    with handed_in(course, sample) as (submission, release, settings):
        return grade(submission, release, settings, sandbox).result


@contextmanager
def handed_in(course: Course, sample: Sample) -> Iterator[tuple[Submission, Release, Settings]]:
    """Give what a sample is graded from; its files are there as long as the context."""
    settings = replace(course.settings(sample.assignment), limits=limits_of(sample), sandbox="auto")
    with TemporaryDirectory() as folder:
        place = replace(course, root=Path(folder))
        hand_in(sample, course.root, place.submitted(sample.name, sample.assignment))
        documents = catalog.load(sample.assignment).documents
        submission = read_submission(place, sample.name, sample.assignment, documents)
        yield submission, read_release(course, sample.assignment), settings


def limits_of(sample: Sample) -> Limits:
    """Return the limits with which a sample is graded."""
    limits = PATIENT_LIMITS if catalog.load(sample.assignment).extra else SAMPLE_LIMITS
    if all(verdict != Verdict.TIMEOUT for verdict, _ in sample.expected.values()):
        return limits
    return replace(limits, cell_seconds=HANGING * limits.cell_seconds, call_seconds=HANGING * limits.call_seconds)


def compare_sample(sample: Sample, result: Result) -> list[str]:
    """Return where a result is not what the sample declares."""
    return [
        f"sample {sample.name}: {question.grade_id} should be {' '.join(sample.expected[question.grade_id])},"
        f" got {question.verdict} {question.code}: {question.message}"
        for question in result.questions
        if (question.verdict, question.code) != sample.expected[question.grade_id]
    ]


def misfile(sample: Sample) -> Sample:
    """Return the sample with a wrong expectation for its first question."""
    first = next(iter(sample.expected))
    return replace(sample, expected=sample.expected | {first: ("wrong", "misfiled")})
