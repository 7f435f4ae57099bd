"""Hidden tests of a8_data_app: choices made at the page of a student's app, and the mistakes that its figures show."""

import functools
import importlib
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from grader.questions.question import Case, Extra, Mistake, Question, Rules, case
from grader.text import Bilingual

EXTRA = Extra("app", ("streamlit", "sklearn"))
HANDS_IN = ("app.py",)
BESIDE = ("apps.py", "classifier_app.py")

DATASETS = ("Iris", "Breast Cancer", "Wine")
CLASSIFIERS = ("KNN", "SVM", "Random Forest")


def solution() -> Any:
    """Return the reference app; scikit-learn is loaded here, where a figure is asked for."""
    return importlib.import_module("solutions.a8_data_app")


# ── cases ──────────────────────────────────────────────────────────────────────────────────────────────────


def every_option(rng: np.random.Generator) -> Iterable[Case]:
    """Each data set and each classifier once."""
    for dataset, classifier in zip(DATASETS, CLASSIFIERS, strict=True):
        yield case(dataset=dataset, classifier=classifier)


def usual_parameters(rng: np.random.Generator) -> Iterable[Case]:
    """Each classifier as scikit-learn makes it, or such that it says the same: right also for who ignores the sliders."""
    for dataset in ("Wine", "Iris", "Breast Cancer"):
        yield case(dataset=dataset, classifier="KNN", K=5)
    yield case(dataset="Wine", classifier="SVM", C=1.0)
    yield case(dataset="Wine", classifier="Random Forest", max_depth=15, n_estimators=15)


def other_parameters(rng: np.random.Generator) -> Iterable[Case]:
    """Parameters that move the accuracy, each of a forest's two for itself; one tree alone shows a missing seed."""
    yield case(dataset="Breast Cancer", classifier="Random Forest", max_depth=2, n_estimators=1)
    yield case(dataset="Wine", classifier="Random Forest", max_depth=15, n_estimators=10)
    yield case(dataset="Wine", classifier="KNN", K=15)
    yield case(dataset="Breast Cancer", classifier="KNN", K=7)
    yield case(dataset="Breast Cancer", classifier="SVM", C=0.1)
    yield case(dataset="Wine", classifier="SVM", C=10.0)


# ── app_starts ─────────────────────────────────────────────────────────────────────────────────────────────


def look_for_options(dataset, classifier):
    import classifier_app as page

    _, missing = page.glance(dataset, classifier)
    return tuple(float(choice not in missing) for choice in ("dataset", "classifier"))


def app_starts(dataset: str, classifier: str) -> tuple[float, float]:
    """Both choices are offered."""
    return 1.0, 1.0


# ── shows_data ─────────────────────────────────────────────────────────────────────────────────────────────


def look_at_size(dataset, classifier):
    import classifier_app as page

    seen, missing = page.glance(dataset, classifier)
    return (np.nan, np.nan, np.nan) if "dataset" in missing else page.size(seen)


@functools.cache
def data(dataset: str) -> tuple[Any, Any]:
    """Return X and y of a data set."""
    return solution().get_dataset(dataset)


def shows_data(dataset: str, classifier: str = "") -> tuple[int, int, int]:
    """Rows, columns, classes."""
    X, y = data(dataset)
    return *X.shape, len(np.unique(y))


def of_part(part: int) -> Callable[..., object]:
    """Return the size of the training part (0) or of the test part (1)."""

    def size(dataset: str, classifier: str) -> tuple[int, int, int]:
        X, y = data(dataset)
        return *parts(X, y)[part].shape, len(np.unique(y))

    return size


# ── classifies, obeys_parameters ───────────────────────────────────────────────────────────────────────────


def look_at_accuracy(dataset, classifier, **parameters):
    import classifier_app as page

    seen, missing = page.use(dataset, classifier, **parameters)
    if {"dataset", "classifier"} & set(missing):
        return np.nan, np.nan
    name = page.classifier(seen)
    return list(page.CLASSIFIERS).index(name) + 1.0 if name else np.nan, page.accuracy(seen)


