"""The run loop: which cells run again, what is asked where, and what is left when a process dies."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import nbformat
import numpy as np
import pytest
import small_question

from grader.answers.answer import Answer, CellRun, Failure, Probe, ProbeSeries, Returned, TimedOut
from grader.answers.parse import parse_answer
from grader.answers.values import Number
from grader.file_probes.pages import pages
from grader.grading import run as module
from grader.grading.run import MAX_DEATHS, Questions, RunNotebook, inspect_documents, run, run_cells
from grader.marking.mark import mark
from grader.marking.outcome import Outcome
from grader.questions.kinds import array
from grader.questions.question import Document, Finding, Inspection, Mistake, Question, case
from grader.questions.scheme import make_scheme
from grader.sandbox.guest import runner
from grader.sandbox.guest.shell import CellShell
from grader.sandbox.host.session import Asked
from grader.sandbox.limits import Allowance, Limits
from grader.submission.documents import Attachment
from grader.text import Bilingual
from grader.verdict import Verdict


def look():
    return 1.0


LIMITS = Limits(notebook_seconds=60.0)
ANSWER = Returned(Number(1.0))
ESSAY = Inspection(
    "essay",
    points=2,
    measure=pages,
    findings=(Finding("correct", 1, 2, 1, Verdict.CORRECT),),
    seconds=20,
    document=Document(("essay",), (".pdf",), 1),
)


def notebook(*sources: str) -> Any:
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source, id=f"c{i}") for i, source in enumerate(sources)]
    )


@dataclass
class FakeSession:
    """A process that dies at a cell ``die``, hangs in the question ``hangs`` and dies in the question ``dies``."""

    log: list[str]
    used: float = 0.0
    """Seconds that it takes to answer questions."""

    def __enter__(self) -> FakeSession:
        self.log.append("open")
        return self

    def __exit__(self, *_: object) -> None:
        self.log.append("close")

    def left(self, allowance: Allowance) -> float:
        return allowance.seconds

    def used_since(self, moment: float) -> float:
        return self.used

    def run(self, cells: Sequence[tuple[int, str]], allowance: Allowance) -> dict[int, CellRun]:
        runs = {}
        for index, source in cells:
            self.log.append(source)
            runs[index] = CellRun(stopped="killed") if source.startswith("die") else CellRun()
            if source.startswith("spin"):
                runs[index] = CellRun(failed=Failure("CellTimeout", ""), stopped="timeout")
            if runs[index].stopped and not runs[index].failed:
                break
        return runs

    def ask_shared(self, probes: Sequence[Probe], allowance: Allowance) -> Asked:
        name = probes[0].code
        self.log.append(f"{name} together")
        if name == "dies":
            return Asked((), lost=True)
        return Asked((TimedOut(1.0),), lost=True) if name == "hangs" else Asked((ANSWER,))

    def ask_isolated(self, probes: Sequence[Probe], allowance: Allowance, seconds: float = 0.0) -> tuple[Answer, ...]:
        self.log.append(f"{probes[0].code.splitlines()[-1]} isolated")
        return (ANSWER,)


@dataclass
class FakeSandbox:
    """Notes what happens in its sessions; `shared_runs` are cells that ran for the whole class."""

    shared_runs: dict[tuple[str, str], CellRun] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    forgets: list[bool] = field(default_factory=list)
    used: float = 0.0
    """Seconds that the questions of each session take."""

    def open(self, files: object, limits: Limits, *, forget: bool = True, documents: object = None) -> FakeSession:
        self.forgets.append(forget)
        return FakeSession(self.log, self.used)


@pytest.fixture(autouse=True)
def simple_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a question have one probe, and its outcome tell only what kind of answer there was."""

    def mark(
        scheme: Any, answers: Sequence[Answer], sources: Mapping[Any, str], definition: CellRun | None, *, sound: bool
    ) -> Outcome:
        assert sound
        if scheme.name == "ours_to_mend":
            raise ZeroDivisionError
        return Outcome(Verdict.CORRECT, f"{type(answers[0]).__name__}, {definition is not None}", Bilingual("", ""))

    monkeypatch.setattr(module, "mark", mark)
    monkeypatch.setattr(module, "probes", lambda scheme: (Probe("", scheme.name, []),))


