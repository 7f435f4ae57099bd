"""What a cell shows is recorded, within a budget. Whole cells are run in `host/test_session.py`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell

from grader.sandbox.guest import shell
from grader.sandbox.guest.shell import CellCompiler, CellShell, Recorder, Stream, _plain


def test_text_of_one_stream_is_one_output() -> None:
    recorder = Recorder()
    out, err = Stream("stdout", recorder), Stream("stderr", recorder)
    assert (out.write("a"), out.write("b"), err.write("c"), out.write("d")) == (1, 1, 1, 1)
    outputs, dropped = recorder.take()
    assert [(output["name"], output["text"]) for output in outputs] == [
        ("stdout", "ab"),
        ("stderr", "c"),
        ("stdout", "d"),
    ]
    assert dropped == 0
    assert recorder.take() == ([], 0)


def test_text_beyond_the_budget_of_a_notebook_is_counted_and_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "KEPT_CHARACTERS", 5)
    recorder = Recorder()
    recorder.write("stdout", "abc")
    assert recorder.take()[1] == 0
    recorder.write("stdout", "defg")
    outputs, dropped = recorder.take()
    assert (outputs[0]["text"], dropped) == ("de", 2)
    recorder.write("stdout", "h")
    assert recorder.take() == ([], 1)
    assert recorder.printed == 8


def test_a_display_is_kept_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "KEPT_CHARACTERS", 100)
    recorder, picture = Recorder(), {"output_type": "display_data", "data": {"image/png": "x" * 300}}
    recorder.show(picture)
    assert recorder.take() == ([picture], 0)
    recorder.show(picture)
    assert recorder.take() == ([], len(str(picture)))


def test_a_cells_code_is_named_by_its_number_and_shared_cells_by_none() -> None:
    compiler = CellCompiler()
    compiler.cell = 3
    assert compiler.get_code_name("", "", 7) == "<cell 3>"
    compiler.cell = -1
    assert compiler.get_code_name("", "", 7) == "<given 7>"


def test_a_cell_is_parsed_once_and_its_tree_used_once() -> None:
    compiler = CellCompiler()
    compiler.parse_ahead("x = 1\n", 0)
    parsed = compiler.ast_parse("x = 1\n")
    assert compiler.ast_parse("x = 1\n") is not parsed
    compiler.parse_ahead("x = 1\n", 0)
    assert compiler.ast_parse("y = 2\n").body[0].targets[0].id == "y"


@pytest.fixture
def cell_shell() -> Iterator[CellShell]:
    yield CellShell.instance()
    InteractiveShell.clear_instance()
    CellShell.clear_instance()


def test_a_traceback_says_the_same_without_a_look_through_all_modules(
    cell_shell: CellShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    class WithoutNotes(dict[str, str]):
        def __setitem__(self, name: str, module: str) -> None:
            if module:
                super().__setitem__(name, module)

    looked: list[object] = []
    is_module = inspect.ismodule
    monkeypatch.setattr(inspect, "ismodule", lambda one: looked.append(one) or is_module(one))

    def error() -> shell.Output:
        cell_shell.compile.cell, cell_shell.recorder = 3, Recorder()
        cell_shell.run_cell("def f():\n    return 1 / 0\n\n\nf()")
        (output,) = cell_shell.recorder.take()[0]
        return output

    first = error()  # files of modules are looked for once
    looked.clear()
    assert error() == first
    assert len(looked) < 100
    noted = vars(inspect)["modulesbyfile"]
    monkeypatch.setattr(inspect, "modulesbyfile", WithoutNotes({k: v for k, v in noted.items() if v}))
    assert error() == first
    assert len(looked) > 1000


@pytest.mark.parametrize(
    "source",
    [
        "# nothing",
        "x = 1",
        "x = 1\nx + 1",
        "x = 1\nx + 1;",
        "x = 1; x + 1",
        "print(1)\n(2,\n 3)\n# end",
        "x = 1\n\n1 / 0\nx = 2",
        "def f():\n    return 1 / 0\n\n\nf()",
        "x = (",
        "%pwd",
        '"""text\n"""\nfor x in range(2):\n    x',
    ],
)
def test_a_cell_that_was_expected_shows_what_it_would_have_shown(source: str, cell_shell: CellShell) -> None:
    def outputs(*expected: str) -> tuple[list[shell.Output], object]:
        one = cell_shell
        one.compile.cell, one.recorder = 3, Recorder()
        for cell in expected:
            one.compile.expect(cell)
        result = one.run_cell(source)
        error = result.error_before_exec or result.error_in_exec
        return one.recorder.take()[0], (type(error), one.user_ns.get("x"))

    assert outputs() == outputs(source)


def test_bytes_of_a_picture_become_base64() -> None:
    assert _plain({"image/png": b"\x89PNG", "text/plain": "<Figure>"}) == {
        "image/png": "iVBORw==",
        "text/plain": "<Figure>",
    }
