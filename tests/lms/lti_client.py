"""What tests of the LTI client share: a clock, keys as text, grades, and a way to send them."""

from __future__ import annotations

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from grader.lms.push.delivery import Delivery, Past, Receipt
from grader.lms.push.lti_ags import Ags


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, password: bytes | None = None) -> str:
    lock = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, lock).decode()


class Clock:
    """Seconds that pass only when somebody waits."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def grade(user: str = "42", score: float = 8.5, comment: str = "f 2/2", assignment: str = "a1") -> Delivery:
    return Delivery(assignment, f"student-{user}", user, score, 10.0, comment)


def send(ags: Ags, *deliveries: Delivery, past: Past = Past()) -> list[Receipt]:  # noqa: B008  # frozen
    ags.prepare({delivery.assignment: delivery.max_score for delivery in deliveries})
    return list(ags.send([(delivery, past) for delivery in deliveries]))
