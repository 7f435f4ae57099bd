"""From answers to outcomes, without any process: one small question, and everything that can come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pytest

from grader.answers import codec
from grader.answers.answer import Answer, CellRun, Died, Failure, Raised, Returned, TimedOut, Undefined
from grader.answers.values import parse_value
from grader.marking import messages
from grader.marking.mark import FLOOD, mark
from grader.marking.outcome import Outcome
from grader.questions.question import Case, FollowThrough, Mistake, Question, Rules, case, refused
from grader.questions.scheme import Scheme, make_scheme, probes
from grader.text import Bilingual
from grader.verdict import Verdict

FEW, MANY = Bilingual("few", "적은"), Bilingual("many", "많은")


def double(x):
    if np.size(x) == 0:
        raise ValueError("nothing to double")
    return 2 * x


def cases(rng: np.random.Generator) -> Iterable[Case]:
    yield case(FEW, x=np.array([1.0, -2.0]))
    yield case(MANY, x=rng.uniform(1, 2, size=5))
    yield case(MANY, x=np.array([3.0, 0.5, -1.5, 2.5]))
    yield refused(FEW, x=np.array([]))


QUESTION = Question(
    double,
    points=2,
    cases=cases,
    mistakes=(
        Mistake("not_doubled", lambda x: x, en="Doubled?", ko="두 배입니까?", credit=0.25),
        Mistake("squared", lambda x: x**2, en="Squared?", ko="제곱입니까?"),
    ),
)


@pytest.fixture
def scheme() -> Scheme:
    return make_scheme(QUESTION, seed=3)


def answers(scheme: Scheme, function: Callable[..., object], **behaviour: object) -> list[Answer]:
    """Return what a student's process would answer with this function."""
    found: list[Answer] = []
    for probe in probes(scheme):
        scope = codec.build_inputs(probe.inputs) | {"answer": function}
        try:
            value = parse_value(codec.encode(codec.evaluate(probe.code, scope)))
            found.append(Returned(value, **behaviour))  # type: ignore[arg-type]
        except Exception as error:
            bases = tuple(base.__name__ for base in type(error).__mro__)
            found.append(Raised(Failure(type(error).__name__, str(error), 0, 2, bases)))
    return found


def outcome(scheme: Scheme, function: Callable[..., object], **behaviour: object) -> Outcome:
    return mark(scheme, answers(scheme, function, **behaviour), {})


def same(scheme: Scheme, answer: Answer) -> Sequence[Answer]:
    return [answer] * len(probes(scheme))


# ── values ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_right_answer_earns_everything(scheme: Scheme) -> None:
    assert outcome(scheme, double) == Outcome(Verdict.CORRECT, "correct", messages.CORRECT, 1.0)


def test_a_known_mistake_gets_its_hint_its_share_and_the_numbers(scheme: Scheme) -> None:
    marked = outcome(scheme, lambda x: 1.0 * double(x) / 2)
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.WRONG, "not_doubled", 0.25)
    assert marked.message.en.startswith("Doubled?")
    assert "[ 1., -2.]" in marked.message.en
    assert "50 %" in marked.message.en
    assert marked.message.ko.startswith("두 배입니까?")


@pytest.mark.parametrize("code", ["infinite", "not_a_number", "skipped"])
def test_a_mistake_is_known_by_where_it_overflows(code: str) -> None:
    functions = {
        "infinite": lambda x: np.where(x == 0, np.inf, x),
        "not_a_number": lambda x: np.where(x == 0, np.nan, x),
        "skipped": lambda x: np.where(x == 0, 7.0, x),
    }
    question = Question(
        lambda x: 1.0 * x,
        1,
        lambda rng: (case(x=np.array([0.0, 1.0])), case(x=np.array([2.0, 0.0]))),
        tuple(Mistake(name, function, en="?", ko="?") for name, function in functions.items()),
    )
    assert outcome(make_scheme(question, 1), functions[code]).code == code


def test_a_question_may_have_its_own_word_for_what_nothing_explains() -> None:
    own = Question(double, 1, QUESTION.cases, rules=Rules(different=Bilingual("Look again.", "다시 보세요.")))
    assert outcome(make_scheme(own, 3), lambda x: np.sin(double(x))).message.en.startswith("Look again.")


@pytest.mark.parametrize(
    ("function", "code"),
    [
        (lambda x: -double(x), "flipped_sign"),
        (lambda x: 3 * double(x), "constant_factor"),
        (lambda x: double(x) + 1, "constant_offset"),
        (lambda x: double(x) if len(x) == 2 else np.sin(x), "one_kind"),
        (lambda x: np.sin(double(x)), "different"),
    ],
)
def test_an_unknown_mistake_gets_its_shape_or_is_merely_different(
    scheme: Scheme, function: Callable[..., object], code: str
) -> None:
    marked = outcome(scheme, function)
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.WRONG, code, 0.0)


