"""Which addresses of a scheduler may be used."""

from __future__ import annotations

import pytest

from grader.errors import UserError
from grader.grading.scheduler import check_address


@pytest.mark.parametrize(
    ("address", "insecure", "wrong"),
    [
        ("tcp://127.0.0.1:8786", False, ""),
        ("tcp://localhost:8786", False, ""),
        ("tls://head:8786", False, ""),
        ("tcp://head:8786", True, ""),
        ("tcp://head:8786", False, "is not encrypted"),
        ("tcp://localhost.example.edu:8786", False, "is not encrypted"),
        ("head:8786", False, "is no address"),
        ("tcp://head", True, "is no address"),
        ("http://head:8786", True, "is no address"),
        ("tcp://head:x", True, "is no address"),
    ],
)
def test_only_this_machine_is_reached_without_tls_unless_somebody_says_so(
    address: str, insecure: bool, wrong: str
) -> None:
    if not wrong:
        check_address(address, insecure=insecure)
        return
    with pytest.raises(UserError, match=wrong):
        check_address(address, insecure=insecure)
