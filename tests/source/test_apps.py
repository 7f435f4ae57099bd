"""Driving an app and reading its page: what is laid out otherwise but says the same is read as the same."""

from __future__ import annotations

import gc
import importlib
import json
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest

from grader.answers.answer import Probe, Returned
from grader.answers.values import Items, Number
from grader.sandbox.host.fork_server import ForkServer, Shared
from grader.sandbox.host.sandbox import Sandbox
from grader.sandbox.isolation.choose import refusal
from grader.sandbox.limits import Allowance, Limits
from grader.sandbox.protection import Protection

pytestmark = pytest.mark.skipif(not find_spec("streamlit"), reason="make extras")
SOURCE = Path(__file__).parents[2] / "source"


@pytest.fixture(scope="module")
def page() -> Iterator[ModuleType]:
    """Return `classifier_app` as it lies beside the notebook."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(SOURCE)
        for name in ("checks", "apps", "classifier_app"):
            patch.setitem(sys.modules, name, ModuleType(name))
            del sys.modules[name]
        imported = importlib.import_module("classifier_app")
        gc.freeze()  # Streamlit collects garbage after each run of an app, and would look through all that is loaded
        yield imported


@pytest.fixture(scope="module")
def apps(page: ModuleType) -> ModuleType:
    return sys.modules["apps"]


def said(*lines: str | tuple[str, str], plots: Any = ()) -> Any:
    """Return a page with these lines: a text, or a label and a text."""
    return SimpleNamespace(lines=[line if isinstance(line, tuple) else ("", line) for line in lines], plots=plots)


# ── what the page says ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "lines",
    [
        ["Shape of dataset: (150, 4)", "number of classes: 3"],
        ["Shape of dataset: [150, 4]", "3 classes"],
        ["데이터의 모양: (150, 4)", "클래스 수: 3개"],
        ["데이터 크기 150 x 4", "클래스는 3개"],
        ["150 rows and 4 columns in 3 classes"],
        ["150 rows 4 columns 3 classes"],
        ["Rows: 150, columns: 4, classes: 3"],
        ["표본 150개, 특성 4개, 품종 3가지"],
        [("Samples", "150"), ("Features", "4"), ("Classes", "3")],
        [("rows value", "150"), ("columns value", "4"), ("classes value", "3")],
        ["150개의 행과 4개의 열", "3개의 클래스"],
        ["Size (rows, columns): (150, 4)", ("Number of classes", "3")],
        ["Iris has 3 species", "X.shape = (150, 4)"],
        ["Classes: setosa, versicolor, virginica (3)", "150 x 4 = shape (150, 4)"],
        ["Rows and columns: 150 x 4", "number of classes: 3"],
        [("Rows × columns", "150 x 4"), ("Classes", "3")],
        ["samples and features = 150, 4", "classes = 3"],
        ["행과 열의 수: 150 x 4", "클래스 수: 3"],
        ["# rows: 150", "# cols: 4", "# classes: 3"],
        ["Rows/Columns: 150/4", "Classes: 3"],
        [("Samples / Features", "150 / 4"), ("# Classes", "3")],
        ["Rows, columns, classes: 150, 4, 3"],
        ["행 / 열 / 클래스: 150 / 4 / 3"],
        ["Data: 150 x 4 (rows x columns)", "3 different classes"],
        ["150/4 rows/columns", "3 classes"],
        ["Training rows: 120, test rows: 30", "Rows: 150, columns: 4", "Classes: 3"],
        ["150 data points with 4 features each, of 3 classes"],
        ["컬럼 수: 4, 행 수: 150, 클래스 수: 3"],
    ],
)
def test_a_size_is_found_however_it_is_put(page: ModuleType, lines: list[Any]) -> None:
    assert page.size(said(*lines)) == (150, 4, 3)


def test_what_is_not_named_is_not_guessed(page: ModuleType) -> None:
    assert np.isnan(page.size(said("Iris", "3", "150", "setosa, versicolor, virginica"))).all()
    assert np.isnan(page.accuracy(said("0.97", "The best one so far: 0.5", ("Rows", "1"))))


@pytest.mark.parametrize(
    "lines",
    [
        ["Accuracy = 0.9667"],
        ["Accuracy: 0.97"],
        ["accuracy 0.967"],
        ["정확도: 97%"],
        ["평가용 데이터에 대한 정확도는 97% 입니다."],
        [("Accuracy", "96.7 %")],
        [("Accuracy (%)", "96.67")],
        [("정확도", "0.9667")],
        ["KNN: 0.9667 accuracy on the held-out 20 %"],
        ["The accuracy on the held-out fifth (30 flowers) is 0.9667"],
        ["Accuracy is measured on the held-out 20 % (random_state = 1234).", "Accuracy = 0.9667"],
        ["Training accuracy: 1.0", "Test accuracy: 0.9667"],
        ["학습 정확도 1.0", "평가 정확도 0.9667"],
        ["Accuracy: 29/30"],
        ["Score on unseen rows: 0.9667"],
        ["The accuracy of KNN with K=5 is 0.9667"],
        ["Accuracy with max_depth = 2, n_estimators = 1: 0.9667"],
        [("", "SVM, accuracy for C = 0.01: 96.7 %")],
        ["Accuracy of k-nearest neighbors = 0.9667"],
        ["Training accuracy: 0.98, test accuracy: 0.967"],
        ["The accuracy of KNN on the 30 held-out rows is 0.967"],
        ["Accuracy: 29 of 30 rows"],
        ["정확도: 30개 중 29개"],
        ["훈련 정확도 0.98 / 테스트 정확도 0.967"],
        ["Accuracy on the training part: 0.98 | on the held-out part: 0.967"],
        ["Accuracy for K: 5 is 0.967"],
        ["F1 score: 0.91", "Accuracy: 0.967"],
        [("정확도 (테스트 20%)", "0.967")],
        ["Accuracy on both parts", ("Train", "98.33 %"), ("Test", "96.67 %")],
        [" precision recall\n 0 1.00 0.90 10\n accuracy 0.97 30\n macro avg 0.5 0.6 30"],
    ],
)
def test_an_accuracy_is_found_however_it_is_put(page: ModuleType, lines: list[Any]) -> None:
    assert page.accuracy(said(*lines)) == pytest.approx(29 / 30, abs=0.005)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Classifier = KNN"], "KNN"),
        (["Compare KNN, SVM and Random Forest", "Classifier: SVM"], "SVM"),
        (["Compare KNN, SVM and Random Forest", "Model: RandomForestClassifier(max_depth=2)"], "Random Forest"),
        (["분류기는 최근접 이웃"], "KNN"),
        ([("서포트 벡터 머신의 정확도", "0.9")], "SVM"),
        (["KNN, SVM, Random Forest"], None),
        (["Accuracy = 0.97"], None),
        (["KNN is a classifier that asks its neighbours.", "SVM is another.", "SVM accuracy: 0.9"], "SVM"),
    ],
)
def test_the_classifier_at_work_is_the_one_that_is_named_alone(page: ModuleType, lines: Any, name: str | None) -> None:
    assert page.classifier(said(*lines)) == name


# ── plots ──────────────────────────────────────────────────────────────────────────────────────────────────

PLACES = np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]])
CLASSES = np.array([0, 1, 0])


def classes_of(rows: list[tuple[float, float, object]]) -> dict[tuple[float, float], int]:
    """Return each place with the number of its colour."""
    colours = list(dict.fromkeys(colour for *_, colour in sorted(rows, key=lambda row: row[:2])))
    return {(x, y): colours.index(colour) for x, y, colour in rows}


EXPECTED = {(0.0, 1.0): 0, (2.0, 3.0): 1, (4.0, 5.0): 0}


def scattered_by_number(axes: Any) -> None:
    axes.scatter(*PLACES.T, c=CLASSES)


def scattered_by_name(axes: Any) -> None:
    axes.scatter(*PLACES.T, c=["red", "blue", "red"])


def scattered_class_by_class(axes: Any) -> None:
    for number in (1, 0):
        axes.scatter(*PLACES[number == CLASSES].T)


def plotted_with_markers(axes: Any) -> None:
    for number in (0, 1):
        axes.plot(*PLACES[number == CLASSES].T, "o")


def with_rings_and_lines(axes: Any) -> None:
    scattered_by_number(axes)
    axes.scatter([0.0], [1.0], facecolors="none", edgecolors="black", s=99)
    axes.plot([0, 1], [0, 1])


@pytest.mark.parametrize(
    "draw",
    [scattered_by_number, scattered_by_name, scattered_class_by_class, plotted_with_markers, with_rings_and_lines],
)
def test_points_of_a_figure_with_their_colours(apps: ModuleType, draw: Any) -> None:
    figure, axes = plt.subplots()
    draw(axes)
    ((_, rows),) = apps.of_figure(figure)
    plt.close(figure)
    assert classes_of(rows) == EXPECTED


def test_points_of_a_plotly_figure(apps: ModuleType) -> None:
    traces = [{"x": [0, 4], "y": [1, 5], "mode": "markers"}, {"x": [2], "y": [3], "marker": {"color": "red"}}]
    chart = SimpleNamespace(spec=json.dumps({"data": traces, "layout": {"title": {"text": "PCA"}}}))
    ((title, rows),) = apps.of_plotly(chart)
    assert "PCA" in title
    assert classes_of(rows) == EXPECTED


# ── running apps ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def app(apps: ModuleType, tmp_path: Path) -> Any:
    """Start an app from its text."""

    def begin(text: str) -> Any:
        (tmp_path / "app.py").write_text("import streamlit as st\n" + text, encoding="utf-8")
        return apps.start(tmp_path / "app.py")

    return begin


def test_an_app_that_leaves_python_is_told_so_with_its_line(app: Any) -> None:
    with pytest.raises(RuntimeError, match=r"st\.stop") as raised:
        app("st.write(1)\nimport sys\nsys.exit()")
    assert (raised.traceback[-1].path.name, raised.traceback[-1].lineno) == ("app.py", 3)


def test_the_program_around_stays_what_it_is(app: Any) -> None:
    before = sys.modules["__main__"]
    app("st.write(1)")
    assert sys.modules["__main__"] is before


@pytest.mark.parametrize(
    "widget",
    [
        'st.selectbox("Data", ["Iris", "Wine"])',
        'st.radio("Data", ["Iris", "Wine"], index=None)',
        'st.pills("Data", ["붓꽃", "와인"])',
        'st.segmented_control("Data", ["Iris", "Wine"], selection_mode="multi")',
        'st.select_slider("Data", ["Iris", "Wine"])',
        'st.multiselect("Data", ["Iris", "Wine"])',
        'st.selectbox("Data", [0, 1], format_func=["Iris", "Wine"].__getitem__)',
        'st.expander("More").selectbox("Data", ["🌸 Iris", "🍷 Wine"])',
    ],
)
def test_an_option_is_chosen_in_every_widget_that_offers_it(apps: ModuleType, app: Any, widget: str) -> None:
    started = app(f'st.write("chosen", str({widget}))')
    assert started.turn(data=apps.Option("wine|와인")) == []
    (_, text) = next(line for line in started.lines() if "chosen" in line[1])
    assert any(word in text for word in ("Wine", "와인", "1"))


@pytest.mark.parametrize(
    "widget",
    [
        'st.slider("K", 1, 15)',
        'st.number_input("K (neighbours)", 1, 15, 5)',
        'st.select_slider("이웃의 수", range(1, 16))',
        'st.selectbox("n_neighbors", [1, 3, 7])',
        'st.text_input("K", "1")',
        'st.slider("how many?", 1, 15)',
        'st.slider("of what?", 1, 15, key="K")',
        'st.slider("K", 1.0, 15.0)',
    ],
)
def test_a_number_is_set_by_label_or_where_it_is_the_only_one(
    page: ModuleType, apps: ModuleType, app: Any, widget: str
) -> None:
    started = app(f'st.write("chosen:", {widget})')
    assert started.turn(K=apps.Value(page.PARAMETERS["K"], 7)) == []
    assert any("7" in text for _, text in started.lines())


def test_what_is_not_offered_is_told_and_a_number_out_of_range_is_not_forced(apps: ModuleType, app: Any) -> None:
    started = app('st.slider("K", 1, 5)\nst.selectbox("Data", ["Iris"])')
    assert started.turn(data=apps.Option("wine"), K=apps.Value("k", 7)) == ["data", "K"]


def test_a_whole_number_widget_is_not_asked_for_a_fraction(apps: ModuleType, app: Any) -> None:
    """Streamlit 1.67.0: AppTest would send 0 where 0.1 is set, and the app's library would raise."""
    for widget in ('st.number_input("C", 0, 10, 1)', 'st.slider("C", 0, 10, 1)', 'st.number_input("C", 0, 10, None)'):
        started = app(f'1 / (10 - {widget})\nst.write("ok")' if "None" not in widget else widget)
        assert started.turn(C=apps.Value("c", 0.1)) == ["C"]
        assert started.turn(C=apps.Value("c", 3.0)) == []


