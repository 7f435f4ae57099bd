"""What a person does at the page of the classifier app, and what stands there afterwards.

`use` makes choices and returns the page; `size`, `classifier`, `accuracy` and `components` read it, in either language
and in any layout. The checks at the end tell what an app shows, and hold it against what can be counted and measured; they
know no right accuracy. This file travels beside the notebook.
"""

import functools
import os
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from IPython.display import display
from sklearn.datasets import load_breast_cancer, load_iris, load_wine

from apps import NUMBER, Option, Value, start, to_number
from checks import Holds, call, fail, say

APP = "app.py"
DATASETS = {
    "Iris": r"iris|붓꽃|아이리스",
    "Breast Cancer": r"breast|cancer|유방암",
    "Wine": r"wine|와인|포도주",
}
CLASSIFIERS = {
    "KNN": r"k-?\s?nn|neighbo|이웃",
    "SVM": r"\bsv[mc]\b|support|서포트|벡터\s*머신",
    "Random Forest": r"forest|포레스트|숲|\brf\b",
}
PAIRED = dict(zip(DATASETS, CLASSIFIERS))
"""Each data set with one classifier: looked at together, all of both."""
PARAMETERS = {
    "K": r"(?<![a-z])k(?![a-z-])|neighbo|이웃",
    "C": r"(?<![a-z])c(?![a-z])|regulari|penalty|규제|벌점",
    "max_depth": r"depth|깊이",
    "n_estimators": r"estimators|trees|나무|트리",
}


@dataclass(frozen=True)
class Page:
    """What stands on the page at one time."""

    lines: list
    plots: list
    widgets: list


def use(dataset, classifier, **parameters):
    """Return the page of this folder's app with these choices made, and the names of those that it does not offer.

    Raises what the app raises.
    """
    path = Path(APP).resolve()
    return turned(running(path, path.read_bytes()), dataset, classifier, parameters)


def glance(dataset, classifier):
    """Return what `use` does, with the parameters as they stand; the same as before while the app is the same."""
    path = Path(APP).resolve()
    return glanced(running(path, path.read_bytes()), dataset, classifier)


@functools.lru_cache(maxsize=9)
def glanced(app, dataset, classifier):
    return turned(app, dataset, classifier, {})


def turned(app, dataset, classifier, parameters):
    try:
        missing, *page = app.visit(
            dataset=Option(DATASETS[dataset]),
            classifier=Option(CLASSIFIERS[classifier]),
            **{name: Value(PARAMETERS[name], number) for name, number in parameters.items()},
        )
    except BaseException:
        running.cache_clear()  # what has stopped half-way is started anew
        raise
    return Page(*page), missing


@functools.lru_cache(maxsize=1)
def running(path, content):
    """Return an app that goes on from where it was left, started anew when its file has changed."""
    return start(path)


# ── the data ───────────────────────────────────────────────────────────────────────────────────────────────

ROWS = (
    r"rows?\b|samples?\b|instances?\b|observations?\b|records?\b|data\s*points?\b|flowers?\b"
    r"|행|표본|샘플|인스턴스|관측값|(?<![가-힣])건(?![가-힣])|데이터\s*(?:의\s*)?(?:수|개수|건수)"
)
COLUMNS = r"columns?\b|\bcols?\b|features?\b|attributes?\b|variables?\b|열|컬럼|특성|특징|변수|속성"
CLASSES = r"class(?:es)?\b|categor(?:y|ies)\b|species\b|클래스|범주|부류|품종|종류|레이블|라벨"
SHAPE = rf"shape|size|dimension|모양|형태|크기|차원|(?:{ROWS})[^\d\n]{{0,20}}(?:{COLUMNS})[^\d\n]{{0,20}}$"
PAIR = re.compile(rf"({NUMBER})\s*(?:,|x|by|행\s*[x,]?|rows?\s*[x,]?)\s*({NUMBER})(?!\s*[.,]?\d)")


def size(page):
    """Return the rows, the columns and the number of classes that the page names; NaN for what it does not."""
    pair = next((found for label, text in page.lines if (found := _pair(label, text))), None)
    lines = [*(line for label, text in page.lines for line in listed(label, text)), *page.lines]
    rows = named([line for line in lines if not re.search(PART, " ".join(line), re.IGNORECASE)], ROWS)
    rows, columns = pair or (named(lines, ROWS) if np.isnan(rows) else rows, named(lines, COLUMNS))
    return rows, columns, named(lines, CLASSES)


