"""A login to an LMS over LTI: keys, tokens, clocks, an LMS that is busy, and nothing secret in what is said."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from lti_client import Clock, grade, pem, send
from lti_platform import AGS, Fault, Platform

from grader.errors import UserError
from grader.lms.push.lti_ags import Ags
from grader.lms.push.lti_session import ahead_of, origin
from grader.lms.push.retry import ATTEMPTS

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


# ── clocks ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_clock_that_is_years_off_is_not_followed(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.ahead = 60.0 * 60 * 24 * 365
    (answer,) = send(connect(), grade())
    assert abs(answer.at - datetime.now(UTC)) < timedelta(days=1)


def test_a_login_that_fails_for_the_clock_says_so(lms: Platform, connect: Callable[..., Ags]) -> None:
    lms.ahead = 600.0
    with pytest.raises(UserError) as error:
        send(connect(client_id="other"), grade())
    assert "this machine's clock is 10 minutes behind the LMS's" in error.value.what


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ("Fri, 02 Jan 2026 03:05:05 GMT", 60),
        ("Fri, 02 Jan 2026 02:54:05 GMT", -600),
        ("Fri, 02 Jan 2026 03:04:09 GMT", 0),
        ("Sat, 03 Jan 2026 03:04:06 GMT", 0),
        ("yesterday", 0),
        ("", 0),
    ],
)
def test_a_date_tells_how_far_the_lms_s_clock_is_ahead_if_it_can_be_right(date: str, seconds: float) -> None:
    assert ahead_of(date, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)).total_seconds() == seconds


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


def test_an_origin_has_its_port() -> None:
    assert origin("https://lms.example/a?b") == origin("https://lms.example:443") == "https://lms.example:443"
    assert origin("http://lms.example") != origin("https://lms.example")