def test_a_slider_takes_what_its_steps_reach_and_a_number_field_what_is_typed(apps: ModuleType, app: Any) -> None:
    coarse = app('st.write("C is", st.slider("C", 0.01, 10.0, 0.01, 0.1))')
    assert coarse.turn(C=apps.Value("c", 0.05)) == ["C"]
    assert coarse.turn(C=apps.Value("c", 0.31)) == []
    assert app('st.write("C is", st.slider("C", 0.01, 10.0))').turn(C=apps.Value("c", 0.03)) == []
    assert app('st.write("C is", st.number_input("C", 0.01, 10.0, 1.0, 0.1))').turn(C=apps.Value("c", 0.05)) == []


def test_ranges_dates_and_times_are_no_numbers(apps: ModuleType, app: Any) -> None:
    started = app(
        'import datetime\nst.slider("K from to", 1, 15, (3, 5))\n'
        'st.slider("K day", datetime.date(2026, 3, 1), datetime.date(2026, 4, 1))\nst.slider("K", 1, 15)'
    )
    assert started.turn(K=apps.Value("k", 7)) == []
    assert [widget.value for widget in started.widgets()][-1] == 7


def test_a_progress_bar_says_its_text_before_its_whole_percents(page: ModuleType, app: Any) -> None:
    """Streamlit 1.67.0 cuts a bar's 0.967 to 96."""
    seen = app('st.progress(0.967, text="Accuracy 0.967")')
    assert page.accuracy(said(*seen.lines())) == 0.967
    seen = app('st.progress(0.96, text="Accuracy")')
    assert page.accuracy(said(*seen.lines())) == 0.96