FIGURES = rf"{NUMBER}(?:\s*(?:[/,x|]|by)\s*{NUMBER})+"
LISTS = (
    rf"(?P<names>[^\d\n:=]+[:=])\s*[(\[]?(?P<figures>{FIGURES})(?!\s*[.%]?\d)",
    rf"(?P<figures>{FIGURES})\s*\((?P<names>[^()\d\n]+)\)",
    rf"(?P<figures>{FIGURES})\s*(?P<names>[^\d\n:=(),;]+)",
)


def listed(label, text):
    """Yield names and figures of a list of both, as of `rows/columns: 150/4` or `150 x 4 (rows x columns)`."""
    line = f"{label}: {text}" if label else text
    for found in (found for pattern in LISTS for found in re.finditer(pattern, line)):
        names = re.split(r"\s*[/,|·&]\s*|\s+x\s+|\s+and\s+|[와과]\s+|\s*및\s*", found["names"])
        figures = re.findall(NUMBER, found["figures"])
        if len(names) == len(figures) and all(re.search(f"{ROWS}|{COLUMNS}|{CLASSES}", n, re.I) for n in names):
            yield from zip(names, figures)


def _pair(label, text):
    """Return a shape: two whole numbers in brackets, or beside a word for it, or beside `rows and columns`."""
    for found in PAIR.finditer(text):
        before = f"{label} {text[: found.start()]}".rstrip()
        if before.endswith(("(", "[")) or re.search(SHAPE, before, re.IGNORECASE):
            numbers = to_number(found[1]), to_number(found[2])
            if all(number >= 1 and number.is_integer() for number in numbers):
                return numbers
    return None


def named(lines, pattern):
    """Return the first number that stands at a name, or NaN: in a field of its own, ``name: 3``, ``3 names``, ``name 3``."""
    for label, text in lines:
        if re.search(pattern, label, re.IGNORECASE) and (found := re.search(NUMBER, text)):
            return to_number(found[0])
    return next((to_number(found) for found in after(lines, pattern)), np.nan)


def after(lines, pattern):
    """Yield the numbers that stand at a name in running text, the clearest first."""
    gap, figure = r"(?:[^\n:=,;()]|\([^()]*\))", rf"({NUMBER}(?: *[%/] *\d*)?)"
    for way in (
        rf"(?:{pattern}){gap}{{0,60}}?[:=]\s*\(?\s*{figure}",
        rf"({NUMBER}(?: *%)?) *(?:개의?|가지|종의?)? *(?:(?:different|distinct|target|data|total) +)*(?:{pattern})",
        rf"(?:{pattern})(?:은|는|이|가)? *{figure}",
        rf"(?:{pattern})(?:[^\d\n(]|\([^()]*\)){{0,60}}?{figure}",
        rf"(?:{pattern})[^\d\n(]{{0,60}}?\({figure}\)",
    ):
        for label, text in lines:
            for found in re.finditer(way, f"{label}: {text}" if label else text, re.IGNORECASE):
                yield found[1]


# ── the classifier and its accuracy ────────────────────────────────────────────────────────────────────────


def classifier(page):
    """Return the classifier that the page names, one of `CLASSIFIERS`, or None where it names none or several at once."""
    lines = [f"{label}: {text}" if label else text for label, text in page.lines]
    lines += [written for written, _ in page.plots]
    said = [names for line in lines if (names := _names(line))]
    role = r"classifier|model|algorithm|method|분류기|모델|알고리즘|방법"
    labelled = [_names(found[1]) for line in lines if (found := re.search(rf"(?:{role})\s*(?:[:=]|은|는)(.*)", line, re.I))]
    judged = [_names(line) for line in lines if re.search(ACCURACY, line, re.IGNORECASE)]
    for names in (*labelled, *judged, *said):
        if len(names) == 1:
            return names[0]
    return None


def _names(line):
    return [name for name, pattern in CLASSIFIERS.items() if re.search(pattern, line, re.IGNORECASE)]


ACCURACY = r"accuracy|\bacc\b|정확도|정답률|score|점수"
SETTING = rf"(?<![a-z])(?:k|c|n_neighbors|max_depth|n_estimators)\s*[=:]\s*{NUMBER}"
TEST = r"test|held|hold|unseen|valid|eval|시험|테스트|평가|검증|남겨"
TRAIN = r"train(?!ed)|(?:학습|훈련)(?!된|한)"
PART = rf"{TEST}|{TRAIN}"


