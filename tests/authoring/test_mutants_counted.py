"""How many mutants were refused is kept with the state of the hidden tests for which it was counted."""

from pathlib import Path

from grader.authoring.mutants_counted import keep, read, table


def test_counts_are_kept_beside_each_other_and_say_when_they_are_old(tmp_path: Path) -> None:
    tests = tmp_path / "grader" / "hidden_tests" / "a1_x.py"
    tests.parent.mkdir(parents=True)
    tests.write_text("one")
    assert list(table(tmp_path)) == []
    keep(tmp_path, "a2_y", 20, 19, 1)
    keep(tmp_path, "a1_x", 10, 8, 2)
    keep(tmp_path, "a1_x", 10, 9, 1)
    assert [(name, one.mutants, one.refused, one.equivalent) for name, one in read(tmp_path).items()] == [
        ("a1_x", 10, 9, 1),
        ("a2_y", 20, 19, 1),
    ]
    assert "| a1_x | 10 | 9 | 1 | as it is |" in list(table(tmp_path))
    tests.write_text("two")
    assert "| a1_x | 10 | 9 | 1 | before a change of its hidden tests |" in list(table(tmp_path))
