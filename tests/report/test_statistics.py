"""The numbers of the report, against values worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.report.statistics import ENOUGH, confidence, correlation, distribution, item_statistics


def test_a_distribution_by_hand() -> None:
    found = distribution([0, 2, 4, 10], 10)
    assert found is not None
    assert (found.count, found.mean, found.median, found.lowest, found.highest) == (4, 4, 3, 0, 10)
    assert found.deviation == pytest.approx(math.sqrt((16 + 4 + 0 + 36) / 3))
    assert (found.lower_quartile, found.upper_quartile) == (1.5, 5.5)
    assert found.bins == (1, 0, 1, 0, 1, 0, 0, 0, 0, 1)


@pytest.mark.parametrize(("score", "tenth"), [(0, 0), (0.69, 0), (0.7, 1), (2.1, 3), (6.99, 9), (7, 9)])
def test_a_score_on_the_edge_belongs_to_the_upper_tenth_and_full_marks_to_the_last(score: float, tenth: int) -> None:
    found = distribution([score], 7)
    assert found is not None
    assert found.bins.index(1) == tenth


def test_one_score_does_not_vary_and_scores_out_of_0_lie_in_the_first_tenth() -> None:
    one, two = distribution([3], 10), distribution([0, 2], 0)
    assert one is not None
    assert two is not None
    assert one.deviation == 0
    assert two.deviation == pytest.approx(math.sqrt(2))
    assert two.bins == (2, *[0] * 9)


def test_nobody_has_no_distribution() -> None:
    assert distribution([], 10) is None


@given(st.lists(st.floats(0, 22), min_size=1, max_size=60))
def test_every_score_is_counted_once(scores: list[float]) -> None:
    found = distribution(scores, 22)
    assert found is not None
    assert sum(found.bins) == len(scores)
    assert found.lowest <= found.lower_quartile <= found.median <= found.upper_quartile <= found.highest


def test_facility_is_the_mean_share_of_the_points() -> None:
    (item,) = item_statistics([{"f": 2}, {"f": 1}, {"f": 0}, {}], {"f": 2})
    assert (item.students, item.full, item.some, item.none, item.facility) == (3, 1, 1, 1, 0.5)


def test_discrimination_is_held_against_the_other_questions_only() -> None:
    # f: 0 1 0 1 …; the rest g + h: 0 1 1 2 …, so r = 1/sqrt(2), whatever f adds to the whole
    four = [{"f": 0, "g": 0, "h": 0}, {"f": 1, "g": 1, "h": 0}, {"f": 0, "g": 0, "h": 1}, {"f": 1, "g": 1, "h": 1}]
    items = item_statistics(four * 3, {"f": 1, "g": 1, "h": 1})
    assert items[0].discrimination == pytest.approx(1 / math.sqrt(2))
    assert items[2].discrimination == pytest.approx(0, abs=1e-12)


def test_there_is_no_discrimination_for_a_small_class_or_where_nothing_varies() -> None:
    rows = [{"f": i % 2, "g": i % 2, "h": 1} for i in range(ENOUGH - 1)]
    assert [item.discrimination for item in item_statistics(rows, {"f": 1, "g": 1, "h": 1})] == [None, None, None]
    rows.append({"f": 1, "g": 1, "h": 1})
    f, _, h = item_statistics(rows, {"f": 1, "g": 1, "h": 1})
    assert f.discrimination == pytest.approx(1)
    assert (h.discrimination, h.interval) == (None, None)


def test_a_student_with_an_unmarked_question_counts_for_facility_only() -> None:
    rows = [{"f": i % 2, "g": i % 2} for i in range(ENOUGH)]
    with_a_gap = [*rows, {"f": 0}, {"f": 0}]
    assert item_statistics(with_a_gap, {"f": 1, "g": 1})[0].discrimination == pytest.approx(1)
    assert item_statistics(with_a_gap, {"f": 1, "g": 1})[0].students == ENOUGH + 2


def test_the_interval_is_fishers() -> None:
    low, high = confidence(0.5, 28)  # atanh(0.5) = 0.5493, 1.96 / sqrt(25) = 0.392
    assert low == pytest.approx(math.tanh(0.5493061 - 0.3919928))
    assert high == pytest.approx(math.tanh(0.5493061 + 0.3919928))
    assert confidence(1.0, 12) == (1.0, 1.0)


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), max_size=30))
def test_a_correlation_lies_between_minus_one_and_one_or_is_not_defined(pairs: list[tuple[float, float]]) -> None:
    found = correlation([one for one, _ in pairs], [other for _, other in pairs])
    assert found is None or -1 <= found <= 1
