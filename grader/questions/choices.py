"""A course's own choices about the assignments: what is left out, points, tolerances, shares, words of hints.

They stand in the course's ``course.toml``, so that an update of this package leaves them as they are::

    leave_out = ["a8_data_app"]                 # whole assignments

    [a1_derivatives]
    leave_out = ["approximation_error"]         # questions, written ones too, and other cells of the notebook

    [a1_derivatives.differentiate]
    points = 6
    rtol = 1e-4                                 # |answer − reference| <= atol + rtol · |reference|
    atol = 1e-8

    [a1_derivatives.differentiate.exponent_kept]
    credit = 0.5                                # the share of the points that this mistake keeps
    en = "What happens to the exponent itself?"
    ko = "지수 자체는 어떻게 됩니까?"
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from grader.errors import UserError
from grader.text import LANGUAGES, Bilingual
from grader.text.similar import did_you_mean

if TYPE_CHECKING:  # numpy comes with it, and to read the settings of a course takes none
    from grader.questions.question import Assignment, Finding, Inspection, Mistake, Question

One = TypeVar("One", "Mistake", "Finding")

FILE_NAME = "course.toml"
TOLERANCES = ("rtol", "atol")
LEAVE_OUT = "leave_out"
LEAST_POINTS, MOST_POINTS = 0.01, 10_000
"""Of a question: an LMS gets two decimals, so that less is 0 there; more is a slip."""


@dataclass(frozen=True)
class MistakeChoice:
    """What a course says of one known mistake, or of one finding; None leaves it as it is declared."""

    code: str
    credit: float | None = None
    en: str | None = None
    ko: str | None = None


@dataclass(frozen=True)
class QuestionChoice:
    """What a course says of one question; None leaves it as it is declared."""

    name: str
    points: float | None = None
    rtol: float | None = None
    atol: float | None = None
    mistakes: tuple[MistakeChoice, ...] = ()


@dataclass(frozen=True)
class AssignmentChoices:
    """What a course says of one assignment. Equal choices have equal `repr`, in any process."""

    left_out: tuple[str, ...] = ()
    """Questions and other cells of the notebook."""
    questions: tuple[QuestionChoice, ...] = ()

    def of(self, question: str) -> QuestionChoice:
        return next((one for one in self.questions if one.name == question), QuestionChoice(question))

    def points_of(self, question: str, declared: float) -> float:
        chosen = self.of(question).points
        return declared if chosen is None else chosen


AS_DECLARED = AssignmentChoices()


@dataclass(frozen=True)
class Choices:
    """What a course says of all assignments."""

    left_out: tuple[str, ...] = ()
    assignments: tuple[tuple[str, AssignmentChoices], ...] = ()

    def of(self, assignment: str) -> AssignmentChoices:
        return dict(self.assignments).get(assignment, AS_DECLARED)


NO_CHOICES = Choices()


# ── from the file ──────────────────────────────────────────────────────────────────────────────────────────


def parse(text: str, assignments: Collection[str]) -> Choices:
    """Return the choices in the text of a ``course.toml``; `assignments` are the names of those that there are.

    Raises `UserError`, with the line or the key and what to write, for what cannot be read or makes no sense.
    """
    import tomllib  # most courses have no such file

    try:
        tables = tomllib.loads(text)
    except ValueError as error:  # also for a whole number of thousands of digits
        raise UserError(
            f"{FILE_NAME} cannot be read: {error}.",
            'Write names as [a1_derivatives.df], numbers as points = 2, words as en = "…".',
        ) from None
    left_out = _names(tables.pop(LEAVE_OUT, []), LEAVE_OUT, '["a8_data_app"]')
    for name in (*left_out, *tables):
        if name not in assignments:
            where = f"{LEAVE_OUT} names {name}" if name in left_out else f"[{name}]"
            raise _unknown(where, "an assignment", name, assignments)
    return Choices(left_out, tuple((name, _assignment(name, table)) for name, table in sorted(tables.items())))


def _assignment(name: str, table: object) -> AssignmentChoices:
    parts = dict(_table(table, name))
    left_out = _names(parts.pop(LEAVE_OUT, []), f"[{name}] {LEAVE_OUT}", '["df"]')
    questions = tuple(_question(f"{name}.{question}", question, part) for question, part in sorted(parts.items()))
    return AssignmentChoices(left_out, questions)


def _question(where: str, name: str, table: object) -> QuestionChoice:
    parts = dict(_table(table, where))
    points = parts.pop("points", None)
    if points is not None and not (_is_number(points) and LEAST_POINTS <= points <= MOST_POINTS):
        right = f"a number from {LEAST_POINTS:g} to {MOST_POINTS:g}, such as points = 2"
        raise _bad(f"[{where}] points", points, right)
    tolerances = {key: parts.pop(key) for key in TOLERANCES if key in parts}
    for key, value in tolerances.items():
        if not (_is_number(value) and 0 <= value < 1):
            raise _bad(f"[{where}] {key}", value, f"0 or a number below 1, such as {key} = 1e-4")
    mistakes = tuple(_mistake(f"{where}.{code}", code, part) for code, part in sorted(parts.items()))
    return QuestionChoice(name, points, tolerances.get("rtol"), tolerances.get("atol"), mistakes)


def _mistake(where: str, code: str, table: object) -> MistakeChoice:
    if not isinstance(table, Mapping):
        known = ("points", *TOLERANCES)
        raise _unknown(
            f"[{where.removesuffix(f'.{code}')}] {code}", "a key", code, known, "; a known mistake is a table"
        )
    parts = dict(table)
    credit = parts.pop("credit", None)
    if credit is not None and not (_is_number(credit) and 0 <= credit < 1):
        raise _bad(f"[{where}] credit", credit, "the share that it keeps: 0 or more, below 1, such as credit = 0.25")
    words = {language: parts.pop(language) for language in LANGUAGES if language in parts}
    for language, said in words.items():
        if not isinstance(said, str) or not said.strip():
            raise _bad(f"[{where}] {language}", said, f'the words of the hint, as {language} = "…"')
    for key in parts:
        raise _unknown(f"[{where}] {key}", "a key", key, ("credit", *LANGUAGES))
    return MistakeChoice(code, credit, words.get("en"), words.get("ko"))


def _table(table: object, where: str) -> Mapping[str, Any]:
    if not isinstance(table, Mapping):
        raise UserError(
            f"{FILE_NAME}: {where} is {table!r:.60}, where a table is expected.",
            f"Write [{where}] on a line of its own.",
        )
    return table


def _names(value: object, where: str, such_as: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _bad(where, value, f"a list of names, such as {such_as}")
    return tuple(sorted(set(value)))


def _is_number(value: object) -> bool:
    """Is it a finite number? Whole numbers of a file may be larger than any float."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and -math.inf < value < math.inf


