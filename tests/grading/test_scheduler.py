"""Which addresses of a scheduler may be used, and how long a connection may take."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from grader.errors import UserError
from grader.grading.scheduler import CONNECT_SECONDS, certificates, check_address


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


def test_without_dask_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("dask", "distributed"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UserError, match="Dask is not installed here"):
        certificates("tls://head:8786")


@pytest.mark.skipif(not find_spec("distributed"), reason="make cluster")
@pytest.mark.parametrize("own", ["", "45s"])
def test_a_dead_host_is_given_up_as_soon_as_a_scheduler_unless_dasks_settings_say_how_soon(
    own: str, tmp_path: Path
) -> None:
    """Dask tries for 30 seconds to reach a host that it has been told is gone, where it chose it just before."""
    name = "distributed.comm.timeouts.connect"
    program = (
        "from grader.grading.scheduler import certificates; certificates('tcp://127.0.0.1:1')\n"
        f"import dask, distributed; print(dask.utils.parse_timedelta(dask.config.get({name!r})))"
    )
    settings = f"distributed: {{comm: {{timeouts: {{connect: {own}}}}}}}\n" if own else ""
    (tmp_path / "own.yaml").write_text(settings, encoding="utf-8")
    environment = os.environ | {"DASK_CONFIG": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert float(done.stdout) == (45 if own else CONNECT_SECONDS)