@pytest.mark.parametrize(
    ("function", "code"),
    [
        (lambda x: None, "none"),
        (lambda x: double(x) > 0, "boolean"),
        (lambda x: double(x)[:-1], "shape"),
        (lambda x: double(x) * np.nan, "nan"),
    ],
)
def test_what_is_no_answer_is_invalid(scheme: Scheme, function: Callable[..., object], code: str) -> None:
    marked = outcome(scheme, function)
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.INVALID, code, 0.0)


def test_printing_instead_of_returning_is_named(scheme: Scheme) -> None:
    assert outcome(scheme, lambda x: None, printed=4).code == "printed_not_returned"


# ── refusals ───────────────────────────────────────────────────────────────────────────────────────────────


def test_not_refusing_keeps_half(scheme: Scheme) -> None:
    marked = outcome(scheme, lambda x: 2 * x)
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.WRONG, "not_refused", 0.5)


def test_refusing_with_another_exception_is_named(scheme: Scheme) -> None:
    marked = outcome(scheme, lambda x: 2 * x if len(x) else {}["nothing"])
    assert (marked.code, marked.credit) == ("wrong_exception", 0.5)
    assert "KeyError" in marked.message.en


def test_a_known_mistake_that_does_not_refuse_either_says_both(scheme: Scheme) -> None:
    marked = outcome(scheme, lambda x: x)
    assert marked.code == "not_doubled"
    assert marked.credit == 0.125
    assert "ValueError" in marked.message.en


def test_refusing_too_much_is_the_students_own_exception(scheme: Scheme) -> None:
    def strict(x):
        if len(x) > 4:
            raise ValueError("too long")
        return double(x)

    marked = outcome(scheme, strict)
    assert (marked.verdict, marked.code) == (Verdict.RAISED, "ValueError")


# ── calls that do not return ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "verdict", "code"),
    [
        (Undefined(), Verdict.MISSING, "undefined"),
        (TimedOut(5.0), Verdict.TIMEOUT, "timeout"),
        (Died("signal 11"), Verdict.KILLED, "crash"),
        (Died("memory"), Verdict.KILLED, "memory"),
        (Died("processes"), Verdict.KILLED, "processes"),
        (Raised(Failure("MemoryError", "")), Verdict.KILLED, "memory"),
        (Died("the other side closed the connection"), Verdict.KILLED, "no_answer"),
        (Raised(Failure("NotImplementedError", "")), Verdict.MISSING, "stub"),
        (Raised(Failure("ZeroDivisionError", "division by zero", 0, 2)), Verdict.RAISED, "ZeroDivisionError"),
        (Raised(Failure("Mine", "no", 0, 2)), Verdict.RAISED, "exception"),
    ],
)
def test_each_end_has_its_verdict(scheme: Scheme, answer: Answer, verdict: Verdict, code: str) -> None:
    marked = mark(scheme, same(scheme, answer), {0: "def double(x):\n    return 1 / 0"})
    assert (marked.verdict, marked.code, marked.credit) == (verdict, code, 0.0)
    assert marked.message.en
    assert marked.message.ko


def test_an_exception_is_told_with_the_students_line_and_no_other(scheme: Scheme) -> None:
    failure = Failure("ZeroDivisionError", "division by zero", 0, 2)
    marked = mark(scheme, same(scheme, Raised(failure)), {0: "def double(x):\n    return 1 / 0"})
    assert "line 2: return 1 / 0" in marked.message.en
    assert "Traceback" not in marked.message.en


@pytest.mark.parametrize(
    ("definition", "verdict", "code"),
    [
        (CellRun(failed=Failure("SyntaxError", "invalid syntax", 0, 1)), Verdict.RAISED, "SyntaxError"),
        (CellRun(stopped="timeout"), Verdict.TIMEOUT, "cell_timeout"),
        (CellRun(stopped="killed"), Verdict.KILLED, "cell_killed"),
        (CellRun(), Verdict.MISSING, "undefined"),
    ],
)
def test_a_missing_name_is_explained_by_its_cell(
    scheme: Scheme, definition: CellRun, verdict: Verdict, code: str
) -> None:
    marked = mark(scheme, same(scheme, Undefined()), {0: "def double(x:"}, definition)
    assert (marked.verdict, marked.code) == (verdict, code)


# ── behaviour ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("behaviour", "code", "credit"),
    [
        ({"changed": ("x",)}, "changes_input", 0.5),
        ({"shared": True}, "shares_memory", 0.5),
        ({"forbidden_calls": ("diff",)}, "forbidden_means", 0.0),
        ({"printed": FLOOD + 1}, "prints", 1.0),
    ],
)
def test_manners_count(scheme: Scheme, behaviour: dict[str, object], code: str, credit: float) -> None:
    marked = outcome(scheme, double, **behaviour)
    assert (marked.code, marked.credit) == (code, credit)


def test_a_flood_of_printing_is_mentioned(scheme: Scheme) -> None:
    assert "prints" in outcome(scheme, double, printed=FLOOD + 1).message.en


def test_two_calls_must_agree(scheme: Scheme) -> None:
    given = answers(scheme, double)
    given[-1] = answers(scheme, lambda x: double(x) + 1e-3)[-1]
    assert mark(scheme, given, {}).code == "unstable"


