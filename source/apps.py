"""Drives a Streamlit app as a person at its page does, and reads what it shows.

`start` runs an app under Streamlit's own AppTest, without a server and a browser; `App.turn` sets its widgets, found by
what they offer or by their label; `App.lines` and `App.plots` are what stands on the page. Nothing here knows what an
app ought to show. This file travels beside the notebook.
"""

import base64
import html
import io
import json
import mimetypes
import re
import struct
import sys
import zlib
from functools import partial
from pathlib import Path
from unittest.mock import patch

import altair  # noqa: F401  # what charts are drawn with; loaded here, once for a whole class
import matplotlib.pyplot as plt
import numpy as np
import pyarrow
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from streamlit import delta_generator
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.logger import get_logger
from streamlit.proto.Slider_pb2 import Slider
from streamlit.runtime.scriptrunner import exec_code, script_runner
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.element_tree import TESTING_KEY

app_test.TMP_DIR.cleanup()  # made at the import, for apps given as text; a process that ends by force would leave it
get_logger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True  # it warns of every look from outside
delta_generator._use_warning_has_been_displayed = True  # to decide on it, it looks through the files of all modules
mimetypes.init([])  # the system's own list may be out of reach

SECONDS = 600
"""For one run of an app: as good as no limit. Who grades has a shorter one, and in a notebook there is a stop button."""
RUNS = 8
"""Times an app is run at most until its widgets show what is asked for: one widget may bring up the next."""
LONGEST = 20_000
"""Characters read of one element."""
CELLS = 400
"""A table of more cells shows data, not figures."""


def start(path="app.py"):
    """Return an app after its first run.

    Raises `FileNotFoundError` where there is no such file, and whatever the app itself raises, as it raised it.
    """
    app = App(Path(path).resolve())
    app.run()
    return app


def without_exit(script):
    """Run an app's script; one that leaves Python, which ends its thread without a word, raises `RuntimeError`."""
    try:
        return script()
    except SystemExit as error:
        told = RuntimeError("the app calls exit(), which would end the server; st.stop() ends one run of it")
        raise told.with_traceback(error.__traceback__) from None


