#!/usr/bin/env bash
# nbgrader 0.9.6: making a gradebook by its Python interface runs a command, `alembic`, that must be on PATH.
#
# Gradebook("sqlite:///gradebook.db") asks `alembic heads`, as a command, for the version of the database. With the
# environment's python called by its path (a systemd unit, cron, an IDE: nothing activated) there is no such command,
# and the constructor raises FileNotFoundError: 'alembic', although the package alembic is installed beside it.
# It has created its tables by then: a second Gradebook() on the same file succeeds, and that database has no table
# alembic_version.
#
# A careful expert expects a library to find its own dependencies where it was imported from.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
# Without JupyterLab, which the gradebook has no need of and which takes most of the time to install.
venv/bin/pip install -qq --no-compile --disable-pip-version-check sqlalchemy==2.1.9 alembic==1.20.1 nbconvert==7.17.2 \
    jupyter_server==2.21.1 rapidfuzz==3.14.6 python-dateutil==4.0.0 requests==2.34.2
venv/bin/pip install -qq --no-compile --disable-pip-version-check --no-deps nbgrader==0.9.6
mkdir nothing
PATH="$work/nothing" venv/bin/python -W ignore - <<'PY'
import sqlite3
from importlib.metadata import version

from nbgrader.api import Gradebook

try:
    Gradebook("sqlite:///gradebook.db")
except FileNotFoundError as error:
    assert error.filename == "alembic", error
else:
    raise AssertionError("a gradebook is made without the command now")
Gradebook("sqlite:///gradebook.db").close()
tables = {row[0] for row in sqlite3.connect("gradebook.db").execute("select name from sqlite_master")}
assert "student" in tables and "alembic_version" not in tables, tables
print(f"nbgrader {version('nbgrader')}: Gradebook() raises FileNotFoundError where the command alembic is not on PATH.")
PY
