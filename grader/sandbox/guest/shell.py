"""An IPython shell without a kernel: runs cells and records what a notebook would show.

The fork server creates it before it forks, so a submission starts with magics, rich display and inline figures ready.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import inspect
import io
import linecache
import subprocess
from pathlib import Path
from types import CodeType
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

Output = dict[str, Any]
"""One output of a cell, as nbformat 4 defines it."""

KEPT_CHARACTERS = 2**20
"""Characters of output kept for a whole notebook; any more are counted and dropped."""


class Recorder:
    """Collects the outputs of the running cell, up to `KEPT_CHARACTERS` for all cells of a notebook."""

    def __init__(self) -> None:
        self.outputs: list[Output] = []
        self.printed = 0
        self.dropped = 0
        self.left = KEPT_CHARACTERS

    def write(self, name: str, text: str) -> None:
        """Append text to a stream, `stdout` or `stderr`."""
        self.printed += len(text)
        kept = text[: self.left]
        self.left -= len(kept)
        self.dropped += len(text) - len(kept)
        if not kept:
            return
        if self.outputs and self.outputs[-1].get("name") == name:
            self.outputs[-1]["text"] += kept
        else:
            self.outputs.append({"output_type": "stream", "name": name, "text": kept})

    def show(self, output: Output) -> None:
        """Append a display, a result or an error; drop it if it is larger than what is left."""
        size = len(str(output))
        if size <= 4 * self.left:  # in a picture, four characters count as one
            self.left -= size // 4
            self.outputs.append(output)
        else:
            self.dropped += size

    def take(self) -> tuple[list[Output], int]:
        """Return the outputs recorded since the last call, and how many characters were dropped."""
        outputs, dropped = self.outputs, self.dropped
        self.outputs, self.dropped = [], 0
        return outputs, dropped


class Stream(io.TextIOBase):
    """Replaces `sys.stdout` or `sys.stderr`: what is written to it is recorded under the stream's name."""

    encoding = "utf-8"

    def __init__(self, name: str, recorder: Recorder) -> None:
        super().__init__()
        self._name, self._recorder = name, recorder

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._recorder.write(self._name, str(text))
        return len(text)


class CellCompiler(CachingCompiler):
    """Names the code of cell 3 ``<cell 3>``, so that a traceback tells which cell a line belongs to."""

    cell = 0
    _parsed: tuple[str, ast.AST] | None = None

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, ast.Module] = {}

    def expect(self, source: str) -> None:
        """Prepare a cell that every notebook of a class holds: its text is compiled as it stands, and no tree is made.

        IPython is shown a tree of one statement for all of the cell, and another for the expression that it ends with,
        if it does: the value of that is displayed.
        """
        with contextlib.suppress(SyntaxError, ValueError, IndexError):
            self._known[f"{source}\n"] = _outline(f"{source}\n")

    def __call__(self, source: Any, *arguments: Any, **named: Any) -> CodeType:
        first = source.body[0] if isinstance(source, (ast.Module, ast.Interactive)) and source.body else None
        code: CodeType = super().__call__(getattr(first, "text", source), *arguments, **named)
        return code

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        name = f"<cell {self.cell}>" if self.cell >= 0 else f"<given {number}>"
        linecache.cache.pop(name, None)
        # It is of no module; without a note of that, each line of a traceback has `inspect` look through all of them.
        inspect.modulesbyfile[name] = ""
        with contextlib.suppress(OSError):  # the working directory may be gone
            inspect.modulesbyfile[str(Path(name).absolute())] = ""
        return name

    def parse_ahead(self, source: str, number: int) -> None:
        """Parse a cell that is about to run, and keep the tree until it runs.

        Raises what the parser raises if the cell is not Python.
        """
        known = self._known.get(source)
        self._parsed = source, known or super().ast_parse(source, self.get_code_name(source, source, number))

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.AST:
        ahead, self._parsed = self._parsed, None  # used once: IPython may change a tree
        return ahead[1] if ahead and ahead[0] == source else super().ast_parse(source, filename, symbol)


