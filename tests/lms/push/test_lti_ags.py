"""The LTI client against a platform that checks what Moodle and Canvas check."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from lti_platform import AGS, Fault, Platform, serving

from grader.errors import UserError
from grader.lms.push.delivery import Delivery, Past, Receipt, later_than
from grader.lms.push.lti_ags import Ags, scores_url
from grader.lms.push.lti_session import LtiSession
from grader.lms.push.retry import ATTEMPTS, retry_after
from grader.lms.push.settings import LtiSettings, Secret


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, password: bytes | None = None) -> str:
    lock = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, lock).decode()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(params=["moodle", "canvas"])
def lms(request: pytest.FixtureRequest, key: rsa.RSAPrivateKey) -> Iterator[Platform]:
    with serving(Platform(key.public_key(), dialect=request.param, users={"41", "42", "43"})) as platform:
        yield platform


class Clock:
    """Seconds that pass only when somebody waits."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(lms: Platform) -> Clock:
    lms.clock = made = Clock()
    return made


@pytest.fixture
def connect(lms: Platform, key: rsa.RSAPrivateKey, clock: Clock) -> Iterator[Callable[..., Ags]]:
    with httpx.Client() as http:

        def make(pem_key: str = "", **changes: object) -> Ags:
            settings = {
                "client_id": "tool-42", "key_id": "key-1", "token_url": lms.token_url, "audience": lms.token_url,
                "line_items_url": lms.line_items_url, "line_items": {}, "key_file": None,
            }  # fmt: skip
            chosen = LtiSettings(**(settings | changes))
            return Ags(chosen, LtiSession(chosen, Secret(pem_key or pem(key)), http, clock.sleep, clock), clock.sleep)

        yield make


def grade(user: str = "42", score: float = 8.5, comment: str = "f 2/2", assignment: str = "a1") -> Delivery:
    return Delivery(assignment, f"student-{user}", user, score, 10.0, comment)


def send(ags: Ags, *deliveries: Delivery, past: Past = Past()) -> list[Receipt]:  # noqa: B008  # frozen
    ags.prepare({delivery.assignment: delivery.max_score for delivery in deliveries})
    return list(ags.send([(delivery, past) for delivery in deliveries]))


# ── a grade arrives ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_score_arrives_with_its_comment(lms: Platform, connect: Callable[..., Ags]) -> None:
    answers = send(connect(), grade("42", 8.5, "f 2/2\n기울기: 다시 보세요"), grade("43", 0.0, ""))
    assert [answer.refused for answer in answers] == ["", ""]
    assert lms.given() == {("a1", "42"): 8.5, ("a1", "43"): 0.0}
    assert lms.grades[5, "42"]["comment"] == "f 2/2\n기울기: 다시 보세요"


def test_a_push_counts_as_no_attempt_of_the_student(lms: Platform, connect: Callable[..., Ags]) -> None:
    send(connect(), grade())
    assert lms.grades[5, "42"]["attempts"] == 0


def test_a_column_is_made_once_and_then_found(lms: Platform, connect: Callable[..., Ags]) -> None:
    send(connect(), grade())
    send(connect(), grade("43"))
    (item,) = lms.items.values()
    assert (item["label"], item["resourceId"], item["scoreMaximum"]) == ("a1", "a1", 10)


def test_a_column_is_found_on_the_last_page(lms: Platform, connect: Callable[..., Ags]) -> None:
    for label in ("quiz", "exam", "talk", "essay", "a1"):
        lms.add_item(label)
    send(connect(), grade())
    assert lms.given() == {("a1", "42"): 8.5}
    assert len(lms.items) == 5
    assert lms.count("GET", "/lineitems") == 3


