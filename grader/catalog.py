"""The assignments of the course: their names, and their hidden tests.

Only this module imports `grader.hidden_tests`.
"""

from __future__ import annotations

import functools
import importlib.util
import math
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

from grader import hidden_tests
from grader.errors import UserError, installing
from grader.hidden_tests import own_folder, toml_files
from grader.questions.choices import AS_DECLARED, AssignmentChoices, applied

if TYPE_CHECKING:  # numpy comes with it, and to know their names takes none
    from grader.questions.question import Assignment, Inspection, Question
    from grader.questions.sentences import Sentences

OWN_FOLDERS = own_folder.FOLDERS
"""The folders with hidden tests and solutions of a course's own, by their names there."""


def use(root: Path) -> None:
    """Have the hidden tests of a course's own be found, where it has any: ``hidden_tests/`` in its folder."""
    own_folder.use(root)


def own_files() -> tuple[tuple[str, bytes], ...]:
    """Return the modules of hidden tests and solutions of a course's own: paths from its folder, and contents."""
    return own_folder.files()


def names() -> tuple[str, ...]:
    """Return the names of all assignments in the order of the course: by number, then those without one by name.

    An assignment is a module of `grader.hidden_tests` with a TOML file of its name beside it.
    """
    modules = {module.name for module in pkgutil.iter_modules(hidden_tests.__path__)}
    return tuple(sorted(modules & toml_files.names(), key=_place))


def _place(name: str) -> tuple[float, str]:
    number = re.match(r"a(\d+)_", name)
    return (int(number[1]) if number else math.inf, name)


class UnknownAssignment(UserError):
    """There is no assignment of this name."""


def load(name: str, choices: AssignmentChoices = AS_DECLARED) -> Assignment:
    """Return an assignment's hidden tests, with the sentences that students read, as a course's choices want them.

    What is asked for again is the same object.

    Raises `UnknownAssignment` for a name that is not among `names`, and `UserError` where a sentence is missing, or a
    choice makes no sense.
    """
    return _loaded(name, choices)


@functools.cache
def _loaded(name: str, choices: AssignmentChoices) -> Assignment:
    from grader.questions.seen import with_seen
    from grader.questions.sentences import with_sentences

    declared, own, common = _declared(name)
    if found := problems(name):
        raise UserError(found[0], f"`grader verify {name}` lists all that is missing.")
    return applied(with_sentences(with_seen(declared, toml_files.read_visible(name)), own, common), choices)


def problems(name: str) -> tuple[str, ...]:
    """Return what keeps an assignment from being loaded: a module and a TOML file that do not fit together.

    Raises like `load` where one of them cannot be read.
    """
    from grader.questions import sentences

    declared, own, common = _declared(name)
    misnamed = [f"{shown(name, '.py')} calls its assignment {declared.name}."] if declared.name != name else []
    return (*misnamed, *sentences.problems(declared, own, common))


def shown(name: str, suffix: str) -> str:
    """Return the path of an assignment's module (``.py``) or sentences (``.toml``) as an author knows it."""
    return toml_files.shown(name, suffix)


def visible_path(name: str) -> Path:
    """Return where the calls of an assignment's visible checks are written."""
    return toml_files.visible_path(name)


def kinds(name: str) -> frozenset[str]:
    """Return the kinds of inputs for which an assignment's own TOML file has a sentence."""
    return frozenset(_declared(name)[1].group("kinds"))


@functools.cache
def _declared(name: str) -> tuple[Assignment, Sentences, Sentences]:
    """Return what an assignment's module declares, the sentences of its own, and those for all assignments."""
    from grader.questions.authored import in_words
    from grader.questions.sentences import parse

    known = names()
    if name not in known:
        raise UnknownAssignment(f"There is no assignment {name}.", f"Assignments are: {', '.join(known)}.")
    with in_words(f"the assignment {name}"):
        module = importlib.import_module(f"{hidden_tests.__name__}.{name}")
    declared = _checked(getattr(module, "ASSIGNMENT", None), shown(name, ".py"), Path(module.__file__ or ""))
    own, common = (parse(shown(file, ".toml"), toml_files.read(file)) for file in (name, "shared"))
    return declared, own, common


