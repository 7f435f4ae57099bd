"""A logged-in connection to an LMS over LTI 1.3.

Signs in with an assertion, keeps a token for each scope and renews it before it expires, waits while the LMS is busy,
and describes the LMS's answers without the secrets in them.
"""

from __future__ import annotations

import html
import json
import re
import time
import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from grader.errors import UserError
from grader.lms.push.retry import Busy, retry_after, retry_while_busy
from grader.lms.push.settings import LtiSettings, Secret
from grader.text.printable import one_line

SCOPES = "https://purl.imsglobal.org/spec/lti-ags/scope/"
CREATE, READ, SCORE = SCOPES + "lineitem", SCOPES + "lineitem.readonly", SCOPES + "score"
MEMBERS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
_RIGHTS = {CREATE: "see and make columns in the gradebook", SCORE: "send scores", MEMBERS: "see who is in the course"}
MOST_PAGES = 200
ASK_ADMIN = "Ask the LMS's administrator, with this message; docs/lms/push.md says what the tool needs."

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 300
CLOCK_SKEW = 5  # an assertion from a clock that runs ahead would be refused as not yet valid
CLOCKS_AGREE = timedelta(seconds=5)
CLOCK_IS_WRONG = timedelta(days=1)
DEFAULT_TOKEN_SECONDS = 300.0
RENEW_BEFORE = 60.0


@dataclass(frozen=True)
class _Token:
    value: str
    renew_at: float

    def __repr__(self) -> str:
        return "_Token(...)"