def schemes(*names: str) -> dict[str, Any]:
    return {
        name: SimpleNamespace(name=name, brief=False, question=SimpleNamespace(file="", follow_through=None, cell=""))
        for name in names
    }


def go(sandbox: FakeSandbox, cells: Sequence[str], *names: str, inspections: Sequence[Inspection] = ()) -> Any:
    return run(notebook(*cells), schemes(*names), (), LIMITS, sandbox, inspections)


def codes(outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    return {name: outcome.code.partition(",")[0] for name, outcome in outcomes.items()}


def test_cells_run_and_questions_are_asked_in_one_process() -> None:
    sandbox = FakeSandbox()
    runs, outcomes = go(sandbox, ["x = 1", "y = 2"], "f", "g")
    assert sandbox.log == ["open", "x = 1", "y = 2", "f together", "g together", "close"]
    assert list(runs) == [0, 1]
    assert codes(outcomes) == {"f": "Returned", "g": "Returned"}


def test_what_a_dead_process_leaves_is_asked_in_forks_of_a_new_one() -> None:
    sandbox = FakeSandbox()
    _, outcomes = go(sandbox, ["x = 1"], "f", "dies", "g")
    first = ["open", "x = 1", "f together", "dies together", "close"]
    assert sandbox.log == [*first, "open", "x = 1", "dies isolated", "g isolated", "close"]
    assert codes(outcomes) == {"f": "Returned", "dies": "Returned", "g": "Returned"}


def test_a_question_that_hangs_is_answered_and_not_asked_again() -> None:
    sandbox = FakeSandbox()
    _, outcomes = go(sandbox, ["x = 1"], "hangs", "g")
    assert sandbox.log[-3:] == ["x = 1", "g isolated", "close"]
    assert codes(outcomes) == {"hangs": "TimedOut", "g": "Returned"}


def test_where_nothing_is_left_nothing_runs_again() -> None:
    sandbox = FakeSandbox()
    runs, outcomes = go(sandbox, ["x = 1"], "f", "hangs")
    assert sandbox.log == ["open", "x = 1", "f together", "hangs together", "close"]
    assert list(runs) == [0]
    assert codes(outcomes) == {"f": "Returned", "hangs": "TimedOut"}


def test_companion_files_are_looked_at_last_in_a_process_that_still_answers() -> None:
    app = Inspection("app", 1, look, ESSAY.findings, seconds=20)
    sandbox = FakeSandbox()
    _, outcomes = go(sandbox, ["x = 1"], "f", inspections=[app])
    assert sandbox.log[-2:] == ["look() isolated", "close"]
    assert outcomes["app"].code == "correct"
    sandbox = FakeSandbox()
    go(sandbox, ["x = 1"], "hangs", inspections=[app])
    assert sandbox.log[-4:] == ["open", "x = 1", "look() isolated", "close"]


def test_a_cell_that_ends_the_process_costs_that_cell() -> None:
    sandbox = FakeSandbox()
    runs, _ = go(sandbox, ["x = 1", "die", "y = 2"])
    assert sandbox.log == ["open", "x = 1", "die", "close", "open", "x = 1", "y = 2", "close"]
    assert [runs[index].stopped for index in (0, 1, 2)] == ["", "killed", ""]


def test_a_cell_that_ended_the_process_does_not_run_again_where_a_question_loses_it() -> None:
    sandbox = FakeSandbox()
    runs, outcomes = go(sandbox, ["x = 1", "die", "y = 2"], "hangs", "g")
    assert sandbox.log.count("die") == 1
    assert sandbox.log[-5:] == ["open", "x = 1", "y = 2", "g isolated", "close"]
    assert [runs[index].stopped for index in (0, 1, 2)] == ["", "killed", ""]
    assert codes(outcomes) == {"hangs": "TimedOut", "g": "Returned"}


def test_after_many_deaths_the_rest_of_the_notebook_is_given_up() -> None:
    sandbox = FakeSandbox()
    runs, _ = go(sandbox, [*(f"die {n}" for n in range(MAX_DEATHS + 1)), "y = 2"])
    assert sandbox.log.count("open") == MAX_DEATHS + 2
    assert "y = 2" not in sandbox.log
    assert runs[MAX_DEATHS + 1].stopped == "killed"


def test_both_runs_share_the_notebooks_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 60 s the questions of the first run took 25, and three cells timed out after 10 each: 5 are left."""
    given = set()

    def left(self: FakeSession, allowance: Allowance) -> float:
        given.add(allowance.seconds)
        return 1.0

    monkeypatch.setattr(FakeSession, "left", left)
    go(FakeSandbox(used=25.0), [*(f"spin {n}" for n in range(3)), "x = 1"], "hangs", "g")
    assert given == {60.0, 5.0}


def test_where_both_runs_have_used_the_notebooks_seconds_nothing_runs_again() -> None:
    sandbox = FakeSandbox(used=30.0)
    app = Inspection("app", 1, look, ESSAY.findings, seconds=20)
    runs, outcomes = go(sandbox, [f"spin {n}" for n in range(3)], "f", "hangs", "g", inspections=[app])
    first = ["open", "spin 0", "spin 1", "spin 2", "f together", "hangs together", "close"]
    assert sandbox.log == first
    assert list(runs) == [0, 1, 2]
    assert codes(outcomes) == {"f": "Returned", "hangs": "TimedOut", "g": "TimedOut", "app": "timeout"}


def test_a_cell_that_only_fails_is_no_death(monkeypatch: pytest.MonkeyPatch) -> None:
    timeout = CellRun(failed=Failure("CellTimeout", ""), stopped="timeout")
    monkeypatch.setattr(FakeSession, "run", lambda self, cells, allowance: {index: timeout for index, _ in cells})
    sandbox = FakeSandbox()
    go(sandbox, ["while True: pass"])
    assert sandbox.log == ["open", "close"]


def test_cells_that_ran_for_the_whole_class_do_not_run_again() -> None:
    shown = CellRun(({"output_type": "stream", "name": "stdout", "text": "shown"},))
    sandbox = FakeSandbox({("c0", "import numpy as np"): shown})
    with run_cells(notebook("import numpy as np", "x = 1"), (), LIMITS, sandbox, 60.0) as ran:
        assert ran.runs == {0: shown, 1: CellRun()}
    assert sandbox.log == ["open", "x = 1", "close"]
    assert sandbox.forgets == [False]


@pytest.mark.parametrize("ask", [Questions.ask_together, Questions.ask_isolated])
def test_when_no_time_is_left_nothing_is_asked(ask: Callable[[Questions, RunNotebook], object]) -> None:
    log: list[str] = []
    questions = Questions(schemes("f", "g"), notebook("x = 1"), ())
    ask(questions, RunNotebook(FakeSession(log), {}, Allowance.of(0.0), LIMITS, 0.0))
    assert log == []
    assert codes(questions.outcomes) == {"f": "TimedOut", "g": "TimedOut"}


def test_an_error_of_ours_becomes_a_grader_error_of_that_question_alone() -> None:
    _, outcomes = go(FakeSandbox(), ["x = 1"], "ours_to_mend", "f")
    assert (outcomes["ours_to_mend"].verdict, outcomes["ours_to_mend"].code) == ("grader_error", "ZeroDivisionError")
    assert outcomes["f"].verdict is Verdict.CORRECT


def test_a_question_is_marked_with_the_run_of_the_cell_that_defines_it() -> None:
    cells = notebook("def f(): ...")
    cells.cells[0].metadata["nbgrader"] = {"grade_id": "f_answer"}
    _, outcomes = run(cells, schemes("f", "g"), (), LIMITS, FakeSandbox())
    assert (outcomes["f"].code, outcomes["g"].code) == ("Returned, True", "Returned, False")


# ── in brief ───────────────────────────────────────────────────────────────────────────────────────────────


def double(x):
    return 2 * x


def integers_cut(x):
    return 2 * np.trunc(x)


IN_BRIEF = make_scheme(
    Question(
        double,
        1,
        lambda rng: [case("ordinary", x=np.array([1.5, -2.0])), case("ordinary", x=rng.uniform(1, 2, size=5))],
        (Mistake("cut", integers_cut, hint=Bilingual("Cut?", "잘랐습니까?")),),
        kinds={"ordinary": Bilingual("ordinary numbers", "보통의 수")},
        probing={"x": array("n")},
    ),
    seed=3,
)


class LocalSession(FakeSession):
    """A process of which the answers come from a function in this process; it hangs after so many probes."""

    def __init__(self, function: Callable[..., object], most: int = 10**6) -> None:
        super().__init__([])
        names: dict[str, object] = {"double": function}
        self.shell = SimpleNamespace(user_ns=names, recorder=SimpleNamespace(printed=0))
        self.most = most

    def ask_shared(self, probes: Sequence[Any], allowance: Allowance) -> Asked:
        in_brief = any(isinstance(probe, ProbeSeries) for probe in probes)
        own = len(IN_BRIEF.cases) + len(IN_BRIEF.repeated)
        self.log.append("in brief" if in_brief else "own cases" if len(probes) == own else "in full")
        came = [parse_answer(one) for one in runner.answers(map(vars, probes), cast("CellShell", self.shell))]
        late = [TimedOut(1.0)] * len(came[self.most :])
        return Asked((*came[: self.most], *late), lost=bool(late))


def ask_in_brief(
    session: LocalSession, monkeypatch: pytest.MonkeyPatch, check: CellRun | None = None
) -> tuple[list[str], Outcome | None]:
    monkeypatch.undo()  # marking as it is
    asked = notebook("check(double)")
    asked.cells[0].metadata["nbgrader"] = {"grade_id": "double"}
    questions = Questions({"double": IN_BRIEF}, asked, ())
    questions.ask_together(RunNotebook(session, {0: check or CellRun()}, Allowance.of(60.0), LIMITS, 0.0))
    return session.log, questions.outcomes.get("double")


@pytest.mark.parametrize(("left", "code"), [(60.0, "timeout"), (0.0, "too_late")])
def test_a_question_for_which_the_notebook_had_no_time_left_is_no_loop_of_its_own(
    left: float, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    session = LocalSession(double, most=0)
    questions = Questions({"double": IN_BRIEF}, notebook("x = 1"), ())
    questions.ask_together(RunNotebook(session, {}, Allowance.of(left), LIMITS, 0.0))
    assert (questions.outcomes["double"].verdict, questions.outcomes["double"].code) == (Verdict.TIMEOUT, code)


def prints_for_one_entry(shell: SimpleNamespace, x: Any) -> Any:
    shell.recorder.printed += len(x) == 1
    return 2 * x


def test_a_right_answer_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    log, outcome = ask_in_brief(LocalSession(double), monkeypatch)
    assert log == ["in brief"]
    assert outcome == mark(IN_BRIEF, small_question.answers(double, IN_BRIEF), {})
    assert outcome.credit == 1


def test_an_answer_that_is_wrong_for_its_own_cases_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    log, outcome = ask_in_brief(LocalSession(integers_cut), monkeypatch)
    assert log == ["in brief"]
    assert outcome
    assert outcome.code == "cut"


@pytest.mark.parametrize("check", [CellRun(failed=Failure("AssertionError", "")), CellRun(stopped="timeout")])
def test_an_answer_that_failed_its_visible_check_is_asked_its_own_cases_first(
    check: CellRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, outcome = ask_in_brief(LocalSession(integers_cut), monkeypatch, check)
    assert log == ["own cases"]
    assert outcome == mark(IN_BRIEF, small_question.answers(integers_cut, IN_BRIEF), {})
    log, outcome = ask_in_brief(LocalSession(double), monkeypatch, check)
    assert log == ["own cases", "in brief"]
    assert outcome == mark(IN_BRIEF, small_question.answers(double, IN_BRIEF), {})
    log, outcome = ask_in_brief(LocalSession(lambda x: 2 * x if len(x) > 1 else x), monkeypatch, check)
    assert log == ["own cases", "in brief", "in full"]
    assert outcome
    assert outcome.code == "different"
    log, outcome = ask_in_brief(LocalSession(double, most=1), monkeypatch, check)
    assert log == ["own cases"]
    assert outcome
    assert outcome.code == "timeout"


@pytest.mark.parametrize(
    ("function", "code"),
    [
        (lambda x: np.where(abs(x) < 0.01, 0.0, 2 * x), "nothing_there"),
        (lambda x: 2 * x if len(x) > 1 else x, "different"),
        (lambda x: np.multiply(x, 2, out=x) if len(x) == 1 else 2 * x, "changes_input"),
    ],
    ids=["nothing near 0", "one entry", "its input for one entry"],
)
def test_what_is_wrong_beside_its_own_cases_is_asked_in_full(
    function: Callable[..., object], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, outcome = ask_in_brief(LocalSession(function), monkeypatch)
    assert log == ["in brief", "in full"]
    assert outcome
    assert outcome.code == code
    if code != "changes_input":
        assert outcome == mark(IN_BRIEF, small_question.answers(function, IN_BRIEF), {})


def test_what_prints_is_asked_in_full_and_may_be_right(monkeypatch: pytest.MonkeyPatch) -> None:
    session = LocalSession(double)
    session.shell.user_ns["double"] = partial(prints_for_one_entry, session.shell)
    log, outcome = ask_in_brief(session, monkeypatch)
    assert log == ["in brief", "in full"]
    assert outcome
    assert outcome.verdict is Verdict.CORRECT


def test_what_is_wrong_the_first_time_and_right_the_second_is_unstable(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = itertools.count()
    log, outcome = ask_in_brief(LocalSession(lambda x: 2 * x + (next(calls) == 9)), monkeypatch)
    assert log == ["in brief", "in full"]
    assert outcome
    assert outcome.code == "unstable"


def test_a_series_that_takes_too_long_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    own = len(IN_BRIEF.cases)
    assert ask_in_brief(LocalSession(double, most=own), monkeypatch) == (["in brief"], None)
    _, outcome = ask_in_brief(LocalSession(double, most=own - 1), monkeypatch)
    assert outcome
    assert outcome.code == "timeout"
    _, outcome = ask_in_brief(LocalSession(double, most=own + 1), monkeypatch)
    assert outcome
    assert outcome.code == "timeout", "it hangs when it is asked again"


# ── documents ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_document_is_measured_in_a_process_of_its_own() -> None:
    sandbox = FakeSandbox()
    attachment = Attachment("essay", "essay.pdf", b"%PDF-")
    outcomes = inspect_documents([ESSAY], [attachment], LIMITS, sandbox)
    assert sandbox.log == ["open", "pages(documents['essay']) isolated", "close"]
    assert outcomes["essay"].code == "correct"


def test_a_document_that_is_not_there_or_no_more_is_not_measured(tmp_path: Any) -> None:
    sandbox = FakeSandbox()
    assert inspect_documents([ESSAY], [], LIMITS, sandbox)["essay"].code == "no_file"
    gone = Attachment("essay", "essay.pdf", tmp_path / "essay.pdf")
    outcome = inspect_documents([ESSAY], [gone], LIMITS, sandbox)["essay"]
    assert (outcome.verdict, outcome.code) == ("grader_error", "FileNotFoundError")
    assert sandbox.log == []


@pytest.mark.parametrize(
    ("earlier", "sound"), [(Verdict.CORRECT, True), (Verdict.MISSING, True), (Verdict.WRONG, False)]
)
def test_a_step_is_judged_in_full_unless_the_earlier_one_has_slipped(earlier: Verdict, sound: bool) -> None:
    questions = module.Questions({}, notebook(), ())
    questions.outcomes["first"] = Outcome(earlier, "", Bilingual("", ""))
    scheme: Any = SimpleNamespace(question=SimpleNamespace(follow_through=SimpleNamespace(names=("first",))))
    assert questions._sound(scheme) is sound
