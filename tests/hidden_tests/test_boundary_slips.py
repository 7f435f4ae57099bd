"""No answer that is wrong at a boundary, for one sort of input, or from the second call on earns full marks."""

from __future__ import annotations

from inspect import signature
from textwrap import dedent, indent

import pytest
from boundary_slips import SLIPS

from grader import catalog
from grader.authoring.mutants_asked import accepted, names_before, originals
from grader.course import Course
from grader.questions.question import Question
from grader.questions.scheme import make_scheme


@pytest.mark.parametrize(
    ("assignment", "name"), [(assignment, name) for assignment, slips in SLIPS.items() for name in slips]
)
def test_a_slip_does_not_earn_full_marks(course: Course, assignment: str, name: str) -> None:
    if catalog.lacking(assignment):
        pytest.skip("its packages are not installed")
    question = catalog.load(assignment)[name]
    assert isinstance(question, Question)
    scheme, before = make_scheme(question, course.seed), names_before(originals(course, assignment)[0])
    head = f"def {name}{signature(question.reference)}:\n"
    answers = {what: head + indent(dedent(body), "    ") for what, body in SLIPS[assignment][name].items()}
    for answer in answers.values():
        compile(answer, "<answer>", "exec")
    assert [what for what, answer in answers.items() if accepted(scheme, before, answer)] == []
