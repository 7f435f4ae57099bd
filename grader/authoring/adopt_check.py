"""Does an adopted notebook hold? Its solution must get all of its points, and what was handed out none."""

from __future__ import annotations

from collections.abc import Mapping

from grader.course import Course
from grader.grading.pipeline import grade
from grader.questions.question import Assignment
from grader.questions.scheme import make_scheme
from grader.results.result import QuestionResult
from grader.sandbox.host.sandbox import Sandbox
from grader.submission.intake import read_release
from grader.submission.submission import Submission


def check_adopted(course: Course, assignment: Assignment) -> list[str]:
    """Return what is wrong with an adopted notebook.

    Raises `UserError` where cases or solution of a question fail, or the release is not built.
    """
    for question in assignment.functions:
        make_scheme(question, course.seed)
    solved, untouched = tried(course, assignment.name)
    problems = []
    for one in assignment.questions:
        solution, stub = solved.get(one.name), untouched.get(one.name)
        if not solution or not stub:
            problems.append(f"{one.name}: the release does not ask it; run `grader build {assignment.name}`")
            continue
        if solution.score < solution.points:
            problems.append(
                f"{one.name}: the solution gets {solution.score:g} of {solution.points:g}: {solution.message}"
            )
        if stub.score:
            problems.append(f"{one.name}: the untouched notebook gets {stub.score:g} points: its tests show nothing")
    return problems


def tried(course: Course, name: str) -> tuple[Mapping[str, QuestionResult], Mapping[str, QuestionResult]]:
    """Grade the solution and the untouched notebook; return the results of each by question."""
    release = read_release(course, name)
    settings = course.settings(name)
    with Sandbox(settings.sandbox) as sandbox:
        results = [
            grade(Submission(who, name, path.read_bytes(), release.files), release, settings, sandbox).result
            for who, path in (("solution", course.source(name)), ("untouched", course.release(name)))
        ]
    solved, untouched = ({one.grade_id: one for one in result.questions} for result in results)
    return solved, untouched
