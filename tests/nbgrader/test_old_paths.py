"""The names of classes in an `nbgrader_config.py` of an earlier course go on working, and say what to write."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from small_assignment import NAME, settings
from traitlets.utils.importstring import import_item

from grader.course import Course

OLD_CONFIG = Path(__file__).with_name("nbgrader_config.d931ab8.txt").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r'"(grader\.[\w.]+)"', OLD_CONFIG)))


def test_the_old_configuration_names_five_classes() -> None:
    assert len(NAMED) == 5, "without them, this file shows nothing"


@pytest.mark.parametrize("old", [*NAMED, "grader.lms.plugins.CanvasExport", "grader.lms.plugins.CsvExport"])
def test_an_old_name_is_the_same_class_and_warns_with_its_new_name(old: str) -> None:
    with pytest.warns(FutureWarning) as warned:
        found = import_item(old)
    new = f"{found.__module__}.{found.__name__}"
    assert str(warned[0].message) == f"{old} is {new} now: write that in nbgrader_config.py."
    assert import_item(new) is found


def test_a_name_that_never_was_is_an_error_as_ever() -> None:
    with pytest.raises(ImportError):
        import_item("grader.nbgrader_seam.Nothing")
    with pytest.raises(ImportError):
        import_item("grader.nbgrader_other.Submissions")


def test_a_course_of_an_earlier_term_is_graded_given_back_and_exported(
    scratch: Course, small: Course, submit: Callable[..., None], nbgrader: Callable[..., str]
) -> None:
    (scratch.root / "nbgrader_config.py").write_text(OLD_CONFIG + settings(small.root), encoding="utf-8")
    submit("wrong_everywhere")
    told = nbgrader(scratch, "generate_assignment", NAME, "--force") + nbgrader(scratch, "autograde", NAME)
    told += nbgrader(scratch, "generate_feedback", NAME) + nbgrader(scratch, "export")
    for name in NAMED:
        assert f"{name} is grader.nbgrader." in told
    page = (scratch.root / "feedback" / "wrong_everywhere" / NAME / f"{NAME}.html").read_text(encoding="utf-8")
    assert "That is the rise. Over which run?" in page
    assert ",wrong_everywhere,,,,1.5," in (scratch.root / "grades.csv").read_text(encoding="utf-8")
