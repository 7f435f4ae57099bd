"""What a person does at the page of the classifier app, and what stands there afterwards.

`use` makes choices and returns the page; `size`, `classifier`, `accuracy` and `components` read it, in either language
and in any layout. This file travels beside the notebook.
"""

import functools
import re
from pathlib import Path

import numpy as np

from apps import NUMBER, Option, Value, start, to_number

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
PARAMETERS = {
    "K": r"(?<![a-z])k(?![a-z-])|neighbo|이웃",
    "C": r"(?<![a-z])c(?![a-z])|regulari|penalty|규제|벌점",
    "max_depth": r"depth|깊이",
    "n_estimators": r"estimators|trees|나무|트리",
}


def use(dataset, classifier, parameters=None, path="app.py"):
    """Return the app with these choices made, and the names of those that it does not offer.

    Raises what the app raises.
    """
    path = Path(path).resolve()
    try:
        app = running(path, path.read_bytes())
        missing = app.turn(
            dataset=Option(DATASETS[dataset]),
            classifier=Option(CLASSIFIERS[classifier]),
            **{name: Value(PARAMETERS[name], number) for name, number in (parameters or {}).items()},
        )
    except BaseException:
        running.cache_clear()  # what has stopped half-way is started anew
        raise
    return app, missing


@functools.lru_cache(maxsize=1)
def running(path, content):
    """Return an app that goes on from where it was left, started anew when its file has changed."""
    return start(path)


# ── the data ───────────────────────────────────────────────────────────────────────────────────────────────

ROWS = r"rows?\b|samples?\b|instances?\b|observations?\b|flowers?\b|행|표본|샘플|데이터\s*(?:의\s*)?(?:수|개수)"
COLUMNS = r"columns?\b|features?\b|attributes?\b|variables?\b|열|특성|특징|변수|속성"
CLASSES = r"class(?:es)?\b|categor(?:y|ies)\b|species\b|targets?\b|클래스|범주|부류|품종|종류|레이블"
PAIR = re.compile(rf"({NUMBER})\s*(?:,|x|by|행\s*[x,]?|rows?\s*[x,]?)\s*({NUMBER})(?!\s*[.,]?\d)")


def size(app):
    """Return the rows, the columns and the number of classes that the page names; None for what it does not."""
    lines = app.lines()
    pair = next((found for label, text in lines if (found := _pair(label, text))), None)
    rows, columns = pair or (named(lines, ROWS), named(lines, COLUMNS))
    return rows, columns, named(lines, CLASSES)


def _pair(label, text):
    """Return a shape: two whole numbers in brackets, or beside a word for it."""
    for found in PAIR.finditer(text):
        inside = text[: found.start()].rstrip().endswith(("(", "["))
        if inside or re.search(r"shape|size|dimension|모양|형태|크기|차원", label + " " + text[: found.start()], re.IGNORECASE):
            numbers = to_number(found[1]), to_number(found[2])
            if all(number >= 1 and number.is_integer() for number in numbers):
                return numbers
    return None


def named(lines, pattern):
    """Return the first number that stands at a name, or None: in a field of its own, ``name: 3``, ``3 names``, ``name 3``."""
    for label, text in lines:
        if re.search(pattern, label, re.IGNORECASE) and (found := re.search(NUMBER, text)):
            return to_number(found[0])
    return next((to_number(found) for found in after(lines, pattern)), None)


def after(lines, pattern):
    """Yield the numbers that stand at a name in running text, the clearest first."""
    gap = r"(?:[^\n:=,;()]|\([^()]*\))"
    for way in (
        rf"(?:{pattern}){gap}{{0,60}}?[:=]\s*\(?\s*({NUMBER}(?:\s*[%/]\s*\d*)?)",
        rf"({NUMBER}(?:\s*%)?)\s*(?:개의?|가지|종의?)?\s*(?:{pattern})",
        rf"(?:{pattern})[^\d\n]{{0,40}}?({NUMBER}(?:\s*[%/]\s*\d*)?)",
    ):
        for label, text in lines:
            for found in re.finditer(way, f"{label}: {text}" if label else text, re.IGNORECASE):
                yield found[1]


# ── the classifier and its accuracy ────────────────────────────────────────────────────────────────────────


def classifier(app):
    """Return the classifier that the page names, one of `CLASSIFIERS`, or None where it names none or several."""
    lines = [f"{label}: {text}" if label else text for label, text in app.lines()]
    lines += [written for written, _ in app.plots()]
    said = [names for line in lines if (names := _names(line))]
    labelled = [n for line in lines if re.search(r"classifier|model|algorithm|분류기|모델|알고리즘", line, re.I) and (n := _names(line))]
    for names in (*labelled, *said):
        if len(names) == 1:
            return names[0]
    return None


def _names(line):
    return [name for name, pattern in CLASSIFIERS.items() if re.search(pattern, line, re.IGNORECASE)]


ACCURACY = r"accuracy|\bacc\b|정확도|정답률|score|점수"
TEST = r"test|held|hold|unseen|valid|eval|시험|테스트|평가|검증|남겨"
TRAIN = r"train|학습|훈련"


def accuracy(app):
    """Return the accuracy that the page shows, as a fraction, or None.

    Of several, that on the held-out part; of those, the first.
    """
    lines = [(label, text) for label, text in app.lines() if re.search(ACCURACY, f"{label} {text}", re.IGNORECASE)]
    tested = [line for line in lines if re.search(TEST, " ".join(line), re.IGNORECASE)]
    untrained = [line for line in lines if not re.search(TRAIN, " ".join(line), re.IGNORECASE)]
    for chosen in (tested, untrained, lines):
        for label, text in chosen:
            found = re.search(rf"{NUMBER}(?:\s*[%/]\s*\d*)?", text)
            if re.search(ACCURACY, label, re.IGNORECASE) and found and (share := fraction(found[0], label)) is not None:
                return share
        for found in after(chosen, ACCURACY):
            if (share := fraction(found)) is not None:
                return share
    return None


def fraction(text, label=""):
    """Return ``0.97``, ``97 %``, ``29/30`` or, where 1 would be too much, ``97`` as a number from 0 to 1, else None."""
    number = to_number(text)
    divided = re.search(r"/\s*(\d+)", text)
    if divided:
        number /= float(divided[1]) or 1
    elif "%" in text + label or number > 1:
        number /= 100
    return number if 0 <= number <= 1 else None


# ── the plot ───────────────────────────────────────────────────────────────────────────────────────────────


def components(app):
    """Return the points of the plot, `(n, 3)`: x, y, and the number of the colour, or None where there is no plot.

    Of several plots the one that speaks of components, else the last.
    """
    plots = app.plots()
    fitting = [plot for plot in plots if re.search(r"compon|\bpca?\b|pc\s*[_-]?1|주성분", plot[0].lower())]
    if not plots:
        return None
    _, rows = (fitting or plots)[-1]
    colours = list(dict.fromkeys(colour for _, _, colour in rows))
    return np.array([(x, y, colours.index(colour)) for x, y, colour in rows])