def accuracy(page):
    """Return the accuracy that the page shows, as a fraction, or NaN.

    Of several, that on the held-out part; of those, the first. The 5 of ``accuracy with K=5`` is none.
    """
    lines = [(label, without_counts(text)) for label, text in page.lines]
    shares = [line for line in lines if re.search(TEST, line[0], re.IGNORECASE) and re.match(rf"\s*{SHARE}", line[1])]
    lines = [part for line in lines if re.search(ACCURACY, " ".join(line), re.IGNORECASE) for part in parted(*line)]
    shares = [(f"accuracy {label}", text) for label, text in shares if lines]  # of two figures under that heading
    of_training = [line for line in lines if re.search(TRAIN, " ".join(line), re.IGNORECASE)]
    others = [line for line in lines if line not in of_training]
    others.sort(key=lambda line: not re.search(TEST, " ".join(line), re.IGNORECASE))
    others.sort(key=lambda line: bool(re.search(OTHER_SCORE, " ".join(line), re.IGNORECASE)))
    for chosen in (others, shares, of_training):
        for label, text in chosen:
            found = re.search(rf"{NUMBER}(?:\s*[%/]\s*\d*)?", text)
            if re.search(ACCURACY, label, re.IGNORECASE) and found and (share := fraction(found[0], label)) is not None:
                return share
        for found in after(chosen, ACCURACY):
            if (share := fraction(found)) is not None:
                return share
    return np.nan


SHARE = r"(?:\d*\.\d+|\d+(?:\.\d+)?\s*%|\d+\s*/\s*\d+)"
OTHER_SCORE = r"\b(?:f1|precision|recall|auc|r2)\b[^,;|]*score|score[^,;|]*\b(?:f1|precision|recall|auc|r2)\b"


def without_counts(text):
    """Return a text without settings and numbers of rows, `29 of 30` as `29/30`."""
    text = re.sub(rf"{SETTING}|(?<![\d.,/])(?<!of )\d+ *(?:개의?)? *(?:(?:held-out|test) +)*(?:{ROWS})", "", text, flags=re.I)
    text = re.sub(r"(?<![\d.])(\d+) (?:out )?of (?:the )?(\d+)(?![\d.])", r"\1/\2", text)
    return re.sub(r"(\d+)개 ?(?:중|가운데)(?:에서?)? ?(\d+)개", r"\2/\1", text)


def parted(label, text):
    """Return a line in parts where it speaks of the training and of the held-out part at once, else as it is."""
    if all(re.search(part, text, re.IGNORECASE) for part in (TRAIN, TEST)):
        parts = [part for part in re.split(r"[;|·]|,\s|\s/\s|\sand\s", text) if re.search(SHARE, part)]
        if len(parts) > 1:
            return [("", part if re.search(ACCURACY, part, re.IGNORECASE) else f"accuracy: {part}") for part in parts]
    return [(label, text)]


def fraction(text, label=""):
    """Return ``0.97``, ``97 %``, ``29/30`` or, where 1 would be too much, ``97`` as a number from 0 to 1, else None."""
    number = to_number(text)
    divided = re.search(r"/\s*(\d+)", text)
    if divided:
        number /= float(divided[1]) or 1
    elif "%" in text or re.search(r"(?<!\d)(?<!\d )%", label) or number > 1:  # a label's `20 %` is the held-out part
        number /= 100
    return number if 0 <= number <= 1 else None


# ── the plot ───────────────────────────────────────────────────────────────────────────────────────────────


def components(page):
    """Return the points of the plot, `(n, 3)`: x, y, and the number of the colour, or None where there is no plot.

    Of several plots the one that speaks of components, else the last.
    """
    plots = page.plots
    fitting = [plot for plot in plots if re.search(r"compon|\bpca?\b|pc\s*[_-]?1|주성분", plot[0].lower())]
    if not plots:
        return None
    _, rows = (fitting or plots)[-1]
    colours = list(dict.fromkeys(colour for _, _, colour in rows))
    return np.array([(x, y, colours.index(colour)) for x, y, colour in rows])


# ── visible checks ─────────────────────────────────────────────────────────────────────────────────────────


def visible(check):
    """Make a check that shows its sentence. In a grading run it rests: there the same widgets are turned anyway."""

    @functools.wraps(check)
    def shown(*arguments, **options):
        if os.environ.get("NBGRADER_EXECUTION") != "autograde":
            display(Holds(check(*arguments, **options)))

    return shown


