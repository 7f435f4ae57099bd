#!/usr/bin/env bash
# nbgrader 0.9.6 with dateutil 4.0.0: a due date with a blank before its zone is stored hours off, without an error.
#
# `nbgrader db assignment add --duedate="2026-03-09 23:59 +0900"` stores 23:44 UTC: of three words the last is the zone,
# and a whole number there is an offset in seconds, so +0900 is fifteen minutes and +09 nine seconds. What is no number is
# looked up among the machine's zones: +09:00, KST, JST, EDT and CEST are none, and the time is taken for UTC. The same
# offsets after a T, as formgrader writes them, or joined to the time, are read right; so is Asia/Seoul after a blank.
#
# A careful expert expects 14:59 UTC of all of them, or an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
# Without JupyterLab, which the gradebook has no need of and which takes most of the time to install.
venv/bin/pip install -qq --no-compile --disable-pip-version-check sqlalchemy==2.1.9 alembic==1.20.1 nbconvert==7.17.2 \
    jupyter_server==2.21.1 rapidfuzz==3.14.6 python-dateutil==4.0.0 requests==2.34.2
venv/bin/pip install -qq --no-compile --disable-pip-version-check --no-deps nbgrader==0.9.6
PATH="$work/venv/bin:$PATH" venv/bin/python -W ignore - <<'PY'
from importlib.metadata import version

from nbgrader.api import Gradebook

STORED = {
    "2026-03-09 23:59 +0900": "23:44:00",
    "2026-03-09 23:59 +09": "23:58:51",
    "2026-03-09 23:59 +09:00": "23:59:00",
    "2026-03-09 23:59 KST": "23:59:00",
    "2026-03-09 23:59 CEST": "23:59:00",
    "2026-03-09T23:59 +0900": "14:59:00",
    "2026-03-09 23:59+09:00": "14:59:00",
    "2026-03-09 23:59 Asia/Seoul": "14:59:00",
}
with Gradebook("sqlite:///gradebook.db") as book:
    for written, stored in STORED.items():
        found = book.update_or_create_assignment("ps1", duedate=written).duedate
        assert f"{found}" == f"2026-03-09 {stored}", (written, found)
print(f"nbgrader {version('nbgrader')}: a due date of 23:59 +0900 is stored as 23:44 UTC, one of 23:59 KST as 23:59 UTC.")
PY
