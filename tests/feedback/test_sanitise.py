"""What a student displays or writes cannot run, load, restyle or pretend; honest output still shows."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import nbformat
import nbgrader.server_extensions.formgrader as formgrader_extension
import pytest
from hostile import FORGED_BOX, HTML, MARKDOWN, NONSENSE, OUTPUTS, PNG, RUN, display
from hypothesis import given, settings
from hypothesis import strategies as st
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grader.feedback.page import feedback_page
from grader.feedback.sanitise import clean_cells, clean_html, clean_outputs, clean_text
from grader.feedback.verdict_box import verdict_output
from grader.results.records import SubmissionRecord
from grader.results.result import QuestionResult
from grader.verdict import Verdict

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Route

FORMGRADER = Path(formgrader_extension.__file__).parent
ROOT = Path(__file__).parents[2]


def clean(*outputs: object) -> list[dict[str, Any]]:
    return clean_outputs({0: outputs}, "en")[0]


def assert_valid(outputs: list[dict[str, Any]]) -> None:
    """Are outputs what nbformat and a file in UTF-8 can hold?"""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x")])
    notebook.cells[0].outputs = [nbformat.from_dict(output) for output in outputs]
    nbformat.validate(notebook)
    assert nbformat.reads(nbformat.writes(notebook).encode().decode(), as_version=4).cells == notebook.cells


def hostile_notebook() -> NotebookNode:
    """Return a notebook in which every payload stands where a student could put it, not yet cleaned."""
    v4 = nbformat.v4
    cells = [v4.new_markdown_cell(text) for text in MARKDOWN]
    cells += [v4.new_raw_cell(text) for text in HTML]
    cells += [v4.new_code_cell(text) for text in MARKDOWN]  # with those of HTML
    cells.append(
        v4.new_markdown_cell("![x](attachment:x.png)", attachments={"x.png": {"image/png": f'"onerror="{RUN}'}})
    )
    marks = {
        "grade_id": "df",
        "grade": True,
        "solution": False,
        "locked": True,
        "points": 1,
        "score": 0,
        "schema_version": 3,
    }
    cells.append(v4.new_code_cell("check(df)", metadata={"nbgrader": marks | {"task": False}}))
    cells += [v4.new_code_cell("show()") for _ in OUTPUTS]
    for cell, output in zip(cells[-len(OUTPUTS) :], OUTPUTS, strict=True):
        cell.outputs = [nbformat.from_dict(copy.deepcopy(output))]
        if output["output_type"] == "execute_result":
            cell.outputs[0].execution_count = 1
    return v4.new_notebook(cells=cells)


def cleaned_notebook() -> NotebookNode:
    notebook = hostile_notebook()
    clean_cells(notebook, "en")
    shown = {index: cell.outputs for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"}
    for index, outputs in clean_outputs(shown, "en").items():
        notebook.cells[index].outputs = [nbformat.from_dict(output) for output in outputs]
    return notebook


# ── in a real browser ──────────────────────────────────────────────────────────────────────────────────────


def formgrader_view(notebook: NotebookNode, config: Config) -> str:
    """Return formgrader's view of a submission, made as its `SubmissionHandler` does."""
    chosen = copy.deepcopy(config)
    chosen.HTMLExporter.template_name = "formgrade"
    chosen.HTMLExporter.extra_template_basedirs = [str(FORMGRADER / "templates")]
    ids = {"assignment_id": "a1", "notebook_id": "a1", "submission_id": "1", "index": 0, "total": 1}
    page, _ = HTMLExporter(config=chosen).from_notebook_node(
        notebook,
        resources=ids | {"base_url": "", "student": "x", "last_name": "", "first_name": "", "notebook_path": "a"},
    )
    return str(page)


def stock_feedback(notebook: NotebookNode, config: Config) -> str:
    """Return the page that nbgrader's own exporter makes."""
    chosen = copy.deepcopy(config)
    chosen.HTMLExporter.template_name = "feedback"
    chosen.HTMLExporter.extra_template_basedirs = [str(FORMGRADER / "templates")]
    chosen.HTMLExporter.extra_template_paths = [str(FORMGRADER / "static/node_modules/bootstrap/dist/css")]
    marks = {"notebook": "a1", "score": 0, "max_score": 1, "late_penalty": 0}
    return str(HTMLExporter(config=chosen).from_notebook_node(notebook, resources={"nbgrader": marks})[0])


def own_page(notebook: NotebookNode, _: Config) -> str:
    return feedback_page(notebook, SubmissionRecord(HTML[0], "a1", 0.0, (), ()), None, "en")


def course_config() -> Config:
    return PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()


TOUCH = """() => {
    for (const e of document.querySelectorAll('main *, .container *'))
        for (const kind of ['click', 'mouseover', 'mouseenter', 'focus', 'toggle', 'error', 'load'])
            if (kind != 'click' || !e.closest('a[href^=http], a[href^=mailto], a[href^="/"], button'))
                e.dispatchEvent(new Event(kind, {bubbles: kind != 'load' && kind != 'error'}))
}"""


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """Where all pages open, one after the other: a new one for each would start as many processes of the browser."""
    opened = browser.new_page()
    yield opened
    opened.close()


