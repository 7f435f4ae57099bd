"""What grading leaves in ``autograded/``: files that are whole or not there, and a stamp when all of them are.

The order of writing is the promise: notebook, ``results.json``, stamp, gradebook, and then the stamp says that the
gradebook has the result. No stamp, or one that does not match: grade again. A stamp with `in_gradebook` false: record
the result again.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from grader.digests import digest
from grader.results import stamp as stamps
from grader.results.records import GradedSubmission
from grader.results.result import FILE_NAME, from_json, to_json
from grader.results.stamp import Stamp, read_stamp
from grader.results.whole_files import as_user_error, write
from grader.submission import timestamp
from grader.text.dates import WrittenDate, for_nbgrader


def save(folder: Path, graded: GradedSubmission, input_digest: str) -> GradedSubmission:
    """Write one submission's notebook, results and stamp; return it with the stamp.

    A damaged file and an error of ours, at which a person has to look, get no stamp file: the next run tries again.

    Raises `UserError` where something cannot be written.
    """
    result, results = graded.result, to_json(graded.result)
    stamp = Stamp(input_digest, digest(graded.notebook.encode()), digest(results.encode()), code=stamps.code_digest())
    with as_user_error(folder):
        folder.mkdir(parents=True, exist_ok=True)
        save_date(folder, graded.handed_in_at)
        write(folder / f"{result.assignment}.ipynb", graded.notebook)
        write(folder / FILE_NAME, results)
        if not (result.damaged or result.grader_errors):
            write(folder / stamps.FILE_NAME, stamp.to_json())
    return replace(graded, stamp=stamp)


def save_date(folder: Path, handed_in_at: WrittenDate | None) -> None:
    """Write when a submission was handed in, in a form that stops no program of nbgrader; nothing if nobody knows."""
    text = for_nbgrader(handed_in_at) if handed_in_at else None
    if text:
        write(folder / timestamp.FILE_NAME, text + "\n")
    else:
        (folder / timestamp.FILE_NAME).unlink(missing_ok=True)


def load(folder: Path, assignment: str, handed_in_at: WrittenDate | None = None) -> GradedSubmission | None:
    """Return a result that has a stamp and is whole, or None. Its date is the one given."""
    try:
        stamp = read_stamp(_read(folder / stamps.FILE_NAME))
        notebook, results = _read(folder / f"{assignment}.ipynb"), _read(folder / FILE_NAME)
        if stamp is None or (stamp.notebook, stamp.results) != (digest(notebook.encode()), digest(results.encode())):
            return None
        result = from_json(results)
    except (OSError, ValueError):
        return None
    return GradedSubmission(result, notebook, handed_in_at, stamp) if to_json(result) == results else None


def is_of_other_code(folder: Path) -> bool:
    """Is there a result that another version of this package, of its questions or of its libraries made?"""
    try:
        stamp = read_stamp(_read(folder / stamps.FILE_NAME))
    except (OSError, ValueError):
        return False
    return stamp is not None and stamp.code != stamps.code_digest()


def mark_recorded(folder: Path, stamp: Stamp) -> None:
    """Note in a stamp file, if there is one, that the gradebook has the result.

    Should the machine lose its power before that is on the disk, the result is recorded or graded again.

    Raises `UserError` where it cannot be written.
    """
    path = folder / stamps.FILE_NAME
    if path.exists() and not stamp.in_gradebook:
        with as_user_error(folder):
            write(path, replace(stamp, in_gradebook=True).to_json(), wait=False)


def invalidate(folder: Path) -> None:
    """Delete the stamp, so that the submission is graded again even if this run is interrupted.

    Raises `UserError` where it cannot be deleted.
    """
    with as_user_error(folder):
        (folder / stamps.FILE_NAME).unlink(missing_ok=True)


def remove_stale(folder: Path, assignment: str) -> None:
    """Delete what was made of an earlier submission, so that nobody takes it for the result of this one.

    Raises `UserError` where it cannot be deleted.
    """
    with as_user_error(folder):
        for name in (stamps.FILE_NAME, FILE_NAME, f"{assignment}.ipynb", timestamp.FILE_NAME):
            (folder / name).unlink(missing_ok=True)


def _read(path: Path) -> str:
    return path.read_bytes().decode()
