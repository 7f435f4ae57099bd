"""One submission's files and their places."""

from __future__ import annotations

from grader.grading import beside


def test_the_releases_files_win_also_over_folders_of_their_names() -> None:
    given = [("checks.py", b"ours"), ("data/iris.csv", b"ours")]
    own = [
        ("checks.py", b"theirs"),
        ("checks.py/__init__.py", b"theirs"),
        ("data", b"theirs"),
        ("data/more.csv", b"theirs"),
        ("helper.py", b"theirs"),
    ]
    assert beside(own, given) == (("data/more.csv", b"theirs"), ("helper.py", b"theirs"), *given)