class App:
    """A running app."""

    def __init__(self, path):
        compile(path.read_bytes(), str(path), "exec")  # AppTest is silent about a syntax error
        self.test = AppTest.from_file(str(path), default_timeout=SECONDS)
        self.test._bidi_component_manager = BidiComponentManager()  # else it looks through all installed packages
        self.figures = []

    def run(self):
        """Run the app once, with its widgets as they stand."""
        raised, self.figures = [], []

        def save(figure, fname, *arguments, **options):
            self.figures += of_figure(figure)
            if isinstance(fname, io.IOBase):
                fname.write(PIXEL)
            else:
                Path(fname).write_bytes(PIXEL)

        def note(error, *arguments):
            raised.append(error)

        def to_its_end(script, *arguments):
            return exec_code.exec_func_with_error_handling(lambda: without_exit(script), *arguments)

        main = sys.modules["__main__"]  # the app takes its place, and would keep it
        try:
            with (
                patch.object(Figure, "savefig", save),  # how a figure reaches the page; drawing it would take longest
                patch.object(exec_code, "handle_user_script_exception", note),
                patch.object(script_runner, "exec_func_with_error_handling", to_its_end),
            ):
                self.test.run()
        finally:
            sys.modules["__main__"] = main
        plt.close("all")
        if raised:
            raise raised[0]

    def turn(self, **wanted):
        """Set widgets until they show what is wanted, running the app as often as it takes; return what was not found.

        What is wanted of a widget is an `Option` or a `Value`. Forms are sent off, also
        where they stand right already; where there is a button besides, such as *Train*, it is pressed at last.
        """
        left, sent = dict(wanted), set()
        for _ in range(RUNS):
            left = {name: wish for name, wish in wanted.items() if not wish.shown(self.widgets(), others(wanted, wish))}
            touched = {widget.form_id for wish in left.values() if (widget := wish.set(self.widgets(), others(wanted, wish)))}
            if not touched:
                break
            sent |= touched
            self.send(touched)
        found = [wish.find(self.widgets(), others(wanted, wish)) for wish in wanted.values()]
        for form in dict.fromkeys(widget.form_id for widget in found if widget and widget.form_id not in sent):
            if form:  # shows what it already says only when it is sent off
                self.send({form})
        forms = any(widget.form_id for widget in found if widget)
        button = to_press([button for button in self.buttons() if not button.form_id], alone=not forms)
        if button:
            button.click()
            self.run()
        return list(left)

    def send(self, forms):
        """Run the app with widgets as they were set, the forms with these ids sent off; of two buttons the one that does it."""
        for form in forms - {""}:
            buttons = [button for button in self.buttons() if button.form_id == form]
            button = to_press(buttons) or next(iter(buttons), None)
            if button:
                button.click()
        self.run()

    def visit(self, **wanted):
        """Turn the widgets of every page; return what no page offers, then the lines, plots and widgets of all pages.

        An app has several pages by `st.navigation`, by a folder ``pages`` or by a choice called menu. Those that offer nothing
        of what is wanted are read last: they may show what was chosen on another.
        """
        pages = self.pages(wanted.values())
        if not pages:
            return self.turn(**wanted), self.lines(), self.plots(), self.widgets()
        missing, seen, silent = set(wanted), [], []
        for go in pages:
            go()
            left = self.turn(**wanted)
            missing.intersection_update(left)
            if len(left) < len(wanted):
                seen.append((self.lines(), self.plots(), self.widgets()))
            else:
                silent.append(go)
        for go in silent:
            go()
            seen.append((self.lines(), self.plots(), self.widgets()))
        return [name for name in wanted if name in missing], *([each for part in kind for each in part] for kind in zip(*seen))

    def pages(self, wishes):
        """Return what goes to each page, as functions; none where there is one page only."""
        registered = list(self.test._registered_pages)
        if len(registered) > 1:
            return [partial(self.open, page) for page in registered]
        menu = self.menu(wishes)
        return [partial(self.go, wishes, index) for index in range(len(menu.options))] if menu else []

    def menu(self, wishes):
        """Return the widget that chooses one of several pages, or None."""
        asked = [wish for wish in wishes if isinstance(wish, Option)]
        return next(
            (
                widget
                for widget in self.widgets()
                if widget.type in CHOICES - {"multiselect"}
                and len(widget.options) > 1
                and MENU.search(clean(widget.label).lower())
                and all(wish.fits(widget) is None for wish in asked)
            ),
            None,
        )

    def go(self, wishes, index):
        """Go to a page by its place in the menu."""
        menu = self.menu(wishes)
        if menu and index < len(menu.options):
            choose(menu, index)
            self.run()

    def open(self, page):
        """Go to a page by its hash; `AppTest.switch_page` does not know pages that are made from functions."""
        self.test._page_hash = page
        self.run()

    def nodes(self):
        """Return everything on the page, from top to bottom, the sidebar last."""
        test = self.test
        return [node for place in (test.main, test.sidebar) for node in place]

    def buttons(self):
        """Return the buttons that can be pressed."""
        return [node for node in self.nodes() if node.type == "button" and not node.disabled]

    def widgets(self):
        """Return the widgets that can be set."""
        widgets = [node for node in self.nodes() if node.type in CHOICES | NUMBERS and not node.disabled]
        for widget in widgets:
            if widget.type == "button_group":  # a leading emoji is part of an option, and AppTest leaves it out
                widget.options = [f"{option.content_icon} {option.content}".strip() for option in widget.proto.options]
        return widgets

    def lines(self):
        """Return what the page says: pairs of a label, which may be empty, and a text."""
        found = []
        for node in self.nodes():
            for label, text in of_element(node):
                label, text = clean(label), clean(text)
                alone = found and not label and is_figure(text)
                if alone and not re.search(r"\d", "".join(found[-1])):
                    label = found[-1][1] or found[-1][0]  # a heading, and the figure below it
                found.append((label, text))
        return found

    def plots(self):
        """Return the scatter plots: pairs of what is written on one, and its points, rows of x, y and a colour."""
        charts = [plot for node in self.nodes() if node.type in CHARTS for plot in CHARTS[node.type](node.proto)]
        return self.figures + charts