def _bad(where: str, value: object, right: str) -> UserError:
    return UserError(f"{FILE_NAME}: {where} is {value!r:.60}.", f"Write {right}.")


def _unknown(
    where: str, what: str, name: str, known: Iterable[str], more: str = "", others: Iterable[str] = ()
) -> UserError:
    """Return the error for a name that there is not; `others` could be meant, too, but are not listed."""
    known = list(known)
    return UserError(
        f"{FILE_NAME}: {where}, which is not {what} here.{did_you_mean(name, [*known, *others])}",
        f"There are {', '.join(known)}{more}.",
    )


# ── into the questions ─────────────────────────────────────────────────────────────────────────────────────


def applied(assignment: Assignment, choices: AssignmentChoices) -> Assignment:
    """Return an assignment as a course wants it.

    Names that are no question here are passed over, for they may be written ones of the notebook: `check_cells` knows
    those. Raises `UserError` for a mistake that there is not, and for a tolerance of what is no function.
    """
    questions = (_with(question, assignment, choices) for question in assignment.questions)
    return replace(assignment, questions=tuple(one for one in questions if one.name not in choices.left_out))


def _with(question: Question | Inspection, assignment: Assignment, choices: AssignmentChoices) -> Question | Inspection:
    from grader.questions.question import Question

    chosen = choices.of(question.name)
    points = choices.points_of(question.name, question.points)
    where = f"{assignment.name}.{question.name}"
    if isinstance(question, Question):
        mistakes = _changed(question.mistakes, chosen, where)
        rules = replace(
            question.rules, **{key: value for key in TOLERANCES if (value := getattr(chosen, key)) is not None}
        )
        return replace(question, points=points, mistakes=mistakes, rules=rules)
    if chosen.rtol is not None or chosen.atol is not None:
        raise UserError(
            f"{FILE_NAME}: [{where}] has a tolerance, but it is one number that is looked up, not compared.",
            "Delete rtol and atol there.",
        )
    findings = _changed(question.findings, chosen, where)
    for finding in findings:
        for said in (finding.hint.en, finding.hint.ko):
            try:
                said.format(number=1.0, clock="")
            except (ValueError, LookupError):
                raise UserError(
                    f"{FILE_NAME}: the words of [{where}.{finding.code}] hold a brace: {said!r:.80}.",
                    "{number:g} and {clock} stand for the number that was measured; write {{ and }} for braces.",
                ) from None
    return replace(question, points=points, findings=findings)


def _changed(declared: Iterable[One], chosen: QuestionChoice, where: str) -> tuple[One, ...]:
    by_code = {one.code: one for one in chosen.mistakes}
    declared = tuple(declared)
    for code in by_code:
        if code not in {one.code for one in declared}:
            raise _unknown(f"[{where}.{code}]", "a known mistake", code, [one.code for one in declared])
    return tuple(_chosen(one, by_code[one.code], where) if one.code in by_code else one for one in declared)


def _chosen(one: One, choice: MistakeChoice, where: str) -> One:
    if choice.credit is not None and one.credit == 1:
        raise UserError(f"{FILE_NAME}: [{where}.{one.code}] credit is given, but this is right.", "Delete that line.")
    hint = Bilingual(choice.en or one.hint.en, choice.ko or one.hint.ko)
    return replace(one, credit=one.credit if choice.credit is None else choice.credit, hint=hint)


# ── against the notebook ───────────────────────────────────────────────────────────────────────────────────


def check_cells(
    assignment: str,
    choices: AssignmentChoices,
    questions: Collection[str],
    written: Collection[str],
    others: Collection[str],
) -> None:
    """Raise `UserError` where a choice is about a question or a cell that the notebook does not have.

    `questions` are those that are marked automatically, `written` those that a person marks, `others` other cells.
    """
    known = (*questions, *written)
    for name in choices.left_out:
        if name not in (*known, *others):
            where, more = f"[{assignment}] {LEAVE_OUT} names {name}", "; and the names of other cells"
            raise _unknown(where, "a question", name, known, more, others)
    for chosen in choices.questions:
        where = f"[{assignment}.{chosen.name}]"
        if chosen.name not in known:
            raise _unknown(where, "a question", chosen.name, known)
        if chosen.name in choices.left_out:
            raise UserError(
                f"{FILE_NAME}: {where} is about a question that is left out.", f"Delete {where}, or keep it."
            )
        if chosen.name in written and chosen != QuestionChoice(chosen.name, chosen.points):
            raise UserError(f"{FILE_NAME}: {where} is marked by a person.", "Write points alone.")
