"""What the terminal shows: a bar while a class is graded, a table when it is done. Plain where there is no terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from grader.results import QuestionResult, Result
from grader.verdict import Verdict


@contextmanager
def progress(assignment: str, count: int) -> Iterator[Callable[[Result], None]]:
    """Show a bar for a class; yields the function to call with each result."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[human]}"),
    )
    console = Console(stderr=True)
    human = 0
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(f"grading {assignment}", total=count, human="")

        def report(result: Result) -> None:
            nonlocal human
            human += result.needs_attention
            bar.update(task, advance=1, human=f"{human} for a person to look at" if human else "")

        yield report


def summary(results: list[Result]) -> None:
    """Print a class's table: student, score, what went wrong; then what needs a person."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    table = Table(title=f"{results[0].assignment}: {len(results)} submissions", title_justify="left", box=None)
    table.add_column("student", no_wrap=True)
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("what went wrong")
    for result in results:
        table.add_row(escape(result.student), f"{result.score:g} / {result.max_score:g}", escape(_wrong(result)))
    console.print(table)
    for result in results:
        for line in _attention(result):
            console.print(f"! {escape(result.student)}: {escape(line)}", style="red", soft_wrap=True)


def _attention(result: Result) -> Iterator[str]:
    """Yield what a person should look at: whose, which file, what to do."""
    where = f"(submitted/{result.student}/{result.assignment}/{result.assignment}.ipynb)"
    if result.damaged:
        yield f"{result.problem} {where}"
    for notice in result.notices:
        yield f"{notice} {where}"
    if result.grader_errors:
        yield f"the grader failed on {', '.join(result.grader_errors)}. Grade it by hand in formgrader. {where}"


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
