"""The box in a test cell: verdict, points and hint; nothing in it can run in a grader's browser."""

import pytest

from grader.feedback.verdict_box import verdict_output
from grader.feedback.words import TITLES
from grader.results.result import QuestionResult
from grader.text import LANGUAGES
from grader.verdict import Verdict


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_words_in_both_languages(verdict: Verdict, language: str) -> None:
    output = verdict_output(QuestionResult("df", 2, 0.5, verdict, "code", "Why?"), language)
    for text in output["data"].values():
        assert TITLES[verdict].say(language) in text
        assert "0.5 / 2" in text
        assert "Why?" in text


def test_what_a_student_wrote_is_text() -> None:
    message = "It came from your line 1: <script>alert(1)</script><img src=x onerror=alert(2)>"
    page = verdict_output(QuestionResult("df", 1, 0, Verdict.RAISED, "exception", message), "en")["data"]["text/html"]
    assert "<script" not in page
    assert "<img" not in page