def others(wanted, wish):
    return [other for other in wanted.values() if other is not wish]


PIXEL = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    for kind, data in (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
)
"""The smallest picture there is."""

# ── widgets ────────────────────────────────────────────────────────────────────────────────────────────────

CHOICES = {"selectbox", "radio", "button_group", "select_slider", "multiselect"}
NUMBERS = {"slider", "number_input", "text_input"}
INT, FLOAT = Slider.INT, Slider.FLOAT
"""What kind of number a slider or a number field sends; the two have the same numbers for it."""
COMPUTE = r"\b(?:re)?run|\bgo\b|train|fit|predict|classif|apply|submit|comput|calculat|evaluat|실행|학습|훈련|분류|적용|예측|계산"
SHOW = r"start|show|update|ok\b|confirm|시작|확인|보기"
BACK = re.compile(r"reset|clear|cancel|undo|\bback\b|delete|remove|default|download|초기화|취소|되돌|지우|삭제|기본값|내려받")
MENU = re.compile(r"\bpages?\b|menu|navigat|go to|페이지|메뉴|이동")


def to_press(buttons, alone=True):
    """Return the button that computes what is shown, or None: never one that takes choices back.

    One that bears no such name is meant only where it is `alone`.
    """
    buttons = [button for button in buttons if not BACK.search(button.label.lower())]
    for pattern in (COMPUTE, SHOW, "" if alone and len(buttons) == 1 else None):
        for button in buttons:
            if pattern is not None and re.search(pattern, button.label.lower()):
                return button
    return None


class Option:
    """One of the options of a choice, by a pattern of what it may be called."""

    def __init__(self, pattern):
        self.pattern = re.compile(pattern, re.IGNORECASE)

    def fits(self, widget):
        """Return the index of the option in a widget, or None."""
        options = getattr(widget, "options", ())
        return next((index for index, option in enumerate(options) if self.pattern.search(str(option))), None)

    def find(self, widgets, others):
        """Return the widget that offers it, or None."""
        return next((widget for widget in widgets if widget.type in CHOICES and self.fits(widget) is not None), None)

    def shown(self, widgets, others):
        """Does a widget show this option already?"""
        widget = self.find(widgets, others)
        return widget is not None and chosen(widget) == self.fits(widget)

    def set(self, widgets, others):
        """Set the widget, not yet sent off, and return it; None where there is none."""
        widget = self.find(widgets, others)
        if widget is not None:
            choose(widget, self.fits(widget))
        return widget


