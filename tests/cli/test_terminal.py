"""Tables at the terminal, and in a file or a pipe."""

from __future__ import annotations

import pytest

from grader.cli import terminal


def test_without_a_terminal_lines_are_of_one_width_and_without_colour(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.console().print("[red]a[/red]", "-" * 200)
    first, *_ = capsys.readouterr().out.splitlines()
    assert first == "a".ljust(terminal.WIDTH) or len(first) <= terminal.WIDTH
    assert "\x1b" not in first
    assert terminal.console().width == terminal.WIDTH


def test_a_terminal_has_its_own_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "72")
    assert terminal.console().width == 72