def look_at_obedience(dataset, classifier, **parameters):
    import classifier_app as page

    seen, missing = page.use(dataset, classifier, **parameters)
    return np.nan if missing else page.accuracy(seen)


def parts(*arrays: Any, **options: Any) -> Any:
    """Return scikit-learn's split of the lecture."""
    from sklearn.model_selection import train_test_split

    return train_test_split(*arrays, **{"test_size": 0.2, "random_state": 1234} | options)


def scaled(X: Any) -> Any:
    """Return X with every column of mean 0 and variance 1."""
    return (X - X.mean(axis=0)) / X.std(axis=0)


def make(classifier: str, parameters: dict[str, Any]) -> Any:
    """Return the reference's classifier."""
    return solution().get_classifier(classifier, parameters)


def usual(classifier: str) -> dict[str, Any]:
    """Return scikit-learn's own parameters."""
    return {"KNN": {"K": 5}, "SVM": {"C": 1.0}, "Random Forest": {"max_depth": None, "n_estimators": 100}}[classifier]


Accuracy = Callable[..., float]
"""Of a data set and a classifier by name, with the parameters."""


def after(prepare: Callable[[Any, Any], Any]) -> Accuracy:
    """Return the accuracy where `prepare` makes the four parts X_train, X_test, y_train, y_test of X and y."""

    @functools.cache
    def accuracy(dataset: str, classifier: str, **parameters: Any) -> float:
        X_train, X_test, y_train, y_test = prepare(*data(dataset))
        return float(make(classifier, parameters).fit(X_train, y_train).score(X_test, y_test))

    return accuracy


def with_parameters(change: Callable[[str, dict[str, Any]], dict[str, Any]]) -> Accuracy:
    """Return the accuracy with other parameters than those chosen."""
    return lambda dataset, classifier, **parameters: held_out(dataset, classifier, **change(classifier, parameters))


def scale_by_training_part(X: Any, y: Any) -> Any:
    """Split, then scale both parts by the training part's mean and spread: sound, but not what is asked for."""
    X_train, X_test, y_train, y_test = parts(X, y)
    mean, spread = X_train.mean(axis=0), X_train.std(axis=0)
    return (X_train - mean) / spread, (X_test - mean) / spread, y_train, y_test


def on_training_part(X: Any, y: Any) -> Any:
    """Split, and look at the training part."""
    X_train, _, y_train, _ = parts(X, y)
    return X_train, X_train, y_train, y_train


def trained_on_all(X: Any, y: Any) -> Any:
    """Split, but train on everything."""
    _, X_test, _, y_test = parts(X, y)
    return X, X_test, y, y_test


def parts_swapped(X: Any, y: Any) -> Any:
    """Take the parts in the wrong order."""
    X_train, X_test, y_train, y_test = parts(X, y)
    return X_test, X_train, y_test, y_train


def project(X: Any) -> Any:
    """Return the first two principal components, as the reference draws them."""
    return solution().project(X)