class Value:
    """A number, for the widget whose label fits a pattern, else for the only one that no other wish fits."""

    def __init__(self, pattern, number):
        self.pattern, self.number = re.compile(pattern, re.IGNORECASE), number

    def fits(self, widget):
        """Is this widget's label, or its key, the one?"""
        return bool(self.pattern.search(clean(widget.label)) or self.pattern.search(str(widget.key or "")))

    def find(self, widgets, others):
        """Return the widget, or None: rather one that no other wish fits (*depth of the trees*, *number of trees*)."""
        rivals = [other for other in others if isinstance(other, Value)]
        numeric = [widget for widget in widgets if self.accepts(widget)]
        fitting = [widget for widget in numeric if self.fits(widget)]
        own = [widget for widget in fitting if not any(rival.fits(widget) for rival in rivals)]
        if fitting:
            return (own or fitting)[0]
        return numeric[0] if len(numeric) == 1 and not rivals and numeric[0].type != "text_input" else None

    def accepts(self, widget):
        """Can the widget be set to the number? Of a whole-number widget Streamlit's AppTest would cut 0.1 to 0."""
        if widget.type in CHOICES:
            return self.place(widget) is not None
        if widget.type == "text_input":
            return self.fits(widget)
        if isinstance(widget.value, (tuple, list)) or widget.proto.data_type not in (INT, FLOAT):
            return False  # a range, a date, a time
        if widget.proto.data_type == INT and not float(self.number).is_integer():
            return False
        least, most = getattr(widget, "min", None), getattr(widget, "max", None)
        if widget.type == "slider" and least is not None and widget.step:  # a number field takes what is typed
            steps = (self.number - least) / widget.step
            if abs(steps - round(steps)) > 1e-6:
                return False
        return (least is None or least <= self.number) and (most is None or self.number <= most)

    def place(self, widget):
        """Return which of a widget's options is the number, or None."""
        numbers = [to_number(str(option)) for option in getattr(widget, "options", ())]
        return numbers.index(self.number) if self.number in numbers else None

    def shown(self, widgets, others):
        """Does the widget show this number already?"""
        widget = self.find(widgets, others)
        if widget is None:
            return False
        if widget.type in CHOICES:
            return chosen(widget) == self.place(widget)
        return to_number(str(widget.value)) == self.number

    def set(self, widgets, others):
        """Set the widget, not yet sent off, and return it; None where there is none."""
        widget = self.find(widgets, others)
        if widget is None:
            return None
        if widget.type in CHOICES:
            choose(widget, self.place(widget))
        elif widget.type == "text_input":
            widget.set_value(f"{self.number:g}")
        else:
            widget.set_value(int(self.number) if widget.proto.data_type == INT else float(self.number))
        return widget


def chosen(widget):
    """Return the index of the option that is chosen, or None."""
    if widget.type in ("button_group", "multiselect"):
        return widget.indices[0] if len(widget.indices) == 1 else None
    if widget.type == "select_slider":
        value = None if isinstance(widget.value, (tuple, list)) else str(widget.format_func(widget.value))
        return widget.options.index(value) if value in widget.options else None
    return widget.index


class Shown(str):
    """An option as the page shows it. AppTest takes it for the app's own value and would format it once more."""


def choose(widget, index):
    """Choose an option by its index."""
    formats = widget.root.session_state[TESTING_KEY]
    own = formats[widget.id]
    formats[widget.id] = lambda value: str(value) if isinstance(value, Shown) else own(value)
    option = Shown(widget.options[index])
    many = widget.type == "multiselect" or (widget.type == "button_group" and not widget._is_single_select)
    widget.set_value([option] if many else option)


def to_number(text):
    """Return the number that a text begins with, or None."""
    found = re.match(rf"\s*({NUMBER})", text)
    return float(found[1].replace(",", "")) if found else None


# ── texts ──────────────────────────────────────────────────────────────────────────────────────────────────

NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?"


def of_element(node):
    """Yield what an element says, as pairs of a label and a text."""
    kind = node.type
    if kind in ("dataframe", "table"):
        yield from of_table(node.value)
    elif kind == "json":
        yield from of_json(json.loads(node.value))
    elif kind == "metric":
        yield node.label, str(node.value)
    elif kind == "progress":
        text = node.proto.text
        yield ("", text) if re.search(r"\d", text) else (text, f"{node.value} %")  # its bar shows whole percents, cut
    elif kind == "image":
        yield from (("", caption) for caption in node.captions if caption)
    elif kind in ("tab", "expander", "status"):
        yield "", node.label
    elif kind in TEXTS:
        yield from of_text(str(node.value)[:LONGEST])


TEXTS = {
    "title", "header", "subheader", "markdown", "caption", "text", "code", "latex", "html", "help",
    "info", "success", "warning", "error", "toast",
}  # fmt: skip


def is_figure(text):
    return bool(re.fullmatch(rf"\(?{NUMBER}\s*%?\)?", text.strip()))


RULE = re.compile(r"(?=.*\|)[\s|:]*-[\s|:-]*")
"""The line of a Markdown table below its heading."""


