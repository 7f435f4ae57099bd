"""Two people who grade the same class into one gradebook at the same time, while a third marks by hand.

`ROUNDS=20 pytest -n 0 tests/grading/test_two_graders.py` plays more rounds than the suite has time for.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest
from gradebook_by_hand import NAME, graded, release
from nbgrader.api import Gradebook as NbgraderGradebook
from nbgrader.api import MissingEntry
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from grader.nbgrader import auto_scores, gradebook, gradebook_rows
from grader.nbgrader.database import is_missing, open_database
from grader.nbgrader.gradebook import Gradebook
from grader.nbgrader.gradebook_read import open_gradebook, records_of
from grader.nbgrader.late_penalty import LateRule

ROUNDS = int(os.environ.get("ROUNDS", "1"))
FORK = multiprocessing.get_context("fork")
STUDENTS = [f"s{number:02}" for number in range(12)]
MARKED = {name: 0.25 * (number % 5) for number, name in enumerate(STUDENTS[::2])}


def at_once(*work: Callable[[], Any]) -> list[str]:
    """Do several things at once, each in a process of its own; return what each returns, or raises, as text."""
    barrier, queue = FORK.Barrier(len(work)), FORK.Queue()
    processes = [FORK.Process(target=_one, args=(number, each, barrier, queue)) for number, each in enumerate(work)]
    for process in processes:
        process.start()
    said = dict(queue.get(timeout=300) for _ in processes)
    for process in processes:
        process.join(60)
    return [said[number] for number in range(len(work))]


def _one(number: int, work: Callable[[], Any], barrier: Barrier, queue: Any) -> None:
    try:
        barrier.wait(60)
        queue.put((number, str(work())))
    except BaseException as error:
        queue.put((number, f"{type(error).__name__}: {error}"))
    queue.close()
    queue.join_thread()
    os._exit(0)


def grade(db_url: str, students: list[str]) -> int:
    """Record a class in batches, as a grading does; return how many."""
    with Gradebook(db_url) as gradebook:
        gradebook.ensure_assignment(NAME, release())
        gradebook.flag_for_review(NAME, students)
        for some in (students[i : i + 3] for i in range(0, len(students), 3)):
            gradebook.record(NAME, [graded(one, df=2.0, dg=0.5) for one in some])
    return len(students)


def mark(db_url: str) -> int:
    """Give points for an answer as formgrader does, to each student as soon as there is one; return how many."""
    waiting, end = dict(MARKED), time.monotonic() + 120
    while waiting and time.monotonic() < end:
        if is_missing(db_url):
            time.sleep(0.01)
            continue
        with NbgraderGradebook(db_url) as formgrader:
            for student, points in list(waiting.items()):
                try:
                    given = formgrader.find_grade("df", NAME, NAME, student)
                    given.manual_score, given.needs_manual_grade = points, False
                    formgrader.db.commit()
                    del waiting[student]
                except (MissingEntry, OperationalError):  # nbgrader waits 5 s for SQLite, and formgrader says so
                    formgrader.db.rollback()
    return len(MARKED) - len(waiting)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_two_graders_and_a_person_lose_and_double_nothing(db_url: str, round_: int) -> None:
    for number in range(2):  # into a gradebook that is not there; then again, with all in it
        said = at_once(
            lambda: grade(db_url, STUDENTS),
            lambda: grade(db_url, STUDENTS[::-1]),
            lambda: mark(db_url),
        )
        assert said == [str(len(STUDENTS))] * 2 + [str(len(MARKED))], number
        with open_gradebook(db_url) as db:
            records = records_of(db, LateRule(dict))
        assert [one.id for one in records.students] == STUDENTS
        assert [one.student for one in records.submissions] == STUDENTS
        for one in records.submissions:
            marks = {each.question: (each.auto, each.manual) for each in one.marks}
            assert len(one.marks) == 2
            assert marks == {"df": (2.0, MARKED.get(one.student)), "dg": (0.5, None)}, one.student
            assert not any(each.needs_review for each in one.marks), one.student


def test_who_another_program_enters_in_the_middle_is_no_reason_to_fail(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered = []

    def stored_notebooks(db: Session, *arguments: Any) -> Any:
        found = gradebook_rows.stored_notebooks(db, *arguments)
        with NbgraderGradebook(postgres_url) as formgrader:
            if not entered:
                entered.append(formgrader.add_student("ann", last_name="Lee"))
        return found

    monkeypatch.setattr(gradebook, "stored_notebooks", stored_notebooks)
    with Gradebook(postgres_url) as opened:
        opened.ensure_assignment(NAME, release())
        opened.record(NAME, [graded("ann", df=2.0), graded("bob", df=2.0)])
    with NbgraderGradebook(postgres_url) as formgrader:
        assert {one.id: one.score for one in formgrader.students} == {"ann": 2.0, "bob": 2.0}
        assert formgrader.find_student("ann").last_name == "Lee"


def test_points_given_while_results_are_written_wait_until_they_are(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give() -> None:
        with NbgraderGradebook(postgres_url) as formgrader:
            mark = formgrader.find_grade("df", NAME, NAME, "ann")
            mark.manual_score, mark.needs_manual_grade = 1.5, False
            formgrader.db.commit()

    def automatic_marks(*arguments: Any) -> Any:
        person.start()
        person.join(0.5)
        waited.append(person.is_alive())
        return auto_scores.automatic_marks(*arguments)

    person, waited = threading.Thread(target=give), []
    with Gradebook(postgres_url) as opened:
        opened.ensure_assignment(NAME, release())
        opened.record(NAME, [graded("ann", df=1.0)])
        monkeypatch.setattr(gradebook_rows, "automatic_marks", automatic_marks)
        opened.record(NAME, [graded("ann", df=-1)])
    person.join()
    assert waited == [True]
    with open_gradebook(postgres_url) as db:
        (one,) = records_of(db, LateRule(dict)).submissions
    assert [(each.auto, each.manual) for each in one.marks] == [(None, 1.5), (0.0, None)]


def test_points_that_a_person_was_about_to_give_are_for_the_answer_of_then(db_url: str) -> None:
    with Gradebook(db_url) as opened, NbgraderGradebook(db_url) as formgrader:
        opened.ensure_assignment(NAME, release())
        opened.record(NAME, [graded("ann", df=1.0)])
        mark = formgrader.find_grade("df", NAME, NAME, "ann")
        assert not mark.needs_manual_grade  # formgrader reads the row, and will write what it changes in it
        opened.flag_for_review(NAME, ["ann"])
        mark.manual_score, mark.needs_manual_grade = 1.5, False
        formgrader.db.commit()
        another = graded("ann", df=1.0)
        another = replace(another, notebook=another.notebook.replace("return x", "return 2 * x"))
        assert opened.record(NAME, [another]) == {"ann": ("df",)}


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_a_gradebook_that_several_create_at_once_is_made_once(db_url: str, round_: int) -> None:
    def create() -> str:
        open_database(db_url).dispose()
        with Gradebook(db_url):
            return "created"

    assert at_once(*[create] * 4) == ["created"] * 4
    with open_gradebook(db_url) as db:
        assert records_of(db, LateRule(dict)).students == ()