held_out = after(parts)
# Code, accuracy, what it keeps where all else is right, hint in English and Korean.
SPLITS: tuple[tuple[str, Accuracy, float, str, str], ...] = (
    (
        "same_data_for_all", lambda dataset, classifier, **parameters: held_out("Iris", classifier, **parameters), 0.25,
        "Whatever is chosen, this is the accuracy for Iris. Where does the choice go into loading the data?",
        "무엇을 골라도 Iris에 대한 정확도입니다. 고른 이름은 데이터를 읽는 곳에서 어떻게 쓰입니까?",
    ),
    (
        "training_accuracy", after(on_training_part), 0.25,
        "This is the accuracy on the rows that the classifier was trained on; it has seen their answers. Which rows has"
        " it never seen?",
        "학습에 쓴 행에 대한 정확도입니다. 분류기는 그 행들의 답을 이미 보았습니다. 한 번도 보지 못한 행은 어느 것입니까?",
    ),
    (
        "all_data_accuracy", after(lambda X, y: (X, X, y, y)), 0.25,
        "Your classifier is trained and judged on all rows. What does it then say about a flower that nobody has seen?",
        "모든 행으로 학습하고 모든 행으로 평가했습니다. 그 값이 아무도 본 적 없는 꽃에 대해 무엇을 말해 줍니까?",
    ),
    (
        "trained_on_all", after(trained_on_all), 0.25,
        "The held-out rows were among those that the classifier was trained on. What goes into fit?",
        "따로 떼어 둔 행이 학습에도 들어갔습니다. fit에는 무엇을 넣어야 합니까?",
    ),
    (
        "parts_swapped", after(parts_swapped), 0.25,
        "Training and held-out part have changed places. In which order does train_test_split return its four parts?",
        "학습용과 평가용이 서로 바뀌었습니다. train_test_split은 네 부분을 어떤 순서로 돌려줍니까?",
    ),
    (
        "scaler_before_split", after(lambda X, y: parts(scaled(X), y)), 0.25,
        "The features were scaled with the mean and spread of all rows, the held-out ones among them. What may be known"
        " of those before the classifier is judged? And does the notebook ask for scaling?",
        "평가용 행까지 포함한 전체의 평균과 표준편차로 특성을 스케일링했습니다. 평가하기 전에 그 행들에 대해 무엇을 알아도 됩니까? 그리고"
        " 이 과제는 스케일링을 요구합니까?",
    ),
    (
        "scaled_in_training", after(scale_by_training_part), 0.5,
        "Scaling by the training part alone is sound, and it helps; but this app shows the classifiers of the lecture,"
        " which get the features as they are. What does the notebook say about scaling?",
        "학습용 부분만으로 스케일링한 것은 올바른 방법이고 도움도 됩니다. 다만 이 앱은 특성을 그대로 받는 강의의 분류기를 보여 줍니다."
        " 노트북은 스케일링에 대해 무엇이라고 합니까?",
    ),
    (
        "pca_before_split", after(lambda X, y: parts(project(X), y)), 0.25,
        "Your classifier sees two principal components, found from all rows, in place of the features. What are the"
        " components for in this app?",
        "분류기가 특성 대신 전체 행에서 구한 두 주성분을 보고 있습니다. 이 앱에서 주성분은 무엇에 쓰는 것입니까?",
    ),
    (
        "quarter_held_out", after(lambda X, y: parts(X, y, test_size=0.25)), 0.75,
        "A quarter of the rows is held out, which is what train_test_split does when nobody tells it. How large is a"
        " fifth?",
        "행의 4분의 1을 떼어 두었습니다. 아무 말도 하지 않으면 train_test_split이 그렇게 합니다. 5분의 1은 얼마입니까?",
    ),
    (
        "third_held_out", after(lambda X, y: parts(X, y, test_size=0.3)), 0.75,
        "Three tenths of the rows are held out. How large is a fifth?",
        "행의 10분의 3을 떼어 두었습니다. 5분의 1은 얼마입니까?",
    ),
    (
        "other_seed", after(lambda X, y: parts(X, y, random_state=42)), 0.75,
        "The split is a fifth, but drawn with random_state 42. Which one does the notebook name?",
        "5분의 1을 떼어 두었지만 random_state가 42입니다. 노트북에서 정한 값은 무엇입니까?",
    ),
    (
        "seed_zero", after(lambda X, y: parts(X, y, random_state=0)), 0.75,
        "The split is a fifth, but drawn with random_state 0. Which one does the notebook name?",
        "5분의 1을 떼어 두었지만 random_state가 0입니다. 노트북에서 정한 값은 무엇입니까?",
    ),
    (
        "stratified", after(lambda X, y: parts(X, y, stratify=y)), 0.75,
        "Your split keeps the shares of the classes (stratify). That is often wise; which split does the lecture make?",
        "클래스 비율을 유지하며(stratify) 나누었습니다. 좋은 방법일 때가 많지만, 강의에서는 어떻게 나눕니까?",
    ),
)  # fmt: skip