def look(dataset, classifier, **parameters):
    """Return the page with choices made, or say why that cannot be."""
    if not Path(APP).is_file():
        fail(f"There is no {APP} beside this notebook.", f"이 노트북 옆에 {APP}가 없습니다.")
    page, missing = call(use if parameters else glance, dataset, classifier, name=APP, **parameters)
    wanted = {"dataset": dataset, "classifier": classifier} | parameters
    for name in missing:
        fail(
            f"With {words(dataset, classifier)} chosen, no widget was found that sets {name} to {wanted[name]}."
            f" Found: {', '.join(map(told, page.widgets)) or 'none'}.",
            f"{words(dataset, classifier)}: {name} = {wanted[name]}, 이 값을 정하는 위젯을 찾지 못했습니다."
            f" 찾은 위젯: {', '.join(map(told, page.widgets)) or '없음'}.",
        )
    return page


def words(*choices, **parameters):
    return ", ".join([*choices, *(f"{name} = {value}" for name, value in parameters.items())])


def told(widget):
    """Return a widget as its app's author knows it."""
    options = f" [{', '.join(map(str, widget.options))}]" if getattr(widget, "options", None) else ""
    return f"{widget.type} {widget.label!r}{options}"


@visible
def check_choices():
    """Does the app start, and can each data set and each classifier be chosen?"""
    for dataset, classifier in PAIRED.items():
        look(dataset, classifier)
    return say(
        f"{APP} starts and offers {', '.join(DATASETS)} and {', '.join(CLASSIFIERS)}.",
        f"{APP}: 앱이 시작되고, 고를 수 있는 것은 {', '.join(DATASETS)}, {', '.join(CLASSIFIERS)}입니다.",
    )


DATA = {"Iris": load_iris, "Breast Cancer": load_breast_cancer, "Wine": load_wine}


@visible
def check_size(dataset):
    """Does the page name the shape and the number of classes of a data set?"""
    X, y = DATA[dataset](return_X_y=True)
    shown, counted = size(look(dataset, PAIRED[dataset])), (*X.shape, len(np.unique(y)))
    names = say(("rows", "columns", "classes"), ("행 수", "열 수", "클래스 수"))
    for name, came, count in zip(names, shown, counted):
        if np.isnan(came):
            fail(
                f"{dataset}: no number of {name} was found on the page.",
                f"{dataset}: 화면에서 찾지 못한 값: {name}.",
            )
        if came != count:
            fail(
                f"{dataset}: the page shows {came:g} {name}; counted are {count}.",
                f"{dataset}: 화면에 나온 {name}: {came:g}. 실제로 세어 보면 {count}입니다.",
            )
    return say(
        f"{dataset}: {counted[0]} rows, {counted[1]} columns, {counted[2]} classes.",
        f"{dataset}: {counted[0]}행 {counted[1]}열, 클래스 {counted[2]}개.",
    )


def shown_accuracy(page, place):
    """Return the accuracy on the page, or say that there is none."""
    found = accuracy(page)
    if np.isnan(found):
        fail(
            f"{place}: no accuracy was found on the page. Is the word beside the number?",
            f"{place}: 화면에서 정확도를 찾지 못했습니다. 숫자 옆에 accuracy나 정확도라고 적혀 있습니까?",
        )
    return found


