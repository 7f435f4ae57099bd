"""A master read into cells: what each is for, and what is told of a first line that is not understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.master import in_language, place, read_master
from grader.errors import UserError


def test_each_cell_knows_its_options_and_its_line(tmp_path: Path) -> None:
    master = tmp_path / "a1_x.py"
    master.write_text('# %% [markdown] explain="why" points=2\n# a\n\n# %% name="setup" locked=true\nx = 1\n', "utf-8")
    text, code = read_master(master)
    assert (text.cell_type, text.source, code.cell_type, code.source) == ("markdown", "a", "code", "x = 1")
    assert text.metadata == {"explain": "why", "points": 2, "line": 1}
    assert code.metadata == {"name": "setup", "locked": True, "line": 4}
    assert [place(master, cell) for cell in (text, code)] == [f"{master}, line 1", f"{master}, line 4"]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ('# %% anwser="f"', "a cell has no option `anwser`. Did you mean answer?"),
        ('# %% [markdown] nam="a"', "a cell has no option `nam`. Did you mean name?"),
        ("# %% name=look", "'# %% name=look' is not understood"),
        ('# %% name="a", locked=true', "is not understood"),
        ('# %% [markdwon] name="a"', "is not understood"),
        ('#%% name="a"', "is not understood"),
        ('# %%name="a"', "is not understood"),
        ('# %% name="a', "is not understood"),
        ('# %% Look at this name="a"', "is not understood"),
        ("# %%", "this is a cell without a name"),
        ("# %% locked=true", "this is a cell without a name"),
        ('# %% answer="f" check="f"', "this is two things, answer and check"),
        ('# %% check="f" points=2', "`points` says nothing about a cell with `check`. The points of a check stand in"),
        ('# %% answer="f" locked=true', "`locked` says nothing about a cell with `answer`"),
        ('# %% [markdown] explain="why not" points=2', 'explain="why not" is no name'),
        ('# %% explain="why" points=2', "a cell with `explain` is text. Write # %% [markdown] explain="),
        ('# %% [markdown] check="f"', "a cell with `check` is code. Write # %% check="),
    ],
)
def test_a_first_line_that_is_no_cells_is_told_with_its_line(tmp_path: Path, header: str, told: str) -> None:
    master = tmp_path / "a1_x.py"
    master.write_text(f'# %% name="first"\nx = 1\n\n{header}\n# y\n', encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_master(master)
    assert refused.value.what.startswith(f"{master}, line 4: ")
    assert told in str(refused.value)


def test_a_text_above_the_first_cell_is_told(tmp_path: Path) -> None:
    master = tmp_path / "a1_x.py"
    master.write_text('import numpy\n\n# %% name="a"\n1\n', encoding="utf-8")
    with pytest.raises(UserError, match="line 1: this is a cell without a name"):
        read_master(master)


@pytest.mark.parametrize("text", ["English only", "English\n<!-- ko -->\n", "<!-- ko -->\n한국어"])
def test_a_text_in_one_language_is_refused(text: str) -> None:
    with pytest.raises(UserError, match=r"m\.py, line 3: this text is in one language"):
        in_language(text, "en", "m.py, line 3")


def test_a_comment_stays_a_comment_whatever_its_words(tmp_path: Path) -> None:
    """Measured with jupytext 1.19.6: with its own default these lines come back as commands, without their sign."""
    comments = "# copy the numbers from the figure first\n# ls is no command here\n# Why?\n"
    master = tmp_path / "a1_x.py"
    master.write_text(f'# %% name="first"\n{comments}x = 1\n', encoding="utf-8")
    (cell,) = read_master(master)
    assert cell.source == f"{comments}x = 1"
