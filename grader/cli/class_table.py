"""What the terminal shows of a class: how far its grading is, and a table when it is done."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from grader import catalog
from grader.cli import terminal
from grader.cli.progress import progress
from grader.grading.class_run import ClassResult
from grader.results.result import QuestionResult, Result
from grader.results.review import Review, needs_review, reviews
from grader.results.standing import ClassStanding, standing_of
from grader.text.dates import WrittenDate, in_zone
from grader.text.printable import printable
from grader.verdict import Verdict

if TYPE_CHECKING:
    from grader.nbgrader.due_dates import DueDate


@contextmanager
def grading_progress(assignment: str, count: int) -> Iterator[Callable[[Result], None]]:
    """Show a class being graded; yields the function to call with each result."""
    with progress(f"grading {assignment}", count, slow=True) as advance:
        yield lambda result: advance(needs_review(result))


def summary(
    graded: ClassResult,
    standing: ClassStanding,
    due: DueDate | None = None,
    zone: str | None = None,
    *,
    verbose: bool = False,
) -> None:
    """Print a class's table: student, date, score, what went wrong; then where it stands and what needs a person.

    Dates are in `zone`. What went wrong is cut at the end of the line, unless `verbose`.
    """
    console = terminal.console()
    count = len(graded.results)
    title = f"{graded.assignment}: {count} submission{'s' * (count != 1)}"
    if graded.kept:
        title += f", {graded.kept} of them unchanged since they were graded"
    if graded.of_other_code:
        title += f", {graded.of_other_code} of them graded before by another version"
    console.print(title, soft_wrap=True, highlight=False)
    dated = bool(graded.handed_in)
    rows = [("student", *([f"handed in ({zone or 'UTC'})"] if dated else []), "score", "what went wrong")]
    for result in graded.results:
        date = [_when(graded.handed_in.get(result.student), due, zone)] if dated else []
        rows.append((result.student, *date, _score(result, standing), _wrong(result)))
    for line in _table(rows, console.width, verbose=verbose):
        console.file.write(f"{line}\n")
    console.print(f"{graded.assignment}: {standing.told()}.", soft_wrap=True, highlight=False)
    terminal.show_names(console, "missing: ", standing.missing, verbose=verbose, highlight=False)
    left = [f"{student} ({word})" for student, word in standing.left]
    terminal.show_names(console, "left the course, not missing: ", left, verbose=verbose, highlight=False)
    if due:
        console.print(f"{graded.assignment} is {escape(due.told(zone))}.", soft_wrap=True)
    if due and due.doubt:
        console.print(f"! {escape(f'{due.doubt}. {due.remedy}')}", style="yellow", soft_wrap=True)
    _tell_sandboxes(console, graded)
    _tell_inline(console, graded.assignment)
    if graded.no_copy:
        line = f"! The gradebook was not copied before this grading: {graded.no_copy}."
        console.print(escape(printable(line)), style="yellow", soft_wrap=True)
    for line in _for_a_person(graded):
        console.print(f"! {escape(line)}", style="red", soft_wrap=True)


def _for_a_person(graded: ClassResult) -> Iterator[str]:
    """Yield what a person should look at, with the student it is about, where it is about one."""
    for result in graded.results:
        yield from (f"{result.student}: {line}" for line in _attention(result))
    for student in graded.gone:
        where = f"submitted/{student}/{graded.assignment}"
        yield f"{student}: {where} is not there any more. Its scores in the gradebook stand, for a person to look at."
    for student, cells in sorted(graded.marked_before.items()):
        names = ", ".join(cells)
        yield f"{student}: {names} had points by hand for another answer. They wait: look again with `grader mark`."
    for sentence in graded.look_alike:
        yield f"submitted/ has folders that may be one student's: {printable(sentence)}. If so, make them one."


def _tell_sandboxes(console: Console, graded: ClassResult) -> None:
    """Say where students' code ran behind weaker protection, and which hosts were not let run it."""
    if graded.fallback_reason:
        console.print(
            f"Students' code ran behind {escape(graded.fallback_reason)}. See `grader doctor`.", soft_wrap=True
        )
    for sentence in graded.sent_away:
        console.print(f"! Sent away: {escape(printable(sentence))}", style="yellow", soft_wrap=True)


