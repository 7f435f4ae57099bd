#!/usr/bin/env bash
# nbgrader 0.9.6 with SQLAlchemy 2.1.9 and SQLite: a score that is NaN is stored as no score, and one of -1 or 99 stays.
#
# Grade.auto_score = nan, commit, read again: None. SQLite has no NaN in a column and keeps NULL instead; nbgrader then
# counts the cell as 0 of 4, with needs_manual_grade as it was. A manual_score of nan is gone in the same way, and the
# automatic one counts again. -1 and 99 of 4 are stored and counted as they are: nbgrader checks no range here.
#
# A careful expert expects an error, or NaN back; what comes back is what "not graded" looks like.
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

with Gradebook("sqlite:///gradebook.db") as book:
    book.add_assignment("ps1")
    book.add_notebook("p1", "ps1")
    book.add_grade_cell("c1", "p1", "ps1", max_score=4, cell_type="code")
    book.add_student("ann")
    book.add_submission("ps1", "ann")
    grade = book.find_grade("c1", "p1", "ps1", "ann")
    grade.needs_manual_grade = False

    def stored(name, value):
        setattr(grade, name, value)
        book.db.commit()
        book.db.expire_all()
        return getattr(grade, name), grade.score, grade.needs_manual_grade

    nan = float("nan")
    assert stored("auto_score", nan) == (None, 0.0, False), stored("auto_score", nan)
    assert stored("auto_score", -1)[:2] == (-1.0, -1.0) and stored("auto_score", 99)[:2] == (99.0, 99.0)
    assert stored("auto_score", 3)[:2] == (3.0, 3.0) and stored("manual_score", 1)[:2] == (1.0, 1.0)
    assert stored("manual_score", nan)[:2] == (None, 3.0)
print(f"nbgrader {version('nbgrader')}, SQLite: a score of NaN is read again as None, and the cell counts 0.")
PY