def of_text(text):
    """Yield a text line by line, and the figures of Markdown and HTML tables in it with what stands above and left."""
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL | re.IGNORECASE):
        rows = re.findall(r"<tr.*?</tr>", table, re.DOTALL | re.IGNORECASE)
        yield from of_rows([re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL | re.IGNORECASE) for row in rows])
        text = text.replace(table, "")
    rows = []
    lines = [line for line in text.split("\n") if line.strip()]
    for line, below in zip(lines, [*lines[1:], ""]):
        if "|" in line and (rows or RULE.fullmatch(below)):
            rows += [] if RULE.fullmatch(line) else [line.strip().strip("|").split("|")]
            continue
        yield from of_rows(rows)
        rows = []
        yield "", line
    yield from of_rows(rows)


def of_rows(rows):
    """Yield the figures of a table, rows of texts, as `of_table` does."""
    rows = [[clean(cell).strip() for cell in row] for row in rows if row]
    above = rows[0] if rows and not any(map(is_figure, rows[0])) else []
    rows = rows[1:] if above else rows
    if len(rows) > 1 and any(is_figure(row[0]) for row in rows):
        return  # rows without names are data to look at
    for row in rows:
        named = not is_figure(row[0])
        for place, cell in enumerate(row[named:], int(named)):
            heading = above[place] if place < len(above) else ""
            yield f"{row[0] if named else ''} {heading}", cell


def of_table(table):
    """Yield each cell with what stands above and left of it; a table of names and values by its names.

    Rows without names are data to look at.
    """
    nameless = len(table) > 1 and not all(isinstance(index, str) for index in table.index)
    if table.size > CELLS or (nameless and not (len(table.columns) == 2 and isinstance(table.iat[0, 0], str))):
        return
    if len(table.columns) == 2 and all(isinstance(column, str) for column in table.columns):
        yield "", " ".join(table.columns)
    for index, row in table.iterrows():
        cells = list(row)
        if len(cells) == 2 and isinstance(cells[0], str):
            yield cells[0], str(cells[1])
            continue
        for column, cell in zip(table.columns, cells):
            yield f"{index if isinstance(index, str) else ''} {column}", str(cell)


def of_json(value, label=""):
    if isinstance(value, dict):
        for name, item in value.items():
            yield from of_json(item, str(name))
    elif isinstance(value, list) and all(isinstance(item, (int, float)) for item in value):
        yield label, "(" + ", ".join(map(str, value)) + ")"
    elif not isinstance(value, list):
        yield label, str(value)


def clean(text):
    """Return a text without its Markdown, HTML and emoji."""
    text = html.unescape(re.sub(r"<[^>]*>", " ", text))
    text = re.sub(r":[a-z_-]+\[([^\]]*)\]", r"\1", text)
    text = re.sub(r":[a-z_]+:|\\(?:text|mathrm)\b|[*`$#{}\\]|[\U0001f300-\U0001faff]", " ", text)
    return re.sub(r"[ \t]+", " ", text).replace("×", "x")


# ── plots ──────────────────────────────────────────────────────────────────────────────────────────────────


def of_figure(figure):
    """Return the scatter plots of a matplotlib figure."""
    found = []
    for axes in figure.axes:
        rows = [row for layer in axes.collections for row in of_layer(layer)]
        rows += [row for line in axes.lines for row in of_markers(line)]
        written = [axes.get_title(), axes.get_xlabel(), axes.get_ylabel(), getattr(figure, "_suptitle", None) or ""]
        if rows:
            found.append((" ".join(getattr(text, "get_text", lambda text=text: text)() for text in written), rows))
    return found


def of_layer(layer):
    """Return the points of what `scatter` drew; rings without a filling mark others and are left out."""
    if not isinstance(layer, PathCollection) or not layer.get_visible():
        return []
    places = np.ma.filled(np.ma.asarray(layer.get_offsets(), dtype=float), np.nan)
    values = layer.get_array()
    colours = layer.get_facecolors() if values is None else layer.to_rgba(values)
    colours = np.atleast_2d(np.asarray(colours, dtype=float))
    if not colours.size and len(places):
        return []
    return with_colours(places, [tuple(np.round(colour[:3], 3)) for colour in colours])


