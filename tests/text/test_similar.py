"""A name that is not known, and the known one that it is most like."""

from __future__ import annotations

from grader.text.similar import did_you_mean


def test_the_name_most_like_it_is_asked_for_and_nothing_where_none_is() -> None:
    assert did_you_mean("anwser", ("answer", "name")) == " Did you mean answer?"
    assert did_you_mean("points", ("answer", "name")) == ""