def visit(tab: Page, html: str, *, touch: bool = True) -> tuple[list[str], list[str]]:
    """Open a page, touch everything on it if told to, and return what ran and which addresses were asked for."""
    ran: list[str] = []
    asked: list[str] = []

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.path == "/view/":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif address.hostname == "course.test" and address.path.startswith("/formgrader/static/"):
            route.fulfill(path=FORMGRADER / "static" / address.path.removeprefix("/formgrader/static/"))
        else:
            asked.append(route.request.url)
            route.abort()

    def dismiss(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    tab.route("**/*", answer)
    tab.on("dialog", dismiss)
    try:
        tab.goto("http://course.test/view/", wait_until="load")
        if touch:
            tab.evaluate(TOUCH)
        tab.wait_for_function("document.readyState == 'complete'")
        if tab.evaluate("window.stolen || document.title == 'stolen'"):
            ran.append("a script of the student")
        ran += tab.evaluate(
            """() => [...document.querySelectorAll('a[href], area[href], [formaction], form')]
                 .map(e => e.getAttribute('href') || e.getAttribute('formaction') || e.getAttribute('action') || '')
                 .filter(href => !/^(https?:[/][/]|mailto:|#|[/]formgrader[/]|[/]notebooks[/]a$)/.test(href))"""
        )
    finally:
        tab.goto("about:blank")  # the end of all that runs or loads
        tab.remove_listener("dialog", dismiss)
        tab.unroute("**/*", answer)
    return ran, asked


NBGRADERS_OWN = re.compile(
    r"https://cdnjs\.cloudflare\.com/.*|http://course\.test/(favicon\.ico|formgrader/api/\w+\?submission_id=1)$"
)
"""Stock nbgrader loads MathJax from a content network, and the marks, whatever the notebook holds."""


@pytest.mark.parametrize(
    ("view", "config"),
    [
        pytest.param(formgrader_view, course_config, id="formgrader with the course's settings"),
        pytest.param(formgrader_view, Config, id="formgrader"),
        pytest.param(stock_feedback, course_config, id="nbgrader's feedback with the course's settings"),
        pytest.param(stock_feedback, Config, id="nbgrader's feedback"),
        pytest.param(own_page, Config, id="the feedback page"),
    ],
)
def test_nothing_of_a_student_runs_or_loads(
    tab: Page, view: Callable[[NotebookNode, Config], str], config: Callable[[], Config]
) -> None:
    ran, asked = visit(tab, view(cleaned_notebook(), config()))
    assert ran == []
    assert [url for url in asked if not NBGRADERS_OWN.match(url)] == []


@pytest.mark.filterwarnings("ignore:Your element with mimetype")
@pytest.mark.parametrize("view", [formgrader_view, stock_feedback])
@pytest.mark.parametrize("place", ["cell", "output"])
def test_the_payloads_are_alive(tab: Page, place: str, view: Callable[[NotebookNode, Config], str]) -> None:
    """Without cleaning, wherever a student puts a script or a picture, it would be seen to run and to load."""
    alive = (HTML[0], HTML[2], HTML[10])
    made = [nbformat.v4.new_markdown_cell(html) if place == "cell" else nbformat.v4.new_code_cell() for html in alive]
    for cell, html in zip(made, alive, strict=True):
        if place == "output":
            cell.outputs = [nbformat.from_dict(display(text_html=html))]
    ran, asked = visit(tab, view(nbformat.v4.new_notebook(cells=made), Config()), touch=False)
    assert "a script of the student" in ran
    assert any("thief.invalid" in url for url in asked)


# ── HTML ───────────────────────────────────────────────────────────────────────────────────────────────────

DANGEROUS = re.compile(
    r"<\s*/?(?:script|style|svg|math|iframe|object|embed|form|input|button|link|meta|base|video|audio|template)\b"
    r"|<[^>]*\s(?:on\w+|style|class|id|role|name|srcset|background|formaction|title|aria-\w+)\s*=",
    re.IGNORECASE,
)


@pytest.mark.parametrize("html", [*HTML, FORGED_BOX], ids=range(len(HTML) + 1))
def test_html_keeps_nothing_that_runs_loads_or_restyles(html: str) -> None:
    cleaned = clean_html(html)
    assert not DANGEROUS.search(re.sub(r'"[^"]*"', '""', cleaned)), cleaned
    assert "thief" not in cleaned or "thief" in re.sub("<[^>]*>", "", cleaned), cleaned
    assert clean_html(cleaned) == cleaned


def test_tables_formatting_and_web_links_stay() -> None:
    cells = '<thead><tr><th></th><th>x</th></tr></thead><tbody><tr><td colspan="2">1</td></tr></tbody></table>'
    shown = clean_html(f'<div><style scoped>td {{}}</style><table border="1" class="dataframe">{cells}</div>')
    assert shown == f"<div><table>{cells}</div>"
    assert 'href="https://ko.wikipedia.org/wiki/x"' in clean_html('<a href="https://ko.wikipedia.org/wiki/x">미분</a>')
    assert clean_html(f'<img src="data:image/png;base64,{PNG}">') == f'<img src="data:image/png;base64,{PNG}">'


# ── pictures and text ──────────────────────────────────────────────────────────────────────────────────────


def test_text_keeps_its_words_and_loses_terminal_codes() -> None:
    assert clean_text("\x1b[31m빨강\x1b[0m\tred\r\nnext\x07\x1b]0;title\x07!") == "빨강\tred\nnext!"
    assert clean_text("10%\r20%") == "10%\n20%"
    assert clean_text("\u202elanif\u202c \ud800") == "lanif ?"
    assert clean_text("∂f/∂x = 1/2, a < b & c") == "∂f/∂x = 1/2, a < b & c"


def test_folders_of_this_machine_are_not_told() -> None:
    shown = clean_text(f"File {nbformat.__file__}:3\nFile {ROOT}/grader/cli/class_table.py")
    assert shown.splitlines()[1] == "File …/grader/cli/class_table.py"
    assert str(Path(nbformat.__file__).parents[4]) not in shown


# ── outputs ────────────────────────────────────────────────────────────────────────────────────────────────


def test_honest_outputs_stay() -> None:
    figure = display(image_png=PNG, text_plain="<Figure size 500x320>")
    figure["metadata"] = {"image/png": {"width": 500, "height": 320}, "needs_background": "light"}
    kept = clean(figure)[0]
    assert kept["data"] == figure["data"]
    assert kept["metadata"] == {"image/png": {"width": 500, "height": 320}}
    for honest in (
        {"output_type": "stream", "name": "stderr", "text": "a < b\n"},
        display(text_latex=r"$\displaystyle \frac{x}{2}$", text_plain="x/2"),
        display(text_markdown="**bold** $a<b$", text_plain="<Markdown>"),
        display(text_html="<table><tbody><tr><td>1</td></tr></tbody></table>", text_plain="1"),
    ):
        assert clean(honest) == [honest]


def test_what_cannot_be_shown_safely_leaves_the_plain_text() -> None:
    for mime in (
        "image/svg+xml",
        "application/javascript",
        "application/vnd.jupyter.widget-view+json",
        "text/vnd.mermaid",
    ):
        output = {"output_type": "display_data", "data": {mime: "x", "text/plain": "instead"}, "metadata": {}}
        assert clean(output)[0]["data"] == {"text/plain": "instead"}


def test_any_output_becomes_a_valid_one_or_none() -> None:
    assert_valid(clean(*NONSENSE, *OUTPUTS))


@settings(max_examples=150)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["output_type", "data", "text", "text/html", "image/png", "name"]), inner)
        ),
        max_leaves=8,
    ),
    st.sampled_from(["stream", "error", "display_data", "execute_result"]),
)
def test_no_output_however_odd_stops_the_grading(odd: Any, kind: str) -> None:
    output = odd | {"output_type": kind} if isinstance(odd, dict) else {"output_type": kind, "data": odd, "text": odd}
    assert_valid(clean(odd, output))