class LtiSession:
    """One tool's connection to one LMS."""

    def __init__(
        self,
        settings: LtiSettings,
        key: Secret,
        http: httpx.Client,
        sleep: Callable[[float], None] = time.sleep,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._http, self._sleep, self._seconds = settings, http, sleep, seconds
        self._key = _private_key(key)
        self._tokens: dict[str, _Token] = {}
        self._secrets: set[str] = set()
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return this moment by the clock of the LMS: machines whose own clocks differ agree on it."""
        return datetime.now(UTC) + self._ahead

    # ── requests ──────────────────────────────────────────────────────────────────────────────────────────────

    def call(
        self,
        method: str,
        url: str,
        *scopes: str,
        body: object = None,
        media: str = "",
        accept: str = "*/*",
        final: Collection[int] = (),
    ) -> httpx.Response:
        """Make one request with a token for the first of the scopes that the LMS grants.

        Raises `Busy` when it is worth another try; an answer with a status of `final` is returned whatever it is.
        """
        headers = {"Accept": accept} | ({"Content-Type": media} if media else {})
        content = json.dumps(body, allow_nan=False).encode() if body is not None else None
        for _ in range(2):
            token = self._token(*scopes)
            response = self._request(
                method, url, final, headers=headers | {"Authorization": f"Bearer {token}"}, content=content
            )
            if response.status_code != 401:
                break
            self._tokens.clear()  # ended earlier than it said: once more with a new one
        return response

    def pages(self, address: str, *scopes: str, accept: str, what: str) -> Iterator[Any]:
        """Yield what each page of a list holds; `what` names it, as the end of "The LMS refused to list ...".

        Raises `UserError` where the LMS refuses, or a page leads to another server or has no end.
        """
        page = address
        for _ in range(MOST_PAGES):
            response = retry_while_busy(partial(self.call, "GET", page, *scopes, accept=accept), self._sleep)
            if response.status_code != 200:
                raise UserError(f"The LMS refused to list {what}: {self.describe(response)}.", ASK_ADMIN)
            yield self.json(response, f"the list of {what}")
            following = next_page(response)
            if following is None:
                return
            page = same_origin(address, following)
        raise UserError(f"The LMS's list of {what} has no end ({MOST_PAGES} pages).", ASK_ADMIN)

    def _request(self, method: str, url: str, final: Collection[int] = (), **more: Any) -> httpx.Response:
        try:
            response = self._http.request(method, url, **more)
        except httpx.InvalidURL:
            raise UserError(f"{url!r} is not an address.", "Check the addresses in c.Grader.lti.") from None
        except httpx.RequestError as error:
            raise Busy(f"{origin(url)}: {self._redact(str(error)) or type(error).__name__}") from None
        self._ahead = ahead_of(response.headers.get("Date", ""), datetime.now(UTC))
        if response.status_code in final:
            return response
        if response.status_code == 429 or response.status_code >= 500 or _is_throttled(response):
            raise Busy(f"{origin(url)}: {self.describe(response)}", retry_after(response.headers.get("Retry-After")))
        return response

    def may(self, *scopes: str) -> bool:
        """Does the LMS grant one of the scopes?"""
        return self._granted(*scopes) is not None

    def _granted(self, *scopes: str) -> _Token | None:
        """Return a token for the first of the scopes that the LMS grants, new when the old one is about to end."""
        for scope in scopes:
            if (token := self._tokens.get(scope)) and self._seconds() < token.renew_at:
                return token
        for scope in scopes:
            if token := retry_while_busy(partial(self._new_token, scope), self._sleep):
                self._tokens[scope] = token
                return token
        return None

    def _token(self, *scopes: str) -> str:
        if token := self._granted(*scopes):
            return token.value
        raise UserError(
            f"The LMS does not grant this tool the right to {_RIGHTS[scopes[0]]}.",
            "Ask its administrator for that scope (docs/lms/push.md); for a column, "
            "you can also name one that exists in c.Grader.lti['line_items'].",
        )

    def _new_token(self, scope: str) -> _Token | None:
        """Log in. Returns None when the LMS does not grant the scope."""
        assertion = self._assertion()
        self._secrets.add(assertion)
        asked = self._seconds()
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": assertion,
            "scope": scope,
        }
        response = self._request("POST", self._settings.token_url, data=form)
        answer = self.json(response, "the access token") if response.is_success else None
        if answer is None:
            words = self.describe(response)
            if "invalid_scope" in words:
                return None
            raise UserError(
                f"The LMS does not let this tool log in: {words}.{self._about_clocks()}",
                "Check client_id, key_id, token_url and audience in c.Grader.lti, "
                "and that the LMS has the public half of this very key.",
            )
        value = answer.get("access_token") if isinstance(answer, dict) else None
        if not isinstance(value, str) or not re.fullmatch(r"[\x21-\x7e]+", value):
            raise UserError("The LMS answered the login without a usable access token.", "Check 'token_url'.")
        self._secrets.add(value)
        granted = answer.get("scope")
        if isinstance(granted, str) and scope not in granted.split():
            return None
        lasts = answer.get("expires_in")
        lasts = float(lasts) if isinstance(lasts, (int, float, str)) and _is_number(lasts) else DEFAULT_TOKEN_SECONDS
        return _Token(value, asked + lasts - min(RENEW_BEFORE, lasts / 2))

    def _assertion(self) -> str:
        now = int(time.time())
        claims = {
            "iss": self._settings.client_id,
            "sub": self._settings.client_id,
            "aud": self._settings.audience,
            "iat": now - CLOCK_SKEW,
            "exp": now + ASSERTION_SECONDS,
            "jti": uuid.uuid4().hex,
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._settings.key_id})

    def _about_clocks(self) -> str:
        minutes = round(self._ahead.total_seconds() / 60)
        if not minutes:
            return ""
        side = "behind" if minutes > 0 else "ahead of"
        return f" Note that this machine's clock is {abs(minutes)} minutes {side} the LMS's: a login is short-lived."

    # ── what the LMS says ─────────────────────────────────────────────────────────────────────────────────────

    def json(self, response: httpx.Response, what: str) -> Any:
        """Return what an answer holds. Raises `UserError` when it is not JSON."""
        try:
            return response.json()
        except (ValueError, RecursionError):
            raise UserError(
                f"The LMS answered something else where {what} should be: {self.describe(response)}.",
                "Check the addresses in c.Grader.lti: is there a login page or a proxy in between?",
            ) from None

    def describe(self, response: httpx.Response) -> str:
        """Return an answer as one printable line of at most 200 characters, without secrets."""
        said = self._redact(f"{response.status_code} {response.reason_phrase} {response.text}")[:2000]
        return one_line(said, 200)

    def _redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "(hidden)")
        return text


def ahead_of(date: str, now: datetime) -> timedelta:
    """Return how far the clock that wrote a ``Date`` header is ahead of ours; 0 where it is not, or cannot be, right.

    >>> ahead_of("Fri, 02 Jan 2026 03:05:05 GMT", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    datetime.timedelta(seconds=60)
    """
    try:
        ahead = parsedate_to_datetime(date).replace(tzinfo=UTC) - now
    except ValueError:
        return timedelta()
    return ahead if CLOCKS_AGREE < abs(ahead) < CLOCK_IS_WRONG else timedelta()


def _is_throttled(response: httpx.Response) -> bool:
    """Canvas says "too many requests" with a 403."""
    return response.status_code == 403 and "rate limit exceeded" in response.text.lower()


def next_page(response: httpx.Response) -> str | None:
    """Return the address of the next page, also from Moodle, which writes ``rel=“next”`` and ``&amp;``."""
    for address, relation in re.findall(r"<([^>]*)>([^<]*)", response.headers.get("Link", "")):
        if re.search(r"\brel\s*=[^a-z]*next\b", relation, re.IGNORECASE):
            return html.unescape(address)
    return None


def same_origin(base: str, url: str) -> str:
    """Return a URL that the LMS named, made complete.

    Raises `UserError` where it leads to another server: the access token must not go there.
    """
    try:
        complete = urljoin(base, url)
        if origin(complete) == origin(base):
            return complete
    except ValueError:  # no address at all
        pass
    raise UserError(f"The LMS at {base} points elsewhere: {url}.", ASK_ADMIN)


def origin(url: str) -> str:
    """Return scheme, host and port of a URL. Raises `ValueError` for a port that is no number."""
    parts = urlsplit(url)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def _is_number(value: float | str) -> bool:
    try:
        return 0 < float(value) < 1e9
    except ValueError:
        return False


def _private_key(key: Secret) -> RSAPrivateKey:
    """Return the key that signs. Raises `UserError`, without a word of the key, when it is none."""
    remedy = "Give an RSA private key of 2048 bits or more in PEM, without a password (docs/lms/push.md)."
    try:
        loaded = load_pem_private_key(key.reveal().encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise UserError("The LTI key cannot be read: it is no private key, or has a password.", remedy) from None
    if not isinstance(loaded, RSAPrivateKey) or loaded.key_size < 2048:
        raise UserError("The LTI key is of another kind, or too short.", remedy)
    return loaded
