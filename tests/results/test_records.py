"""A graded submission on its way into the gradebook."""

from __future__ import annotations

from dataclasses import replace

from grader.nbgrader import gradebook
from grader.results.records import Gradebook, GradedSubmission
from grader.results.result import Result
from grader.results.stamp import Stamp


def test_a_submission_is_in_the_gradebook_once_its_stamp_says_so() -> None:
    graded = GradedSubmission(Result("a1", "kim", 0, ()), "{}")
    assert not graded.in_gradebook
    stored = replace(graded, stamp=Stamp("made from", "notebook", "results"))
    assert not stored.in_gradebook
    assert replace(stored, stamp=Stamp("made from", "notebook", "results", in_gradebook=True)).in_gradebook


def test_nbgraders_gradebook_can_do_what_grading_a_class_needs() -> None:
    needed: type[Gradebook] = gradebook.Gradebook  # which `mypy` holds, too, where the command opens one
    assert {name for name in vars(Gradebook) if not name.startswith("_")} <= set(dir(needed))