def named(accuracy: Accuracy) -> Callable[..., object]:
    """Return the classifier's number, from 1, and an accuracy."""
    return lambda classifier, **choice: (
        CLASSIFIERS.index(classifier) + 1.0,
        accuracy(classifier=classifier, **choice),
    )


def classifies(dataset: str, classifier: str, **parameters: float) -> object:
    """Which classifier the page names, and the accuracy on the held-out fifth."""
    return named(held_out)(dataset=dataset, classifier=classifier, **parameters)


def obeys_parameters(dataset: str, classifier: str, **parameters: float) -> float:
    """Return the accuracy on the held-out fifth."""
    return held_out(dataset=dataset, classifier=classifier, **parameters)


def forest(depth: int | None = None, trees: int | None = None) -> Callable[..., dict[str, Any]]:
    """Return a change of parameters that leaves one of a forest's two as scikit-learn has it."""

    def change(classifier: str, parameters: dict[str, Any]) -> dict[str, Any]:
        if classifier != "Random Forest":
            return parameters
        return (
            parameters
            | ({"max_depth": None} if depth is None else {})
            | ({"n_estimators": 100} if trees is None else {})
        )

    return change


# ── plots_components ───────────────────────────────────────────────────────────────────────────────────────


def portrait(points):
    """Return what a coloured cloud looks like, `(colours, 6)`, whatever the order of its points and the signs of its axes.

    One row for each colour, from left to right: how many points, mean x, mean y, spread of x and of y, covariance. An axis
    points to where the cloud's longer tail is.
    """
    import numpy as np

    if points is None:
        return np.nan
    places = points[:, :2] - points[:, :2].mean(axis=0)
    tails = (places**3).sum(axis=0)
    places = places * np.where(tails < 0, -1.0, 1.0)
    rows = []
    for colour in np.unique(points[:, 2]):
        cloud = places[points[:, 2] == colour]
        apart = cloud - cloud.mean(axis=0)
        rows.append([len(cloud), *cloud.mean(axis=0), *cloud.std(axis=0), (apart[:, 0] * apart[:, 1]).mean()])
    return np.array(sorted(rows, key=lambda row: row[1]))


def look_at_plot(dataset, classifier):
    import classifier_app as page

    seen, missing = page.glance(dataset, classifier)
    return portrait(None if "dataset" in missing else page.components(seen))


def drawn(places: Callable[[Any], Any], coloured: bool = True, part: int | None = None) -> Callable[..., object]:
    """Return the portrait of a plot: of all rows or of a part, each row's place computed by `places`."""

    def plot(dataset: str, classifier: str) -> object:
        X, y = data(dataset)
        if part is not None:
            X, y = parts(X, y)[part], parts(X, y)[2 + part]
        return portrait(np.column_stack([places(X), y if coloured else 0 * y]))

    return plot


def components(X: Any, count: int) -> Any:
    """Return the first principal components of X."""
    centred = X - X.mean(axis=0)
    return centred @ np.linalg.svd(centred, full_matrices=False)[2][:count].T


def plots_components(dataset: str, classifier: str = "") -> object:
    """Return the portrait of the first two principal components, coloured by class."""
    X, y = data(dataset)
    return portrait(np.column_stack([project(X), y]))


# ── questions ──────────────────────────────────────────────────────────────────────────────────────────────

NOT_SHOWN = Bilingual(
    "This was not found on the page, or the choice is not offered there. Look at the page yourself: is it named where it"
    " stands?",
    "화면에서 찾지 못했거나 그 선택지가 없습니다. 직접 화면을 보세요. 값 옆에 이름이 적혀 있습니까?",
)
# Two digits after the point are enough; half of the last one may be rounded away.
SHOWN = Rules(rtol=0.0, atol=0.00501, nan_hint=NOT_SHOWN)