def test_our_own_mark_counts_more_than_a_label(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.add_item("a1")
    lms.add_item("Derivatives", resourceId="a1")
    send(connect(), grade())
    assert lms.given() == {("Derivatives", "42"): 8.5}


def test_two_columns_of_one_name_are_not_guessed_between(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.add_item("a1")
    chosen = lms.add_item("a1")
    with pytest.raises(UserError, match="2 columns for a1"):
        send(connect(), grade())
    send(connect(line_items={"a1": chosen}), grade())
    assert list(lms.grades) == [(6, "42")]


def test_a_column_of_other_points_gets_a_scaled_score(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.add_item("a1", maximum=100)
    send(connect(), grade(score=8.5))
    assert lms.given() == {("a1", "42"): 85.0}


def test_scores_go_into_the_path_before_the_query() -> None:
    assert scores_url("https://lms/2/item?type_id=1") == "https://lms/2/item/scores?type_id=1"
    assert scores_url("https://lms/api/line_items/7") == "https://lms/api/line_items/7/scores"


# ── logging in ────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_assertion_is_new_and_short_lived(lms: Platform, connect: Callable[..., Ags]) -> None:
    send(connect(), grade())
    claims = [jwt.decode(assertion, options={"verify_signature": False}) for assertion in lms.assertions]
    assert len({claim["jti"] for claim in claims}) == len(claims) >= 2
    assert all(claim["exp"] - claim["iat"] < 600 for claim in claims)


def test_a_token_is_used_as_long_as_it_lasts(lms: Platform, connect: Callable[..., Ags]) -> None:
    send(connect(), *(grade(user) for user in ("41", "42", "43")))
    assert lms.count("POST", "token.php") == 2  # one to see columns, one to send scores


def test_a_token_is_renewed_before_it_ends(lms: Platform, connect: Callable[..., Ags], clock: Clock) -> None:
    ags = connect()
    send(ags, grade("41"))
    clock.now += lms.token_seconds - 30
    send(ags, grade("42"))
    assert len(lms.grades) == 2
    assert lms.count("POST", "token.php") == 3
    assert 401 not in [status for _, status in lms.log]


def test_a_token_that_ends_early_is_renewed_when_it_is_refused(lms: Platform, connect: Callable[..., Ags]) -> None:
    ags = connect()
    send(ags, grade("41"))
    lms.tokens.clear()
    send(ags, grade("42"))
    assert len(lms.grades) == 2


def test_a_login_that_never_helps_ends(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.token_seconds = 0
    with pytest.raises(UserError, match="401"):
        send(connect(), grade())


def test_an_audience_of_its_own_is_signed_for(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.audience = "https://auth.lms.example"
    with pytest.raises(UserError, match="does not let this tool log in"):
        send(connect(), grade())
    assert send(connect(audience="https://auth.lms.example"), grade())[0].refused == ""


@pytest.mark.parametrize("change", [{"client_id": "other"}, {"key_id": "key-2"}])
def test_a_wrong_registration_is_told(lms: Platform, connect: Callable[..., Ags], change: dict[str, str]) -> None:
    with pytest.raises(UserError, match="invalid_client") as error:
        send(connect(**change), grade())
    assert "client_id" in error.value.remedy


def test_another_key_does_not_log_in(lms: Platform, connect: Callable[..., Ags]) -> None:
    with pytest.raises(UserError, match="Signature verification failed"):
        send(connect(pem(rsa.generate_private_key(65537, 2048))), grade())


def test_without_the_right_to_make_columns_those_that_exist_are_used(
    lms: Platform, connect: Callable[..., Ags]
) -> None:
    lms.scopes.discard(AGS + "lineitem")
    lms.add_item("a1")
    assert send(connect(), grade())[0].refused == ""
    with pytest.raises(UserError, match="right to see and make columns"):
        send(connect(), grade(assignment="a2"))


def test_without_the_right_to_send_scores_nothing_is_tried(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.scopes.discard(AGS + "score")
    with pytest.raises(UserError, match="right to send scores"):
        send(connect(), grade())
    assert lms.scores == []


@pytest.mark.parametrize("kind", ["nonsense", "public", "short", "curve", "password"])
def test_a_key_that_cannot_sign_is_refused_without_being_shown(
    kind: str, key: rsa.RSAPrivateKey, connect: Callable[..., Ags]
) -> None:
    spki = serialization.PublicFormat.SubjectPublicKeyInfo
    text = {
        "nonsense": lambda: "not a key, but a secret",
        "public": lambda: key.public_key().public_bytes(serialization.Encoding.PEM, spki).decode(),
        "short": lambda: pem(rsa.generate_private_key(65537, 1024)),
        "curve": lambda: pem(ec.generate_private_key(ec.SECP256R1())),
        "password": lambda: pem(key, b"secret"),
    }[kind]()
    with pytest.raises(UserError, match="LTI key") as error:
        connect(text)
    shown = "".join(traceback.format_exception(error.value))
    assert all(line not in shown for line in text.splitlines())


# ── moments ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_moments_increase_by_whole_seconds_however_fast_we_send(lms: Platform, connect: Callable[..., Ags]) -> None:
    ags, latest = connect(), None
    for score in (1.0, 2.0, 3.0, 4.0):
        (answer,) = send(ags, grade(score=score), past=Past(latest=latest))
        assert answer.refused == ""
        assert latest is None or int(answer.at.timestamp()) > int(latest.timestamp())
        latest = answer.at
    assert lms.given() == {("a1", "42"): 4.0}


def test_a_clock_set_back_does_not_go_back(lms: Platform, connect: Callable[..., Ags]) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=1)
    lms.add_item("a1")
    lms.someone_else_sets(5, "42", 1.0, ahead)
    assert send(connect(), grade(), past=Past(latest=ahead))[0].refused == ""


@pytest.mark.parametrize("minutes", [-10, 10])
def test_moments_are_by_the_clock_of_the_lms(lms: Platform, connect: Callable[..., Ags], minutes: int) -> None:
    """Two machines with different clocks and no common log: whoever sends later has the later moment."""
    theirs = datetime.now(UTC) + timedelta(minutes=minutes)
    lms.ahead = 60.0 * minutes + 30
    lms.add_item("a1")
    lms.someone_else_sets(5, "42", 1.0, theirs)
    (answer,) = send(connect(), grade())
    assert answer.refused == ""
    assert abs(answer.at - theirs - timedelta(seconds=30)) < timedelta(seconds=5)


def test_a_clock_that_is_years_off_is_not_followed(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.ahead = 60.0 * 60 * 24 * 365
    (answer,) = send(connect(), grade())
    assert abs(answer.at - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_login_that_fails_for_the_clock_says_so(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.ahead = 600.0
    with pytest.raises(UserError) as error:
        send(connect(client_id="other"), grade())
    assert "this machine's clock is 10 minutes behind the LMS's" in error.value.what


def test_the_next_moment_is_now_or_the_next_second() -> None:
    last = datetime(2026, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)
    assert later_than(None, last + timedelta(microseconds=123)) == last
    assert later_than(last, last) == datetime(2026, 1, 2, 3, 4, 6, tzinfo=UTC)
    assert later_than(last, last + timedelta(seconds=9)) == last + timedelta(seconds=9)


def test_a_newer_grade_of_the_lms_stays_and_is_told(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.add_item("a1")
    lms.someone_else_sets(5, "42", 9.5, datetime.now(UTC) + timedelta(minutes=5))
    first, second = send(connect(), grade("42"), grade("43"))
    assert "the LMS has a newer grade and keeps it" in first.refused
    assert second.refused == ""
    assert lms.given() == {("a1", "42"): 9.5, ("a1", "43"): 8.5}


# ── an LMS that is busy, broken or odd ────────────────────────────────────────────────────────────────────────


def test_the_wait_that_is_asked_for_is_kept(lms: Platform, connect: Callable[..., Ags], clock: Clock) -> None:
    lms.faults = [Fault("/scores", 429, {"Retry-After": "17"}), Fault("GET", 429, {"Retry-After": "3"})]
    assert send(connect(), grade())[0].refused == ""
    assert clock.slept == [3.0, 17.0]


def test_canvas_says_busy_with_a_403(lms: Platform, connect: Callable[..., Ags], clock: Clock) -> None:
    lms.faults = [Fault(where, 403, body="403 Forbidden (Rate Limit Exceeded)") for where in ("GET", "/scores")]
    assert send(connect(), grade())[0].refused == ""
    assert len(clock.slept) == 2


def test_errors_that_pass_are_tried_again(lms: Platform, connect: Callable[..., Ags], clock: Clock) -> None:
    lms.faults = [Fault(where, status) for where in ("token", "GET", "/scores") for status in (500, 502, 503)]
    assert send(connect(), grade())[0].refused == ""
    assert len(clock.slept) == 9


def test_a_score_stored_before_the_error_is_not_mistaken_for_a_newer_one(
    lms: Platform, connect: Callable[..., Ags]
) -> None:
    lms.faults = [Fault("/scores", 502, after=True)]
    (answer,) = send(connect(), grade())
    assert answer.refused == ""
    assert len(lms.scores) == 2
    assert lms.scores[0]["timestamp"] < lms.scores[1]["timestamp"]


def test_a_column_made_before_the_error_is_not_made_twice(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.faults = [Fault("POST /services.php/2/lineitems", 504, after=True)]
    send(connect(), grade())
    assert len(lms.items) == 1


def test_an_lms_that_stays_down_ends_the_push(lms: Platform, connect: Callable[..., Ags], clock: Clock) -> None:
    lms.faults = [Fault("/scores", 503, body="down for maintenance") for _ in range(20)]
    with pytest.raises(UserError, match="down for maintenance") as error:
        send(connect(), grade())
    assert "same command again" in error.value.remedy
    assert len(clock.slept) == ATTEMPTS - 1


def test_nobody_waits_for_an_hour(lms: Platform, connect: Callable[..., Ags], clock: Clock) -> None:
    lms.faults = [Fault("/scores", 429, {"Retry-After": "3600"})]
    with pytest.raises(UserError, match="wait 3600 seconds"):
        send(connect(), grade())
    assert clock.slept == []


def test_an_lms_that_is_not_there_is_told(connect: Callable[..., Ags], clock: Clock) -> None:
    with pytest.raises(UserError, match=r"The LMS does not answer: http://127.0.0.1:9"):
        send(connect(token_url="http://127.0.0.1:9/token"), grade())
    assert len(clock.slept) == ATTEMPTS - 1


def test_retry_after_is_seconds_or_a_date() -> None:
    now = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert retry_after("120") == 120
    assert retry_after("Fri, 02 Jan 2026 03:05:05 GMT", now) == 60
    assert retry_after("Fri, 02 Jan 2026 03:00:00 GMT", now) == 0
    assert retry_after("soon") is None
    assert retry_after(None) is None


def test_a_refused_student_does_not_stop_the_others(lms: Platform, connect: Callable[..., Ags]) -> None:
    first, second = send(connect(), grade("999"), grade("42"))
    assert first.refused.startswith("the LMS refused it: 4")
    assert second.refused == ""


def test_the_token_goes_to_no_other_host(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.faults = [Fault("GET", 200, {"Link": '<http://evil.example/more>; rel="next"'}, "[]")]
    with pytest.raises(UserError, match=r"points elsewhere: http://evil.example/more"):
        send(connect(), grade())
    lms.add_item("a1")
    lms.items[5]["id"] = "http://evil.example/lineitem"
    with pytest.raises(UserError, match=r"points elsewhere: http://evil.example/lineitem"):
        send(connect(), grade())


def test_pages_without_end_are_left(
    lms: Platform, connect: Callable[..., Ags], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.lms.push.lti_ags.MOST_PAGES", 3)
    lms.faults = [Fault("GET", 200, {"Link": f'<{lms.line_items_url}>; rel="next"'}, "[]") for _ in range(9)]
    with pytest.raises(UserError, match="has no end"):
        send(connect(), grade())


@pytest.mark.parametrize(
    ("where", "body"),
    [
        ("GET", "<html>Please log in</html>"),
        ("GET", '{"not": "a list"}'),
        pytest.param("GET", "[" * 100_000, id="nested"),
        ("token", "<html>Please log in</html>"),
        ("token", "[]"),
        ("token", '{"access_token": 5}'),
        ("token", '{"access_token": "two\\nlines"}'),
        ("POST /services.php/2/lineitems", "{}"),
    ],
)
def test_an_answer_that_is_none_is_told(lms: Platform, connect: Callable[..., Ags], where: str, body: str) -> None:
    lms.faults = [Fault(where, 200, body=body)]
    with pytest.raises(UserError):
        send(connect(), grade())


def test_an_answer_with_control_characters_moves_no_cursor(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.faults = [Fault("/scores", 400, body="\x1b[2J\x07 gone\r\nnow")]
    (answer,) = send(connect(), grade())
    assert answer.refused.isprintable()
    assert "gone now" in answer.refused


# ── secrets ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_secret_is_said_even_when_the_lms_repeats_it(
    lms: Platform, connect: Callable[..., Ags], key: rsa.RSAPrivateKey, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ags = connect()
    said = [answer.refused for answer in send(ags, grade())]
    for status in (400, 403, 503):
        for token in list(lms.tokens):
            lms.faults = [Fault("/scores", status, body=f"Bearer {token} {lms.assertions[-1]}") for _ in range(9)]
            try:
                said += [answer.refused for answer in send(ags, grade())]
            except UserError as error:
                said.append(repr(error))
    assert any("(hidden)" in words for words in said)
    everything = "\n".join([*said, *(record.getMessage() for record in caplog.records), repr(vars(ags))])
    for secret in (*lms.tokens, *lms.assertions, pem(key)[40:80]):
        assert secret not in everything