def _tell_inline(console: Console, assignment: str) -> None:
    """Say which cells of an adopted notebook its own tests decide."""
    if tested := [one.name for one in catalog.find(assignment).inline_tests]:
        line = f"{', '.join(tested)}: marked by the notebook's own tests, in the process of the code that they test."
        console.print(escape(printable(line)), soft_wrap=True)


def _score(result: Result, standing: ClassStanding) -> str:
    """Return the points so far, of all cells; those of the result where the gradebook does not know the submission."""
    return (standing.submissions.get(result.student) or standing_of(result, None)).told()


def _when(date: WrittenDate | None, due: DueDate | None, zone: str | None) -> str:
    """Return when something was handed in, as it was understood."""
    if date is None or date.at is None:
        return "not understood" if date else ""
    late = " (after it was due)" if due and date.at > due.at else ""
    return f"{in_zone(date.at, zone):%Y-%m-%d %H:%M}{late}"


def _table(rows: Sequence[Sequence[str]], width: int, *, verbose: bool) -> Iterator[str]:
    """Yield the lines of a table, its headings first; rich takes a second to lay out what a class needs.

    The last column is cut, with how much is left out, or wrapped where `verbose`; the one before it is of numbers.
    """
    rows = [[printable(text) for text in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    room = max(width - sum(widths) - 2 * len(widths) - 2, 20)
    for row in rows:
        *texts, number, last = row
        fixed = [*(f"{text:{size}}" for text, size in zip(texts, widths, strict=False)), f"{number:>{widths[-1]}}"]
        first, *others = (textwrap.wrap(last, room) if verbose else [_cut(last, room)]) or [""]
        yield f" {'  '.join([*fixed, first])}".rstrip()
        yield from (f" {'  '.join([*(' ' * size for size in widths), line])}" for line in others)


def _cut(text: str, room: int) -> str:
    """Return as many of a list's entries, parted by a comma, as there is room for, and how many more there are."""
    entries = text.split(", ")
    for kept in range(len(entries), 0, -1):
        more = f", and {len(entries) - kept} more" if kept < len(entries) else ""
        if len(line := ", ".join(entries[:kept]) + more) <= room:
            return line
    return textwrap.shorten(entries[0], room, placeholder=" ...")


def _attention(result: Result) -> Iterator[str]:
    """Yield what a person should look at: whose, which file, what to do."""
    where = f"(submitted/{result.student}/{result.assignment}/{result.assignment}.ipynb)"
    of_file = [one.message for one in reviews(result) if one.reason in (Review.DAMAGED, Review.NOTICE)]
    if result.date_problem:
        yield f"{result.date_problem} (submitted/{result.student}/{result.assignment}/)"
    if of_file:
        yield f"{' '.join(of_file)} {where}"
    for one in reviews(result):
        if one.reason is Review.UNSETTLED:
            yield f"{one.grade_id}: {one.message} (submitted/{result.student}/{result.assignment}/)"
    if result.grader_errors:
        yield f"the grader failed on {', '.join(result.grader_errors)}. Grade it by hand with `grader mark`. {where}"


def _wrong(result: Result) -> str:
    if result.problem:
        return f"not graded ({result.questions[0].code})"
    wrong = [question for question in result.questions if question.verdict is not Verdict.CORRECT]
    if len(wrong) == len(result.questions) and len({(q.verdict, q.code) for q in wrong}) == 1:
        return f"everything: {_say(wrong[0])}"
    return ", ".join(f"{question.grade_id}: {_say(question)}" for question in wrong)


def _say(question: QuestionResult) -> str:
    words = question.verdict.replace("_", " ")
    return words if question.code == question.verdict else f"{words} ({question.code})"
