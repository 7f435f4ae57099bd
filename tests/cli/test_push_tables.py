"""What the terminal shows of a push, and that no text of a stranger moves its cursor."""

from __future__ import annotations

import pytest
from deliveries import NOON, delivery

from grader.cli.push_tables import preview, progress, summary, warn
from grader.lms.deliverable import Remark
from grader.lms.push.delivery import Past, Receipt
from grader.lms.push.plan import Plan

LEFT_OUT = (
    Remark("eve", "a1", "nothing was handed in", lost=False),
    Remark("dan", "a1", "a person has to grade it first"),
)


def test_a_preview_lists_each_grade_and_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    sends = ((delivery(comment="power 1/1\nchain 0/2"), Past()), (delivery("bob", comment="\x1b[2J[red]x"), Past()))
    preview(Plan(sends, 3, LEFT_OUT))
    said = capsys.readouterr().out
    rows = [line.split() for line in said.splitlines()]
    assert "Would be sent: 2 grades" in said
    assert ["ann", "a1", "u-ann", "8.5", "/", "10", "power", "1/1", "..."] in rows
    assert ["bob", "a1", "u-bob", "8.5", "/", "10", "[2J[red]x"] in rows
    assert "\x1b" not in said
    assert said.endswith("Dry run: nothing was sent. 2 grades would be, 3 there already.\n")


def test_what_needs_a_person_stands_first(capsys: pytest.CaptureFixture[str]) -> None:
    summary(Plan((), 0, LEFT_OUT), [], verbose=True)
    said = capsys.readouterr().out
    assert "Not in the LMS: 2, of which 1 need you" in said
    assert said.index("!  dan") < said.index("eve")


def test_what_needs_nobody_is_a_number_and_long_lists_end_after_ten(capsys: pytest.CaptureFixture[str]) -> None:
    many = tuple(Remark(f"s{number}", "a1", "not in the roster") for number in range(12))
    sends = tuple((delivery(f"t{number}"), Past()) for number in range(12))
    preview(Plan(sends, 0, (*LEFT_OUT, *many)))
    said = capsys.readouterr().out
    assert said.count("not in the roster") == 9
    assert said.count("u-t") == 10
    assert "... and 2 more; --verbose lists all." in said
    assert "... and 3 more; --verbose lists all." in said
    assert "1 without a grade to send (nothing handed in); --verbose lists them." in said
    preview(Plan(sends, 0, (*LEFT_OUT, *many)), verbose=True)
    assert "more;" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("receipts", "said"),
    [
        ([Receipt(delivery(), NOON), Receipt(delivery("bob"), NOON)], "2 grades sent, 1 there already."),
        ([Receipt(delivery(), NOON)], "1 grade sent, 1 there already, 1 not sent or not confirmed."),
        (
            [Receipt(delivery(), NOON, "no such\x07user"), Receipt(delivery("bob"), NOON)],
            "1 grade sent, 1 there already, 1 refused.",
        ),
        ([], "0 grades sent, 1 there already, 2 not sent or not confirmed."),
    ],
)
def test_a_summary_counts_what_arrived(receipts: list[Receipt], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    summary(Plan(((delivery(), Past()), (delivery("bob"), Past())), 1, ()), receipts)
    shown = capsys.readouterr().out
    assert shown.splitlines()[-1] == said
    assert "\x07" not in shown
    assert ("no such user" in shown) == any(receipt.refused for receipt in receipts)


def test_a_warning_goes_to_standard_error_and_nothing_is_no_warning(capsys: pytest.CaptureFixture[str]) -> None:
    warn("")
    warn("Everyone can read it.")
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "Warning: Everyone can read it.\n")


def test_no_bar_is_drawn_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(2) as advance:
        advance()
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", "")
