"""What is shown of the machine, as a table of paths."""

from __future__ import annotations

from pathlib import Path

from grader.sandbox.isolation import filesystem


def test_python_is_shown_and_the_course_is_not() -> None:
    shown = filesystem.visible()
    assert any(Path(path) in Path(filesystem.__file__).parents for path in shown) is False
    assert not any(Path(path) == Path("/") or path in {"/usr", "/etc", "/home", "/root"} for path in shown)


def test_our_packages_are_hidden_where_they_are_installed_in_sight() -> None:
    root = str(Path(filesystem.__file__).resolve().parents[3])
    assert sorted(filesystem.hidden([root])) == [f"{root}/{name}" for name in ("grader", "solutions", "source")]
    assert filesystem.hidden(["/usr/lib"]) == []


def test_a_folder_that_holds_a_secret_is_taken_apart(tmp_path: Path) -> None:
    for name in ("site/open", "site/secret", "site/also"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "site" / "way_round").symlink_to(tmp_path / "site" / "secret")
    (tmp_path / "lib64").symlink_to(tmp_path / "site")
    (tmp_path / "other").mkdir()
    paths = [str(tmp_path / name) for name in ("site", "other", "lib64")]
    left = filesystem.without(paths, [str(tmp_path / "site" / "secret")])
    assert sorted(Path(path).name for path in left) == ["also", "open", "other"]
