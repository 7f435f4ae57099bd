"""One submission's files and their places."""

from __future__ import annotations

from grader.grading.pipeline import companion_files


def test_the_releases_files_win_also_over_folders_of_their_names() -> None:
    given = [("checks.py", b"ours"), ("data/iris.csv", b"ours")]
    own = [
        ("checks.py", b"theirs"),
        ("checks.py/__init__.py", b"theirs"),
        ("data", b"theirs"),
        ("data/more.csv", b"theirs"),
        ("helper.py", b"theirs"),
    ]
    assert companion_files(own, given) == (("data/more.csv", b"theirs"), ("helper.py", b"theirs"), *given)


def test_a_file_that_students_write_is_theirs_or_not_there() -> None:
    given = [("app.py", b"a start"), ("checks.py", b"ours")]
    own = [("app.py", b"theirs"), ("checks.py", b"theirs")]
    assert companion_files(own, given, ["app.py"]) == (("app.py", b"theirs"), ("checks.py", b"ours"))
    assert companion_files([], given, ["app.py"]) == (("checks.py", b"ours"),)
