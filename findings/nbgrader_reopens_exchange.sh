#!/usr/bin/env bash
# nbgrader 0.9.6: releasing an assignment opens an exchange to everybody that was closed to all but a group.
#
# An exchange with the mode 2770, for the group of a class, is enough for it: those of the group fetch and submit. But
# ExchangeReleaseAssignment.ensure_root compares the mode with 777 and sets it to that, with a warning in the log;
# from then on everybody on the machine can enter, read what is released, and submit. Only with
# c.CourseDirectory.groupshared = True, which is for several instructors, is the mode left alone.
#
# A careful expert expects a program to fail where it has too few rights, and to leave rights alone that suffice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
# Without JupyterLab, which the exchange has no need of and which takes most of the time to install.
venv/bin/pip install -qq --no-compile --disable-pip-version-check sqlalchemy==2.1.9 alembic==1.20.1 nbconvert==7.17.2 \
    nbclient==0.11.0 jupyter_server==2.21.1 rapidfuzz==3.14.6 python-dateutil==4.0.0 requests==2.34.2
venv/bin/pip install -qq --no-compile --disable-pip-version-check --no-deps nbgrader==0.9.6
mkdir -p course/release/ps1 exchange
venv/bin/python -W ignore - <<'PY'
import logging
import os
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeReleaseAssignment
from traitlets.config import Config

logging.disable(logging.CRITICAL)
nbformat.write(nbformat.v4.new_notebook(), "course/release/ps1/problem.ipynb")
exchange = Path("exchange").absolute()
for shared in (False, True):
    exchange.chmod(0o2770)
    assert os.access(exchange, os.R_OK | os.W_OK | os.X_OK)
    config = Config()
    config.CourseDirectory.update(
        {"root": str(Path("course").absolute()), "course_id": f"course{shared}", "assignment_id": "ps1"}
    )
    config.CourseDirectory.groupshared = shared
    config.Exchange.root = str(exchange)
    ExchangeReleaseAssignment(coursedir=CourseDirectory(config=config), config=config).start()
    mode = exchange.stat().st_mode & 0o777
    assert mode == (0o770 if shared else 0o777), f"groupshared {shared}: the exchange has the mode {mode:o} now"
print(f"nbgrader {version('nbgrader')}: releasing an assignment sets an exchange of the mode 770 to 777.")
PY
