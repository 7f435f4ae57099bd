"""What is run in a student's process for a question, and what an assignment holds."""

from __future__ import annotations

from typing import Any

import pytest

from grader.answers import codec
from grader.questions.question import (
    Assignment,
    Call,
    Case,
    Document,
    FileProbe,
    Finding,
    FollowThrough,
    Inspection,
    Question,
    case,
    must_raise,
)


def slope(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h


def twice(answer: Any, f: Any, x: Any) -> Any:
    return answer(f, x) + answer(f, x)


def shown(f: Any, x: Any) -> Any:
    return [f, x]


def measured(descriptor: Any, department: Any, released: Any) -> Any:
    return descriptor, department, released


def question(**fields: Any) -> Question:
    return Question(slope, 1, lambda rng: (), **fields)


def test_a_function_is_called_with_the_inputs_of_the_case_in_the_order_of_the_signature() -> None:
    assert question().code_for(["x", "f", "unused"]) == "answer(f, x)"
    assert question().code_for(["h", "f", "x"]) == "answer(f, x, h)"


def test_a_call_of_ours_receives_the_students_function_first() -> None:
    code = question(ask=Call(twice)).code_for(["f", "x"])
    assert codec.evaluate(code, {"answer": lambda f, x: f(x), "f": abs, "x": -2}) == 4


def test_a_file_probe_receives_the_inputs_alone() -> None:
    asked = question(ask=FileProbe("app.py", shown))
    assert codec.evaluate(asked.code_for(["f", "x"]), {"f": 1, "x": 2}) == [1, 2]
    assert (asked.file, asked.forbidden) == ("app.py", ())
    assert (question().file, question(ask=Call(forbidden=("diff",))).forbidden) == ("", ("diff",))


def test_earlier_values_come_from_a_plain_call_or_from_a_function_of_ours() -> None:
    plain = FollowThrough((slope,), lambda earlier, x: earlier)
    assert (plain.names, plain.code_for(["f", "x", "steps"])) == (("slope",), "answer(f, x)")
    ours = FollowThrough((slope, shown), lambda earlier, x: earlier, measured)
    code = ours.code_for([]).replace("measured(", "dict(")
    assert code.endswith("dict(slope=globals().get('slope'), shown=globals().get('shown'))")


@pytest.mark.parametrize("document", [Document(("essay",), (".pdf",), 1.0), None])
def test_a_measure_receives_the_document_then_what_is_named_then_the_inputs(document: Document | None) -> None:
    findings = (Finding("correct", 1, 2, credit=1.0), Finding("empty", 0, 0, settled=False))
    inspection = Inspection(
        "essay", 1, measured, findings, 1.0, document, names=("department",), inputs={"released": ["checks.py"]}
    )
    call = inspection.code.splitlines()[-1]
    rest = "department=globals().get('department'), released=released)"
    assert call == ("measured(documents['essay'], " if document else "measured(") + rest
    assert inspection.settled == {"correct"}


def test_a_case_has_inputs_by_name_a_kind_and_perhaps_an_exception() -> None:
    assert case("negative", x=-1.5) == Case({"x": -1.5}, "negative")
    assert case(x=0).kind == ""
    assert must_raise("empty", x=[]) == Case({"x": []}, "empty", must_raise=True)


def test_an_assignment_tells_its_functions_from_its_inspections() -> None:
    essay = Inspection("essay", 1, measured, (), 1.0, Document(("essay",), (".pdf",), 1.0))
    app = Inspection("app", 1, measured, (), 1.0)
    assignment = Assignment("a1_x", (question(), essay, app))
    assert [one.name for one in assignment.functions] == ["slope"]
    assert [one.name for one in assignment.inspections] == ["essay", "app"]
    assert [document.name for document in assignment.documents] == ["essay"]
    assert assignment["app"] is app