def of_markers(line):
    """Return the points of what `plot` drew with markers alone."""
    if line.get_linestyle() not in ("None", "", " ", "none") or line.get_marker() in ("None", "", " ", None):
        return []
    places = np.asarray(line.get_xydata(), dtype=float)
    return with_colours(places, [tuple(np.round(to_rgb(line.get_markerfacecolor()), 3))])


def with_colours(places, colours):
    """Return rows of x, y and a colour; fewer colours than points come again and again."""
    return [(float(x), float(y), colours[index % len(colours)]) for index, (x, y) in enumerate(places)]


def of_vega(chart):
    """Return the scatter plots of a Vega-Lite chart: st.scatter_chart, st.altair_chart, st.vega_lite_chart."""
    spec = json.loads(chart.spec)
    tables = {item.name: item.data.data for item in chart.datasets}
    if chart.data.data:
        tables[None] = chart.data.data
    return list(of_view(spec, spec.get("data"), {}, spec.get("datasets", {}), tables))


def of_view(view, data, encoding, given, tables):
    """Yield the plots of a view and of those within it."""
    data, encoding = view.get("data", data), encoding | view.get("encoding", {})
    for kind in ("layer", "hconcat", "vconcat", "concat"):
        for inner in view.get(kind, ()):
            yield from of_view(inner, data, encoding, given, tables)
    if isinstance(view.get("spec"), dict):
        yield from of_view(view["spec"], data, encoding, given, tables)
    mark = view.get("mark")
    mark = mark.get("type") if isinstance(mark, dict) else mark
    x, y = (field_of(encoding.get(axis)) for axis in "xy")
    if mark not in ("point", "circle", "square") or x is None or y is None:
        return
    records = records_of(data, given, tables)
    colour = next((f for c in ("color", "fill", "stroke") if (f := field_of(encoding.get(c))) is not None), None)
    rows = [(float(row[x]), float(row[y]), str(row.get(colour))) for row in records if x in row and y in row]
    written = [encoding[axis].get("title") or field for axis, field in (("x", x), ("y", y))]
    if rows:
        yield " ".join(map(str, (*written, view.get("title", "")))), rows


def field_of(channel):
    """Return the field that a channel shows, or None."""
    if not isinstance(channel, dict):
        return None
    condition = channel.get("condition")
    field = channel.get("field") or (condition.get("field") if isinstance(condition, dict) else None)
    return field.replace("\\", "") if isinstance(field, str) else None


def records_of(data, given, tables):
    """Return a view's data as a list of rows, each a dictionary."""
    name = (data or {}).get("name")
    if "values" in (data or {}):
        return data["values"]
    if name in given:
        return given[name]
    content = tables.get(name) or tables.get(None)
    return pyarrow.ipc.open_stream(content).read_pandas().reset_index().to_dict("records") if content else []


def of_plotly(chart):
    """Return the scatter plot of a plotly figure."""
    figure = json.loads(chart.spec or chart.figure.spec)
    rows = []
    for number, trace in enumerate(figure.get("data", ())):
        if trace.get("type", "scatter") not in ("scatter", "scattergl") or "lines" in trace.get("mode", "markers"):
            continue
        places = np.column_stack([unpacked(trace.get("x", [])), unpacked(trace.get("y", []))])
        colour = trace.get("marker", {}).get("color", f"trace {number}")
        colours = [colour] if isinstance(colour, str) else list(map(str, unpacked(colour)))
        rows += with_colours(places, colours or [""])
    layout = figure.get("layout", {})
    titles = [layout.get("title"), *(layout.get(axis, {}).get("title") for axis in ("xaxis", "yaxis"))]
    return [(" ".join(str(t.get("text", "")) if isinstance(t, dict) else str(t or "") for t in titles), rows)] if rows else []


def unpacked(values):
    """Return numbers, or names of colours, that plotly may have packed as bytes."""
    if isinstance(values, dict):
        return np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
    return np.asarray(values)


CHARTS = {"vega_lite_chart": of_vega, "arrow_vega_lite_chart": of_vega, "plotly_chart": of_plotly}
