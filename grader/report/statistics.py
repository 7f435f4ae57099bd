"""Statistics of a class's scores and of its questions. Pure: numbers in, numbers out.

Classical item analysis (Lord and Novick, "Statistical Theories of Mental Test Scores", 1968): a question's facility,
and its discrimination as the corrected item-total correlation, which leaves the question itself out of the total.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BINS = 10
ENOUGH = 10
"""Discrimination is computed for at least so many students."""
SURE = 30
"""With fewer students than this it is only a first impression: the report draws it as an open circle."""
Z95 = statistics.NormalDist().inv_cdf(0.975)

Row = Mapping[str, float]
"""One student's points by question; a question that nobody could mark is left out."""


@dataclass(frozen=True)
class Distribution:
    """How a class's scores lie, in points; `bins` counts students by tenths of the maximum."""

    count: int
    maximum: float
    mean: float
    median: float
    deviation: float
    """Of the sample, with n - 1; 0 for a single score."""
    lowest: float
    highest: float
    lower_quartile: float
    upper_quartile: float
    bins: tuple[int, ...]


@dataclass(frozen=True)
class ItemStatistics:
    """How one question behaves."""

    question: str
    points: float
    students: int
    full: int
    some: int
    none: int
    facility: float | None
    """Mean share of the points; None where nobody was marked."""
    discrimination: float | None
    """Correlation of the points with those of all other questions; None where it is not defined."""
    interval: tuple[float, float] | None
    """The 95 % confidence interval of the discrimination; see `confidence`."""


def distribution(scores: Sequence[float], maximum: float) -> Distribution | None:
    """Return the distribution of scores (points between 0 and `maximum`); None where there are none.

    Quartiles are those of Hyndman and Fan's type 7, as in NumPy and R.
    """
    if not scores:
        return None
    lower, _, upper = statistics.quantiles(scores, n=4, method="inclusive") if len(scores) > 1 else [scores[0]] * 3
    bins = [0] * BINS
    for score in scores:
        bins[min(max(int(score / maximum * BINS + 1e-9), 0), BINS - 1) if maximum > 0 else 0] += 1
    return Distribution(
        len(scores),
        maximum,
        statistics.fmean(scores),
        statistics.median(scores),
        statistics.stdev(scores) if len(scores) > 1 else 0.0,
        min(scores),
        max(scores),
        lower,
        upper,
        tuple(bins),
    )


def item_statistics(rows: Sequence[Row], points: Mapping[str, float]) -> tuple[ItemStatistics, ...]:
    """Return the statistics of each question, in the order of `points`."""
    whole = [row for row in rows if all(question in row for question in points)]
    return tuple(_item(question, rows, whole, points) for question in points)


def _item(question: str, rows: Sequence[Row], whole: Sequence[Row], points: Mapping[str, float]) -> ItemStatistics:
    worth = points[question]
    got = [row[question] for row in rows if question in row]
    full = sum(score >= worth for score in got)
    none = sum(score <= 0 for score in got)
    facility = statistics.fmean(got) / worth if got and worth > 0 else None
    rest = [math.fsum(row[other] for other in points if other != question) for row in whole]
    found = correlation([row[question] for row in whole], rest) if len(whole) >= ENOUGH else None
    interval = None if found is None else confidence(found, len(whole))
    return ItemStatistics(question, worth, len(got), full, len(got) - full - none, none, facility, found, interval)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Pearson's correlation; None where one of the two never varies."""
    if len(one) < 2 or len(set(one)) == 1 or len(set(other)) == 1:
        return None
    try:
        return max(-1.0, min(1.0, statistics.correlation(one, other)))
    except statistics.StatisticsError:  # differences too small for a variance
        return None


def confidence(found: float, students: int) -> tuple[float, float]:
    """Return the 95 % confidence interval of a correlation between the scores of at least 4 students.

    By Fisher's transformation (R. A. Fisher, "On the probable error of a coefficient of correlation", Metron 1, 1921):
    artanh of the correlation is nearly normal with a standard error of 1 / sqrt(students - 3).
    """
    if abs(found) >= 1:
        return found, found
    middle, reach = math.atanh(found), Z95 / math.sqrt(students - 3)
    return math.tanh(middle - reach), math.tanh(middle + reach)