@visible
def check_accuracy(dataset, name, **parameters):
    """Is the classifier named, and its accuracy a share of the held-out rows?"""
    rows = len(DATA[dataset]().data)
    place, held_out = words(dataset, name, **parameters), -(-rows // 5)
    page = look(dataset, name, **parameters)
    first = shown_accuracy(page, place)
    if classifier(page) != name:
        fail(
            f"{place}: the page does not say that the classifier is {name}.",
            f"{place}: 지금 쓰는 분류기가 {name}이라는 말이 화면에 없습니다.",
        )
    right = round(first * held_out)
    if abs(right / held_out - first) > 0.00501:
        training = rows - held_out
        fitting = abs(round(first * training) / training - first) < 0.0005
        fail(
            f"{place}: the page shows {first:.4g}. A fifth of {rows} rows is {held_out}, and no number of right answers"
            f" among {held_out} gives that."
            + (f" But {round(first * training)} of {training} do: whose accuracy is it?" if fitting else ""),
            f"{place}: 화면의 값은 {first:.4g}입니다. {rows}행의 5분의 1은 {held_out}행인데, {held_out}개 가운데 몇 개를 맞혀도 이 값이"
            " 나오지 않습니다."
            + (f" {training}개 가운데 {round(first * training)}개이면 나옵니다. 어느 부분의 정확도입니까?" if fitting else ""),
        )
    return say(
        f"{place}: the page shows {first:.4g}, {right} of {held_out} right.",
        f"{place}: 화면의 값은 {first:.4g}, {held_out}개 가운데 {right}개가 맞습니다.",
    )


@visible
def check_again(dataset, classifier, **parameters):
    """Does the page show the same accuracy when the app runs again with the same choices?"""
    place = words(dataset, classifier, **parameters)
    first = shown_accuracy(look(dataset, classifier, **parameters), place)
    look(next(other for other in DATASETS if other != dataset), classifier, **parameters)
    again = shown_accuracy(look(dataset, classifier, **parameters), place)
    if again != first:
        fail(
            f"{place}: the page first showed {first:.4g} and then, for the same choices, {again:.4g}. What is drawn at random"
            " in your app, and what makes it the same every time?",
            f"{place}: 같은 선택인데 처음 값은 {first:.4g}, 다음 값은 {again:.4g}입니다. 앱에서 무작위로 정해지는 것은 무엇이고,"
            " 어떻게 하면 매번 같아집니까?",
        )
    return say(f"{place}: the same figure each time.", f"{place}: 매번 같은 값이 나옵니다.")


@visible
def check_moves(dataset, classifier, name, values, **others):
    """Does the accuracy move with one parameter, the others held still?"""
    place = words(dataset, classifier, **others)
    shown = [shown_accuracy(look(dataset, classifier, **{name: value}, **others), place) for value in values]
    trace = ", ".join(f"{value}: {found:.4g}" for value, found in zip(values, shown))
    if len(set(shown)) == 1:
        fail(
            f"{place}: the accuracy does not change with {name} ({trace}).",
            f"{place}: {name} 값을 바꾸어도 정확도가 변하지 않습니다({trace}).",
        )
    return say(f"{place}: accuracy for {name} = {trace}.", f"{place}: {name}에 따른 정확도 {trace}.")


@visible
def check_plot(dataset):
    """Are all rows drawn, one colour a class, along two directions that do not vary together, the wider one first?"""
    X, y = DATA[dataset](return_X_y=True)
    points = components(look(dataset, PAIRED[dataset]))
    if points is None:
        fail(f"{dataset}: no scatter plot was found on the page.", f"{dataset}: 화면에서 산점도를 찾지 못했습니다.")
    if len(points) != len(X):
        fail(
            f"{dataset}: {len(points)} points are drawn; there are {len(X)} rows.",
            f"{dataset}: 점이 {len(points)}개입니다. 행은 {len(X)}개입니다.",
        )
    colours, classes = len(np.unique(points[:, 2])), len(np.unique(y))
    if colours != classes:
        fail(
            f"{dataset}: the points have {colours} colours; there are {classes} classes.",
            f"{dataset}: 점의 색이 {colours}가지입니다. 클래스는 {classes}개입니다.",
        )
    counts = sorted(np.unique(points[:, 2], return_counts=True)[1])
    if counts != sorted(np.unique(y, return_counts=True)[1]):
        fail(f"{dataset}: the colours do not follow the classes.", f"{dataset}: 점의 색이 클래스와 맞지 않습니다.")
    spread, widest = points[:, :2].std(axis=0), X.std(axis=0).max()
    together = np.corrcoef(points[:, :2].T)[0, 1]
    if abs(together) > 0.01:
        fail(
            f"{dataset}: x and y of your points vary together (correlation {together:.2f}). Principal components never do.",
            f"{dataset}: 점의 x와 y가 함께 변합니다(상관계수 {together:.2f}). 주성분끼리는 그렇지 않습니다.",
        )
    if spread[0] < widest * 0.999:
        fail(
            f"{dataset}: along x your points spread by {spread[0]:.3g}, and one feature of X alone by {widest:.3g}. The first"
            " component is the direction of the widest spread.",
            f"{dataset}: 점들은 x 방향으로 {spread[0]:.3g}만큼 퍼져 있는데, X의 특성 하나만 보아도 {widest:.3g}만큼 퍼져 있습니다. 첫째"
            " 주성분은 가장 넓게 퍼진 방향입니다.",
        )
    return say(
        f"{dataset}: {len(points)} points in {colours} colours, spread {spread[0]:.3g} and {spread[1]:.3g}.",
        f"{dataset}: 점 {len(points)}개, 색 {colours}가지, 퍼진 정도 {spread[0]:.3g}와 {spread[1]:.3g}.",
    )