PAGES = """
def home():
    st.title("Home")
    st.write("The last K was", st.session_state.get("kept"))

def work():
    st.session_state["kept"] = st.slider("K", 1, 15, 5)

def data():
    st.write("of", st.selectbox("Data", ["Iris", "Wine"]))

st.navigation([st.Page(home, default=True), st.Page(work), st.Page(data)]).run()
"""


def test_each_page_is_turned_and_one_that_only_shows_is_read_last(apps: ModuleType, app: Any) -> None:
    missing, lines, _, widgets = app(PAGES).visit(
        K=apps.Value("k", 7), data=apps.Option("wine"), depth=apps.Option("depth")
    )
    assert missing == ["depth"]
    assert ("", "of Wine") in lines
    assert lines[-1] == ("", "The last K was 7 ")
    assert [widget.label for widget in widgets] == ["K", "Data"]


def test_an_app_of_one_page_is_turned_as_it_is(apps: ModuleType, app: Any) -> None:
    missing, lines, plots, _ = app('st.write("K is", st.slider("K", 1, 15))').visit(K=apps.Value("k", 7))
    assert (missing, lines, plots) == ([], [("", "K is 7 ")], [])


def test_a_widget_that_another_one_brings_up_is_found(apps: ModuleType, app: Any) -> None:
    started = app(
        'kind = st.radio("Kind", ["KNN", "SVM"])\n'
        'st.write("value:", st.slider("C", 0.01, 10.0) if kind == "SVM" else st.slider("K", 1, 9))'
    )
    assert started.turn(kind=apps.Option("svm"), C=apps.Value(r"\bc\b", 10.0)) == []
    assert ("", "value: 10.0 ") in started.lines()