def _outline(source: str) -> ast.Module:
    """Return a tree of one or two statements, each with the lines of the source that it stands for as ``text``.

    Raises SyntaxError or ValueError where the source, or a part of it, is no Python; IndexError where it has no
    statement.
    """
    last = ast.parse(source).body[-1]
    lines = source.splitlines(keepends=True)
    shown = isinstance(last, ast.Expr)
    above = lines[: last.lineno - 1] if shown else lines
    first, end = ast.Pass(), ast.Expr(ast.Constant(None))
    first.text = "".join(above)  # type: ignore[attr-defined]
    end.text = "\n" * len(above) + "".join(lines[len(above) :])  # type: ignore[attr-defined]
    compile(first.text, "<cell>", "exec")  # type: ignore[attr-defined]  # statements may share a line
    if shown:
        compile(end.text, "<cell>", "single")  # type: ignore[attr-defined]
    return ast.Module([first, end] if shown else [first], [])


class RecordingPublisher(DisplayPublisher):
    """Records what a cell displays."""

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:
        self.shell.recorder.show(
            {"output_type": "display_data", "data": _plain(data), "metadata": _plain(metadata or {})}
        )

    def clear_output(self, wait: bool = False) -> None:
        self.shell.recorder.take()


class RecordingDisplayHook(DisplayHook):
    """Records the value of a cell's last expression."""

    def quiet(self) -> bool:
        """Does the cell end in a semicolon? Only a cell that has one is split into tokens to know."""
        return ";" in self.shell.history_manager.input_hist_parsed[-1] and bool(super().quiet())

    def write_output_prompt(self) -> None:
        """Write nothing: a notebook has no prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        if not format_dict:  # the object has displayed itself
            return
        self.shell.recorder.show(
            {
                "output_type": "execute_result",
                "data": _plain(format_dict),
                "metadata": _plain(md_dict or {}),
                "execution_count": self.shell.execution_count,
            }
        )


EXITED = (
    "exit() or quit() was called. In JupyterLab it ends the kernel, and all variables are lost; here the next cells"
    " run.\nexit()나 quit()을 호출했습니다. JupyterLab에서는 커널이 끝나 변수가 모두 사라지지만, 여기서는 다음 셀이"
    " 계속 실행됩니다.\n"
)


class CellShell(InteractiveShell):
    """IPython with its outputs recorded."""

    displayhook_class = Type(RecordingDisplayHook)
    display_pub_class = Type(RecordingPublisher)
    compiler_class = Type(CellCompiler)
    recorder: Recorder

    def __init__(self, **kwargs: Any) -> None:
        self.recorder = Recorder()
        super().__init__(**kwargs)

    def transform_cell(self, raw_cell: str) -> str:
        """Return the cell as Python. One without magics is not transformed, which takes a tenth of the time."""
        python = raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"
        try:
            self.compile.parse_ahead(python, self.execution_count)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return str(super().transform_cell(raw_cell))
        return python

    def should_run_async(self, raw_cell: str, **known: Any) -> bool:
        """Does a cell await something? Only a cell with one of these words is compiled to know."""
        return ("await" in raw_cell or "async" in raw_cell) and bool(super().should_run_async(raw_cell, **known))

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        self.recorder.show(
            {"output_type": "error", "ename": etype.__name__, "evalue": str(evalue), "traceback": list(stb)}
        )

    def _format_exception_for_storage(self, exception: BaseException, *_: Any, **__: Any) -> dict[str, Any]:
        """Return what IPython's history keeps of an exception, which nobody asks for: its traceback takes long."""
        return {"ename": type(exception).__name__, "evalue": "", "traceback": []}

    def system(self, cmd: str) -> None:
        """Run a line that begins with ``!`` and record what it prints."""
        ran = subprocess.run(
            cmd, shell=True, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.recorder.write("stdout", ran.stdout.decode(errors="replace"))
        self.user_ns["_exit_code"] = ran.returncode

    def enable_gui(self, gui: Any = None) -> None:
        """Do nothing: there are no windows, so ``%matplotlib`` of any kind stays inline."""

    def ask_exit(self) -> None:
        """Say what `exit` or `quit` in a cell does in JupyterLab; here it ends nothing."""
        self.recorder.write("stderr", EXITED)


def make_shell() -> CellShell:
    """Return this process's shell, with inline figures switched on."""
    config = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})
    shell: CellShell = CellShell.instance(config=config)
    shell.enable_matplotlib("inline")
    return shell


def _plain(bundle: Any) -> dict[str, Any]:
    """Return a MIME bundle as JSON can carry it: bytes, such as figures, become base64."""
    return {
        str(key): base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for key, value in dict(bundle).items()
    }
