#!/usr/bin/env bash
# pandas 3.1.1 (and strptime of Python 3.11 to 3.13): from 1:00 to 1:29 a Brightspace folder's hour is read as another.
#
# Brightspace names the folders of downloaded submissions `Mar 9, 2026 106 PM`: hours without a leading zero, minutes
# without a colon. The format "%b %d, %Y %I%M %p" reads 1206 AM, 959 AM, 130 PM and 1159 PM right, and so passes any
# short trial. But 106 PM is read as 22:06, 115 PM as 23:05 and 125 AM as 00:05: %I takes two digits where it can, and
# %M is content with one. No error is raised; in time becomes late. Without a format, pandas refuses 106 PM.
#
# A careful expert expects 13:06, or an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -qq --no-compile --disable-pip-version-check pandas==3.1.1
venv/bin/python - <<'PY'
from datetime import datetime

import pandas as pd

FORMAT = "%b %d, %Y %I%M %p"
RIGHT = {"1206 AM": "00:06", "959 AM": "09:59", "130 PM": "13:30", "1159 PM": "23:59"}
WRONG = {"106 PM": "22:06", "115 PM": "23:05", "125 AM": "00:05"}

for time, read in {**RIGHT, **WRONG}.items():
    name = f"Mar 9, 2026 {time}"
    assert f"{datetime.strptime(name, FORMAT):%H:%M}" == read, name
    assert f"{pd.to_datetime(name, format=FORMAT):%H:%M}" == read, name
try:
    raise SystemExit(f"106 PM is now {pd.to_datetime('Mar 9, 2026 106 PM')}")
except ValueError:
    pass
print(f"pandas {pd.__version__}: with the format %I%M %p, 106 PM is 22:06; without a format it is refused.")
PY