def test_html_without_end_gives_way_to_plain_text() -> None:
    kept = clean(*(display(text_html="<i>x" * 4_000, text_plain=str(n)) for n in range(4)))
    assert ["text/html" in output["data"] for output in kept] == [True, True, False, False]
    assert [output["data"]["text/plain"] for output in kept] == ["0", "1", "2", "3"]


def test_a_forged_verdict_is_not_the_box() -> None:
    ours = verdict_output(QuestionResult("df", 1, 1, Verdict.CORRECT, "correct", "Correct."), "en")
    forged = clean(ours)[0]["data"]["text/html"]
    assert "style=" in ours["data"]["text/html"]
    assert "=" not in forged
    assert "✔ Correct" in forged


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_text_of_the_course_is_harmless() -> None:
    for path in sorted((ROOT / "release").glob("*/*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        before = copy.deepcopy(notebook)
        clean_cells(notebook, "en")
        assert notebook == before, path.name


def test_no_word_is_lost_and_no_cell_moves() -> None:
    before, after = hostile_notebook(), cleaned_notebook()
    assert len(before.cells) == len(after.cells)
    for old, new in zip(before.cells, after.cells, strict=True):
        words = new.source.replace("`![", "![").replace(")`", ")")  # a picture that is not shown stands as code
        picture = re.sub(r"<img src=(['\"])(.*?)\1>", r"![](\2)", old.source)  # as Markdown writes one in a tag
        assert old.source in words or old.source in new.source or picture in words
    nbformat.validate(after)
