"""What the page of a student's classifier app shows for some choices: NaN for what is not found on it.

`classifier_app`, which turns the page's widgets and reads it, travels beside the notebook.
"""

from typing import Any

import numpy as np


def offered_choices(dataset: str, classifier: str) -> tuple[float, ...]:
    """Return 1 for each of the two choices that the page offers, else 0."""
    import classifier_app as page

    _, missing = page.glance(dataset, classifier)
    return tuple(float(choice not in missing) for choice in ("dataset", "classifier"))


def shown_size(dataset: str, classifier: str) -> Any:
    """Return rows, columns and classes, as the page tells them."""
    import classifier_app as page

    seen, missing = page.glance(dataset, classifier)
    return (np.nan, np.nan, np.nan) if "dataset" in missing else page.size(seen)


def shown_accuracy(dataset: str, classifier: str, **parameters: float) -> tuple[float, Any]:
    """Return the number, from 1, of the classifier that the page names, and the accuracy that it shows."""
    import classifier_app as page

    seen, missing = page.use(dataset, classifier, **parameters)
    if {"dataset", "classifier"} & set(missing):
        return np.nan, np.nan
    name = page.classifier(seen)
    return list(page.CLASSIFIERS).index(name) + 1.0 if name else np.nan, page.accuracy(seen)


def accuracy_with_parameters(dataset: str, classifier: str, **parameters: float) -> Any:
    """Return the accuracy that the page shows when all its parameters are set; NaN where one cannot be."""
    import classifier_app as page

    seen, missing = page.use(dataset, classifier, **parameters)
    return np.nan if missing else page.accuracy(seen)


def shown_plot(dataset: str, classifier: str) -> Any:
    """Return the portrait of the page's scatter plot."""
    import classifier_app as page

    seen, missing = page.glance(dataset, classifier)
    return portrait(None if "dataset" in missing else page.components(seen))


def portrait(points: Any) -> Any:
    """Return what a coloured cloud looks like, `(colours, 6)`, in any order of its points, with any signs.

    One row for each colour, from left to right: how many points, mean x, mean y, spread of x and of y, covariance.
    An axis points to where the cloud's longer tail is.
    """
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
