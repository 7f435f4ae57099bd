"""An LTI client, connected to a platform that answers as Moodle and as Canvas do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from lti_client import Clock, pem
from lti_platform import Platform, serving

from grader.lms.push import lti_session
from grader.lms.push.lti_ags import Ags
from grader.lms.push.lti_session import LtiSession
from grader.lms.push.settings import LtiSettings, Secret


@pytest.fixture(scope="session")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="session", autouse=True)
def _each_key_is_read_once() -> Iterator[None]:
    """Whether its factors are prime is asked anew each time that a key is read: 30 ms in each of 150 tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lti_session, "load_pem_private_key", cache(lti_session.load_pem_private_key))
        yield


@pytest.fixture(params=["moodle", "canvas"])
def lms(request: pytest.FixtureRequest, key: rsa.RSAPrivateKey) -> Iterator[Platform]:
    with serving(Platform(key.public_key(), dialect=request.param, users={"41", "42", "43"})) as platform:
        yield platform


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