def test_a_form_is_sent_off_and_a_button_pressed(apps: ModuleType, app: Any) -> None:
    form = 'with st.form("f"):\n    k = st.slider("K", 1, 9)\n    sent = st.form_submit_button()\n'
    assert app(form + 'if sent: st.write("K is", k)').turn(K=apps.Value("k", 3)) == []
    started = app('k = st.slider("K", 1, 9)\nst.button("Reset")\nif st.button("Train"):\n    st.write("K is", k)')
    started.turn(K=apps.Value("k", 3))
    assert ("", "K is 3 ") in started.lines()


FORM = """
with st.form("f"):
    k = st.slider("K", 1, 15, 5)
    sent = st.form_submit_button("Apply"){reset}
{after}
st.write("K is", k)
"""


@pytest.mark.parametrize(
    ("app_text", "k"),
    [
        (FORM.format(reset="", after="if not sent: st.stop()"), 5),  # shown only by the run that the button starts
        (FORM.format(reset='\n    if st.form_submit_button("Reset"): k = 5', after=""), 7),
        (FORM.format(reset="", after='st.button("About this app")\nif not sent: st.stop()'), 7),
        ('k = st.slider("K", 1, 15, 5)\nif st.button("Reset"): k = 5\nst.write("K is", k)', 7),
        (
            'k = st.slider("K", 1, 15, 5)\nif st.button("Show history"): st.stop()\n'
            'if st.button("Run"): st.write("K is", k)',
            7,
        ),
    ],
    ids=["what stands right is sent off too", "apply and reset", "about", "reset alone", "the one that computes"],
)
def test_the_button_is_pressed_that_a_person_would_press(apps: ModuleType, app: Any, app_text: str, k: int) -> None:
    started = app(app_text)
    assert started.turn(K=apps.Value("k", k)) == []
    assert ("", f"K is {k} ") in started.lines()