def test_the_case_with_the_most_numbers_is_asked_twice(scheme: Scheme) -> None:
    asked = probes(scheme)
    assert asked[-1] == asked[1]
    assert asked[-1] != asked[0]


# ── follow-through ─────────────────────────────────────────────────────────────────────────────────────────

CHAINED = Question(
    double,
    points=1,
    cases=lambda rng: (case(FEW, x=np.array([1.0, 2.0])), case(MANY, x=rng.uniform(1, 2, 3))),
    follow_through=FollowThrough(("earlier",), "earlier(x)", lambda earlier, x: 2 * earlier),
)


def followed(own: Callable[..., object], later: Callable[..., object]) -> Outcome:
    """Return the outcome for a student whose earlier step is `own` and whose later one is `later`."""
    scheme = make_scheme(CHAINED, seed=1)
    given: list[Answer] = []
    for probe in probes(scheme):
        scope = codec.build_inputs(probe.inputs) | {"answer": later, "earlier": own}
        given.append(Returned(parse_value(codec.encode(codec.evaluate(probe.code, scope)))))
    return mark(scheme, given, {})


def test_a_step_right_for_the_students_own_values_counts_in_full() -> None:
    marked = followed(lambda x: x + 1, lambda x: 2 * (x + 1))
    assert (marked.verdict, marked.code, marked.credit) == (Verdict.CORRECT, "follow_through", 1.0)
    assert "earlier" in marked.message.en


@pytest.mark.parametrize(
    ("own", "later"),
    [
        (lambda x: x + 1, lambda x: 3 * (x + 1)),
        (lambda x: 0 * x[0], lambda x: 0 * x),
        (lambda x: "text", lambda x: 0 * x),
        (lambda x: x[:1], lambda x: x),
        (lambda x: 0 * x + x[0], lambda x: 0 * x + 2 * x[0]),
        (lambda x: 1e-9 * x, lambda x: 0 * x),
        (lambda x: x / 2, lambda x: x),
    ],
)
def test_nothing_is_followed_where_there_is_no_step(own: Callable[..., object], later: Callable[..., object]) -> None:
    assert followed(own, later).verdict is Verdict.WRONG


# ── the scheme ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_seed_decides_the_random_cases_and_nothing_else_does() -> None:
    drawn = [make_scheme(QUESTION, seed).cases[1].given["x"] for seed in (1, 1, 2)]
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert not np.array_equal(drawn[0], drawn[2])


# ── a file in place of a function ──────────────────────────────────────────────────────────────────────────


def shows(x):
    return x + 1.0


def look_at(x):
    import page

    return page.shown(x)


ABOUT_A_FILE = Question(
    shows,
    points=1,
    cases=lambda rng: [case(x=1.0), case(x=2.0)],
    mistakes=(Mistake("nothing", lambda x: np.nan, en="Where?", ko="어디?"),),
    rules=Rules(nan_hint=Bilingual("Not shown.", "보이지 않습니다.")),
    file="app.py",
    look=(look_at,),
)


def test_a_file_is_asked_by_code_of_its_own_and_the_reference_is_called_as_it_is() -> None:
    scheme = make_scheme(ABOUT_A_FILE, seed=3)
    (probe, _, again) = probes(scheme)
    assert (probe.file, again) == ("app.py", probe)
    assert probe.code == "def look_at(x):\n    import page\n\n    return page.shown(x)\n\nlook_at(x=x)"
    assert [value.real for value in scheme.expected] == [2.0, 3.0]  # type: ignore[union-attr]


def marked(*values: object) -> Outcome:
    returned: list[Answer] = [Returned(parse_value(codec.encode(value))) for value in values]
    return mark(make_scheme(ABOUT_A_FILE, seed=3), [*returned, returned[0]], {})


def test_what_a_file_shows_is_compared_and_what_it_does_not_show_is_called_so() -> None:
    assert marked(2.0, 3.0).verdict is Verdict.CORRECT
    assert marked(2.0, 4.0).verdict is Verdict.WRONG
    assert (marked(np.nan, np.nan).verdict, marked(np.nan, np.nan).code) == (Verdict.INVALID, "nothing")
    assert (marked(2.0, np.nan).verdict, marked(2.0, np.nan).code) == (Verdict.INVALID, "not_shown")
    assert "Not shown." in marked(2.0, np.nan).message.en


def test_a_file_that_is_not_there_and_one_that_raises() -> None:
    scheme = make_scheme(ABOUT_A_FILE, seed=3)
    absent = mark(scheme, [Undefined()] * 3, {})
    assert (absent.verdict, absent.code) == (Verdict.MISSING, "no_file")
    assert "app.py" in absent.message.en
    failure = Failure("TypeError", "'int' object is not callable", line=2)
    raised = mark(scheme, [Raised(failure)] * 3, {"app.py": "import x\nx.title(1)\n", -1: "no line of theirs"})
    assert (raised.verdict, raised.code) == (Verdict.RAISED, "TypeError")
    assert "line 2: x.title(1)" in raised.message.en