QUESTIONS = (
    Question(
        app_starts,
        points=1,
        cases=every_option,
        file="app.py",
        look=(look_for_options,),
        mistakes=(
            Mistake(
                "no_choices",
                lambda dataset, classifier: (0.0, 0.0),
                en="The app starts, but there is nothing to choose. Which of Streamlit's widgets offers one of several?",
                ko="앱은 시작하지만 고를 것이 없습니다. 여럿 가운데 하나를 고르게 하는 Streamlit 위젯은 무엇입니까?",
            ),
            Mistake(
                "no_dataset_choice",
                lambda dataset, classifier: (0.0, 1.0),
                credit=0.5,
                en="The classifiers can be chosen, the data sets cannot. Does one widget offer all three by name?",
                ko="분류기는 고를 수 있지만 데이터 세트는 고를 수 없습니다. 세 가지를 모두 이름으로 보여 주는 위젯이 있습니까?",
            ),
            Mistake(
                "no_classifier_choice",
                lambda dataset, classifier: (1.0, 0.0),
                credit=0.5,
                en="The data sets can be chosen, the classifiers cannot. Does one widget offer all three by name?",
                ko="데이터 세트는 고를 수 있지만 분류기는 고를 수 없습니다. 세 가지를 모두 이름으로 보여 주는 위젯이 있습니까?",
            ),
        ),
    ),
    Question(
        shows_data,
        points=2,
        cases=every_option,
        file="app.py",
        look=(look_at_size,),
        rules=Rules(nan_hint=NOT_SHOWN),
        mistakes=(
            Mistake(
                "nothing_shown",
                lambda dataset, classifier: (np.nan, np.nan, np.nan),
                en="Neither the shape nor the number of classes was found on the page. Which of Streamlit's functions writes?",
                ko="화면에서 데이터의 모양도 클래스 수도 찾지 못했습니다. 화면에 글을 쓰는 Streamlit 함수는 무엇입니까?",
            ),
            Mistake(
                "shape_not_shown",
                lambda dataset, classifier: (np.nan, np.nan, shows_data(dataset)[2]),
                credit=0.5,
                en="The number of classes is there; the shape of the data was not found. What does X know about itself?",
                ko="클래스 수는 있지만 데이터의 모양을 찾지 못했습니다. X는 자신에 대해 무엇을 알고 있습니까?",
            ),
            Mistake(
                "classes_not_shown",
                lambda dataset, classifier: (*shows_data(dataset)[:2], np.nan),
                credit=0.5,
                en="The shape is there; the number of classes was not found. How many different values are there in y?",
                ko="데이터의 모양은 있지만 클래스 수를 찾지 못했습니다. y에는 서로 다른 값이 몇 개 있습니까?",
            ),
            Mistake(
                "same_data_for_all",
                lambda dataset, classifier: shows_data("Iris"),
                en="Whatever is chosen, the page speaks of Iris. Where does the choice go into loading the data?",
                ko="무엇을 골라도 Iris에 대한 값이 나옵니다. 고른 이름은 데이터를 읽는 곳에서 어떻게 쓰입니까?",
            ),
            Mistake(
                "size_of_training_part",
                of_part(0),
                credit=0.5,
                en="This is the shape of the training part. Which array holds the whole data set?",
                ko="학습용 부분의 모양입니다. 전체 데이터는 어느 배열에 있습니까?",
            ),
            Mistake(
                "size_of_held_out_part",
                of_part(1),
                credit=0.5,
                en="This is the shape of the held-out part. Which array holds the whole data set?",
                ko="평가용 부분의 모양입니다. 전체 데이터는 어느 배열에 있습니까?",
            ),
            Mistake(
                "target_counted",
                lambda dataset, classifier: (
                    shows_data(dataset)[0],
                    shows_data(dataset)[1] + 1,
                    shows_data(dataset)[2],
                ),
                credit=0.5,
                en="One column too many: is the class itself a feature?",
                ko="열이 하나 많습니다. 클래스 자체도 특성입니까?",
            ),
            Mistake(
                "rows_and_columns_swapped",
                lambda dataset, classifier: (*shows_data(dataset)[1::-1], shows_data(dataset)[2]),
                credit=0.5,
                en="Rows and columns have changed places. What is one row of X?",
                ko="행과 열이 바뀌었습니다. X의 한 행은 무엇입니까?",
            ),
        ),
    ),
    Question(
        classifies,
        points=3,
        cases=usual_parameters,
        file="app.py",
        look=(look_at_accuracy,),
        rules=SHOWN,
        mistakes=(
            Mistake(
                "nothing_shown",
                lambda dataset, classifier, **parameters: (np.nan, np.nan),
                en="Neither a classifier's name nor an accuracy was found on the page. Are both written with their names?",
                ko="화면에서 분류기 이름도 정확도도 찾지 못했습니다. 둘 다 이름과 함께 썼습니까?",
            ),
            Mistake(
                "accuracy_not_shown",
                lambda dataset, classifier, **parameters: (CLASSIFIERS.index(classifier) + 1.0, np.nan),
                en="The classifier is named; its accuracy was not found. Does the word stand beside the number?",
                ko="분류기 이름은 있지만 정확도를 찾지 못했습니다. 숫자 옆에 그 이름이 적혀 있습니까?",
            ),
            Mistake(
                "classifier_not_shown",
                lambda dataset, classifier, **parameters: (
                    np.nan,
                    named(held_out)(dataset=dataset, classifier=classifier, **parameters)[1],
                ),
                credit=0.75,
                en="The accuracy is right, but the page does not say whose it is. Which classifier is at work?",
                ko="정확도는 맞지만 어느 분류기의 값인지 화면에 없습니다. 지금 쓰는 분류기는 무엇입니까?",
            ),
            Mistake(
                "same_classifier_for_all",
                lambda dataset, classifier, **parameters: (
                    CLASSIFIERS.index(classifier) + 1.0,
                    held_out(dataset, "KNN", K=5),
                ),
                en="Whichever classifier is chosen, KNN is at work. Where does the choice go into making the classifier?",
                ko="어느 분류기를 골라도 KNN이 일합니다. 고른 이름은 분류기를 만드는 곳에서 어떻게 쓰입니까?",
            ),
            *(Mistake(code, named(accuracy), en=en, ko=ko, credit=credit) for code, accuracy, credit, en, ko in SPLITS),
        ),
    ),
    Question(
        obeys_parameters,
        points=3,
        cases=other_parameters,
        file="app.py",
        look=(look_at_obedience,),
        rules=SHOWN,
        mistakes=(
            Mistake(
                "no_parameters",
                lambda dataset, classifier, **parameters: np.nan,
                en="No widget for the parameters was found, or no accuracy. Is each labelled with its name (K, C, max_depth,"
                " n_estimators), and does it reach both ends of its range?",
                ko="매개변수를 정하는 위젯이나 정확도를 찾지 못했습니다. 위젯마다 이름(K, C, max_depth, n_estimators)이 있고, 범위의"
                " 양 끝까지 움직입니까?",
            ),
            Mistake(
                "parameters_ignored",
                with_parameters(lambda classifier, parameters: usual(classifier)),
                en="The widgets are there, but the accuracy does not follow them. Where do their values go?",
                ko="위젯은 있지만 정확도가 따라 움직이지 않습니다. 위젯의 값은 어디로 갑니까?",
            ),
            Mistake(
                "only_k_and_c",
                with_parameters(forest()),
                credit=0.5,
                en="K and C are obeyed; the forest grows as it likes. Which of its arguments take the two values?",
                ko="K와 C는 반영되지만 랜덤 포레스트는 마음대로 자랍니다. 두 값은 어느 인자로 들어갑니까?",
            ),
            Mistake(
                "depth_ignored",
                with_parameters(forest(trees=1)),
                credit=0.75,
                en="All parameters are obeyed but one: how deep may a tree of the forest become?",
                ko="하나를 빼고 모두 반영됩니다. 랜덤 포레스트의 나무는 얼마나 깊어질 수 있습니까?",
            ),
            Mistake(
                "trees_ignored",
                with_parameters(forest(depth=1)),
                credit=0.75,
                en="All parameters are obeyed but one: how many trees has the forest?",
                ko="하나를 빼고 모두 반영됩니다. 랜덤 포레스트에는 나무가 몇 그루 있습니까?",
            ),
            *(
                Mistake(
                    code,
                    accuracy,
                    credit=0.75,
                    en="Your widgets are obeyed, and you keep most of the points. The accuracy itself is off as in `classifies`. "
                    + en,
                    ko="위젯의 값은 잘 반영되므로 점수 대부분을 받습니다. 정확도 자체는 `classifies`에서처럼 다릅니다. "
                    + ko,
                )
                for code, accuracy, _, en, ko in SPLITS
            ),
        ),
    ),
    Question(
        plots_components,
        points=3,
        cases=every_option,
        file="app.py",
        look=(portrait, look_at_plot),
        rules=Rules(
            rtol=1e-3,
            atol=1e-3,
            constant=True,
            nan_hint=NOT_SHOWN,
            shape_hint=Bilingual("There is one row for each colour of your plot.", "그림의 색마다 한 행입니다."),
        ),
        mistakes=(
            Mistake(
                "no_plot",
                lambda dataset, classifier: np.nan,
                en="No scatter plot was found on the page. Which of Streamlit's functions takes your figure?",
                ko="화면에서 산점도를 찾지 못했습니다. 그림을 받는 Streamlit 함수는 무엇입니까?",
            ),
            Mistake(
                "same_plot_for_all",
                lambda dataset, classifier: plots_components("Iris"),
                en="Whatever data set is chosen, the plot shows Iris. Of which X are the components?",
                ko="어느 데이터 세트를 골라도 그림은 Iris입니다. 주성분은 어느 X에서 구한 것입니까?",
            ),
            Mistake(
                "not_coloured",
                drawn(project, coloured=False),
                credit=0.5,
                en="The points are right and have one colour. What should a colour say?",
                ko="점의 위치는 맞지만 색이 하나입니다. 색은 무엇을 나타내야 합니까?",
            ),
            Mistake(
                "raw_features",
                drawn(lambda X: X[:, :2]),
                credit=0.25,
                en="The plot shows the first two features. Which two directions spread the rows widest?",
                ko="처음 두 특성을 그렸습니다. 행들이 가장 넓게 퍼지는 두 방향은 무엇입니까?",
            ),
            Mistake(
                "scaled_components",
                drawn(lambda X: project(scaled(X))),
                credit=0.5,
                en="These are the components of scaled features. That is a good picture, too; of which X does the notebook ask?",
                ko="스케일링한 특성의 주성분입니다. 그것도 좋은 그림이지만, 노트북은 어느 X의 주성분을 요구합니까?",
            ),
            Mistake(
                "axes_swapped",
                drawn(lambda X: project(X)[:, ::-1]),
                credit=0.75,
                en="The first component stands upright. Which axis has the widest spread?",
                ko="첫째 주성분이 세로축에 있습니다. 가장 넓게 퍼진 축은 어느 것이어야 합니까?",
            ),
            Mistake(
                "second_and_third",
                drawn(lambda X: components(X, 3)[:, 1:]),
                credit=0.5,
                en="These are the second and the third component. With which number does Python begin to count?",
                ko="둘째와 셋째 주성분입니다. Python은 몇부터 셉니까?",
            ),
            Mistake(
                "components_of_training_part",
                drawn(project, part=0),
                credit=0.5,
                en="Only the training part is drawn. Of how many rows does the plot speak?",
                ko="학습용 부분만 그렸습니다. 그림은 몇 개의 행을 보여 주어야 합니까?",
            ),
            Mistake(
                "components_of_held_out_part",
                drawn(project, part=1),
                credit=0.5,
                en="Only the held-out part is drawn. Of how many rows does the plot speak?",
                ko="평가용 부분만 그렸습니다. 그림은 몇 개의 행을 보여 주어야 합니까?",
            ),
        ),
    ),
)