@pytest.mark.parametrize(
    "widget",
    [
        'st.selectbox("Data", ["Iris", "Wine"], format_func=lambda name: f"Data: {name}")',
        'st.radio("Data", ["i", "w"], format_func={"i": "Iris", "w": "Wine"}.get)',
        'st.select_slider("Data", ["i", "w"], format_func={"i": "Iris", "w": "Wine"}.get)',
        'st.multiselect("Data", ["i", "w"], format_func={"i": "Iris", "w": "Wine"}.get)',
        'st.pills("Data", ["Iris", "Wine"], format_func=lambda name: f"🍷 {name}", default="Iris")',
        'st.segmented_control("Data", ["🌸 Iris", "🍷 Wine"], default="🌸 Iris")',
    ],
)
def test_options_are_chosen_as_they_are_shown(apps: ModuleType, app: Any, widget: str) -> None:
    """Streamlit 1.67.0: AppTest formats what it is given once more (`Selectbox.index`); `ButtonGroup` drops emoji."""
    started = app(f'st.write("chosen", str({widget}))')
    for wanted, chosen in (("wine", "w"), ("iris", "i"), ("wine", "w")):
        assert started.turn(data=apps.Option(wanted)) == []
        (_, text) = next(line for line in started.lines() if "chosen" in line[1])
        assert chosen in text.removeprefix("chosen").lower().removeprefix(" data: ")


def test_each_page_of_a_menu_is_turned(apps: ModuleType, app: Any) -> None:
    started = app(
        'page = st.sidebar.radio("Menu", ["Home", "Data", "Model"])\n'
        'if page == "Data": st.write("of", st.selectbox("Data", ["Iris", "Wine"]))\n'
        'if page == "Model": st.write("K is", st.slider("K", 1, 15, 5))'
    )
    missing, lines, _, _ = started.visit(K=apps.Value("k", 7), data=apps.Option("wine"), depth=apps.Option("depth"))
    assert missing == ["depth"]
    assert [text for _, text in lines] == ["of Wine", "K is 7 "]