def _checked(declared: object, file: str, path: Path) -> Assignment:
    """Return what a module declares, which authors know as `file` and which lies at `path`.

    Raises `UserError`, naming the question, where it is no assignment, or its points, names and codes make no sense.
    """
    from grader.questions.authored import line_of_question
    from grader.questions.question import Assignment, Inspection, Question

    if not isinstance(declared, Assignment):
        raise UserError(f"{file} declares no ASSIGNMENT.", 'Write ASSIGNMENT = Assignment("…", (…)) at its end.')
    _check_several(declared.questions, f"{file}: what Assignment asks", "Question(…)")
    asked: list[str] = []
    for one in declared.questions:
        if not isinstance(one, (Question, Inspection)):
            raise UserError(f"{file}: {one!r:.60} is among the questions, but is none.", "Write Question(…).")
        try:
            if one.name in asked:
                raise UserError(f"{one.name} is asked twice.", "Give each question a function of its own.")
            _check_points(one)
            if isinstance(one, Question):
                _check_question(one)
        except UserError as error:
            line = line_of_question(path.read_bytes(), one.name)
            raise UserError(f"{file}{f', line {line}' if line else ''}: {error.what}", error.remedy) from None
        asked.append(one.name)
    return declared


def _check_points(one: Question | Inspection) -> None:
    """Raise `UserError` where points are no number above 0."""
    if isinstance(one.points, bool) or not isinstance(one.points, (int, float)) or not 0 < one.points < math.inf:
        raise UserError(f"{one.name} has points={one.points!r}.", "Write a number above 0, such as points=2.")


def _check_question(question: Question) -> None:
    """Raise `UserError` where a question's cases, its mistakes, or its parameters cannot be such."""
    where = question.name
    if not callable(question.cases):
        raise UserError(
            f"{where} has cases that are no function.",
            "Write the function's name, without brackets: cases=anywhere.",
        )
    if unsaid := question.unsaid:
        raise UserError(
            f"{where}: probing= does not say what {', '.join(unsaid)} is.",
            f'Write each parameter under its own name: probing={{"{unsaid[0]}": place()}}.',
        )
    _check_several(question.mistakes, f"{where}: what stands in mistakes=", "Mistake(…)")
    codes: list[str] = []
    for known in question.mistakes:
        if known.code in codes:
            raise UserError(f"{where}: two mistakes are called {known.code}.", "Give each a code of its own.")
        codes.append(known.code)
        if not callable(known.function):
            raise UserError(
                f"{where}: the mistake {known.code} is {known.function!r:.40}, which is no function.",
                f'Write what a student would: Mistake("{known.code}", lambda x: …).',
            )
        if not isinstance(known.credit, (int, float)) or not 0 <= known.credit < 1:
            raise UserError(
                f"{where}: the mistake {known.code} has credit={known.credit!r}.",
                "Write the share that it keeps: 0 or more, less than 1, such as credit=0.25.",
            )


def _check_several(given: object, what: str, item: str) -> None:
    """Raise `UserError` where one thing stands in place of several: in Python a comma makes a tuple, not brackets."""
    if not isinstance(given, (tuple, list)):
        raise UserError(f"{what} is a single {type(given).__name__}.", f"Write a comma behind it: ({item},).")


def find(name: str, choices: AssignmentChoices = AS_DECLARED) -> Assignment:
    """Return an assignment's hidden tests as `load` does; none for an assignment that only nbgrader knows.

    Raises `UserError` like `load`.
    """
    from grader.questions.question import Assignment

    try:
        return load(name, choices)
    except UnknownAssignment:
        return Assignment(name, ())


def lacking(name: str) -> UserError | None:
    """Return the error to show where an assignment needs packages that are not installed, else None."""
    extra = find(name).extra
    missing = [module for module in extra.modules if not importlib.util.find_spec(module)] if extra else []
    if not extra or not missing:
        return None
    return UserError(
        f"{name} needs {', '.join(missing)}, which the other assignments do not and which is not installed.",
        f"Run `{installing(extra.name)}`, then the same command again.",
    )
