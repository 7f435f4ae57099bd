"""What vouches for stored results."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from grader.results.stamp import code_digest


def test_the_code_has_one_digest_wherever_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "a1_derivatives.py").write_text("# somebody else's\n")
    ask = "from grader.results.stamp import code_digest; print(code_digest())"
    told = subprocess.run([sys.executable, "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert told.strip() == code_digest()