def test_charts_of_streamlit_are_read_with_their_colours(app: Any) -> None:
    frame = "import pandas as pd\nf = pd.DataFrame({'a.b': [0, 2, 4], 'y': [1, 3, 5], 'c': ['u', 'v', 'u']})\n"
    started = app(
        frame + "st.scatter_chart(f, x='a.b', y='y', color='c')\n"
        "import altair as alt\nf = f.rename(columns={'a.b': 'x'})\n"
        "base = alt.Chart(f).encode(x='x', y='y')\n"
        "st.altair_chart(base.mark_point().encode(color='c') + base.mark_line())\n"
        "st.bar_chart(f, x='x', y='y')"
    )
    assert [classes_of(rows) for _, rows in started.plots()] == [EXPECTED, EXPECTED]


def test_what_an_app_raises_comes_back_as_it_was_raised(app: Any) -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        app("st.title('A')\n1 / 0")
    assert raised.traceback[-1].path.name == "app.py"
    assert raised.traceback[-1].lineno == 2
    with pytest.raises(SyntaxError):
        app("st.title(")


def test_a_table_of_data_is_no_table_of_figures(app: Any) -> None:
    head = "import pandas as pd\n"
    assert app(head + "st.dataframe(pd.DataFrame({'x': [5.1, 4.9], 'class': [0, 0]}))").lines() == []
    assert app(head + "st.table(pd.DataFrame({'rows': [150]}))").lines() == [(" rows", "150")]
    assert app(head + "st.table(pd.DataFrame([['rows', 150], ['classes', 3]]))").lines() == [
        ("rows", "150"),
        ("classes", "3"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Rows | Classes |\\n|---|---|\\n| 150 | 3 |",
        "| | |\\n|---|---|\\n| Rows | 150 |\\n| Classes | 3 |",
        "| What | How many |\\n|:--|--:|\\n| Rows | 150 |\\n| Classes | 3 |",
        "<table><tr><th>Rows</th><th>Classes</th></tr><tr><td>150</td><td>3</td></tr></table>",
        "<table><tr><th>Rows</th><td>150</td></tr><tr><th>Classes</th><td>3</td></tr></table>",
        "Rows\\n\\n150\\n\\nClasses\\n\\n3",
    ],
)
def test_tables_in_a_text_are_read_by_their_headings(app: Any, table: str) -> None:
    lines = app(f"st.markdown('{table}', unsafe_allow_html=True)").lines()
    assert [(label.split()[0], text.strip()) for label, text in lines if text.strip().isdigit()] == [
        ("Rows", "150"),
        ("Classes", "3"),
    ]


def test_a_table_of_data_in_a_text_is_no_table_of_figures(app: Any) -> None:
    assert app(r"st.write('| rows | class |\n|--|--|\n| 5.1 | 0 |\n| 4.9 | 0 |')").lines() == []


def test_a_figure_and_a_heading_above_it_belong_together(app: Any) -> None:
    started = app("st.subheader('Accuracy')\nst.write(0.97)\nst.metric('Rows', 150)\nst.json({'classes': 3})")
    assert started.lines() == [("", "Accuracy"), ("Accuracy", " 0.97 "), ("Rows", "150"), ("classes", "3")]


@pytest.mark.parametrize("protection", [Protection.NAMESPACES, Protection.LANDLOCK])
def test_an_app_runs_under_each_protection(protection: Protection, lasting_fork_server: ForkServer) -> None:
    if reason := refusal(protection):
        pytest.skip(reason)
    app = (
        "import streamlit as st\nimport threadpoolctl\n"
        "threadpoolctl.threadpool_info()  # as scikit-learn asks before many a prediction\n"
        "st.write('K is', st.slider('K', 1, 9))\nst.scatter_chart({'x': [1]}, x='x')"
    )
    files = (("apps.py", (SOURCE / "apps.py").read_bytes()), ("app.py", app.encode()))
    turn = "import apps\napp = apps.start()\nmissing = app.turn(K=apps.Value('k', 7))\n"
    code = turn + "(len(missing), float(app.lines()[0][1].split()[-1]))"
    shared = Shared((("setup", "import apps"),), files)
    with (
        Sandbox(protection, lasting_fork_server.control, shared) as sandbox,
        sandbox.open(files, Limits(call_seconds=60)) as session,
    ):
        (answer,) = session.ask_isolated([Probe("", code, [], file="app.py")], Allowance.of(60))
    assert isinstance(answer, Returned), answer
    assert answer.value == Items((Number(0.0), Number(7.0)), is_tuple=True)
